"""Texts are read without invisible characters and marks of Markdown; what is found is shown in the raw text."""
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from documents.parsing import labels
from documents.parsing.cleaning import clean
from documents.parsing.document import Evidence
from documents.parsing.lines import broken_at
from documents.parsing.metadata.description import Description, Part
from documents.parsing.metadata.kinds import kind_of
from documents.vocabulary.characters import UNSEEN
from documents.vocabulary.markdown import COMMENT, ESCAPABLE
from documents.vocabulary.traditional import simplified

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WIDE_DIGIT = re.compile("[０-９]")
_MARKED_LINES = re.compile(r"^(#{1,6} +)\S[^\n]*(?:\n+\1\S[^\n]*){1,4}", re.M)
_HEAD = 600
_MARKS = re.compile(rf"{UNSEEN.pattern}|{COMMENT.pattern}|\*\*|\\(?=[{ESCAPABLE}])|(?m:^> ?)")


@dataclass(frozen=True)
class Readable:
    """``text`` as it is read; ``places`` of its characters in the raw text, ``None`` where they are the same."""

    raw: str
    text: str
    places: Sequence[int] | None

    def in_raw_text(self, description: Description, names: Collection[str]) -> Description:
        """``description`` of ``text`` with its spans counted in the raw text, and its titles and bodies in the characters
        of that, but for the ``names`` of known bodies."""
        if self.places is None:
            return description
        return replace(
            description,
            title=self._printed(description, "title", description.title),
            full_title=self._printed(description, "full_title", description.full_title),
            bodies=tuple(name if name in names else self._printed(description, "bodies", name) for name in description.bodies),
            evidence={field: self._moved(proof, self.places) for field, proof in description.evidence.items()},
            repeals=tuple(self._moved(proof, self.places) for proof in description.repeals),
            parts=tuple(Part(part.role, *_span(self.places, part.start, part.end)) for part in description.parts),
        )

    def _printed(self, description: Description, field: str, value: str) -> str:
        """``value`` in traditional characters, where the words that prove it have them."""
        proof = description.evidence.get(field)
        if proof is None or proof.span is None or self.places is None:
            return value
        printed, (place, end) = [], proof.span
        for character in value:
            place = self.text.find(character, place, end) + 1
            if not place:
                return value
            original = self.raw[self.places[place - 1]]
            printed.append(original if simplified(original) != original else character)
        return "".join(printed)

    def _moved(self, proof: Evidence, places: Sequence[int]) -> Evidence:
        if proof.span is None:
            return proof
        start, end = _span(places, *proof.span)
        return Evidence(self.raw[start:end], (start, end), proof.origin)


def _span(places: Sequence[int], start: int, end: int) -> tuple[int, int]:
    return places[start], places[end - 1] + 1


def readable(raw: str, *, is_markdown: bool, is_broken: bool) -> Readable:
    """``raw`` without what a reader does not see: control characters, the ends of lines that were broken at one width,
    and in Markdown emphasis, escapes, comments. Digits are of one width, traditional characters are simplified.

    ``is_broken``: whether the ends of lines may be such.
    """
    gone = [match.span() for match in (_MARKS if is_markdown else UNSEEN).finditer(raw)]
    if is_markdown:
        gone = sorted([*gone, *title_breaks(raw)])
    if is_broken:
        gone = sorted([*gone, *((place, place + 1) for place in broken_at(raw))])
    if not gone:
        text = _read(raw)
        return Readable(raw, text, None if text == raw else range(len(raw)))
    kept = list(zip((0, *(end for _start, end in gone)), (*(start for start, _end in gone), len(raw)), strict=True))
    places = [*chain.from_iterable(range(start, end) for start, end in kept)]
    return Readable(raw, _read("".join(raw[start:end] for start, end in kept)), places)


def _read(text: str) -> str:
    text = simplified(clean(text))
    return text.translate(_DIGITS) if _WIDE_DIGIT.search(text) else text


def title_breaks(raw: str) -> list[tuple[int, int]]:
    """The places between the lines of a title that a word processor marked line by line: only together they name a kind.

    A line …文件 above it is the letterhead.
    """
    found = _MARKED_LINES.search(raw, 0, _HEAD)
    if not found:
        return []
    breaks = [match.span() for match in re.compile(rf"\n+{found[1]}").finditer(raw, *found.span())]
    lines = [raw[start:end].strip() for (_, start), (end, _) in pairwise([(0, found.end(1)), *breaks, (found.end(), 0)])]
    first = 1 if lines[0].endswith("文件") else 0
    for last in range(first, len(lines)):
        if labels.read(lines[last]):
            break
        if kind_of("".join(lines[first : last + 1])):
            return breaks[first:last]
    return []
