"""A document, or a provision of it, as an entry of somebody's list of references. No Django here."""
from .entries import BibliographyEntry, EntryType
from .exchange import bibtex, csl_json, ris
from .gbt7714 import Edition, reference

__all__ = ["Edition", "BibliographyEntry", "EntryType", "bibtex", "csl_json", "reference", "ris"]
