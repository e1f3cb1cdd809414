"""Texts are read cleaned; what is found is shown in the raw text."""
import re
from collections.abc import Sequence
from dataclasses import replace

from documents.parsing.cleaning import INVISIBLE, clean
from documents.parsing.document import Evidence
from documents.parsing.metadata.description import Description, Part

_GONE = re.compile(rf"\r(?=\n)|{INVISIBLE.pattern}")


def in_raw_text(description: Description, raw: str) -> Description:
    """``description`` of ``clean(raw)`` with its spans counted in ``raw``."""
    if len(clean(raw)) == len(raw):
        return description
    gone = {match.start() for match in _GONE.finditer(raw)}
    places = [place for place in range(len(raw)) if place not in gone]
    return replace(
        description,
        evidence={field: _moved(proof, places, raw) for field, proof in description.evidence.items()},
        repeals=tuple(_moved(proof, places, raw) for proof in description.repeals),
        parts=tuple(Part(part.role, places[part.start], places[part.end - 1] + 1) for part in description.parts),
    )


def _moved(proof: Evidence, places: Sequence[int], raw: str) -> Evidence:
    if proof.span is None:
        return proof
    start, end = places[proof.span[0]], places[proof.span[1] - 1] + 1
    return Evidence(raw[start:end], (start, end), proof.origin)
