"""The default engine: Whoosh keeps the index on disk, NumPy searches it."""
from .engine import WhooshEngine

__all__ = ["WhooshEngine"]
