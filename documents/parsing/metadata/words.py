"""Stretches of a text, and the lines they stand on."""
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from documents.parsing.document import Evidence

MARK = re.compile("#{1,6} +")


@dataclass(frozen=True)
class Stretch:
    """``text[start:end]`` of the raw text, without blanks at either end."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.words, (self.start, self.end), "text")


def stretch(text: str, start: int, end: int) -> Stretch:
    """``text[start:end]`` without the blanks around it."""
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    return Stretch(text, left, max(left, start + len(words.rstrip())))


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Stretch]:
    """The lines of ``text[start:end]`` that are not blank."""
    for match in re.compile(r"[^\n]+").finditer(text, start, len(text) if end is None else end):
        line = stretch(text, match.start(), match.end())
        if line.words:
            yield line


def unmarked(line: Stretch) -> Stretch:
    """A line without the mark of a Markdown heading."""
    mark = MARK.match(line.words)
    return stretch(line.text, line.start + mark.end(), line.end) if mark else line


def squeezed(words: str) -> str:
    """For comparison: no blanks, no 《》 or quotes, one width."""
    return re.sub(r"[\s《》〈〉<>“”\"‘’']", "", unicodedata.normalize("NFKC", words))


def tidied(words: str) -> str:
    """A value as it is stored: one line, its blanks single, letters spaced for layout (教 育 部) drawn together."""
    words = re.sub(r"[\s　]+", " ", words.strip())
    letters = words.split(" ")
    return "".join(letters) if len(letters) > 2 and all(len(letter) == 1 for letter in letters) else words
