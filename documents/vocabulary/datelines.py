"""The line by which a site says when and from where it has put a page up: 发布时间：2024-03-05 09:30　来源：甲局　浏览：38次.

Its items stand in any order, often with nothing between them: what a style sheet parts, no blank does. Readers of files and of
their texts know them by the same words.
"""
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from documents.vocabulary.agencies import OFFICES, SOURCE_LETTERS
from documents.vocabulary.characters import HAN
from documents.vocabulary.dates import date_at
from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.patterns import any_of, spaced
from documents.vocabulary.places import PROVINCE
from documents.vocabulary.traditional import simplified

LONGEST = 120
_REPUBLIC = 1911
_DAY = rf"""
    (?: (?P<day> \d{{4}}\s*[-年/.．]\s*\d{{1,2}}\s*[-月/.．]\s*\d{{1,2}} | [一二][{NUMERAL[1:-1]}○]{{3}}年{NUMERAL}{{1,2}}月{NUMERAL}{{1,3}}(?=日) )日?
      | (?<=[日期时间]) [:：\s] {{0,3}} (?:中华)?(?:民国)? (?P<republic> 1\d\d\s*[-年/.]\s*\d{{1,2}}\s*[-月/.]\s*\d{{1,2}} )日? )
    (?!\d(?!\d?[:：]))
    (?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?
"""
_TIME = r"(?P<time>T?\s*(?:[上下中]午)?\s*(?:\d{1,2}[:：]\s?\d\d(?:[:：]\s?\d\d)?(?:\.\d{1,6})?|\d{1,2}[时点]\d\d分?(?:\d\d秒)?))?"
_WHEN = "(?:信息|网页|网站|稿件|最[后後])?(?:发布|发表|更新|公开|公布|录入|添加|上传|编辑|发稿|推送|上网|上线|刊发|刊登|上稿|加入|登载|转载|张贴|入库|修改|发送|挂网|撰写|创建|提交|采编|上报|投稿|制作)(?:时间|日期)|信息(?:时间|日期|发布)|最[后後]更新"
PUBLISHED = f"(?:{_WHEN})"
_ISSUED = "(?:发文|成文|生成)(?:时间|日期)"
DAY_LABEL = f"(?:{PUBLISHED}|{_ISSUED})[：:]"
"""A pattern for what a site prints before the day on which a page was put up, or a document issued."""
NUMBER_LABEL = rf"(?:(?:发文|公文|文件)?{spaced('文号', '字号')}|文件编号)"
_APART = f"(?:(?<![{HAN}])|(?<=[{SOURCE_LETTERS}厅院室司站心社报次）)]))"  # behind no word, or the name of an office
_SEEN = "(?:浏览|点击|阅读|访问|查看|点阅|下载|评论|回复|点赞|收藏|转发|观看|围观|点播)"
_LABELLED = re.compile(rf"(?:^|[\s　|｜【\[〖（(·•]|号|次){PUBLISHED}\s*[:：]?\s*{_DAY}", re.VERBOSE)
_ITEM = re.compile(
    rf"""
    {_DAY} {_TIME}
    | (?P<issued> {_ISSUED}(?=\s*[:：]) )
    | (?P<when> (?: {PUBLISHED} | [发刊][布表]于 | {_APART}(?:时间|日期)(?=\s*[:：]) | (?:Posted|Published|Updated)(?:\s+on)? | (?:Date|Time)(?=\s*[:：]) ) )
    | (?P<source> (?<![{HAN}])(?:(?:信息|文章|稿件|内容|新闻)?{spaced('来源')}(?:单位|部门)?|稿源|出处|[转摘]载?自|来自|Source|From)(?=\s*[:：])
      | (?<=\s)(?:信息|文章|稿件)来源(?=\s) | (?<=[\d）)\]】〗次])来源(?=[:：]) | (?:信息|文章|稿件)来源(?=[:：]) )
    | (?P<number> (?<![{HAN}]){NUMBER_LABEL}(?=\s*[:：]) )
    | (?P<giver> (?:供稿|撰稿|报送|提供|承办|发布)(?:单位|机构|部门|科室)(?=\s*[:：]) | (?:供稿|信息提供)(?=\s*[:：]) )
    | (?P<staff> (?:文章)?作者(?=\s*[:：]) | (?:责任|文字|本文|网站|网络)?编辑(?=\s*[:：]) | 责编(?=\s*[:：]) | [初复终一二三]?审[核稿签](?:人|员)?(?=\s*[:：])
      | [初复终一二三]审(?=\s*[:：]) | (?:录入|发布|供稿|撰稿|上传|签发|责任|校对|摄影)(?:者|人|员)?(?=\s*[:：]) | (?:记者|通讯员|信息员|(?:所属)?(?:栏目|频道|分类))(?=\s*[:：]) | Author(?=\s*[:：])|by(?=\s)|(?<=\s)由(?=\s) )
    | (?P<hits> (?:本文|已|共|被)?{_SEEN}(?:人?次数?|人数|总?量|数|率|热度)?(?=\s*[:：\d]|\s*$|[（(\[]\s*\d|[】\]）)〗])|(?:人气|热度|关注度|{_APART}(?:次数|热度|关注))(?=\s*[:：])|(?:Hits|Views)(?=\s*[:：])
      | (?:已有|共有?|被)?\s*(?<![\d.:：-])\d[\d,.万]*\s*[人次]{{1,2}}(?:{_SEEN}|看)过? )
    | (?P<view> 浏览字号|(?:正文)?(?:字[号体]|文字)(?:大小)?(?=\s*[:：【\[]|\s+[大小A默])|(?:保护视力色|视力保护色?)|(?<![{HAN}])[大小]\s+中\s+[大小](?![{HAN}])
      | (?:我要|点击)?(?:打印|关闭|收藏|分享[到至]?|纠错|朗读)(?:本页|本文|此文|窗口)? | 只看(?:该作者|楼主|大图)|倒序(?:浏览|看帖)|电梯直达|举报 )
    | (?P<other> (?:^|(?<=[\s|｜丨·•;；]))[{HAN}]{{2,6}}(?=\s*[:：]) )
    """,
    re.VERBOSE,
)
SIGNED_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日\s*\d{1,2}[:：时]\d\d分?")
"""A day and hour alone on a line, which above a text are those of the page, and below it sign."""
_BETWEEN = " \t\u3000\xa0|｜丨·•【】[]()（）〖〗〔〕「」/，,-—>;；"
_VALUES = {name: re.compile(pattern) for name, pattern in {
    "issued": f"[{HAN}]{{0,6}}", "when": f"[{HAN}]{{0,6}}", "source": r"[^，。：:；|｜]{0,40}", "giver": r"[^，。：:；]{0,40}", "number": r"[^，。：:；]{0,40}", "staff": r"[^，。：:；]{0,20}",
    "hits": r"[\d,.万千wWkK\s【】\[\]()（）]*\+?\s*(?:人?次|人|℃|°C?|次/人)?", "other": r"[^，。：:；]{0,20}", "view": r"(?:[大中小默认特超+A-Za-z\s\-/·【】\[\]|｜]|微[信博])*",
}.items()}
_NAME = re.compile(rf"(?!.*关于)[{HAN}A-Za-z][{HAN}\w\s·|｜.]{{0,40}}(?<![于在自至定到以为])|(?:www\.|https?://)[\w./-]{{3,60}}")
_OFFICE = re.compile(rf"(?![于在至到由请召举])[{HAN}]{{1,12}}[{SOURCE_LETTERS}]")
_SURE = ("source", "giver", "staff", "hits", "view")
"""Items that only a line of this kind has; a day and a place (时间, 地点) are told of a meeting too."""
_GIVING = re.compile(rf"[{HAN}]{{1,30}}(?:{any_of(OFFICES)}|[{SOURCE_LETTERS}])")


class Dateline(NamedTuple):
    """``on``: the day that stands at ``day`` of the line; ``is_of_issue``: a label says that the document was issued then.
    ``source``: where that stands; nothing where the line says none."""

    on: date
    day: slice
    is_of_issue: bool
    source: slice


def is_dateline(line: str) -> bool:
    """Whether all of ``line`` says when and from where a page was put up.

    >>> is_dateline("2021-03-10 06:59 来源：甲市财政局"), is_dateline("会议时间：2021年3月10日 9:00")
    (True, False)
    >>> is_dateline("发布者：教务处发布时间：2024-03-18浏览次数：26")
    True
    """
    said = read_dateline(line)
    return said is not None and not said.is_of_issue


def is_credits(line: str) -> bool:
    """Whether all of ``line`` says who wrote, put up or saw a page, on no day.

    >>> is_credits("责编：王五　来源：甲市水务局"), is_credits("来源：甲市水务局"), is_credits("联系人：王五")
    (True, False, False)
    """
    items = list(_ITEM.finditer(simplified(line))) if len(line) <= LONGEST and "。" not in line else []
    kinds = [item.lastgroup for item in items]
    if not re.search(r"[:：\d]", line) or not {"staff", "hits"} & {*kinds} or not {*kinds} <= {*_SURE} or line[: items[0].start()].strip(_BETWEEN):
        return False
    return all(_fits(simplified(line), items, place, may_name=False) for place in range(len(items)))


def read_dateline(printed: str) -> Dateline | None:
    """What a line says of when and from where a page was put up; ``None`` where it is no such line.

    >>> read_dateline("发布日期：113-05-03　發布單位：社會處　點閱數：256").on
    datetime.date(2024, 5, 3)
    """
    if len(printed) > LONGEST or "。" in printed:
        return None
    line = simplified(printed)
    items = list(_ITEM.finditer(line))
    days = [place for place, item in enumerate(items) if _is_day(item) and not (place and items[place - 1].lastgroup == "other")]
    labelled = _LABELLED.search(line)
    if not days or not labelled and not _is_whole(line, items, days):
        return None
    place = next((place for place in days if place and items[place - 1].lastgroup in ("when", "issued")), days[0])
    match = labelled or items[place]
    name = "day" if match["day"] else "republic"
    on = _value(match)
    if on is None:
        return None
    is_of_issue = not labelled and place > 0 and items[place - 1].lastgroup == "issued" and not items[place]["time"]
    return Dateline(on, slice(*match.span(name)), is_of_issue, slice(*next(_sources(line, items), (0, 0))))


def _is_day(item: re.Match) -> bool:
    return bool(item["day"] or item["republic"])


def _value(match: re.Match) -> date | None:
    if match["republic"]:
        year, month, day = (int(part) for part in re.findall(r"\d+", match["republic"]))
        try:
            return date(_REPUBLIC + year, month, day)
        except ValueError:
            return None
    written = re.sub(r"\s", "", match["day"])
    found = date_at(f"{written}日" if "年" in written else re.sub(r"[/.．]", "-", written), 0)
    return found.value if found else None


def _sources(line: str, items: list[re.Match]) -> Iterator[tuple[int, int]]:
    """Where the sources stand that the items name; then who gave the text, where that is an office."""
    for kind in ("source", "giver"):
        for place, item in enumerate(items):
            start, end = _behind(line, items, place)
            said = line[start:end]
            if item.lastgroup == kind and said not in ("", "无") and _VALUES[kind].fullmatch(said) and (kind == "source" or _GIVING.fullmatch(said)):
                yield start, end + max(0, said.count("(") - said.count(")") + said.count("（") - said.count("）"))


def _is_whole(line: str, items: list[re.Match], days: list[int]) -> bool:
    """Whether the items, each with its value, are all of a line; beside them names of who put it up may stand."""
    first, day = line[: items[0].start()].strip(_BETWEEN), items[days[0]]
    has_label, kinds = any(not _is_day(item) for item in items), [item.lastgroup for item in items]
    if "other" in kinds and sum(kind in _SURE for kind in kinds) < kinds.count("other"):
        return False
    if not all(_fits(line, items, place, has_label or bool(first)) for place in range(len(items))):
        return False
    if first and not (_NAME.fullmatch(first) and ((day["time"] or has_label) and days[0] == 0 or items[0].lastgroup == "when")):
        return False
    return has_label or bool(day["time"])


def _fits(line: str, items: list[re.Match], place: int, may_name: bool) -> bool:
    """Whether what stands behind an item is its value; behind a day with its hour, a column or a province where the line says more."""
    item, said = items[place], line[slice(*_behind(line, items, place))]
    if not _is_day(item):
        return bool(_VALUES[str(item.lastgroup)].fullmatch(said))
    if not item["time"] and place + 1 < len(items) and _GIVING.fullmatch(said):
        return True
    return not said or bool(item["time"] and _OFFICE.fullmatch(said)) or bool(item["time"] and may_name and (re.fullmatch(PROVINCE, said) or place + 1 < len(items) and _NAME.fullmatch(said)))


def _behind(line: str, items: list[re.Match], place: int) -> tuple[int, int]:
    """Between which places of ``line`` stands what an item and the next have between them."""
    start, end = items[place].end(), items[place + 1].start() if place + 1 < len(items) else len(line)
    said = line[start:end]
    start += len(said) - len(said.lstrip(":： \u3000").lstrip(_BETWEEN))
    return start, max(start, start + len(line[start:end].rstrip(_BETWEEN)))
