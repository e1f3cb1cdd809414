"""The Markdown that our readers write: headings, pipe tables, footnotes; all else is the words as printed, escaped."""
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .characters import clean
from .text import RawText

# What Markdown would read as emphasis, code, HTML or a link; [^1] is left, it is how our readers write a note's mark.
INLINE = re.compile(r"[\\`*_]|<(?=[A-Za-z/!?])|&(?=#?\w{1,30};)|\[(?!\^\d+\])(?=[^\]\n]{0,200}\][(\[])")
AT_START = re.compile(r"[#>|]|~~~|[-+](?= |$)|=+$|-+$|\[[^\]\n]{1,200}\]:")
AT_END = re.compile(r"(?<!\\)#$")
BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
# A line end in the source between two Chinese characters is no space: 文\n件 is one word. But where a line is longer
# than whoever breaks lines anywhere leaves it, they were broken at blanks.
LONGEST_LINE = 200
WRAPPED = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef\u3001-\u303f])[ \t]*\n\s*(?=[\u2e80-\u9fff\uff00-\uffef\u3001-\u303f])")
# But after a label that opens the paragraph, where a blank belongs: 第八条\n为了.
LABEL_WRAPPED = re.compile(r"(^\s*第[〇零一二三四五六七八九十百千\d]{1,9}[编章节条])[ \t]*\n")
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
    """Words as inline Markdown that reads the same."""
    return INLINE.sub(r"\\\g<0>", text)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or, with a ``level`` from 1, a heading. A number before it (1.) stays as printed: it is a label."""

    text: str
    level: int | None = None

    @property
    def words(self) -> str:
        return inline(self.text)

    def __str__(self) -> str:
        if self.level and self.words:
            return "#" * min(self.level, 6) + " " + AT_END.sub(r"\#", escaped(self.words))
        text = escaped(self.words)
        return "\\" + text if AT_START.match(text) else text


@dataclass(frozen=True)
class Table:
    """Rows of cells; short rows are filled up, the first is the head in Markdown."""

    rows: Sequence[Sequence[str]]

    @property
    def words(self) -> str:
        return " ".join(inline(cell) for row in self.rows for cell in row if inline(cell))

    def __str__(self) -> str:
        width = max(map(len, self.rows), default=0)
        cells = [[escaped(inline(cell)).replace("|", "\\|") for cell in row] + [""] * (width - len(row)) for row in self.rows]
        lines = [f"| {' | '.join(row)} |" for row in cells if any(row)]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]) if lines else ""


def laid_out(rows: Sequence[Sequence[str]]) -> Iterator[Paragraph | Table]:
    """A table; or, where it only places words side by side (one row, the 版记), a paragraph for each row."""
    filled = [[cell for cell in row if inline(cell)] for row in rows]
    if sum(map(bool, filled)) > 1 and not any(IMPRINT.match(row[0]) for row in filled if row):
        yield Table(rows)
    else:
        yield from (Paragraph(" ".join(row)) for row in filled)


@dataclass(frozen=True)
class Footnote:
    """What ``[^place]`` in the text refers to."""

    place: int
    words: str

    def __str__(self) -> str:
        return f"[^{self.place}]: {escaped(self.words)}" if self.words else ""


Block = Paragraph | Table | Footnote
RUN_ON = 2_000  # characters: no paragraph of a paper is that long, but a paper that was pasted as one is


def raw_text(blocks: Iterable[Block], **more) -> RawText:
    """The blocks that hold something, a blank line between them, as Markdown.

    A document that was pasted as one paragraph is plain text still: whoever reads that cuts it up.
    """
    blocks = [block for block in blocks if str(block)]
    is_markdown = not is_run_on(blocks)
    return RawText("\n\n".join(str(block) if is_markdown else block.words for block in blocks), is_markdown, **more)


def is_run_on(blocks: Sequence[Block]) -> bool:
    plain = all(isinstance(block, Paragraph) and not block.level for block in blocks)
    return plain and any(len(block.words) > RUN_ON for block in blocks)
