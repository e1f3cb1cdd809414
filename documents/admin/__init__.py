"""How editors keep the corpus: documents and uploads through importing, the rest as plain rows."""
from . import document, proposals, references, taxonomy, upload

__all__ = ["document", "proposals", "references", "taxonomy", "upload"]
