"""The Markdown that our readers write: headings, pipe tables, footnotes; all else is the words as printed."""
import re
from collections.abc import Sequence

MISTAKABLE = re.compile(r"(?=#{1,6}(\s|$)|\||\[\^\w+\]:)")
BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
# A line end in the source between two Chinese characters is no space: 文\n件 is one word.
WRAPPED = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef\u3001-\u303f])[ \t]*\n\s*(?=[\u2e80-\u9fff\uff00-\uffef\u3001-\u303f])")
EDGES = " \t\n\r\f\xa0\u3000"


def inline(text: str) -> str:
    """``text`` on one line, blanks collapsed, none at the ends."""
    return BLANKS.sub(" ", WRAPPED.sub("", text)).strip(EDGES)


def paragraph(text: str) -> str:
    """One paragraph, with a backslash before it where it would be taken for a mark."""
    text = inline(text)
    return "\\" + text if MISTAKABLE.match(text) else text


def heading(level: int, text: str) -> str:
    text = inline(text)
    return f"{'#' * min(max(level, 1), 6)} {text}" if text else ""


def table(rows: Sequence[Sequence[str]]) -> str:
    """A pipe table, its first row as the head. Short rows are filled up; nothing at all for no text."""
    width = max(map(len, rows), default=0)
    cells = [[inline(cell).replace("|", "\\|") for cell in row] + [""] * (width - len(row)) for row in rows]
    cells = [row for row in cells if any(row)]
    if not cells:
        return ""
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def document(blocks: Sequence[str]) -> str:
    """The blocks that hold something, a blank line between them."""
    return "\n\n".join(filter(None, blocks))
