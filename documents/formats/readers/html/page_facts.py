"""What a page says of its document: meta tags (《政府网站发展指引》附件2 规定的网页标签) and the 信息索引 block."""
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, islice, takewhile
from typing import NamedTuple

from lxml.html import HtmlElement

from documents.formats import facts
from documents.formats.left_out import LeftOut
from documents.formats.markup import EDGES
from documents.vocabulary import facts as declared
from documents.vocabulary.agencies import COURTS, OFFICES
from documents.vocabulary.characters import HAN
from documents.vocabulary.columns import is_column
from documents.vocabulary.datelines import SIGNED_DAY, is_dateline, read_dateline
from documents.vocabulary.kinds import ANNEXED, SHOWN, TITLE_END
from documents.vocabulary.numbers import canonical_number
from documents.vocabulary.patterns import any_of, spaced
from documents.vocabulary.traditional import simplified
from documents.vocabulary.verbs import PASSING, PUBLISHING, REVISING

from .blocks import BLOCKS, SILENT
from .blocks import HEADING as HEADED
from .page import dropped, named, weights

# Labels that only bound the values of ours.
OTHER_LABELS = (
    "主题分类", "主题词", "主题", "信息类别", "内容概述", "内容分类", "体裁分类", "服务对象", "发布机构", "发布机关", "发布单位", "公开机构", "公开方式", "公开形式",
    "公开范围", "公开时限", "公开时效", "公开类别", "公开依据", "公开责任部门", "责任编辑", "作者", "浏览次数", "浏览量", "阅读次数", "点击数", "点击次数", "点阅数", "点阅次数", "浏览人次", "访问次数", "人气",
    "字体", "字号", "字体大小", "文字大小", "浏览字号", "视力保护色", "保护视力色", "访问量", "点击量", "阅读量", "打印", "分享", "关键词", "关键字", "废止日期", "失效日期", "废止时间", "更新时间", "规范性文件统一编号", "统一编号",
    "规范性文件编号", "登记号", "联合发文单位", "报送单位", "起草单位", "责任部门", "所属机构", "分类", "信息分类", "组配分类", "主题类别", "文件类型",
    "文件类别", "文件状态", "效力状态", "信息格式", "语种", "记录形式",
)
_NAMES = spaced(*sorted((*declared.by_printed(), *OTHER_LABELS), key=len, reverse=True))
_COLON = r"[ \t\u3000]*[:：]"
LABEL = re.compile(
    rf"""
    [【\[] \s* (?P<boxed>{_NAMES}) \s* [】\]] (?:{_COLON})?
    | (?<![{HAN}]) (?P<plain>{_NAMES}) (?:{_COLON}|(?=\s*\n))
    """,
    re.VERBOSE,
)
OPENING = "【[（(〔 \u3000"  # of the label that follows
PUBLISHERS = ("发布机构", "发布机关", "发布单位", "公开机构")
PUBLISHER = re.compile(f"[{HAN}、 ]{{2,40}}")
ALONE = re.compile(rf"\s*{_NAMES}\s*")  # all of an element: its value stands in the next
FEWEST_LABELS = 2
NEAR = 300  # characters at most between two labels of one block
LONGEST_BLOCK = 2_000
LONGEST_TITLE = 500
EXPLAINED = 0.8  # share of its characters that are labels and values
NO_DAY = re.compile("(?:0001|1900|1970)[-年/.]0?1[-月/.]0?1(?!\\d)")  # what a program writes where it knows none
BLANKS, VALUE_END = re.compile(r"\s+"), re.compile(r"\n|\s*[|｜丨]")
HEADING = re.compile(rf"(?=(?:.*[{HAN}]){{4}})[^。；：:;?？!！\n]{{4,100}}(?<![，,、])")
OFFICE = re.compile(f"(?!.*关于)[{HAN}]{{2,30}}(?:{any_of(OFFICES)}|网站?|门户)")
TITLED = re.compile(r"(?:[a-z]+[-_]?)?(?:title|tit|biaoti|bt|headline)(?:[-_]?\d+)?", re.I)
TITLE_LIKE = re.compile(f"(?:关于.{{1,200}}{TITLE_END}|[{HAN}“”]{{4}}》?{any_of(ANNEXED, SHOWN, ('条例', '解读', '决定', '公报', '答复', '公告', '通告', '通知', '纪要', '批复', '决议', '通报'))})(?:[（(][^（()）]{{1,12}}[）)])?$")
PAPER_LIKE = re.compile(f"[^，,]{{0,60}}(?:关于.+的?{TITLE_END}|对.+的(?:答复|批复|决定|意见))(?:[（(][^（()）]{{1,12}}[）)])?")  # what stands alone and is called so needs no name of its element
CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
EMPHASIS = ("span", "b", "strong", "font", "br", "em", "u")
HISTORY = re.compile(f"[（(][^（()）]{{0,20}}\\d{{4}}年\\d{{1,2}}月\\d{{1,2}}日.{{4,300}}{any_of(PASSING, PUBLISHING, REVISING)}.{{0,300}}[）)]")
NUMBERED_LINE = re.compile("[\\s|｜]*(?:发布|成文|发文)?(?:日期|时间)[:：].*")  # behind a number
DAY_ALONE = re.compile(r"(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?")
NEAR_ABOVE = 40  # elements between the head of a text and the text
LEAST_TITLE, MOST_TITLE = 10, 100  # characters
MOST_ABOVE = 2_000  # elements between a title and its text
RUN_STARTS = re.compile(r"\s*[-_|—–]+\s*|\s+")
MOST_PARTS, MOST_LINES = 12, 4
NO_TITLE = re.compile(r"附\s*[件录表]\s*[\d一二三四五六七八九十]{0,3}[：:]?|无标题.{0,6}|未命名.{0,6}")
PARTED = re.compile(r"\s*[-_|—–]+\s*")
PARTED_FROM_SITE = re.compile(r"\s*[_|]\s*|\s+[-—–]+\s+")  # a dash without blanks may be of the title
_IN_SITE_NAMES = any_of(set(OFFICES) - {*"委院办署"}, COURTS, ("网", "门户"))  # 办法, 委托: what is left out begins words of titles
SITE_NAME = re.compile(rf"\s*[-_|—–]+\s*[^-_|—–]*{_IN_SITE_NAMES}[^-_|—–]*$")


def facts_of(body: HtmlElement) -> dict[str, object]:
    """Facts of the page, the surest source first."""
    text = cells(body)
    indexed = list(labelled(text))
    surest = [pair for pair in indexed if pair[0] != "source"]  # which the line of the day tells apart better
    said: list[tuple[str, str]] = [*meta_tags(body.getroottree()), *surest, *dateline(text), *indexed, *printed_title(body, text), *publisher(text)]
    return facts.gather([pair for last in (False, True) for pair in said if names_column(pair) is last and not NO_DAY.match(pair[1])])


def dateline(text: str) -> Iterator[tuple[str, str]]:
    """The day and the source that the first line of ``text`` says that tells when and from where the page was put up."""
    for place, line in enumerate(lines := [line.strip() for line in text.split("\n")]):
        signs = SIGNED_DAY.fullmatch(line) and any("。" in above for above in lines[:place])
        if not signs and (said := read_dateline(line)):
            yield "issued_on" if said.is_of_issue else "published_on", said.on.isoformat()
            yield "source", line[said.source]
            return


def names_column(pair: tuple[str, str]) -> bool:
    """Whether a page calls its document by the name of a column (通知公告): any other title of it is better."""
    return pair[0] == "title" and is_column(BLANKS.sub("", pair[1]))


def meta_tags(page: HtmlElement) -> Iterator[tuple[str, str]]:
    contents: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        contents.setdefault(meta.get("name", "").strip().lower(), []).append(meta.get("content", ""))
    for fact in declared.FACTS:
        for name in (*fact.printed, *fact.meta):
            yield from ((fact.name, content) for content in contents.get(name, ()))


def cells(element: HtmlElement) -> str:
    """The text of an element, a line for each cell and paragraph."""
    return "".join(_cells(element))


def _cells(element: HtmlElement) -> Iterator[str]:
    before = element.text or ""
    yield before.replace("\n", " ")
    for child in element:
        if child.tag not in SILENT:
            is_label = len(child) == 0 and bool(ALONE.fullmatch(child.text or ""))
            end = "\n" if child.tag in BLOCKS or child.tag == "br" or HEADED.fullmatch(child.tag) else ""
            yield end or "\n" * (is_label and not before.strip())
            yield from _cells(child)
            yield end or "\n" * is_label
        before = child.tail or ""
        yield before.replace("\n", " ")


class Pair(NamedTuple):
    """``field``: ours, or ``None`` for a label that we do not keep. ``start``: of ``label`` in the text."""

    label: str
    field: str | None
    value: str
    start: int


def pairs_in(text: str) -> list[Pair]:
    """All labels with what follows them: the rest of the line, or the next one, up to the next label."""
    marks = list(LABEL.finditer(simplified(text)))
    bounds = [*(mark.start() for mark in marks), len(text)]
    ours = {label: fact.name for label, fact in declared.by_printed().items()}
    return [
        Pair(mark[0], ours.get(BLANKS.sub("", mark["boxed"] or mark["plain"])), VALUE_END.split(text[mark.end():end].strip(EDGES), maxsplit=1)[0].rstrip(OPENING), mark.start())
        for mark, end in zip(marks, bounds[1:], strict=True)
    ]


def labelled(text: str) -> Iterator[tuple[str, str]]:
    """Field and value of the labels that stand near another, and of a 文号 with all of a number: a lone 来源： in the text says
    nothing of the page."""
    pairs = pairs_in(text)
    for i, pair in enumerate(pairs):
        neighbours = pairs[max(0, i - 1):i] + pairs[i + 1:i + 2]
        is_sure = any(abs(n.start - pair.start) <= NEAR for n in neighbours) or pair.field == "number" and canonical_number(pair.value)
        if pair.field and len(pair.value) <= NEAR and "。" not in pair.value and is_sure:
            yield pair.field, pair.value


def publisher(text: str) -> Iterator[tuple[str, str]]:
    """Who put the page up (发布机构), as its source: for where none is said."""
    said = (pair.value for pair in pairs_in(text) if BLANKS.sub("", simplified(pair.label)).strip("：:【】[]") in PUBLISHERS)
    yield from (("source", value) for value in said if PUBLISHER.fullmatch(value))


def remove_index_block(body: HtmlElement) -> list[LeftOut]:
    """Take the 信息索引 block out of the tree."""
    size, removed, gone = weights(body), [], set[HtmlElement]()
    for element in list(body.iter("table", "ul", "ol", "dl", "div", "p")):
        if element not in gone and size[element] <= LONGEST_BLOCK and is_index_block(cells(element)):
            removed += dropped(element, "信息索引", gone)
    return removed


def is_index_block(text: str) -> bool:
    """Whether labels and their values are nearly all of ``text``."""
    pairs = pairs_in(text)
    explained = sum(len(BLANKS.sub("", pair.label + pair.value)) for pair in pairs)
    return len(pairs) >= FEWEST_LABELS and explained >= EXPLAINED * len(BLANKS.sub("", text))


def printed_title(body: HtmlElement, text: str) -> Iterator[tuple[str, str]]:
    """The page's only ``h1``; or as much of its ``<title>`` as is printed on a line."""
    headings = list(body.iter("h1"))
    if len(headings) == 1:
        yield "title", headings[0].text_content()
    title = window_title(body)
    lines = [line for printed in text.split("\n") if (line := BLANKS.sub("", printed))]
    ends = [len(title), *(parting.start() for parting in reversed(list(PARTED.finditer(title))))]
    yield from (("title", title[:end]) for end in ends if BLANKS.sub("", title[:end]) in lines)
    yield from (("title", run) for run in runs_of(title) if TITLE_LIKE.search(run) and is_printed(BLANKS.sub("", run), lines))


def runs_of(title: str) -> Iterator[str]:
    """What is left of the name of a window without the site and the columns before its first blanks and dashes, the longest first."""
    yield from (title[parting.end():] for parting in islice(RUN_STARTS.finditer(title), MOST_PARTS))


def is_printed(title: str, lines: Sequence[str]) -> bool:
    """Whether a page prints ``title``, without blanks, on lines of its own that follow each other."""
    for place, line in enumerate(lines):
        if title.startswith(line):
            whole = accumulate(lines[place : place + MOST_LINES])
            if title in takewhile(lambda joined: len(joined) <= len(title), whole):
                return True
    return False


def has_no_title(facts: Mapping[str, object]) -> bool:
    """Whether a page says no title of its document, or calls it by the name of a column or of an office."""
    title = str(facts.get("title", ""))
    return not title or names_column(("title", title)) or bool(OFFICE.fullmatch(title))


def heading_above(content: HtmlElement) -> str:
    """The nearest heading before the ``content`` of a page that reads as a title or is in that of the window, or the nearest line
    that is one beyond doubt (…关于…的通知) and no link; empty without one. What stands above the line of the day is a heading."""
    window = BLANKS.sub("", window_title(content))
    has_day_below = False
    for place, element in enumerate(list(content.xpath("preceding::*"))[: -MOST_ABOVE : -1]):
        is_heading = has_day_below or element.tag in ("h1", "h2", "h3") or named(element, TITLED) or place < NEAR_ABOVE and is_set_out(element)
        text = BLANKS.sub(" ", element.text_content()).strip() if element.tag not in SILENT and (is_heading or is_line(element)) else ""
        has_day_below = has_day_below and not text or is_dateline(text)
        if not HEADING.fullmatch(text) or names_column(("title", text)):
            continue
        if PAPER_LIKE.fullmatch(text) or place < NEAR_ABOVE and is_longer(text, window) or is_heading and (TITLE_LIKE.search(text) or BLANKS.sub("", text) in window):
            return text
    return ""


def only_heading(content: HtmlElement) -> str:
    """The one heading (``h1`` to ``h3``) above the ``content`` of a page that is longer than the names of columns and sites are."""
    said = [BLANKS.sub(" ", heading.text_content()).strip() for heading in content.xpath("preceding::*[self::h1 or self::h2 or self::h3]")]
    long = [text for text in said if LEAST_TITLE <= len(re.findall(f"[{HAN}]", text)) <= MOST_TITLE and not OFFICE.fullmatch(text) and not names_column(("title", text))]
    return long[0] if len(long) == 1 else ""


def is_longer(line: str, window: str) -> bool:
    """Whether a line that reads as a title is the one by which the window is called, with more before it: the body."""
    called = next((part for part in PARTED.split(window) if TITLE_LIKE.search(part)), "")
    return bool(called and TITLE_LIKE.search(line)) and BLANKS.sub("", line).endswith(called)


def is_set_out(element: HtmlElement) -> bool:
    """Whether an element is set as a title is where no name or tag says it: bold, larger or in the middle."""
    is_centred = element.get("align", "").lower() == "center" or bool(CENTRED.search(element.get("style", "")))
    return element.tag in ("b", "strong", "center", "big") or "size" in element.attrib and element.tag == "font" or is_centred


def head_above(content: HtmlElement) -> list[str]:
    """The number and the 题注 that stand above the ``content`` of a page, each a line of its own."""
    near = list(content.xpath("preceding::*"))[-NEAR_ABOVE:]
    texts = (BLANKS.sub(" ", element.text_content()).strip() for element in near if element.tag not in SILENT and is_line(element))
    return list(dict.fromkeys(text for text in texts if HISTORY.fullmatch(text) or canonical_number(NUMBERED_LINE.sub("", text))))


def day_above(content: HtmlElement) -> str:
    """The one day in figures that stands alone close above the ``content`` of a page, beside no link: when it was put up."""
    near = list(content.xpath("preceding::*"))[-NEAR_ABOVE:]
    days = {element.text_content().strip() for element in near if not len(element) and DAY_ALONE.fullmatch((element.text or "").strip()) and not stands_beside_a_link(element)}
    return days.pop() if len(days) == 1 else ""


def stands_beside_a_link(element: HtmlElement) -> bool:
    """Whether the day is of a list of other pages."""
    row = next(element.iterancestors("li", "tr", "p", "a"), element.getparent())
    return row is not None and (row.tag == "a" or row.find(".//a") is not None)


def is_line(element: HtmlElement) -> bool:
    """Whether an element holds a line that is no link, and no other elements than such as emphasise."""
    if element.tag == "a" or any(child.tag not in EMPHASIS or len(child) > 1 for child in element):
        return False
    return next(element.iterancestors("a"), None) is None and next(element.iter("a"), None) is None


def window_title(body: HtmlElement) -> str:
    """The page's ``<title>``, printed or not."""
    return BLANKS.sub(" ", (body.getroottree().getroot().findtext(".//title") or "")[:LONGEST_TITLE])


def title_unprinted(body: HtmlElement, first_line: str) -> str:
    """The ``<title>`` without the site's name, where ``first_line`` of the text is not called as documents are: such a line is the
    better title."""
    if TITLE_LIKE.search(simplified(first_line.strip())):
        return ""
    window = window_title(body)
    if is_column(BLANKS.sub("", window)) or NO_TITLE.fullmatch(window.strip()):
        return ""
    titles = [part for part in PARTED_FROM_SITE.split(window) if TITLE_LIKE.search(simplified(part))]
    return titles[0] if len(titles) == 1 else SITE_NAME.sub("", window).strip()
