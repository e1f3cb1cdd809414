"""Where in a document a place lies: in which article, which of its 款, which chapter.

Canonical Markdown has one heading line a section, in order, so the sections' anchors say where each offset lies.
"""
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from documents.parsing import labels
from documents.parsing.provisions import ITEMS, SUBITEMS
from documents.vocabulary.divisions import CHAPTERS, LABELLED

from .paragraphs import names_a_part, part_in, parts_of
from .provisions import anchor, parts

HIGH = 1 << 60
_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"^(#{2,6})[ \t][^\n]*", re.M)
_DIVISION = {
    "编": re.compile(r"part-\d+$"), "章": re.compile(r"(?:.*-)?ch-\d+$"), "节": re.compile(r"(?:.*-)?s-\d+$"), "条": re.compile(r"art-\d+(?:-\d+)?$"),
}
_RELATIVE = re.compile(rf"([前上本])([一二两三四五六]?)([{LABELLED}款项])")
_COUNT = {"": 1, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}


class Structure:
    """``anchors``: of the document's sections, in order; ``()`` where they are not known: then nothing has a place."""

    def __init__(self, markdown: str, anchors: Sequence[str]) -> None:
        self.markdown = markdown
        headings = list(_HEADING.finditer(markdown))
        self.anchors = list(anchors) if len(headings) == len(anchors) else []
        self.headings = headings if self.anchors else []
        self.starts = [heading.start() for heading in self.headings]
        self.known = set(self.anchors)
        self._parts: dict[str, frozenset[str]] = {}
        self._lines: dict[int, list[tuple[int, int, int]]] = {}

    @property
    def has_articles(self) -> bool:
        return any(name.startswith("art-") for name in self.anchors)

    def resolve(self, provision: str, place: int) -> str:
        """The anchor in this document of ``provision`` as cited at offset ``place``; ``""`` where it has none here.

        That of its article, where this has no such 款, 项 or 目.
        """
        relative = _RELATIVE.match(provision)
        if relative:
            return self._relative(relative, provision[relative.end() :], place)
        cited = parts(provision)
        if "条" not in cited and not ("款" in cited or "项" in cited):
            return self._division(cited)
        if "条" not in cited:
            return self._within(self._enclosing("条", place), cited, place)
        article = anchor({"条": cited["条"]})
        if article not in self.known or not names_a_part(cited):
            return article if article in self.known else ""
        return part_in(self._parts_of(article), article, cited) or article

    def _relative(self, relative: re.Match[str], rest: str, place: int) -> str:
        which, count, unit = relative.groups()
        steps = _COUNT[count] if which in "前上" else 0
        if unit in "款项":
            return self._before(unit, steps, parts(rest), place)
        here = self._enclosing(unit, place)
        if here and steps:
            kin = [a for a in self.anchors if _DIVISION[unit].match(a)]
            before = kin.index(here) - steps if here in kin else -1
            here = kin[before] if before >= 0 else ""
        if unit == "章" and rest:
            section = f"{here}-s-{parts(rest).get('节')}"
            return section if section in self.known else ""
        return self._within(here, parts(rest), place) if rest else here

    def _before(self, unit: str, steps: int, rest: dict[str, str], place: int) -> str:
        """前款: the 款 before that of ``place``, 前款第二项 an item in it; 前项: the item before."""
        paragraph, item = self._paragraph(place)
        article = self._enclosing("条", place)
        if not article or not paragraph:
            return ""
        if unit == "款":
            return self._within(article, {**rest, "款": str(paragraph - steps)}, place) if paragraph > steps else ""
        return f"{article}-p{paragraph}-i{item - steps}" if item > steps else ""

    def _within(self, article: str, cited: dict[str, str], place: int) -> str:
        if not article:
            return ""
        here = self._paragraph(place)[0] if article == self._enclosing("条", place) else 0
        nearest = {"款": str(here)} if here and "款" not in cited else {}
        there = self._parts_of(article)
        return part_in(there, article, {**cited, **nearest}) or part_in(there, article, cited) or article

    def _division(self, cited: dict[str, str]) -> str:
        names = {"编": "part", "章": "ch", "节": "s"}
        wanted = "-".join(f"{names[unit]}-{cited[unit]}" for unit in CHAPTERS if unit in cited)
        found = [a for a in self.anchors if wanted and (a == wanted or a.endswith(f"-{wanted}"))]
        return found[0] if len(found) == 1 else ""

    def _heading(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1

    def _enclosing(self, unit: str, place: int) -> str:
        """The anchor of the 编, 章, 节 or 条 around ``place``."""
        number = self._heading(place)
        if unit == "条":
            return self.anchors[number] if number >= 0 and _DIVISION["条"].match(self.anchors[number]) else ""
        while number >= 0 and not _DIVISION[unit].match(self.anchors[number]):
            number -= 1
        return self.anchors[number] if number >= 0 else ""

    def _paragraph(self, place: int) -> tuple[int, int]:
        """The numbers of the 款 and of the item that ``place`` lies in, 0 for none."""
        heading = self._heading(place)
        if heading < 0:
            return 0, 0
        if heading not in self._lines:
            self._lines[heading] = list(self._numbered(heading))
        line = bisect_right(self._lines[heading], (place, HIGH, HIGH)) - 1
        return self._lines[heading][line][1:] if line >= 0 else (0, 0)

    def _parts_of(self, article: str) -> frozenset[str]:
        """The anchors of the 款, 项 and 目 below the heading of an article."""
        if article not in self._parts:
            heading = self.anchors.index(article)
            lines = _LINE.finditer(self.markdown, self.headings[heading].end(), self._stop(heading))
            self._parts[article] = parts_of("\n".join(line[0] for line in lines), article)
        return self._parts[article]

    def _stop(self, heading: int) -> int:
        return self.starts[heading + 1] if heading + 1 < len(self.starts) else len(self.markdown)

    def _numbered(self, heading: int) -> Iterator[tuple[int, int, int]]:
        """Where each line below a heading begins, with the numbers of its 款 and item, as ``parsing.provisions`` has them."""
        paragraph = item = 0
        for line in _LINE.finditer(self.markdown, self.headings[heading].end(), self._stop(heading)):
            label = labels.read(line[0]) if paragraph else None
            if label and label.number is not None and label.kind in ITEMS:
                item = label.number
            elif not (label and label.number is not None and label.kind in SUBITEMS):
                paragraph, item = paragraph + 1, 0
            yield line.start(), paragraph, item
