"""The lines at the edges of the pages, and how far out the text itself reaches."""
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from documents.formats.left_out import sign_of
from documents.vocabulary.numerals import DIGITS

from .lines import Line, Page
from .paragraphs import ENDED, LABEL

# Of the height of a page, above and below: where numbers stand, and what repeats on three pages or more; GB/T 9704 leaves 0.125 above the text.
EDGE, EDGE_REPEATED = 0.14, 0.18
OUTERMOST = 0.075  # where hardly any text begins, and Word puts its heads
ALONE = 3  # em to the nearest text
DEEPEST = 3  # lines at most, from either end of a page
OFTEN = 0.4  # of the pages: odd and even ones may differ
SMALLER = 0.9  # than the text
REACHING = 0.1  # of the pages may have text as far out as a running head: a cover has margins of its own
# Begins a page of its own, again and again: an annex, a form, a table with its unit.
CAPTION = re.compile(r"附\s*[件录表图]|[表图]\s*\d|续\s*[表图]|专栏|单位\s*[:：]")

# What browsers print there: the address with the number of the page, the hour with the title.
_DAY = r"(?:\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4})"
BROWSER = re.compile(
    rf"""
    (?:https?|file)://\S+\s*\d+/\d+
    | {_DAY}[,，]?\s* (?:[上下]午\s*)?\d{{1,2}}:\d{{2}}(?:\s*[AP]M)?\b .*
    """,
    re.VERBOSE,
)
_RULE = r"[-—–－―·•\s]*"
_TOTAL = rf"\s*[/／,，]?\s*共?\s*[{DIGITS}]{{1,4}}\s*页?"
NUMBER = re.compile(
    rf"{_RULE}(第\s*)?(?P<number>[{DIGITS}]{{1,4}}|[ivxl]{{1,7}})(\s*页)?({_TOTAL})?{_RULE}", re.IGNORECASE
)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, eq=False)
class Edge:
    """A line near the upper or lower edge of its page. ``place``: how far from that edge, in points."""

    page: Page
    line: Line
    is_upper: bool

    @property
    def place(self) -> float:
        return self.page.top - self.line.y if self.is_upper else self.line.y - self.page.bottom

    @property
    def share(self) -> float:
        return self.place / ((self.page.top - self.page.bottom) or 1)

    @property
    def sign(self) -> tuple[bool, str]:
        return self.is_upper, sign_of(self.line.text)

    @property
    def is_content(self) -> bool:
        """Whether the text says so: an article, a heading, a sentence, a table."""
        text = self.line.text
        return bool(self.line.rows or LABEL.match(text) or ENDED.search(text) or CAPTION.match(text))


class Margins:
    """What may stand beside the text of ``pages``: lines at their edges that are there on others too, but for the figures
    in them (``repeated``), that a browser may have ``printed``, or that have the form of a page's number (``numbered``).
    """

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages
        share = EDGE_REPEATED if len(pages) > 2 else EDGE
        edges = [edge for page in pages for edge in edges_of(page) if edge.share < share]
        self.often = max(2, OFTEN * len(pages))
        seen = Counter(sign for _, sign in {(edge.page.number, edge.sign) for edge in edges})
        self.repeated = [edge for edge in edges if seen[edge.sign] >= self.often and not edge.is_content]
        self.printed = [edge for edge in edges if BROWSER.fullmatch(edge.line.text) and not ENDED.search(edge.line.text)]
        self.numbered = [edge for edge in edges if edge.share < EDGE and number_in(edge.line.text) is not None]

    @cached_property
    def text(self) -> dict[int, list[Line]]:
        """By number of the page, its lines that are neither number nor repeated."""
        doubtful = {id(edge.line) for edge in (*self.repeated, *self.printed, *self.numbered)}
        return {page.number: [line for line in page.lines if id(line) not in doubtful] for page in self.pages}

    @cached_property
    def size(self) -> float:
        """Of most of the text. Infinite where there is none."""
        return size_of(line for lines in self.text.values() for line in lines)

    @cached_property
    def sizes(self) -> dict[int, float]:
        """By number of the page: of most of the text there, where it is smaller than elsewhere."""
        return {number: min(size_of(lines), self.size) for number, lines in self.text.items()}

    def is_small(self, edge: Edge) -> bool:
        return edge.line.size < SMALLER * self.sizes[edge.page.number]

    def is_outermost(self, edge: Edge) -> bool:
        return edge.share < OUTERMOST

    def is_alone(self, edge: Edge) -> bool:
        return self._gap(edge) >= ALONE * edge.line.size

    def _gap(self, edge: Edge) -> float:
        """Points to the nearest text on its page."""
        return min((abs(line.y - edge.line.y) for line in self.text[edge.page.number]), default=float("inf"))

    def is_outside(self, edge: Edge) -> bool:
        """Whether the text of hardly any page reaches as far out."""
        return bisect(self._reaches[edge.is_upper], edge.place + edge.line.size / 2) <= REACHING * len(self.pages)

    @cached_property
    def _reaches(self) -> dict[bool, list[float]]:
        """How near the text comes to the upper and to the lower edge of each page, in order."""
        return {
            is_upper: sorted(
                min(Edge(page, line, is_upper).place for line in full)
                for page in self.pages
                if (full := [line for line in self.text[page.number] if line.size >= SMALLER * self.sizes[page.number]])
            )
            for is_upper in (True, False)
        }


def edges_of(page: Page) -> Iterator[Edge]:
    """The outermost lines of a page."""
    ordered = sorted(page.lines, key=lambda line: -line.y)
    yield from (Edge(page, line, True) for line in ordered[:DEEPEST])
    yield from (Edge(page, line, False) for line in ordered[-DEEPEST:])


def size_of(lines: Iterable[Line]) -> float:
    """Of most of the text; what was printed again and again counts once."""
    sizes: Counter[float] = Counter()
    for sign, size in {(sign_of(line.text), round(line.size, 1)) for line in lines}:
        sizes[size] += len(sign)
    return sizes.most_common(1)[0][0] if sizes else float("inf")


def number_in(text: str) -> int | None:
    """The number, where ``text`` has the form of a page's number and nothing else.

    >>> number_in("第 3 页 共 9 页"), number_in("- iv -"), number_in("第三条")
    (3, 4, None)
    """
    found = NUMBER.fullmatch(text)
    if not found:
        return None
    figures = found["number"].lower()
    if figures[0] not in ROMAN:
        return int(figures)
    values = [ROMAN[figure] for figure in figures]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
