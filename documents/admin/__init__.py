"""How editors keep the corpus: documents and uploads through importing, the rest as plain rows."""
from . import batches, document, proposals, proposed_headings, references, short_names, statuses, taxonomy, upload

__all__ = ["batches", "document", "proposals", "proposed_headings", "references", "short_names", "statuses", "taxonomy", "upload"]
