"""Spans of a text, and the lines they stand on."""
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from documents.parsing.document import Evidence

MARK = re.compile("#{1,6} +")
# The end of a line with the blanks around it; looked for only where blanks begin, or a long run of them costs its square.
LINE_END = re.compile(r"(?<!\s)\s*\n\s*")


@dataclass(frozen=True)
class Span:
    """``source[start:end]``, without blanks at either end; ``source`` is the whole text that is read."""

    source: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source[self.start : self.end]

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.text, (self.start, self.end), "text")


def trimmed_span(source: str, start: int, end: int) -> Span:
    """``source[start:end]`` without the blanks around it."""
    text = source[start:end]
    left = start + len(text) - len(text.lstrip())
    return Span(source, left, max(left, start + len(text.rstrip())))


def lines(source: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines of ``source[start:end]`` that are not blank."""
    for match in re.compile(r"[^\n]+").finditer(source, start, len(source) if end is None else end):
        line = trimmed_span(source, match.start(), match.end())
        if line.text:
            yield line


def unmarked(line: Span) -> Span:
    """A line without the mark of a Markdown heading."""
    mark = MARK.match(line.text)
    return trimmed_span(line.source, line.start + mark.end(), line.end) if mark else line


def squeezed(text: str) -> str:
    """For comparison: no blanks, no 《》 or quotes, one width."""
    return re.sub(r"[\s《》〈〉<>“”\"‘’']", "", unicodedata.normalize("NFKC", text))


def tidied(text: str) -> str:
    """A value as it is stored: one line, its blanks single, letters spaced for layout (教 育 部) drawn together."""
    text = re.sub(r"[\s　]+", " ", text.strip())
    letters = text.split(" ")
    return "".join(letters) if len(letters) > 2 and all(len(letter) == 1 for letter in letters) else text
