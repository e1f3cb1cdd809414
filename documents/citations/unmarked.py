"""Titles without 《》, where what stands around them shows what they are.

国务院关于加强教师队伍建设的意见（国发〔2012〕41号): the number behind it; 根据全国人大常委会关于加强…的决定: the body before
关于, the kind at its end; in a list of repeals, the whole item. 国务院关于港口管理体制的规定 is no title: any rule may be meant.
"""
import re
from collections.abc import Iterable, Iterator

from documents.vocabulary.agencies import LETTERS
from documents.vocabulary.kinds import INTERPRETATIONS, KINDS, SIGNED, TITLE_ENDS
from documents.vocabulary.numbers import FoundNumber, bodies_before
from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.patterns import any_of, certain
from documents.vocabulary.verbs import BASING, CARRYING_OUT, PUBLISHING

from .titles import names_a_document

LONGEST = 120
_VERB = re.compile(
    rf"""
    [，。；：、|] | {any_of(PUBLISHING, CARRYING_OUT, BASING)} | 公告了 | 制定 | 符合 | 认真 | 原 | 了
    | 和(?=[^，。；：]{{0,20}}关于) | 及 | 与
    """,
    re.VERBOSE,
)
_LABEL = re.compile(
    rf"""
    (?: \#{{1,6}} [ \t]+ )?
    (?: \\? [（(]? {NUMERAL}{{1,4}} (?: [）)][、.．]? | [、.．] ) )?
    [ \t　]*
    """,
    re.VERBOSE,
)
_OPENED = re.compile(r"[（(][^\S\n]*$")
_IN_A_TITLE = r"(?:[^，。；：！？《》\n|（）()]|《[^《》\n]{1,60}》)"
_REMARK = r"[（(][^（）()\n]{1,6}[）)]"
_ABOUT = re.compile(
    rf"""
    关于 {_IN_A_TITLE}{{6,70}}? 的 (?<!不适当的)
    (?:若干|指导|实施)? {any_of(SIGNED, INTERPRETATIONS, ("决议",))} (?:{_REMARK})?
    (?= [，。；：、（(和及与的等中] | 精神 | 要求 | 规定 | $ )
    """,
    re.VERBOSE | re.MULTILINE,
)
_BODY_CHARACTERS = f"{LETTERS}央门"
_INSIDE_A_TITLE = re.compile(r"《[^》\n]*$")
_BEFORE_A_WHOLE_LINE = re.compile(r"(?:#+ )?(?:附件?\d*[：:]?)?[ 　]*")
_WHOLE = re.compile(
    rf"""
    [ \t　]* (?P<title> (?: {_IN_A_TITLE} | [（(][^（）()\n]{{1,8}}[）)] ){{6,{LONGEST}}}? )
    (?: [（(][^（）()\n]{{1,40}}[）)] )? [；;。]? [ \t　]*
    """,
    re.VERBOSE,
)
_OWN_ANNEX = re.compile("(?:废止|失效|停止执行).*(?:目录|清单)$")
_CELL = re.compile(r"[^|]+")
_KIND_END = re.compile(rf"{any_of(KINDS, TITLE_ENDS)}(?:{_REMARK})?$")


def before_numbers(markdown: str, numbers: Iterable[FoundNumber]) -> Iterator[tuple[int, int]]:
    """The span of each title without 《》 that a number in parentheses follows."""
    for number in numbers:
        opened = _OPENED.search(markdown, max(0, number.start - 4), number.start)
        if opened and markdown[opened.start() - 1 : opened.start()] not in ("》", "\n", ""):
            start = _start(markdown, opened.start())
            if _KIND_END.search(markdown[start : opened.start()]) and names_a_document(markdown[start : opened.start()]):
                yield start, opened.start()


def _start(markdown: str, end: int) -> int:
    """Where the title that ends at ``end`` begins: at the bodies before its 关于, else behind the last verb or stop."""
    first = max(certain(_LABEL.match(markdown, markdown.rfind("\n", 0, end) + 1, end)).end(), end - LONGEST)
    window = re.sub(r"《[^《》\n]*》", lambda inner: "《" + "书" * (len(inner[0]) - 2) + "》", markdown[first:end])
    about = window.rfind("关于")
    if about >= 0:
        return min(bodies_before(markdown, first + about), first + about)
    return first + max((verb.end() for verb in _VERB.finditer(window)), default=0)


def after_bodies(markdown: str) -> Iterator[tuple[int, int]]:
    """The span of each title that begins with a body: 国务院关于…的决定."""
    place = markdown.find("关于")
    while place >= 0:
        if markdown[place - 1 : place] in _BODY_CHARACTERS and (found := _ABOUT.match(markdown, place)):
            start = bodies_before(markdown, place)
            line = markdown.rfind("\n", 0, start) + 1
            is_whole_line = _BEFORE_A_WHOLE_LINE.fullmatch(markdown, line, start) and markdown[found.end() : found.end() + 1] in ("\n", "")
            if start < place and not is_whole_line and not markdown.startswith("# ", line) and not _INSIDE_A_TITLE.search(markdown, line, start):
                yield start, found.end()
        place = markdown.find("关于", place + 2)


def in_lists(markdown: str, items: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The span of each title that is a whole item of a list of repeals, or a whole cell of a row."""
    for start, end in items:
        for cell in _CELL.finditer(markdown, start, end):
            whole = _WHOLE.fullmatch(markdown, *cell.span())
            if whole and _KIND_END.search(whole["title"]) and not _OWN_ANNEX.search(whole["title"]):
                yield whole.span("title")
