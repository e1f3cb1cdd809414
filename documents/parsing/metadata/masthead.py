"""The 版头 (GB/T 9704-2012, 7.2): 发文机关标志, 发文字号, title and 主送机关, with what a site prints around them."""
import re
from itertools import islice, pairwise, takewhile

from documents.parsing.metadata import page, series
from documents.parsing.metadata.bodies import split_names
from documents.parsing.metadata.head import Head
from documents.parsing.metadata.kinds import kind_of, names_a_kind
from documents.parsing.metadata.notes import note_at, spoken_at
from documents.parsing.metadata.number_lines import dated_number, number_beside_date
from documents.parsing.metadata.spans import Span, lines, squeezed, trimmed_span, unmarked
from documents.parsing.metadata.title_lines import listed_title_end, title_end, without_tail
from documents.parsing.metadata.titles import names_no_document
from documents.vocabulary.agencies import ADDRESSED_LETTERS, BEFORE_A_NUMBER, HEADS
from documents.vocabulary.characters import HAN
from documents.vocabulary.datelines import DAY_LABEL
from documents.vocabulary.dates import find_dates
from documents.vocabulary.kinds import ABOUT, NUMBERED
from documents.vocabulary.numbers import canonical_number, find_numbers
from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.patterns import any_of, spaced
from documents.vocabulary.places import split_places

_RED_HEAD = re.compile(rf"(?P<bodies>[{HAN}“”、 　]{{2,80}}?){spaced('文件')}")
_ORDER_HEAD = re.compile(rf"(?P<bodies>[{HAN}“”、\s]{{2,400}}?)(?P<form>{spaced(*NUMBERED)})")
# As committees number what they announce: 〔第八届〕第23号, 八届第二十三号.
_SERIES_OF_A_TERM = re.compile(rf"[（(〔\[【]?第?{NUMERAL}{{1,3}}届[）)〕\]】]?\s*第?{NUMERAL}{{1,4}}号[）)]?")
_BEFORE_A_NUMBER = re.compile(f"{BEFORE_A_NUMBER}$")
_ADDRESSED = re.compile(r"[^。；？！\n《》]{2,600}?[：:](?=\s|$|[^\s\d]{2})")
_ADDRESSEES = re.compile(rf"各|有关|[{ADDRESSED_LETTERS}][、，,：:]|单位|同志|你")
_SPEAKER = re.compile(rf"[（(]?(?P<body>[{HAN}]{{2,30}}?)[\s　]*(?:代理?)?{any_of(HEADS)}[\s　：:]*[{HAN}][{HAN}　 ]{{1,5}}[）)]?")
_ANNEXED = re.compile(f"{spaced('附件', '附录', '附表')}[{NUMERAL[1:-1]}]{{0,3}}[：:]?")
_LONGEST_HEAD = 20_000
_LONGEST_ORDER = 400
_LONGEST_LINE = 200
_MOST_STEPS = 100
_NEAR, _RIGHT_BELOW = 12, 3


def read_head(text: str, names: frozenset[str]) -> Head:
    """Line by line from the top until a line is body text. A text that begins with body text has an empty head.

    ``names``: of known issuing bodies.
    """
    head = Head(names)
    _read_on(head, text)
    masthead = None if head.number or head.addressees else _masthead(head, text)
    if masthead is not None:
        head = Head(names, published=head.published, published_on=head.published_on, parts=head.parts, end=masthead)
        _read_on(head, text)
    return head


def _read_on(head: Head, text: str) -> None:
    for _ in range(_MOST_STEPS):
        line = next(lines(text, head.end, min(len(text), _LONGEST_HEAD)), None)
        if not line or not any(step(head, line) for step in _STEPS):
            break


def _masthead(head: Head, text: str) -> int | None:
    """Where a title with a number on a line of its own below or above it begins, or one with 主送机关 below, if it does within a few lines.

    A page may begin with lines that are neither its navigation nor the document, a letter with a greeting.
    """
    near = list(islice(lines(text, head.end), _NEAR))
    greeted = list(takewhile(lambda line: not _ANNEXED.fullmatch(line.text) and not next(find_dates(line.text), None), near))
    for line, below in pairwise(greeted if head.title is None else ()):
        if "关于" in line.text and title_end(line, head.names) == line.end and kind_of(line.text) and _addressed(below):
            return line.start
    for place, line in enumerate(near):
        if not canonical_number(line.text.strip("（）() ")):
            continue
        for first in near[max(0, place - 3) : place]:
            if "关于" in first.text and title_end(first, head.names) in (near[place - 1].end, line.end):
                return first.start
        if "关于" in "".join(below.text for below in near[place + 1 : place + 3]) and title_end(near[place + 1], head.names):
            return line.start
    return None


def _markdown_title(head: Head, line: Span) -> bool:
    """A heading above the text; one of a lower level, which may be a division's, where it reads as a title does."""
    title = unmarked(line)
    if title is line or head.title:
        return False
    if _RED_HEAD.fullmatch(title.text):
        return _red_head(head, title)
    if _ORDER_HEAD.fullmatch(title.text) and _number(head, title):  # 甲市人民政府令 above 第45号
        return True
    if not line.text.startswith("# ") and not (title_end(title, head.names) and kind_of(title.text)):
        return False
    title = without_tail(title)
    if _is_headline_above(title, head.names):
        return head.put_aside("remark", line)
    if names_no_document(title.text, head.names) and _title_near(title, head.names):
        if not head.bodies and _lists_bodies(title, head.names):
            head.bodies = title
        return head.put_aside("remark", line)
    return _take_title(head, title)


def _is_headline_above(headline: Span, names: frozenset[str]) -> bool:
    """Whether a heading names no kind, and a title that does (甲局关于…的通告) stands right below it."""
    if names_a_kind(headline.text):
        return False
    below = (unmarked(line) for line in islice(lines(headline.source, headline.end), _RIGHT_BELOW))
    ends = ((line, title_end(line, names)) for line in below)
    return any(end and "关于" in (title := line.source[line.start : end]) and kind_of(title) not in ("", *ABOUT) for line, end in ends)


def _title_near(above: Span, names: frozenset[str]) -> bool:
    return any(title_end(unmarked(line), names) for line in islice(lines(above.source, above.end), _NEAR))


def _number(head: Head, line: Span) -> bool:
    """A number that stands alone, below 教育部文件 or an order's bodies, beside 签发人 or 发布日期, or runs into the title."""
    line = unmarked(line)
    window = line.source[line.start : min(line.end, line.start + _LONGEST_LINE) + _LONGEST_ORDER]
    found = next(iter(find_numbers(window)), None)
    if not found or found.start > len(line.text) or (head.number and found.number != head.number_value):
        return False
    before, rest = window[: found.start].strip("（(［[ 　"), line.text[found.end :].strip(" 　)）］]★☆")
    red = _RED_HEAD.fullmatch(before)
    if before and not red:
        return False
    number = trimmed_span(line.source, line.start + found.start, line.start + found.end)
    below = _rest_of_line(line, number.end)
    is_dated = bool(re.match(DAY_LABEL, rest))
    if rest and not is_dated and not rest.startswith(("签", "（", "(")) and not title_end(below, head.names) and not (head.title and _addressed(below)):
        return False
    bodies = red or _ORDER_HEAD.match(window[found.start : found.end])
    if bodies and not head.bodies:
        offset = line.start + (0 if red else found.start)
        head.bodies = trimmed_span(line.source, offset + bodies.start("bodies"), offset + bodies.end("bodies"))
    head.number_value, head.number = found.number, head.number or number
    head.parts.append(("number", number))
    head.end = number.end if rest and not rest.startswith(("签", "（", "(")) else max(line.end, number.end)
    return True


def _rest_of_line(line: Span, start: int) -> Span:
    return trimmed_span(line.source, start, max(start, line.end))


def _red_head(head: Head, line: Span) -> bool:
    """教育部文件, 中华人民共和国教育部公告: the 发文机关标志. 甲县用电通告 is a title: neither a body nor a place announces there."""
    match = _RED_HEAD.fullmatch(line.text) or _ORDER_HEAD.fullmatch(line.text)
    if not match or head.title or "关于" in line.text:
        return False
    if match.re is _ORDER_HEAD:
        if not _announces(match["bodies"], head.names):
            return False
        head.order = line
    head.bodies = trimmed_span(line.source, line.start, line.start + match.end("bodies"))
    return head.put_aside("remark", line)


def _rest_of_order(head: Head, line: Span) -> bool:
    """公告 on a line below the body that announces, and the number that a committee gives it: 〔第八届〕第23号."""
    if head.title:
        return False
    if head.bodies and squeezed(line.text) in NUMBERED and not line.source[head.bodies.end : line.start].strip():
        head.order = trimmed_span(line.source, head.bodies.start, line.end)
    elif not head.order or not _SERIES_OF_A_TERM.fullmatch(line.text):
        return False
    return head.put_aside("remark", line)


def _announces(bodies: str, names: frozenset[str]) -> bool:
    whole = squeezed(bodies)
    return bool(_BEFORE_A_NUMBER.search(whole)) or not split_places(whole)[1] or bool(split_names(bodies, names))


def _letterhead(head: Head, line: Span) -> bool:
    """广 东 省 教 育 厅 alone above or right below the title.

    Names that 关于… goes on from are the first lines of the title, and those above a date sign.
    """
    if head.bodies or head.addressees or line.start < head.signed_until or not _lists_bodies(line, head.names):
        return False
    near = lines(line.source, line.end, min(len(line.source), line.end + _LONGEST_HEAD))
    below = next((below for below in near if not _lists_bodies(below, head.names)), None)
    if not below or re.match("关于|[印转批]发", below.text) or next(find_dates(below.text), None):
        head.signed_until = below.start if below else len(line.source)
        return False
    head.bodies = line
    return head.put_aside("remark", line)


def _lists_bodies(line: Span, names: frozenset[str]) -> bool:
    return len(line.text) <= 80 and bool(split_names(line.text, names))


def _title(head: Head, line: Span) -> bool:
    if head.title:
        return _title_again(head, head.title, line)
    end = (head.listed and listed_title_end(head.listed, line)) or title_end(line, head.names)
    if not end:
        return False
    return _take_title(head, trimmed_span(line.source, line.start, end))


def _title_again(head: Head, printed: Span, line: Span) -> bool:
    """The title that a site prints first as the name of its page; the second may name the bodies too."""
    first = squeezed(printed.text)
    if squeezed(line.text) == first:
        return _take_title(head, line)
    about = first[first.find("关于") :] if "关于" in first else ""
    end = title_end(line, head.names) if about else None
    if not end or not squeezed(line.source[line.start : end]).endswith(about):
        return False
    head.title = None
    return _take_title(head, trimmed_span(line.source, line.start, end))


def _note(head: Head, line: Span) -> bool:
    """题注: （2020年12月23日教育部令第49号公布 自2021年3月1日起施行） under a title, on one line or several."""
    note = None if head.note or head.addressees or not head.title else note_at(line, head.names)
    if not note:
        return False
    head.note = note
    return head.put_aside("history", note)


def _spoken(head: Head, line: Span) -> bool:
    """——2022年1月18日在甲市第一次会议上: on which day a report or speech was given."""
    found = None if head.addressees or not head.title else spoken_at(line)
    if not found:
        return False
    spoken, day = found
    if day and not head.issued:
        head.issued, head.issued_on = trimmed_span(line.source, day.start, day.end), day.value
    return head.put_aside("history", spoken)


def _speaker(head: Head, line: Span) -> bool:
    """甲区人民政府区长　何某 below the title of a report: the body that he or she speaks for."""
    match = _SPEAKER.fullmatch(line.text) if head.title and not head.addressees else None
    if not match or not split_names(match["body"], head.names):
        return False
    if not head.bodies:
        head.bodies = trimmed_span(line.source, line.start + match.start("body"), line.start + match.end("body"))
    return head.put_aside("remark", line)


def _annexed(head: Head, line: Span) -> bool:
    """附件2 above the title of what came alone."""
    return not head.end and bool(_ANNEXED.fullmatch(line.text)) and head.put_aside("remark", line)


def _addressees(head: Head, line: Span) -> bool:
    """主送机关: names, ended by a colon, once, below title or number."""
    if head.addressees or not (head.title or head.number):
        return False
    match = _addressed(line)
    if not match:
        return False
    head.addressees = trimmed_span(line.source, match.start(), match.end())
    head.end = match.end()
    head.parts.append(("addressees", head.addressees))
    return False


def _addressed(line: Span) -> re.Match | None:
    match = _ADDRESSED.match(line.source, line.start)
    named = match and _ADDRESSEES.search(match.group()) and not re.search(r"如下[：:]$|[如以]下", match.group())
    return match if named else None


_STEPS = (
    _markdown_title, page.listing, number_beside_date, page.dateline, page.labelled, series.place_in_series, page.remark, _number, series.head_of_series, _rest_of_order, _red_head, _spoken, _speaker, _annexed, _letterhead,
    dated_number, _note, page.scrap, _title, _addressees,
)


def _take_title(head: Head, title: Span) -> bool:
    head.record("title", title, title.end)
    _number_after(head, title.source)
    return True


def _number_after(head: Head, text: str) -> None:
    """A number that the title runs into: …的意见教办〔2025〕3号 为贯彻."""
    start = head.end
    found = next(iter(find_numbers(text[start : start + 60].partition("\n")[0])), None)
    if found and not text[start : start + found.start].strip(" 　（("):
        number = trimmed_span(text, start + found.start, start + found.end)
        if not head.number:
            head.number_value, head.number = found.number, number
        head.parts.append(("number", number))
        head.end = number.end + (text[number.end : number.end + 1] in tuple("）)"))
