"""How editors keep the corpus: documents and uploads through importing, the rest as plain rows."""
from . import document, headings, references, upload

__all__ = ["document", "headings", "references", "upload"]
