"""The one way in: sources become rows, each in one transaction.

``import_source`` is what the command, the admin and the seed call; ``understand`` is the same without writing.
"""
from .report import ImportResult, Outcome
from .sources import Source

__all__ = ["ImportResult", "Outcome", "Source"]
