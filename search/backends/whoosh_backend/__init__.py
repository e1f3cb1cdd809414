"""The default engine: Whoosh keeps the index on disk, NumPy searches it."""
from .haystack import WhooshEngine

__all__ = ["WhooshEngine"]
