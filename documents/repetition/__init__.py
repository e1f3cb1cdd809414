"""What passages two texts have in common, and by what few numbers such texts find each other among many.

``body`` reads a text, ``fingerprints`` are the numbers, ``shared_places`` are the runs of one text in another, around which ``passages``
aligns the two.
"""
from .alignment import SHORTEST, Passage, passages
from .bodies import Body, body
from .winnowing import fingerprints, shared_places

VERSION = 2
"""To be raised when other passages are found in the same texts: all are then compared again."""

__all__ = ["SHORTEST", "VERSION", "Body", "Passage", "body", "fingerprints", "passages", "shared_places"]
