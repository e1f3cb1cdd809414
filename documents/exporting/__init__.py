"""Documents in forms that other programs read: plain records, structured data of pages."""
from .legislation import legislation
from .records import as_records

__all__ = ["as_records", "legislation"]
