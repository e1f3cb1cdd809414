"""The one way in: sources become rows, each in one transaction.

``import_source`` is what the command, the admin and the seed call; ``understand`` is the same without writing.
"""
from documents.analysis import Source

from .adopting import adopt
from .bulk import import_paths, summary
from .copies import decline
from .correcting import correct
from .corrections import corrections_of, differing
from .deciding import decide_citations
from .events import record_table_status
from .merging import NotMerged, merge_headings, undo_merge
from .originals import discard
from .passages import find_passages, passages_due
from .pipeline import Verdict, carry_over, compare, import_source
from .publication import remove, set_state, update
from .reading import known_bodies, understand
from .registry import load_registry
from .report import ImportResult, Outcome, Reread
from .rereading import cited_by_another, read_by_another, refind_citations, reread_documents
from .restoring import NotRestored, accept, restore
from .samples import decline_samples, held_samples, load_sample, new_samples, remove_samples
from .scheduling import publish_due
from .sources import (
    SentFile,
    Unreadable,
    count_sources,
    sources_in,
    sources_of_files,
    sources_of_sent,
    sources_sent,
    with_attachments,
)
from .status_rows import Rejected, Statement, read_statuses
from .status_table import Comparison, compare_table, contradicting
from .trash import consequences, due, empty, former_state, put_back, trash
from .turns import turn

__all__ = [
    "Comparison", "ImportResult", "NotMerged", "NotRestored", "Outcome", "Rejected", "Reread", "SentFile", "Source", "Statement",
    "Unreadable", "Verdict", "accept", "adopt", "carry_over", "cited_by_another", "compare", "compare_table", "consequences",
    "contradicting", "correct", "corrections_of", "count_sources", "decide_citations", "decline", "decline_samples", "differing", "discard", "due", "empty", "find_passages",
    "former_state", "held_samples", "import_paths", "import_source", "known_bodies", "load_registry", "load_sample", "merge_headings",
    "new_samples", "passages_due", "publish_due", "put_back", "read_by_another", "read_statuses", "record_table_status", "refind_citations", "remove",
    "remove_samples", "reread_documents", "restore", "set_state", "sources_in", "sources_of_files", "sources_of_sent", "sources_sent", "summary",
    "trash", "turn", "understand", "undo_merge", "update", "with_attachments",
]
