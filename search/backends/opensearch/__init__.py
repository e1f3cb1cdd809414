"""An engine for more than one machine: OpenSearch keeps the index, and is asked over HTTP."""
from .engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
