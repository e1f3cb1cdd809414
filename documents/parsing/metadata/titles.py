"""What a title says: which bodies speak in it, and which text it issues."""
import re
from dataclasses import dataclass

from documents.parsing.metadata.bodies import split_names
from documents.parsing.metadata.spans import tidied
from documents.vocabulary.agencies import COLLECTIVE
from documents.vocabulary.characters import HAN
from documents.vocabulary.columns import is_column
from documents.vocabulary.kinds import ISSUING, KINDS, PRINTING
from documents.vocabulary.numerals import CHINESE_DIGITS, NUMERAL
from documents.vocabulary.patterns import any_of
from documents.vocabulary.verbs import CARRY_OUT, FORWARDING, PUBLISH

OTHERS = rf"等(?P<count>[{CHINESE_DIGITS}\d]+)?个?(?:{any_of(COLLECTIVE)}|部委|部|家)?"
_SPEAKS = re.compile(
    rf"""
    《?(?P<who>[^《》，,]{{2,120}}?) (?:{OTHERS})? (?:(?:官方)?(?:网站|官网|微信公众号|公众号|微信))? (?:联合|共同|正式|近日)*
    (?: 关于 | {CARRY_OUT} | {PUBLISH} | {any_of(FORWARDING)} | 部署 | 召开 | 举行 | 举办 | 启动 | 令 | 公告
      | (?:\d{{4}}年度?)?(?:政府)?工作(?:报告|要点)(?:[（(]|$)
      | (?:[12]\d{{3}}年)?第?{NUMERAL}{{1,4}}次[{HAN}]{{0,8}}会议?纪要 | (?:党[组委]|常务|专题|[局院校处所]?长|主任)[{HAN}]{{0,4}}会议?纪要
      | (?:有关)?负责(?:人|同志) | (?:新闻)?发言人 | 有关司局负责人 | 就《 | 答记者问 )
    """,
    re.VERBOSE,
)
_ISSUES = re.compile(
    rf"""
    (?:{PUBLISH}|下达|颁发|转发|实施|施行) (?:实施|新修订的|修订后的)?
    (?:《(?P<titled>.+)》|“(?P<quoted>[^“”]+)”) 的{any_of(ISSUING)}$
    """,
    re.VERBOSE,
)
_ISSUES_BARE = re.compile(rf"关于印发(?P<bare>[^《》]+)的{any_of(PRINTING)}$")
_OFFICE = re.compile("(?:有关|主要|相关)$")
_SITE_MARK = re.compile("^【(?![^】]*(?:解读|图解|问答)】(?!.*(?:解读|问答)))[^】]{2,6}】")  # but what alone says that a text explains another
# What a site puts before a title that it took from another: （转载）, [转发], 转载：.
REPOSTED = re.compile(r"^\s*(?:[（(【\[〔]\s*(?:转载|转发|转帖|转贴|转|摘编|摘登|摘转|重发|置顶|推荐)\s*[）)】\]〕]|(?:转载|转帖|转贴|转发)\s*[：:])\s*")
# Marks of punctuation that stand as in English, beside Chinese or figures in brackets.
_NARROW = re.compile(rf"(?<=[{HAN}》”）])[(),?:;!]|[(](?=[{HAN}\d])|(?<=\d)[)]")
_WIDE = str.maketrans({"(": "（", ")": "）", ",": "，", "?": "？", ":": "：", ";": "；", "!": "！"})


_FEWEST_LETTERS = 4
_OF_A_SITE = re.compile(r"(?:网|网站|门户|平台|频道|公众号|客户端|系统|数据库|法规库|规章库)$|^(?:无标题|未命名|新建)|\.(?:docx?|html?|pdf|wps)$", re.I)


@dataclass(frozen=True)
class Speakers:
    """``names`` in order, where they stand in the title, and how many bodies the title counts (等九部门)."""

    names: tuple[str, ...]
    start: int
    end: int
    counted: str = ""


def clean_title(printed: str) -> str:
    """A title as it is stored: one line, Chinese punctuation, without 《》 around the whole."""
    names, about, rest = _SITE_MARK.sub("", REPOSTED.sub("", printed)).partition("关于")
    title = tidied(names + about + re.sub(rf"(?<=[{HAN}》”）])\s*\n\s*(?=[{HAN}《“（])", "", rest))
    title = _NARROW.sub(lambda m: m.group().translate(_WIDE), title)
    if title.startswith("《") and title.find("》") == len(title) - 1:
        title = title[1:-1]
    title = re.sub(rf"(?<=[{HAN}）》”]) (?=[的（《])|(?<=关于) | (?=关于)", "", title)
    closed = re.sub(rf" (?=[{HAN}]$)", "", title)
    return closed if closed.endswith(KINDS) else title


def speakers(title: str, names: frozenset[str]) -> Speakers | None:
    """The bodies at the head of ``title``: only those that it names (教育部等九部门: 教育部)."""
    reposted = REPOSTED.match(title)
    offset = title.rfind("——") + 2 if "——" in title and "答记者问" in title else reposted.end() if reposted else 0
    match = _SPEAKS.match(title, offset)
    if not match:
        return None
    who = _OFFICE.sub("", match["who"])
    found = split_names(who, names)
    return Speakers(found, match.start("who"), match.start("who") + len(who), match["count"] or "") if found else None


def names_no_document(title: str, names: frozenset[str]) -> bool:
    """Whether ``title`` is the name of a site, a column or a body, or a word of the program that wrote the page."""
    letters = re.findall(f"[{HAN}]", title)
    return len(letters) < _FEWEST_LETTERS or is_column(title) or bool(_OF_A_SITE.search(title)) or bool(split_names(title, names))


def issued_text(title: str) -> str:
    """The one text that a notice's title issues: 关于印发《中小学生学籍管理办法》的通知 → 中小学生学籍管理办法."""
    title = re.sub(r"(?<=通知)[（(][^（()）]{2,20}[）)]$", "", title)
    match = _ISSUES.search(title)
    if match:
        quoted = match["titled"] or match["quoted"]
        return "" if re.search("》[^》]{0,4}《", quoted) else quoted
    match = _ISSUES_BARE.search(title)
    several = match and any(part.endswith(KINDS) for part in match["bare"].split("、")[:-1])
    return match["bare"] if match and not several else ""
