"""The text of a file as it was read, cut where it proves something, so that a page can show the place."""
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from documents.formats import RawText
from documents.parsing import Evidence

HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """``facts``: the names of those that ``text`` proves, or a part of which it does; ``begins``: of those whose words begin here."""

    text: str
    facts: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    is_heading: bool = False


def pieces(raw: RawText, evidence: Mapping[str, Evidence]) -> Iterator[Piece]:
    """The text of ``raw`` in order and whole, cut where words of ``evidence`` begin and end, and around marked headings.

    >>> [piece.text for piece in pieces(RawText("甲办法 2025年"), {"title": Evidence("甲办法", (0, 3), "text")})]
    ['甲办法', ' 2025年']
    """
    spans = {name: proof.span for name, proof in evidence.items() if proof.span and 0 <= proof.span[0] < proof.span[1] <= len(raw.text)}
    headings = dict(match.span() for match in HEADING.finditer(raw.text)) if raw.is_markdown else {}
    cuts = sorted({0, len(raw.text), *(place for span in (*spans.values(), *headings.items()) for place in span)})
    heading_end = 0
    for start, end in zip(cuts, cuts[1:], strict=False):
        heading_end = headings.get(start, heading_end)
        yield Piece(
            raw.text[start:end],
            tuple(name for name, (begin, stop) in spans.items() if begin <= start and end <= stop),
            tuple(name for name, (begin, _) in spans.items() if begin == start),
            start < heading_end,
        )
