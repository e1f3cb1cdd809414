"""公文种类 from the end of a title."""
import re

from documents.vocabulary.agencies import IN_TITLES
from documents.vocabulary.characters import HAN
from documents.vocabulary.columns import is_column
from documents.vocabulary.kinds import JUDICIAL, KINDS, OFFICIAL
from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.patterns import any_of
from documents.vocabulary.traditional import simplified
from documents.vocabulary.verbs import PUBLISH

_TAIL = re.compile(
    rf"""
    (?: [（(〔【\[] [^（()）〔〕【】\[\]]{{1,20}} [）)〕】\]]          # （试行）
      | (?<=号)[（(]关于[^（()）]{{1,100}}[）)]                     # …公告2022年第15号（关于…的公告）
      | [》”’」] | \s
      | (?:征求意见稿|送审稿|草案|试行|修订)$
      | [—\-–－～~\d年]+$
      | 第{NUMERAL}+[号部期批]$
    )+$
    """,
    re.VERBOSE,
)
_EXPLAINS = "(?:(?:政策|文件|图文|图片|一图|专家|部门|权威)?解读|图解|一图读懂|(?:政策)?问答)"
_ANSWERS = re.compile(f"^(?:{_EXPLAINS}\\s*[：:丨|│]|【{_EXPLAINS}】)|答记者问|答问$|问答$|解读$|政策图解|一图读懂|图解|负责同志就|负责人就|有关问题的?说明$")
_ACTS = f"(?:{PUBLISH}|部署|召开|举行|举办|启动|联合开展|通报)了?"
_NEWS = re.compile(
    rf"""
    {_ACTS} (?: 《 | [^》]{{0,30}}(?:会议|座谈会|发布会|仪式|活动) )
    | 》(?:{PUBLISH}|施行)$
    | (?:召开|举行|(?<!选)举办|开幕|闭幕)[，,\s]?
    """,
    re.VERBOSE,
)
# Who does it stands before the verb where a title that ends as a rule's does is news all the same: 教育部召开会议研究工作方案.
_BY_A_BODY = re.compile(f"{IN_TITLES}(?:联合|近日|日前|今日|昨日|正式)*{_ACTS}(?=.{{6}})")
_ANNOUNCES = re.compile(f"[{HAN}]{{2,20}}(公告|通告)[：:]")  # 甲县政府公告：修正“乙条例”第三条条文
_EVENT = re.compile("^[^《》关于]{2,30}?(?:部署|启动|召开|举行|举办|发布|公布|出席|会见|调研|强调|开展|推进|答复)")
_PAPER = re.compile(f"的{any_of(OFFICIAL)}$")
_COURTS = re.compile("^(?:最高人民法院|最高人民检察院)")
_INTERPRETS = re.compile(f"{any_of(JUDICIAL)}$")
_LAW = re.compile("(?:法|法典|刑法修正案)$")
_NOT_A_LAW = re.compile("(?:办|方|做|作|疗|语|书|说|想|看|打|立|执|违|守|普|非|依|无)法$")
_OTHER_NAMES = {"宪法修正案": "宪法", "中华人民共和国宪法": "宪法", "命令": "命令", "公告": "公告"}
_ENDINGS = tuple(sorted((kind for kind in KINDS if kind not in ("法律", "司法解释", "案例", "新闻", "解读", "宪法", "函")), key=len, reverse=True))


def kind_of(title: str) -> str:
    """The kind that ``title`` names, ``""`` where it names none. 指导意见 is an 意见, 行动计划 a 计划.

    最高人民法院关于…的规定 is a 司法解释 (《最高人民法院关于司法解释工作的规定》, 2021, Article 6).
    """
    title = simplified(title)
    bare = _bare(title)
    if _ANSWERS.search(bare):
        return "解读"
    if _is_news(title, bare):
        return "新闻"
    if bare in _OTHER_NAMES or bare.endswith("宪法修正案"):
        return _OTHER_NAMES.get(bare, "宪法")
    if _COURTS.match(bare) and _INTERPRETS.search(bare):
        return "司法解释"
    for kind in _ENDINGS:
        if bare.endswith(kind):
            return kind
    if re.search("的(?:复函|函|答复)$", bare) and not _COURTS.match(bare):
        return "函"
    if announced := _ANNOUNCES.match(bare):
        return announced[1]
    if re.search("[^的]令$", bare):
        return "命令"
    if _LAW.search(bare) and not _NOT_A_LAW.search(bare):
        return "法律"
    return "新闻" if _EVENT.search(title) else ""


def names_a_kind(title: str) -> bool:
    """Whether ``title`` is that of a document beyond doubt: it names a kind, and is no column's name (通知公告, 政策文件)."""
    return kind_of(title) not in ("", "新闻") and not is_column(title)


def kind_of_number(number: str) -> str:
    """The kind that the 机关代字 of a number says: 国办函〔2010〕9号 is that of a 函."""
    return "函" if re.search("函〔", number) else ""


def _is_news(title: str, bare: str) -> bool:
    if not _NEWS.search(title) or title.startswith("关于") or (_PAPER.search(bare) and not title.endswith("》")):
        return False
    names_a_kind = bare.endswith(_ENDINGS) and not title.endswith("》")
    return not names_a_kind or bool(_BY_A_BODY.search(title))


def _bare(title: str) -> str:
    before = None
    while before != title:
        before, title = title, _TAIL.sub("", title)
    return title
