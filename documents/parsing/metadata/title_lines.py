"""Where a printed title ends: on one line or several, or run into the number, 主送机关 or the text."""
import re
from collections.abc import Iterator
from itertools import islice

from documents.parsing.metadata.bodies import split_names
from documents.parsing.metadata.kinds import kind_of
from documents.parsing.metadata.margins import is_remark
from documents.parsing.metadata.spans import Span, lines, squeezed, trimmed_span
from documents.parsing.metadata.titles import REPOSTED, speakers
from documents.vocabulary.agencies import SPOKEN_TO_LETTERS
from documents.vocabulary.characters import HAN
from documents.vocabulary.datelines import DAY_LABEL
from documents.vocabulary.dates import find_dates
from documents.vocabulary.divisions import PRINTED_LABELLED
from documents.vocabulary.kinds import AS_LETTERS, TITLE_ENDS
from documents.vocabulary.numbers import find_numbers
from documents.vocabulary.numerals import CHINESE_NUMERAL, NUMERAL
from documents.vocabulary.patterns import any_of, spaced
from documents.vocabulary.places import RANKS, split_places
from documents.vocabulary.verbs import BASE

_LABEL = re.compile(
    rf"""
    第{NUMERAL}+[{PRINTED_LABELLED}] | {CHINESE_NUMERAL}+[、.．] | [（(]{NUMERAL}+[）)] | \d+[、.．](?!\d)
    | [问答][：:] | [①-⑳]
    """,
    re.VERBOSE,
)
_OPENS_A_TITLE = re.compile(r"[㐀-鿿《“0-9A-Za-z]|【[^】]{2,6}】")
_NOT_A_TITLE = re.compile(
    rf"""
    (?:[你我贵][{SPOKEN_TO_LETTERS}单公] | [你我][{RANKS}]) .*        # 你局…: a letter
    | {BASE}.* | 现将.*
    | 为(?:了|认真|深入|进一步|贯彻|落实|做好|加强|规范|推[进动]|全面|切实|更好|加快|促进|保障|提高).*
    | {spaced('摘要', '前言', '目录', '引言', '序言', '正文', '导语', '总则')}
    | {spaced('附件', '附录')}.{{0,6}}
    | 编者按.* | 通知如下.*
    | [^{HAN}]*
    """,
    re.VERBOSE,
)
_TITLE_END = any_of({*TITLE_ENDS, "答记者问", "解读", "说明"} - {"总则"})  # 第一章 总则 is no title
_KIND_END = re.compile(
    rf"""
    (?: {any_of(AS_LETTERS)}书 | {_TITLE_END} )
    (?:[（(](?!第\S{{1,6}}号)[^（()）\n。]{{1,25}}[）)])*              # （试行）
    [》”]?
    """,
    re.VERBOSE,
)
_NUMBER_BEHIND = re.compile(r"(?<=\S)[ 　]*[（(][^（()）]{1,30}[〔\[［]\s?[12]\d{3}[〕\]］]第?\d+号[）)]$")
_LABELLED_VALUE = re.compile(rf"[^：:]{{2,8}}[：:](?!(?:[^{HAN}]*[{HAN}]){{6}}).*")  # 文档版本：V1.0
_DATELINE_BEHIND = re.compile(rf"(?<=\S)[ 　]*{DAY_LABEL}[ 　]*[12]\d{{3}}.*")
_FIRST_ARTICLE = re.compile("第一[条章](?!的)")
_ARTICLES = re.compile("第一[章条编]")
_PAGE_LINE = re.compile(r"[12]\d{3}[-/.]\d{1,2}[-/.]\d{1,2}|[首主]页|位置|发布|来\s*源|字[体号]|[：:]\s*$|>|\|")
_LONGEST_TITLE, _LONGEST_NUMBER = 220, 80
_LONGEST_SCRAP = 25
_MOST_SCRAPS = 20


def title_end(line: Span, names: frozenset[str]) -> int | None:
    """Where the title ends that begins with ``line``; ``None`` where the line is not one. ``names``: of known bodies."""
    line = without_tail(line)
    text = line.text
    if len(text) < 4 or not (_OPENS_A_TITLE.match(text) or REPOSTED.match(text)) or _LABEL.match(text) or _NOT_A_TITLE.fullmatch(text):
        return None
    if len(text) > 120 or re.search("[。；]", text):
        return _run_on_title_end(line)
    return _title_of_lines(line, names)


def _run_on_title_end(line: Span) -> int | None:
    """A title at the start of a line that goes on with the number, 主送机关 or the text."""
    for match in _KIND_END.finditer(line.text[:_LONGEST_TITLE]):
        title, rest = line.text[: match.end()], line.text[match.end() : match.end() + 80]
        if re.search("[。；！？]", title):
            return None
        if title.count("《") > title.count("》"):
            continue
        number = next(iter(find_numbers(rest)), None)
        mentioned = title.endswith("》") and rest.startswith(("（", "("))
        runs_on = (number and not mentioned and not rest[: number.start].strip(" 　（(")) or re.match(r"[\s　]*各(?:省|市|区|县|部|有关|地|单位)", rest)
        ends = re.match(r"[\s　]", rest) and (title.endswith("答记者问") or "关于" in title or title.startswith("《"))
        if runs_on or ends:
            return line.start + match.end()
    return None


def is_scrap(line: Span) -> bool:
    """Whether a line may belong to a page around the text: short, no sentence, no label, no addressees."""
    text = line.text
    if not re.search("[㐀-鿿]", text):
        return True
    if len(text) > _LONGEST_SCRAP or _LABEL.match(text) or re.match("各|有关", text):
        return False
    return not re.search("[。；，：:]", text.rstrip("：:"))


def title_below(line: Span, names: frozenset[str]) -> bool:
    """Whether a line that may be of the page stands above a title beyond doubt, with no text between.

    Such is …关于…的通知, and what ends as a title right above 第一条 or 第一章.
    """
    if not is_scrap(line) or "关于" in line.text or split_names(line.text, names):
        return False
    rest = list(islice(lines(line.source, line.end), _MOST_SCRAPS))
    if rest and _goes_on_in_a_name(line.text, rest[0].text, names):
        return False
    for place, below in enumerate(rest[:-1]):
        heads_articles = _ARTICLES.match(rest[place + 1].text) and (place or _ends_as_title(line.text))
        end = title_end(below, names) if heads_articles or "关于" in below.text else None
        if end and "。" not in below.text and _ends_as_title(below.source[below.start : end]):
            return True
        if not is_scrap(below) and not is_remark(below.text) and not _PAGE_LINE.search(below.text):
            return False
    return False


def names_page(line: Span) -> bool:
    """Whether a line is what a browser calls the page: the title that stands below, and the site's name."""
    if len(line.text) > _LONGEST_TITLE or not re.search("[-_|—–】]", line.text):
        return False
    whole = squeezed(line.text).lstrip("【")
    for below in islice(lines(line.source, line.end), _MOST_SCRAPS):
        title = squeezed(without_tail(below).text)
        if title != whole and (whole.startswith(title) or whole.endswith(title)) and _ends_as_title(title):
            return True
    return False


def without_tail(line: Span) -> Span:
    """``line`` without what follows a title: its number in brackets, …的通知（银发〔2026〕42号）, or 发布日期：2023-01-29."""
    match = _DATELINE_BEHIND.search(line.text) or _NUMBER_BEHIND.search(line.text)
    end = match.start() if match else next((end for end in _run_on(line.text) if _ends_as_title(line.text[:end])), len(line.text))
    return trimmed_span(line.source, line.start, line.start + end) if end < len(line.text) else line


def _run_on(text: str) -> Iterator[int]:
    """Where the number or the first article may begin that a line runs into: …的意见甲建〔2023〕4号, …细则（试行）第一条."""
    yield from (match.start() for match in _FIRST_ARTICLE.finditer(text, 0, _LONGEST_TITLE))
    if len(text) <= _LONGEST_TITLE + _LONGEST_NUMBER:
        yield from (found.start for found in find_numbers(text) if found.end == len(text) and 0 < found.start <= _LONGEST_TITLE)


def _title_of_lines(first: Span, names: frozenset[str]) -> int | None:
    """A title on one line, or on several that only together end as titles do."""
    end, whole = None, ""
    for count, line in enumerate(map(without_tail, lines(first.source, first.start, first.start + 600))):
        if count and (not _continues(whole, line.text, names) or count > 6):
            break
        whole += line.text
        if _ends_as_title(whole):
            end = line.end
        elif re.search("[。；：:]$", line.text) and not count:
            return None
    headline = _unbroken(first)
    return end or (headline.end if _stands_alone(headline) else None)


def _unbroken(first: Span) -> Span:
    """``first`` with the lines that go on where it breaks off after a comma."""
    end = first.end
    for line in lines(first.source, first.start, first.start + 600):
        end = line.end
        if line.text[-1] not in "，、":
            break
    return trimmed_span(first.source, first.start, end)


def _continues(whole: str, text: str, names: frozenset[str]) -> bool:
    if len(text) > 60 or re.search("^#|[。；：:]", text) or _LABEL.match(text) or _NOT_A_TITLE.fullmatch(text):
        return False
    if is_remark(text) or _opens_anew(whole, text, names) or find_numbers(text) or next(find_dates(text), None):
        return False
    if _ends_as_title(whole):
        return bool(re.match(r"的|[（(]|[》”]|和|及|与", text)) and _ends_as_title(whole + text)
    return len(whole) + len(text) <= _LONGEST_TITLE


def _opens_anew(whole: str, text: str, names: frozenset[str]) -> bool:
    """A title that names its bodies, below a line that neither lists names nor begins a title."""
    if re.search("关于|[印转批]发|《", whole) or "关于" not in text or not speakers(text, names):
        return False
    return not split_names(whole, names) and not _goes_on_in_a_name(whole, text, names)


def _goes_on_in_a_name(whole: str, text: str, names: frozenset[str]) -> bool:
    """Whether the first name of ``text``, which says no place, is the end of one that ``whole`` breaks off in: 甲市退役⏎军人事务局."""
    joined, alone = speakers(whole + text, names), speakers(text, names)
    if not joined or not alone or alone.names[0] in names or split_places(alone.names[0])[0]:
        return False
    return any(name != alone.names[0] and name.endswith(alone.names[0]) and split_places(name)[0] for name in joined.names)


def _ends_as_title(text: str) -> bool:
    text = re.sub(r"\s", "", text)
    return any(match.end() == len(text) for match in _KIND_END.finditer(text)) and text.count("《") == text.count("》")


def _stands_alone(line: Span) -> bool:
    """A headline without a kind's name: short, no sentence, and text below it."""
    text = squeezed(line.text)
    return (
        5 <= len(text) <= 80
        and len(re.findall(f"[{HAN}]", text)) >= 4
        and not re.search("[。；;:？?！!,、…]$|[。；]", text)
        and not _LABELLED_VALUE.fullmatch(line.text)
        and (not re.search("[,、]", text) or kind_of(line.text) == "新闻")
        and not re.match("《[^》]+》(?!$)", line.text)
        and bool(line.source[line.end :].strip())
    )


def listed_title_end(listed: Span, line: Span) -> int | None:
    """Where the title ends that the site's listing names, perhaps after a headline and a dash of its own."""
    wanted = squeezed(listed.text)
    window = line.source[line.start : line.start + 3 * len(listed.text) + 120]
    opening = squeezed(window).find(wanted)
    if opening < 0 or (opening and not squeezed(window)[:opening].endswith(("—", "-"))):
        return None
    for end in range(len(listed.text) // 2, len(window) + 1):
        if len(squeezed(window[:end])) == opening + len(wanted):
            while end < len(window) and window[end] in "》”’":
                end += 1
            return line.start + end
    return None
