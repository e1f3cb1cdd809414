"""Lines that were broken by the width of the page become paragraphs again."""
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import median

from .lines import CHINESE, Line, Page

INDENT = 1.3  # em from the left edge: the first line of a paragraph, or a centred one
FULL = 2.0  # em from the right edge within which a line was broken by the page
OTHER_SIZE = 0.12
LARGER = 1.12  # than the body: of a title
WIDE_GAP = 1.3  # of the usual distance of base lines
CENTRED = 1.5  # em
ENDED = re.compile(r"[。！？；：.!?;:][”’）)》」]?$")
LABEL = re.compile(
    r"第[零〇一二三四五六七八九十百千\d]+[编章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、]\D|附件"
)
CONTENTS = re.compile(r".*?(?:[.．·…]\s*){4,}\d{1,4}")
FEW_LINES = 8


def paragraphs(pages: list[Page]) -> Iterator[str]:
    """The text of the pages, a paragraph each. Lines of a table of contents are left out."""
    lines = [line for page in with_common_edges(pages) for line in page if not CONTENTS.fullmatch(line.text)]
    if not lines:
        return
    body = body_size(lines)
    pitch = usual_pitch(lines)
    text = lines[0].text
    for last, line in pairwise(lines):
        if goes_on(last, line, body, pitch):
            text = glued(text, line.text)
        else:
            yield text
            text = line.text
    yield text


def with_common_edges(pages: list[Page]) -> Iterator[list[Line]]:
    """The lines of each page; those of a page with few take the edges that others have."""
    edges = [(line.left, line.right) for page in pages if len(page.lines) >= FEW_LINES for line in page.lines]
    common = Counter(edges).most_common(1)[0][0] if edges else None
    for page in pages:
        few = len(page.lines) < FEW_LINES and common
        yield [replace(line, left=common[0], right=common[1]) for line in page.lines] if few else page.lines


def body_size(lines: list[Line]) -> float:
    sizes = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def usual_pitch(lines: list[Line]) -> float:
    steps = [last.y - line.y for last, line in pairwise(lines) if 0 < last.y - line.y < 5 * line.size]
    return median(steps) if steps else 0.0


def goes_on(last: Line, line: Line, body: float, pitch: float) -> bool:
    """Whether ``line`` is the same paragraph as ``last``, the line before it in reading order."""
    if last.pieces > 1 or line.pieces > 1 or abs(last.size - line.size) > OTHER_SIZE * line.size:
        return False
    if line.size > LARGER * body:
        return title_goes_on(last, line)
    if line.right - last.x1 > FULL * line.size and last.right - last.x1 > FULL * line.size:
        return False
    ended = ENDED.search(last.text)
    if last.y - line.y > WIDE_GAP * pitch or (ended and LABEL.match(line.text)):
        return False
    if line.x0 - line.left < INDENT * line.size:
        return True
    return not ended and abs(line.x0 - last.x0) < INDENT / 2 * line.size and not is_centred(line)


def title_goes_on(last: Line, line: Line) -> bool:
    spread = last.y - line.y < 2.2 * line.size
    return spread and is_centred(line) and not ENDED.search(last.text) and not LABEL.match(line.text)


def is_centred(line: Line) -> bool:
    middle = abs((line.x0 + line.x1) - (line.left + line.right)) / 2
    return middle < CENTRED * line.size and line.x0 - line.left > INDENT * line.size


def glued(text: str, more: str) -> str:
    apart = not (CHINESE.match(text[-1]) or CHINESE.match(more[0])) and text[-1] not in "-/"
    return text + " " * apart + more
