"""How editors keep the corpus: documents and uploads through importing, the rest as plain rows."""
from . import document, references, taxonomy, upload

__all__ = ["document", "references", "taxonomy", "upload"]
