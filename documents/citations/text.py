"""A text to be searched: its sentences, and the stretches in which words are not its own."""
import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from documents.vocabulary.divisions import LABELLED
from documents.vocabulary.kinds import NUMBERED
from documents.vocabulary.numerals import CHINESE_NUMERAL, NUMERAL
from documents.vocabulary.patterns import any_of

from .lists import repealed_items
from .mentions import Form, Mention

_LABEL = re.compile(
    rf"""
    (?: ^ (?:\#{{1,6}}[ \t]*)? | (?<=[。；]) )
    第{NUMERAL}{{1,9}} 分?[{LABELLED}] (?:之{CHINESE_NUMERAL}{{1,3}})? (?=\s|$)
    """,
    re.VERBOSE | re.MULTILINE,
)
_TITLE_LINE = re.compile(r"^#[ \t][^\n]*", re.M)
_QUOTE = re.compile(r"[“”]|^#{1,6}[ \t]", re.M)
_HEADING = re.compile(r"^#{2,6}[ \t]", re.M)
HEAD = 3000
# The document's own number: alone on its line, behind its title, above its text, or in the lines of its history
# (2003年4月27日 国务院令第375号公布).
_DAY = r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
_GAP = "[ \t　]*"
_OWN_NUMBER = re.compile(
    rf"""
    ^[ \t　（(]*
    (?: (?P<decreed> {_DAY} [^《》。\n]{{0,40}} 令 [^《》。，\n]{{1,12}} 号 [^《》。\n]{{0,8}} $ )
      | (?P<published> {_DAY} {_GAP} [^《》。，\n]{{0,40}} 号 (?={_GAP}(?:公布|发布|修订|修正|$|《)) )
      | (?P<history> (?<=[（(]) {_DAY} [^\n]* [）)] {_GAP} $ )
      | (?P<alone> [^《》。，；：\n]{{1,20}} 号 {_GAP} (?:{_DAY}{_GAP})? (?: $ | (?=各[^\n]{{1,200}}：) ) )
      | (?P<below_its_form> [^《》。，；：\n]{{1,30}} {any_of(NUMBERED)} {_GAP} \n\s* [（(]? 第[^，。\n]{{1,12}}号 [）)]? {_GAP} $ )
      | (?P<behind_its_title>
          (?! [\d（(|\\] | {CHINESE_NUMERAL}{{1,3}}、 | 根据|按照|依据|为 )
          [^。，；：\n]{{0,80}} 关于 [^。，；：\n]{{2,120}} [^》，。；：\n]
          [（(] [^《》。，；：（）()\n]{{1,20}} 号 [）)] (?: 】[^。，；：\n]{{0,20}} )? $ )
    )
    """,
    re.VERBOSE | re.MULTILINE,
)
_SENTENCE_END = re.compile(r"[。！？!?；;][”’』」]*|\n")
# Of a sentence that never ends, what stands this near to the mention.
SENTENCE_REACH = 400


class Text:
    """The text, and what of it lies in a quotation, a title line or a label."""

    def __init__(self, markdown: str) -> None:
        self.markdown = markdown
        self.quoted = quotations(markdown)
        self.labels = Spans([m.span() for m in _LABEL.finditer(markdown)])
        self.own_numbers = Spans([m.span() for m in _OWN_NUMBER.finditer(markdown, 0, self._head())])
        self.repealed = Spans([(item.start, item.end) for item in repealed_items(markdown)])
        self.title_lines = Spans([m.span() for m in _TITLE_LINE.finditer(markdown)])
        self.sentence_ends = [0, *[m.end() for m in _SENTENCE_END.finditer(markdown)], len(markdown)]

    def _head(self) -> int:
        """Where the text proper begins, at most."""
        heading = _HEADING.search(self.markdown, 0, HEAD)
        return heading.start() if heading else HEAD

    def line_around(self, place: int) -> str:
        """The line that ``place`` lies in, of a long one what stands near."""
        first, last = self.markdown.rfind("\n", max(place - SENTENCE_REACH, 0), place) + 1, self.markdown.find("\n", place, place + SENTENCE_REACH)
        return self.markdown[max(first, place - SENTENCE_REACH) : last if last >= 0 else place + SENTENCE_REACH]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        first = self.sentence_ends[bisect_right(self.sentence_ends, start) - 1]
        last = self.sentence_ends[min(bisect_right(self.sentence_ends, end - 1), len(self.sentence_ends) - 1)]
        first, last = max(first, start - SENTENCE_REACH), min(max(last, end), end + SENTENCE_REACH)
        while first < start and self.markdown[first].isspace():
            first += 1
        return first, last

    def mention(self, start: int, end: int, form: Form, **values: Any) -> Mention:
        return Mention(self.markdown[start:end], start, end, form, self.sentence(start, end), **values)


class Spans:
    """Stretches of a text; ``place in spans`` asks in logarithmic time."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def around(self, place: int) -> tuple[int, int] | None:
        """The stretch that ``place`` lies in."""
        before = bisect_right(self.starts, place) - 1
        return self.spans[before] if before >= 0 and place < self.spans[before][1] else None

    def __contains__(self, place: int) -> bool:
        return self.around(place) is not None


def quotations(markdown: str) -> Spans:
    """Spans between “ and ”. A new paragraph may repeat “ without a ” before it; a heading ends what was left open."""
    spans, opened = [], None
    for match in _QUOTE.finditer(markdown):
        if match[0] == "“":
            opened = match.start() if opened is None else opened
        elif opened is not None:
            if match[0] == "”":
                spans.append((opened, match.end()))
            opened = None
    return Spans(spans)
