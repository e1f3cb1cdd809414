"""What a site prints around a text: its listing, 发布时间 and 来源, the block 信息索引, navigation."""
import re
from datetime import date
from itertools import islice

from documents.parsing.document import ATTRIBUTES
from documents.parsing.metadata.head import Head
from documents.parsing.metadata.margins import is_remark
from documents.parsing.metadata.spans import Span, lines, squeezed, trimmed_span
from documents.parsing.metadata.title_lines import is_scrap, names_page, title_below
from documents.vocabulary import facts
from documents.vocabulary.datelines import LONGEST, NUMBER_LABEL, read_dateline
from documents.vocabulary.dates import date_at, find_dates
from documents.vocabulary.numbers import canonical_number, find_numbers
from documents.vocabulary.patterns import spaced
from documents.vocabulary.traditional import simplified

_LISTING = re.compile(
    r"""
    (?P<title>\S.{3,200}?) [ \t　]+
    [\[(（]? (?P<date>[12]\d{3} ([-/.])\d{1,2}\3\d{1,2}) [\])）]?
    (?:[ ]\d\d:\d\d(?::\d\d)?)?
    """,
    re.VERBOSE,
)
_SOURCE = re.compile(rf"(?:信息|文章)?{spaced('来源')}[：:]\s*(?P<source>[^\s：:|｜【\[]{{2,30}})(?=$|[\s|｜【\[])")
_NUMBER_IN_LINE = re.compile(rf"{NUMBER_LABEL}[：:]\s*")
# The items of 信息索引: facts by their labels, also those that only a text is trusted with, and what is none of ours.
_FACTS = {label: fact.name for label, fact in facts.by_printed().items()} | {
    "公文名称": "title", "颁布日期": "published_on", "颁布时间": "published_on",
    **dict.fromkeys(("发布机构", "颁布机构", "发布单位", "颁布单位"), "bodies"),
}
_FURTHER = {fact.name for fact in facts.FACTS if fact.is_stored} - ATTRIBUTES
_OTHERS = (
    "办文部门", "印发日期", "废止日期", "失效日期", "所属类别", "文件来源", "效力级别", "主题分类", "主题词", "信息类别", "公开方式", "公开范围",
    "公开类别", "体裁分类", "组配分类", "关键词", "内容概述",
)
_LABEL = spaced(*sorted((*_FACTS, *_OTHERS), key=len, reverse=True))
_LABELLED = re.compile(
    rf"""
    [•·●◆▪]? [ \t　]*
    (?P<open>[\[【])? (?P<label>{_LABEL}) (?(open)[\]】][：:]?|[：:])
    [ \t　]* (?P<value>.*?)
    (?=[ \t　]+[\[【]?\S{{2,5}}(?:[：:]|[\]】])|$)                # up to the next label
    """,
    re.VERBOSE,
)
_SCRAPS = 12
_LONGEST_BEHIND = 20  # characters of a column or an office behind a day in figures


def listing(head: Head, line: Span) -> bool:
    match = _LISTING.fullmatch(line.text)
    found = date_at(line.source, line.start + match.start("date")) if match else None
    if not match or not found or head.title or head.listed or "。" in match["title"] or _LABELLED.match(line.text):
        return False
    head.published, head.published_on = trimmed_span(line.source, found.start, found.end), found.value
    return head.record("listed", trimmed_span(line.source, line.start, line.start + match.end("title")), line.end, "listing")


def dateline(head: Head, line: Span) -> bool:
    """发布时间：2022-12-09　来源：教育部, with either half missing; a bare 2025年1月3日 is no date of publication."""
    if len(line.text) > LONGEST or "。" in line.text or any(not found.start for found in find_numbers(line.text)):
        return False
    said, source = read_dateline(line.text), _SOURCE.match(line.text)
    part = said.source if said else slice(*source.span("source")) if source else slice(0, 0)
    if said:
        _dated(head, trimmed_span(line.source, line.start + said.day.start, line.start + said.day.stop), said.on, said.is_of_issue)
    elif not source and not _begins_with_a_day(head, line):
        return False
    if line.text[part]:
        head.source = trimmed_span(line.source, line.start + part.start, line.start + part.stop)
    if (labelled_number := _NUMBER_IN_LINE.search(line.text)) and not head.number:
        _label_value(head, "文号", trimmed_span(line.source, line.start + labelled_number.end(), line.end))
    return head.put_aside("listing", line)


def _dated(head: Head, day: Span, on: date, is_of_issue: bool) -> None:
    if is_of_issue:
        head.issued, head.issued_on = head.issued or day, head.issued_on or on
    else:
        head.published, head.published_on = day, on


def _begins_with_a_day(head: Head, line: Span) -> bool:
    """A day alone, or in figures before a few words; a sentence that begins with a day is none."""
    found = next(find_dates(line.source, line.start, line.end), None)
    if not found or line.source[line.start : found.start].strip("（(【["):
        return False
    behind = line.source[found.end : line.end].strip("）)】] 　")
    is_spelt = "年" in found.written_in(line.source)
    if behind and (is_spelt or len(behind) > _LONGEST_BEHIND or re.search("[，；]", behind)):
        return False
    _dated(head, trimmed_span(line.source, found.start, found.end), found.value, is_spelt)
    return True


def labelled(head: Head, line: Span) -> bool:
    """The block 信息索引 as text: one or more 项目：值 in a line."""
    items = list(_LABELLED.finditer(simplified(line.text))) if len(line.text) <= 300 else []
    if not items or items[0].start():
        return False
    for item in items:
        value = trimmed_span(line.source, line.start + item.start("value"), line.start + item.end("value"))
        _label_value(head, re.sub(r"\s", "", item["label"]), value)
    head.put_aside("listing", line)
    below = next(lines(line.source, line.end), None)
    if below and not items[-1]["value"] and _value_below(re.sub(r"\s", "", items[-1]["label"]), below):
        _label_value(head, re.sub(r"\s", "", items[-1]["label"]), below)
        head.put_aside("listing", below)
    return True


def _value_below(label: str, below: Span) -> bool:
    """Whether the line below a label without a value is its value; text that may as well be the title is not."""
    if label.endswith("号"):
        return bool(re.fullmatch(r"[\w/.-]{6,40}", below.text, re.A) or canonical_number(below.text))
    return label.endswith(("日期", "时间")) and bool(date_at(below.source, below.start))


def _label_value(head: Head, label: str, value: Span) -> None:
    name = _FACTS.get(label, "")
    found = next(find_dates(value.source, value.start, value.end), None)
    if name == "published_on" and found:
        head.published, head.published_on = trimmed_span(value.source, found.start, found.end), found.value
    elif name == "issued_on" and found:
        head.issued, head.issued_on = trimmed_span(value.source, found.start, found.end), found.value
    elif name == "number":
        numbers = find_numbers(value.text)
        if numbers:
            head.number_value = numbers[0].number
            head.number = trimmed_span(value.source, value.start + numbers[0].start, value.start + numbers[0].end)
    elif name == "bodies" and value.text:
        head.bodies = value
    elif name == "title" and value.text:
        head.listed = value
    elif name in _FURTHER and value.text:
        head.others.setdefault(name, value)


def remark(head: Head, line: Span) -> bool:
    return bool(is_remark(line.text)) and head.put_aside("remark", line)


def scrap(head: Head, line: Span) -> bool:
    """A short line of a page around the text: 就业政策, 县政府网站."""
    above = not head.title and (title_below(line, head.names) or names_page(line)) or head.title and _goes_on_below(head, line)
    return bool(above) and not head.addressees and head.put_aside("remark", line)


def _goes_on_below(head: Head, line: Span) -> bool:
    """Whether the title, or 项目：值, follows within a few lines as short as this one."""
    if not is_scrap(line):
        return False
    for below in islice(lines(line.source, line.end), _SCRAPS):
        if head.title and squeezed(below.text) == squeezed(head.title.text) or _LABELLED.match(below.text):
            return True
        if not is_scrap(below):
            return False
    return False
