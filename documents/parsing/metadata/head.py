"""What stands above the text: the site's listing, lines of the 版头 (GB/T 9704-2012, 7.2), title, number, 主送机关."""
import re
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from documents.numbers import canonical_number, find_numbers
from documents.parsing.metadata.bodies import lexicon, split_names
from documents.parsing.metadata.dates import date_at, find_dates
from documents.parsing.metadata.kinds import kind_of
from documents.parsing.metadata.margins import is_remark
from documents.parsing.metadata.title_lines import (
    is_scrap,
    listed_title_end,
    names_page,
    title_below,
    title_end,
    without_number,
)
from documents.parsing.metadata.words import Stretch, lines, squeezed, stretch, unmarked

_LISTING = re.compile(r"(?P<title>\S.{3,200}?)[ \t　]+[\[(（]?(?P<date>[12]\d{3}([-/.])\d{1,2}\3\d{1,2})[\])）]?(?: \d\d:\d\d(?::\d\d)?)?")
_DATE = r"(?P<date>[12]\d{3}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日))"
_OF_THE_PAGE = r"(?:(?:信息|文章)?来\s*源|作者|编辑|审核人?|(?:浏览|点击|阅读|访问)(?:量|次数|数)?|字体|字号|打印|分享|收藏)"
_DATELINE = re.compile(
    rf"(?:{_OF_THE_PAGE}[：:]?\s*(?:[^\s：:]{{1,20}}\s+)?){{0,6}}(?P<label>(?:发布|发表|更新|发文)?(?:时间|日期)[：:]\s*)?[（(]?{_DATE}[）)]?"
    r"(?P<time>[ 　]+\d{1,2}:\d\d(?::\d\d)?)?(?P<rest>.*)"
)
_SOURCE = re.compile(r"(?:信息|文章)?来\s*源[：:]\s*(?P<source>[^\s：:|]{2,30})")
_LABELLED = re.compile(
    r"[•·●◆▪]?[ \t　]*(?P<open>[\[【])?(?P<label>信息名称|公文名称|文件名称|标\s*题|名\s*称|发文字号|发布文号|文件编号|文\s*号|发文机[构关]|[发颁]布机构|"
    r"(?:发文|发布|颁布)单位|制发机关|办文部门|成文日期|生成日期|发文日期|[发颁]布(?:日期|时间)|公开日期|印发日期|(?:实施|施行|生效|废止|失效)日期|来\s*源|"
    r"所属类别|文件来源|效力级别|时\s*效\s*性|"
    r"索\s*引\s*号|信息索引|主题分类|主\s*题\s*词|信息类别|公文种类|公开方式|公开范围|公开类别|有\s*效\s*性|体裁分类|组配分类|关\s*键\s*词|内容概述)"
    r"(?(open)[\]】][：:]?|[：:])[ \t　]*(?P<value>.*?)(?=[ \t　]{1,}[\[【]?\S{2,5}(?:[：:]|[\]】])|$)"
)
_RED_HEAD = re.compile(r"(?P<bodies>[一-鿿“”、 　]{2,80}?)(?:文\s*件)")
_ORDER_HEAD = re.compile(r"(?P<bodies>[一-鿿“”、\s]{2,400}?)(?P<form>令|公\s*告|通\s*告)")
_DATED_NUMBER = re.compile(r"[（(](?P<date>[12]\d{3}年\d{1,2}月\d{1,2}日)\s*(?:以|经)?(?P<number>[^（()）]{2,20}\d{4}[^（()）]{1,8}号)(?:印发|发布|公布|文件)?[）)]")
_ADDRESSED = re.compile(r"[^。；？！\n《》]{2,600}?[：:](?=\s|$|[^\s\d]{2})")
_ADDRESSEES = re.compile(r"各|有关|部[、，,：:]|[厅局委院署办校会行部府司团社][、，,：:]|单位|同志|你")
_LONGEST_HEAD = 20_000
_LONGEST_ORDER = 400
_LONGEST_NOTE = 3000
_SCRAPS = 12


@dataclass
class Head:
    """What was read above the body; ``end``: where the body begins."""

    title: Stretch | None = None
    listed: Stretch | None = None
    published: Stretch | None = None
    published_on: date | None = None
    issued: Stretch | None = None
    issued_on: date | None = None
    source: Stretch | None = None
    number: Stretch | None = None
    number_value: str = ""
    bodies: Stretch | None = None
    addressees: Stretch | None = None
    note: Stretch | None = None
    end: int = 0
    parts: list[tuple[str, Stretch]] = field(default_factory=list)


def read_head(text: str) -> Head:
    """Line by line from the top until a line is body text. A text that begins with body text has an empty head."""
    head = Head()
    _read_on(head, text)
    masthead = None if head.number or head.addressees else _masthead(text, head.end)
    if masthead is not None:
        head = Head(published=head.published, published_on=head.published_on, parts=head.parts, end=masthead)
        _read_on(head, text)
    return head


def _read_on(head: Head, text: str) -> None:
    while line := next(lines(text, head.end, min(len(text), _LONGEST_HEAD)), None):
        if not any(step(head, line) for step in _STEPS):
            break


def _masthead(text: str, start: int) -> int | None:
    """Where a title with a number on a line of its own below or above it begins, if it does within a few lines.

    A page may begin with words that are neither its navigation nor the document.
    """
    near = list(islice(lines(text, start), _SCRAPS))
    for place, line in enumerate(near):
        if not canonical_number(line.words.strip("（）() ")):
            continue
        for first in near[max(0, place - 3) : place]:
            if "关于" in first.words and title_end(first) in (near[place - 1].end, line.end):
                return first.start
        if "关于" in "".join(below.words for below in near[place + 1 : place + 3]) and title_end(near[place + 1]):
            return line.start
    return None


def _markdown_title(head: Head, line: Stretch) -> bool:
    """A heading above the text; one of a lower level, which may be a division's, where it reads as a title does."""
    title = unmarked(line)
    if title is line or head.title:
        return False
    if not line.words.startswith("# ") and not (title_end(title) and kind_of(title.words)):
        return False
    title = without_number(title)
    return _take(head, "title", title, title.end)


def _listing(head: Head, line: Stretch) -> bool:
    match = _LISTING.fullmatch(line.words)
    found = match and date_at(line.text, line.start + match.start("date"))
    if not found or head.title or head.listed or "。" in match["title"] or _LABELLED.match(line.words):
        return False
    head.published, head.published_on = stretch(line.text, found.start, found.end), found.value
    return _take(head, "listed", stretch(line.text, line.start, line.start + match.end("title")), line.end, "listing")


def _dateline(head: Head, line: Stretch) -> bool:
    """发布时间：2022-12-09　来源：教育部, with either half missing; a bare 2025年1月3日 is no date of publication."""
    if len(line.words) > 120 or "。" in line.words:
        return False
    match, source = _DATELINE.fullmatch(line.words), _SOURCE.search(line.words)
    if not (match and _is_of_the_page(match)) and (source is None or source.start()):
        return False
    found = next(find_dates(line.text, line.start, line.end), None)
    if found and "年" in found.words(line.text) and line.words.strip("（）()") == found.words(line.text):
        head.issued, head.issued_on = (head.issued or line), (head.issued_on or found.value)
    elif found:
        head.published, head.published_on = stretch(line.text, found.start, found.end), found.value
    if source:
        head.source = stretch(line.text, line.start + source.start("source"), line.start + source.end("source"))
    return _pass(head, "listing", line)


def _is_of_the_page(match: re.Match) -> bool:
    """A day alone, with a time, a source or 发布时间 beside it; a sentence that begins with a day is none."""
    rest = match["rest"].strip()
    if match["time"] or not rest or (match["label"] or "").startswith("发") or re.search(_OF_THE_PAGE, rest):
        return True
    return "年" not in match["date"] and len(rest) <= 20 and not re.search("[，；]", rest)


def _labelled(head: Head, line: Stretch) -> bool:
    """The block 信息索引 as text: one or more 项目：值 in a line."""
    items = list(_LABELLED.finditer(line.words)) if len(line.words) <= 300 else []
    if not items or items[0].start():
        return False
    for item in items:
        value = stretch(line.text, line.start + item.start("value"), line.start + item.end("value"))
        _label_value(head, re.sub(r"\s", "", item["label"]), value)
    _pass(head, "listing", line)
    below = next(lines(line.text, line.end), None)
    if below and not items[-1]["value"] and _value_below(re.sub(r"\s", "", items[-1]["label"]), below):
        _label_value(head, re.sub(r"\s", "", items[-1]["label"]), below)
        _pass(head, "listing", below)
    return True


def _value_below(label: str, below: Stretch) -> bool:
    """Whether the line below a label without a value is its value; of words that may as well be the title, none is."""
    if label.endswith("号"):
        return bool(re.fullmatch(r"[\w/.-]{6,40}", below.words, re.A) or canonical_number(below.words))
    return label.endswith(("日期", "时间")) and bool(date_at(below.text, below.start))


def _label_value(head: Head, label: str, value: Stretch) -> None:
    found = next(find_dates(value.text, value.start, value.end), None)
    if label in ("发布日期", "发布时间", "颁布日期", "颁布时间", "公开日期") and found:
        head.published, head.published_on = stretch(value.text, found.start, found.end), found.value
    elif label in ("成文日期", "生成日期", "发文日期") and found:
        head.issued, head.issued_on = stretch(value.text, found.start, found.end), found.value
    elif label in ("发文字号", "发布文号", "文件编号", "文号"):
        numbers = find_numbers(value.words)
        if numbers:
            head.number_value = numbers[0].number
            head.number = stretch(value.text, value.start + numbers[0].start, value.start + numbers[0].end)
    elif re.fullmatch("(?:发文|发布|颁布)(?:机构|机关|单位)|制发机关", label) and value.words:
        head.bodies = value
    elif label in ("标题", "信息名称", "公文名称", "文件名称", "名称") and value.words:
        head.listed = value


def _remark(head: Head, line: Stretch) -> bool:
    return bool(is_remark(line.words)) and _pass(head, "remark", line)


def _number(head: Head, line: Stretch) -> bool:
    """A number that stands alone, below 教育部文件 or an order's bodies, beside 签发人, or runs into the title."""
    window = line.text[line.start : line.end + _LONGEST_ORDER]
    found = next(iter(find_numbers(window)), None)
    if not found or found.start > len(line.words) or (head.number and found.number != head.number_value):
        return False
    before, rest = window[: found.start].strip("（(［[ 　"), line.words[found.end :].strip(" 　)）］]")
    red = _RED_HEAD.fullmatch(before)
    if before and not red:
        return False
    number = stretch(line.text, line.start + found.start, line.start + found.end)
    below = _rest_of_line(line, number.end)
    if rest and not rest.startswith(("签", "（", "(")) and not title_end(below) and not (head.title and _addressed(below)):
        return False
    bodies = red or _ORDER_HEAD.match(window[found.start : found.end])
    if bodies and not head.bodies:
        offset = line.start + (0 if red else found.start)
        head.bodies = stretch(line.text, offset + bodies.start("bodies"), offset + bodies.end("bodies"))
    head.number_value, head.number = found.number, head.number or number
    head.parts.append(("number", number))
    head.end = number.end if rest and not rest.startswith(("签", "（", "(")) else max(line.end, number.end)
    return True


def _rest_of_line(line: Stretch, start: int) -> Stretch:
    return stretch(line.text, start, max(start, line.end))


def _red_head(head: Head, line: Stretch) -> bool:
    """教育部文件, 中华人民共和国教育部公告: the 发文机关标志."""
    match = _RED_HEAD.fullmatch(line.words) or _ORDER_HEAD.fullmatch(line.words)
    if not match or head.title or "关于" in line.words:
        return False
    head.bodies = stretch(line.text, line.start, line.start + match.end("bodies"))
    return _pass(head, "remark", line)


def _letterhead(head: Head, line: Stretch) -> bool:
    """广 东 省 教 育 厅 alone above or right below the title.

    Names that 关于… goes on from are the first lines of the title, and those above a date sign.
    """
    if head.bodies or head.addressees or not _lists_bodies(line):
        return False
    below = next((below for below in lines(line.text, line.end) if not _lists_bodies(below)), None)
    if not below or re.match("关于|[印转批]发", below.words) or next(find_dates(below.words), None):
        return False
    head.bodies = line
    return _pass(head, "remark", line)


def _lists_bodies(line: Stretch) -> bool:
    return len(line.words) <= 80 and bool(split_names(line.words, lexicon()))


def _title(head: Head, line: Stretch) -> bool:
    if head.title:
        return _title_again(head, line)
    end = (head.listed and listed_title_end(head.listed, line)) or title_end(line)
    return bool(end) and _take(head, "title", stretch(line.text, line.start, end), end)


def _title_again(head: Head, line: Stretch) -> bool:
    """The title that a site prints first as the name of its page; the second may name the bodies too."""
    first = squeezed(head.title.words)
    if squeezed(line.words) == first:
        return _take(head, "title", line, line.end)
    about = first[first.find("关于") :] if "关于" in first else ""
    end = title_end(line) if about else None
    if not end or not squeezed(line.text[line.start : end]).endswith(about):
        return False
    head.title = None
    return _take(head, "title", stretch(line.text, line.start, end), end)


def _scrap(head: Head, line: Stretch) -> bool:
    """A few words of a page around the text: 就业政策, 县政府网站."""
    above = not head.title and (title_below(line) or names_page(line)) or head.title and _goes_on_below(head, line)
    return bool(above) and not head.addressees and _pass(head, "remark", line)


def _goes_on_below(head: Head, line: Stretch) -> bool:
    """Whether the title, or 项目：值, follows within a few lines as short as this one."""
    if not is_scrap(line):
        return False
    for below in islice(lines(line.text, line.end), _SCRAPS):
        if squeezed(below.words) == squeezed(head.title.words) or _LABELLED.match(below.words):
            return True
        if not is_scrap(below):
            return False
    return False


def _note(head: Head, line: Stretch) -> bool:
    """题注: （2020年12月23日教育部令第49号公布 自2021年3月1日起施行） under a title, on one line or several."""
    note = None if head.note or head.addressees or not head.title else note_at(line)
    if not note:
        return False
    head.note = note
    return _pass(head, "history", note)


def _dated_number(head: Head, line: Stretch) -> bool:
    """（1985年5月4日皖政〔1985〕38号） under the title; the text may go on in the line."""
    match = _DATED_NUMBER.match(line.words)
    number = match and canonical_number(match["number"])
    if not number or not head.title or head.issued:
        return False
    head.issued = stretch(line.text, line.start + match.start("date"), line.start + match.end("date"))
    head.issued_on = next(find_dates(head.issued.words)).value
    head.number_value = head.number_value or number
    head.number = head.number or stretch(line.text, line.start + match.start("number"), line.start + match.end("number"))
    return _pass(head, "number", stretch(line.text, line.start, line.start + match.end()))


def note_at(line: Stretch) -> Stretch | None:
    """The history in brackets that begins with ``line``."""
    if line.words[0] not in "（(":
        return None
    note = stretch(line.text, line.start, _closing(line.text, line.start))
    told = re.search("通过|公布|发布|印发|批准|修正|修订|施行", note.words) and next(find_dates(note.words), None)
    return note if told else None


def _closing(text: str, start: int) -> int:
    """Where the bracket closes that opens at ``start``; ``start`` where it does not within a few lines."""
    depth = 0
    for place in range(start, min(len(text), start + _LONGEST_NOTE)):
        depth += {"（": 1, "(": 1, "）": -1, ")": -1}.get(text[place], 0)
        if not depth:
            return place + 1
    return start


def _addressees(head: Head, line: Stretch) -> bool:
    """主送机关: names, ended by a colon, once, below title or number."""
    if head.addressees or not (head.title or head.number):
        return False
    match = _addressed(line)
    if not match:
        return False
    head.addressees = stretch(line.text, match.start(), match.end())
    head.end = match.end()
    head.parts.append(("addressees", head.addressees))
    return False


def _addressed(line: Stretch) -> re.Match | None:
    match = _ADDRESSED.match(line.text, line.start)
    named = match and _ADDRESSEES.search(match.group()) and not re.search(r"如下[：:]$|[如以]下", match.group())
    return match if named else None


_STEPS = (
    _markdown_title, _listing, _dateline, _labelled, _remark, _number, _red_head, _letterhead, _dated_number, _note, _scrap, _title, _addressees,
)


def _take(head: Head, name: str, value: Stretch, end: int, role: str = "") -> bool:
    setattr(head, name, getattr(head, name) or value)
    head.parts.append((role or name, value))
    head.end = end
    if name == "title":
        _number_after(head)
    return True


def _pass(head: Head, role: str, line: Stretch) -> bool:
    head.parts.append((role, line))
    head.end = line.end
    return True


def _number_after(head: Head) -> None:
    """A number that the title runs into: …的意见教办〔2025〕3号 为贯彻."""
    text, start = head.title.text, head.end
    found = next(iter(find_numbers(text[start : start + 60].partition("\n")[0])), None)
    if found and not text[start : start + found.start].strip(" 　（("):
        number = stretch(text, start + found.start, start + found.end)
        if not head.number:
            head.number_value, head.number = found.number, number
        head.parts.append(("number", number))
        head.end = number.end + (text[number.end : number.end + 1] in tuple("）)"))
