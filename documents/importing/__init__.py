"""The one way in: sources become rows, each in one transaction.

``import_source`` is what the command, the admin and the seed call; ``understand`` is the same without writing.
"""
from documents.analysis import Source

from .bulk import import_paths, summary
from .pipeline import carry_over, compare, import_source
from .publication import remove, set_state, update
from .reading import understand
from .registry import load_registry
from .report import ImportResult, Outcome
from .samples import load_sample, new_samples
from .sources import Unreadable, count_sources, sources_in, sources_sent

__all__ = [
    "ImportResult", "Outcome", "Source", "Unreadable", "carry_over", "compare", "count_sources", "import_paths", "import_source",
    "load_registry", "load_sample", "new_samples", "remove", "set_state", "sources_in", "sources_sent", "summary", "understand", "update",
]
