"""The Markdown that our readers write: headings, pipe tables, footnotes; all else is the words as printed."""
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .characters import clean

MISTAKABLE = re.compile(r"(?=#{1,6}(\s|$)|\||\[\^\w+\]:)")
BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
# A line end in the source between two Chinese characters is no space: 文\n件 is one word.
WRAPPED = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef\u3001-\u303f])[ \t]*\n\s*(?=[\u2e80-\u9fff\uff00-\uffef\u3001-\u303f])")
EDGES = " \t\n\r\f\xa0\u3000"


def inline(text: str) -> str:
    """``text`` clean and on one line, blanks collapsed, none at the ends."""
    return BLANKS.sub(" ", WRAPPED.sub("", clean(text))).strip(EDGES)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or, with a ``level`` from 1, a heading. Its Markdown has a backslash where its words look like a mark."""

    text: str
    level: int | None = None

    @property
    def words(self) -> str:
        return inline(self.text)

    def __str__(self) -> str:
        if self.level and self.words:
            return f"{'#' * min(self.level, 6)} {self.words}"
        return "\\" + self.words if MISTAKABLE.match(self.words) else self.words


@dataclass(frozen=True)
class Table:
    """Rows of cells; short rows are filled up, the first is the head in Markdown."""

    rows: Sequence[Sequence[str]]

    @property
    def words(self) -> str:
        return " ".join(inline(cell) for row in self.rows for cell in row if inline(cell))

    def __str__(self) -> str:
        width = max(map(len, self.rows), default=0)
        cells = [[inline(cell).replace("|", "\\|") for cell in row] + [""] * (width - len(row)) for row in self.rows]
        lines = [f"| {' | '.join(row)} |" for row in cells if any(row)]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]) if lines else ""


@dataclass(frozen=True)
class Footnote:
    """What ``[^place]`` in the text refers to."""

    place: int
    words: str

    def __str__(self) -> str:
        return f"[^{self.place}]: {self.words}" if self.words else ""


Block = Paragraph | Table | Footnote


def document(blocks: Iterable[Block]) -> str:
    """The blocks that hold something, a blank line between them."""
    return "\n\n".join(filter(None, map(str, blocks)))
