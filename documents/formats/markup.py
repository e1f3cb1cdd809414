"""The Markdown that our readers write: headings, pipe tables, footnotes; all else is the text as printed, escaped."""
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from documents.vocabulary import markdown
from documents.vocabulary.agencies import SIGNING
from documents.vocabulary.characters import HAN
from documents.vocabulary.divisions import PRINTED_LABELLED
from documents.vocabulary.numerals import NUMERAL

from .characters import clean
from .text import RawText

BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
# A line end in the source between two Chinese characters is no space: 文\n件 are one word. But where a line is longer
# than whoever breaks lines anywhere leaves it, they were broken at blanks.
LONGEST_LINE = 200
_WIDE = r"\u2e80-\u9fff\uff00-\uffef\u3001-\u303f\u2018-\u201d\u2014\u2026\xb7"
WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n\s*(?=[{_WIDE}])")
# But after a label that opens the paragraph, where a blank belongs: 第八条\n为了.
LABEL_WRAPPED = re.compile(rf"(^\s*第{NUMERAL}{{1,9}}[{PRINTED_LABELLED}])[ \t]*\n")
EDGES = " \t\n\r\f\xa0\u3000"
FIGURES = re.compile(r"\s*[0-9]{1,3}\s*")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# 版记 (GB/T 9704-2012, 7.4), which offices lay out as a table.
IMPRINT = re.compile(r"\s*(抄\s*[送报]|主\s*送|分\s*送)\s*[：:]")


def raised(text: str) -> str:
    """Superscript figures as characters: the 2 of m² and the mark of a note must not read as part of a number."""
    return text.translate(RAISED) if FIGURES.fullmatch(text) else text


def inline(text: str) -> str:
    """``text`` clean and on one line, blanks collapsed, none at the ends."""
    text = LABEL_WRAPPED.sub(r"\1 ", clean(text))
    if max(map(len, text.split("\n"))) <= LONGEST_LINE:
        text = WRAPPED.sub("", text)
    return BLANKS.sub(" ", text).strip(EDGES)


def escaped(text: str) -> str:
    """``text`` as inline Markdown that reads the same; [^1] stays, it is how our readers write the mark of a footnote."""
    return markdown.escape(text, keep_notes=True)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or, with a ``level`` from 1, a heading. A number before it (1.) stays as printed: it is a label.

    ``linked``: how many of its characters lead to other pages. ``is_bold``: whether all of it is, and it stands at the margin.
    """

    text: str
    level: int | None = None
    linked: int = 0
    is_bold: bool = False

    @property
    def plain_text(self) -> str:
        return inline(self.text)

    def __str__(self) -> str:
        text = escaped(self.plain_text)
        if self.level and text:
            return markdown.heading(self.level - 1, text)
        return "\\" + text if markdown.starts_a_block(text) else text


@dataclass(frozen=True)
class Table:
    """Rows of cells; short rows are filled up, the first is the head in Markdown."""

    rows: Sequence[Sequence[str]]

    @property
    def plain_text(self) -> str:
        return " ".join(inline(cell) for row in self.rows for cell in row if inline(cell))

    def __str__(self) -> str:
        width = max(map(len, self.rows), default=0)
        cells = [[escaped(inline(cell)).replace("|", "\\|") for cell in row] + [""] * (width - len(row)) for row in self.rows]
        lines = [f"| {' | '.join(row)} |" for row in cells if any(row)]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]) if lines else ""


def laid_out(rows: Sequence[Sequence[str]]) -> Iterator[Paragraph | Table]:
    """A table; or, where it only places text side by side (one row, the 版记, who signs), a paragraph for each row."""
    filled = [[cell for cell in row if inline(cell)] for row in rows]
    signs = len(filled) <= MOST_SIGNING and all(SIGNS_ON.fullmatch(inline(cell)) for row in filled for cell in row)
    if sum(map(bool, filled)) > 1 and not signs and not any(IMPRINT.match(row[0]) for row in filled if row):
        yield Table(rows)
    else:
        yield from (paragraph for row in filled for paragraph in _side_by_side(row))


def _side_by_side(row: Sequence[str]) -> Iterator[Paragraph]:
    """A row as one paragraph; all who sign, and below them the days, where each cell holds both."""
    signed = [found for cell in row if (found := SIGNS_ON.fullmatch(inline(cell)))]
    if len(signed) < len(row):
        yield Paragraph(" ".join(row))
    else:
        yield from (Paragraph(" ".join(found[part] or "" for found in signed)) for part in ("who", "day"))


@dataclass(frozen=True)
class Footnote:
    """What ``[^place]`` in the text refers to."""

    place: int
    plain_text: str

    def __str__(self) -> str:
        return f"[^{self.place}]: {escaped(self.plain_text)}" if self.plain_text else ""


Block = Paragraph | Table | Footnote
# Who signs, laid out side by side.
SIGNS = re.compile(rf"[{HAN}·“”\s]{{2,40}}{SIGNING}\s*(?:[（(](?:盖?章|印章|公章|代章)[）)])?")
SIGNS_ON = re.compile(rf"(?P<who>{SIGNS.pattern})?\s*(?P<day>{NUMERAL}{{4}}\s?年\s?{NUMERAL}{{1,2}}\s?月\s?{NUMERAL}{{1,3}}\s?日)?")
MOST_SIGNING = 12  # rows
RUN_ON = 2_000  # characters: no paragraph of a paper is that long, but a paper that was pasted as one is


def raw_text(blocks: Iterable[Block], **more: Any) -> RawText:
    """The blocks that hold something, a blank line between them, as Markdown.

    A document that was pasted as one paragraph is plain text still: whoever reads that cuts it up.
    """
    blocks = [block for block in blocks if str(block)]
    is_markdown = not is_run_on(blocks)
    return RawText("\n\n".join(str(block) if is_markdown else block.plain_text for block in blocks), is_markdown, **more)


def is_run_on(blocks: Sequence[Block]) -> bool:
    plain = all(isinstance(block, Paragraph) and not block.level for block in blocks)
    return plain and any(len(block.plain_text) > RUN_ON for block in blocks)
