"""Lines that were broken by the width of the page become paragraphs again."""
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from documents.formats.left_out import LeftOut
from documents.formats.markup import Block, Paragraph, Table
from documents.vocabulary.divisions import PRINTED_LABELLED
from documents.vocabulary.numerals import CHINESE_NUMERAL, NUMERAL

from .aligned import APART
from .lines import LABEL_ALONE, Line, Page, glued

INDENT = 1.3  # em from the left edge: the first line of a paragraph, or a centred one
FULL, FULL_UNENDED = 2.0, 4.0  # em from the right edge within which a line was broken by the page
DEEPEST_HANG = 5  # em
NARROWEST = 12  # em: where all lines are shorter than that, none was broken by the page
OTHER_SIZE = 0.12
LARGER = 1.12  # than the body: of a title
WIDE_GAP = 1.3  # of the usual distance of base lines
CENTRED = 1.5  # em
ENDED = re.compile(r"[。！？；：.!?;:][”’）)》」]?$")
LABEL = re.compile(
    rf"第{NUMERAL}+[{PRINTED_LABELLED}]|{CHINESE_NUMERAL}+、|[（(]{NUMERAL}+[）)]|\d{{1,2}}[.．、]\D|附件"
)
ARTICLE = re.compile(rf"第{NUMERAL}+[条條](?:之{NUMERAL}+)?[ \u3000]")
ANNEX = re.compile(rf"附\s*[件表录錄]\s*{NUMERAL}{{0,3}}\s*[：:]?")
DATE = re.compile(rf"[（(]?{NUMERAL}{{2,4}}\s*年\s*{NUMERAL}{{1,3}}\s*月\s*{NUMERAL}{{1,3}}\s*日[）)]?")
FEWEST_SURE = 3  # pairs of lines from which the distance of lines is taken
CONTENTS = re.compile(r".*?(?:[.．·…]\s*){4,}\d{1,4}")


def without_contents(pages: list[Page]) -> tuple[list[Page], list[LeftOut]]:
    """The pages without the lines of a table of contents that name a page, and those lines."""
    found = {id(line): LeftOut("目录中的行", page.number, line.text) for page in pages for line in page.lines if CONTENTS.fullmatch(line.text)}
    kept = [replace(page, lines=[line for line in page.lines if id(line) not in found]) for page in pages]
    return kept, list(found.values())


def blocks(pages: list[Page]) -> Iterator[Block]:
    """The paragraphs and tables of the pages."""
    lines = with_common_edges(pages)
    if not lines:
        return
    body, pitch = body_size(lines), usual_pitch(lines)
    first, block = lines[0], block_of(lines[0])
    for last, line in pairwise(lines):
        if isinstance(block, Table) and last.rows and line.rows and len(last.rows[0]) == len(line.rows[0]):  # goes on over the page
            block = Table(rows_over_the_page(block.rows, last, line))
        elif isinstance(block, Paragraph) and (goes_on(first, last, line, body, pitch) or is_in_brackets(block, first, last, line, pitch)):
            block = Paragraph(glued(block.text, line.text))
        else:
            yield block
            first, block = line, block_of(line)
    yield block


def rows_over_the_page(rows: Sequence[Sequence[str]], last: Line, line: Line) -> list[Sequence[str]]:
    """``rows`` that end with the table ``last``, and those of ``line``; a row that the page cut is one."""
    upper, lower = rows[-1], line.rows[0]
    goes_on = any(lower) and all(column in last.broken for column, text in enumerate(lower) if text)
    if not goes_on or all(below for above, below in zip(upper, lower, strict=True) if above):
        return [*rows, *line.rows]
    whole = tuple(glued(above, below) if below else above for above, below in zip(upper, lower, strict=True))
    return [*rows[:-1], whole, *line.rows[1:]]


def block_of(line: Line) -> Block:
    return Table(line.rows) if line.rows else Paragraph(line.text)


def with_common_edges(pages: list[Page]) -> list[Line]:
    """All lines; where a page has short or indented ones only, with the edges that most lines of such columns have. Where
    hardly any line breaks off at its edge, that is the longest line's end: the text may be as wide as its margins are even."""
    lines = common_edges([line for page in pages for line in page.lines])
    broken = {line.text for line in lines if line.right - line.x1 <= FULL * line.size and not ENDED.search(line.text)}
    if len(broken) >= FEWEST_SURE:
        return lines
    sides = [page.left + page.right for page in pages for _ in page.lines]
    return [line if line.narrow or not side else replace(line, right=max(line.right, side - line.left)) for line, side in zip(lines, sides, strict=True)]


def common_edges(lines: list[Line]) -> list[Line]:
    common = Counter((line.narrow, round(line.left), round(line.right)) for line in lines).most_common()
    return [
        next(
            replace(line, left=low, right=high) for (narrow, low, high), _ in common
            if narrow == line.narrow and low - line.size < line.left and line.right < high + line.size
        )
        for line in lines
    ]


def body_size(lines: list[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def usual_pitch(lines: list[Line]) -> float:
    """How far base lines of one paragraph stand apart: of lines that surely go on, where there are any."""
    pairs = [(last, line) for last, line in pairwise(lines) if line.pieces == 1 and 0 < last.y - line.y < 5 * line.size]
    sure = [last.y - line.y for last, line in pairs if is_broken(last, line)]
    steps = sure if len(sure) >= FEWEST_SURE else [last.y - line.y for last, line in pairs]
    return median(steps) if steps else 0.0


def is_broken(last: Line, line: Line) -> bool:
    """Whether the page broke a sentence after ``last``, which ``line`` goes on with."""
    is_full = last.right - last.x1 <= FULL * last.size
    return is_full and not ENDED.search(last.text) and not LABEL.match(line.text) and line.x0 - line.left <= INDENT * line.size


def goes_on(first: Line, last: Line, line: Line, body: float, pitch: float) -> bool:
    """Whether ``line`` is of the paragraph that began with ``first`` and came to ``last``, the line before it."""
    em, ended = line.size, bool(ENDED.search(last.text))
    if are_cells(last) or are_cells(line) or abs(last.size - em) > OTHER_SIZE * em:
        return False
    if line.right - line.left < NARROWEST * em:
        return False
    if em > LARGER * body:
        return title_goes_on(last, line, ended)
    if begins_anew(first, last, line):
        return False
    room = last.right - last.x1
    indent = line.x0 - line.left > INDENT * em
    if room > (FULL if ended or indent else FULL_UNENDED) * em:
        return False
    if last.y - line.y > WIDE_GAP * pitch or (ended and LABEL.match(line.text)):
        return False
    return not indent or hangs(first, last, line)


def are_cells(line: Line) -> bool:
    """Whether texts stand side by side in ``line``: no paragraph goes on there."""
    return line.pieces > 1 or any(after - before > APART * line.size and not LABEL_ALONE.fullmatch(line.text[:place]) for place, before, after in line.gaps)


def is_in_brackets(block: Paragraph, first: Line, last: Line, line: Line, pitch: float) -> bool:
    """Whether ``line`` goes on, below the first line, in brackets that open ``block``: who adopted a law, and when."""
    opened, closed = (sum(map(block.text.count, pair)) for pair in ("（(", "）)"))
    is_open = block.text.startswith(("（", "(")) and opened > closed
    is_full = last.right - last.x1 <= FULL_UNENDED * line.size and abs(line.x0 - first.x0) < line.size / 2
    return is_open and (is_full or is_in_middle(last) and is_in_middle(line)) and 0 < last.y - line.y <= WIDE_GAP * pitch and abs(last.size - line.size) <= OTHER_SIZE * line.size


def begins_anew(first: Line, last: Line, line: Line) -> bool:
    """Whether what stands in the lines says that a paragraph ends between them: a date, or what was set in the middle or to
    the right, above; an article or an annex below."""
    if DATE.fullmatch(last.text) or ANNEX.fullmatch(line.text) or ARTICLE.match(line.text):
        return True
    is_set_apart = last is first and last.x0 - last.left > DEEPEST_HANG * last.size
    return is_set_apart and line.x0 - line.left <= INDENT * line.size


def hangs(first: Line, last: Line, line: Line) -> bool:
    """Whether ``line`` stands further in below a label that sticks out."""
    depth = (line.x0 - first.x0) / line.size
    aligned = last is first or abs(line.x0 - last.x0) < line.size / 2
    return aligned and INDENT < depth < DEEPEST_HANG and bool(LABEL.match(first.text))


def title_goes_on(last: Line, line: Line, ended: bool) -> bool:
    spread = last.y - line.y < 2.2 * line.size
    return spread and not ended and is_in_middle(last) and is_in_middle(line) and not LABEL.match(line.text)


def is_in_middle(line: Line) -> bool:
    return abs((line.x0 + line.x1) - (line.left + line.right)) / 2 < CENTRED * line.size
