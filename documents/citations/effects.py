"""废止 and 修订: from when on, and in which words."""
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from documents.parsing.metadata.periods import PERIOD, read_period
from documents.vocabulary.dates import date_at
from documents.vocabulary.enums import CitationKind
from documents.vocabulary.kinds import PAPERS
from documents.vocabulary.numerals import CHINESE_NUMERAL, NUMERAL, to_int
from documents.vocabulary.patterns import any_of
from documents.vocabulary.verbs import (
    AGAIN,
    END,
    GO_ON,
    NO_MORE,
    POSTPONE,
    PROLONG,
    PUBLISHING,
    REVISING,
    TAKING_EFFECT,
)

from .lists import LISTED, TEXTS_KEPT

_ISO = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_DATE = rf"(?:{NUMERAL}{{4}}年{NUMERAL}{{1,2}}月{NUMERAL}{{1,3}}日|{_ISO}日?)"
_DAY = re.compile(rf"(?P<day>{_DATE})(?:零时)?(?:起|(?=(?:自动|自行|予以)?{END}))")
_PARTS = re.compile(f"{NUMERAL}+")
_OF_ANOTHER = re.compile(rf"(?:正式|开始)?{any_of(TAKING_EFFECT, PUBLISHING, ('试行',))}的")  # 2020年4月1日起施行的《…》
_SINCE_ISSUE = f"自(?:本{any_of(PAPERS)})?{any_of(set(PUBLISHING) - {'出台'}, ('发文',))}之日起?"
_DAY_OF_ISSUE = re.compile(f"{_SINCE_ISSUE}(?<=起)")
_AFTER_ISSUE = re.compile(rf"{_SINCE_ISSUE}，?(?P<full>满|经)?{PERIOD}(?:之后|以后|之日|期满|届满|后|起|(?(full)|(?!)))")
_ARTICLE = re.compile(rf"第{NUMERAL}+条(?:之{CHINESE_NUMERAL}+)?$")
_ENACTED = {
    CitationKind.REPEALS: re.compile(
        rf"""
        (?: 同[时步日]|即行|届时|一并|相应|予以|决定|现|起|宣布|自行|自动|随之|均 )(?:废止|作废) | [停终]止(?:执行|施行|实施|使用) | {NO_MORE} | 失效
        | [》）)] [：:\s]* (?:废止|作废) [。；]? $ | \| \s* (?:废止|作废) \s* (?:\\?\||$)                # 《…》（…）废止, and in a table
        | (?: ^ | [，。；：起日现] )(?:废止|撤销)(?:《|下列|以下) | (?:予以|决定)撤销
        | (?:下列|以下)[^，。；]{{0,20}}废止 | 关于废止 | (?<!拟)废止的?[^，。；]{{0,12}}(?:目录|清单)
        | ^[^，。；：]{{0,16}}废止的[^，。；：]{{0,12}}{any_of(LISTED)}(?:[（(][^（）()]{{0,20}}[）)])?[ ]
        | (?<!拟) [自于]{_DATE}(?:自动|自行|予以)?废止
        """,
        re.VERBOSE,
    ),
    CitationKind.AMENDS: re.compile(rf"作(?:如下|以下|出|部分)[^，。；]{{0,4}}{any_of(REVISING)}|修改为|予以修改"),
}
# 待《…》施行后即行废止, 如国家另有规定的，停止执行: when, or whether at all, nobody can tell yet.
_ANEW = "(?=[^，。；《》]{0,12}新(?:的|修订的?|制定的?)?[^，。；《》]{1,16}(?:后|时|之日起)，)"  # 新的规定出台后
_IN_BETWEEN = "过渡期[^，。；《》]{0,6}(?:满|止|结束)[^，。；《》]{0,3}(?=[，《])"
_CONDITION = re.compile(rf"(?:^|[，：》）\s])(?:[待俟](?=[^，]{{2,60}}[后时])|如果|如(?=[^，]{{2,60}}的，)|倘若?|一旦|{_ANEW}|{_IN_BETWEEN})")
_CONDITIONED = re.compile(f"{END}|不再|{AGAIN}")
_STATEMENT = re.compile("[^。；]+")
_NOT_DONE = re.compile(rf"(?:不得|不能|不应|不可|严禁|禁止|擅自|暂缓|暂不|尚未|建议|提请)[^，。；]{{0,8}}{END}")
_ASKED = re.compile(rf"(?:拟|[提商]请|请[求示]|建议|申请|是否|不得|不予|研究|讨论|未)[^，。；《》]{{0,20}}(?:《[^《》]*》[^，。；《》]{{0,20}})?(?:{POSTPONE}|{AGAIN})")
_OF_A_LIST = re.compile("附件|附表|目录|清单|所列|[上下]列|上述|以下")
_DRAFT = re.compile("征求意见稿|草案|送审稿|讨论稿|审议稿|征[求集][^，。；《》]{0,20}意见|公示|(?:立法|制定|清理|工作)[^，。；《》]{0,6}(?:计划|要点|安排)")
_DRAFT_BELOW = re.compile(r"^[#* \t]*[（(](?:公开)?(?:征求意见稿|草案|送审稿|讨论稿|审议稿)[）)][* \t]*$", re.M)
_UNTIL = r"(?:截?[至到]|截止到?)[^\S\n]*"
_OF_TERM = "(?:执行|施行|实施|试行)?(?:有效期限?)?"
_PROLONGED_TO = re.compile(rf"(?:{PROLONG}|{GO_ON}|期限?){_OF_TERM}{_UNTIL}|^{_UNTIL}(?={_DATE})")
# 有效期自…起至…, 延长五年，自…起至…; 申报期自…至… is something else.
_PROLONGED_RANGE = re.compile(rf"(?:(?:有效|执行|施行|实施|试行)期限?为?|(?:年|个月)[，,（(]?)[自从]{_DATE}起?[，,]?{_UNTIL}(?={_DATE})")
_IS_BEGUN = re.compile(rf"日?起?(?:正式|开始)?{any_of(TAKING_EFFECT)}")  # 延期至2026年7月1日施行: it begins then
_PROLONGED_BY = re.compile(rf"{PROLONG}{_OF_TERM}{PERIOD}")
_PROLONGED_ANEW = re.compile(rf"(?:{GO_ON}|^)[，,]?(?:有效|执行|施行|实施|试行)?期?限?(?:为|再延长)?{PERIOD}")
_PROLONGED_SINCE = re.compile(rf"[自从](?P<since>{_DATE})起?[，,]?(?:{GO_ON}|计算|算起|起算|计)")
_PUT_OFF_TO = re.compile(rf"(?:{POSTPONE}{_OF_TERM}|调整|变更|改)(?:[至到为][“]?)?[自从于]?(?P<day>{_DATE})")
_PUT_OFF_BY = re.compile(rf"{POSTPONE}(?:{any_of(TAKING_EFFECT)})?{PERIOD}")
_POSTPONED, _RESUMED = re.compile(POSTPONE), re.compile(AGAIN)
_TERM_AMENDED = re.compile(rf"修改为[^。]{{0,80}}?(?:[“”：:，,]|本{any_of(PAPERS)}(?:的|[自从][^，。]{{6,30}}[，,])?)有效期")
LONGEST_PROOF = 500
OPENING = 600
_ISSUED = any_of(PUBLISHING, ("推出", "更新", "修订", "制定", "实施", "施行"))
_ISSUES_BELOW = re.compile("现(?:将|予|印|公|发|就)|(?:通过|批准|同意)，|特制定|以下简称")


def is_enacted(kind: CitationKind, sentence: str) -> bool:
    """Whether ``sentence`` itself repeals or amends, and does not only speak of it (抓紧修订《…》)."""
    if kind not in _ENACTED or _is_conditional(sentence) or _NOT_DONE.search(sentence):
        return False
    return bool(_ENACTED[kind].search(sentence))


def is_told(sentence: str) -> bool:
    """Whether ``sentence`` says so without a condition, and asks or proposes nothing."""
    return not (_is_conditional(sentence) or _NOT_DONE.search(sentence) or _ASKED.search(sentence))


def _is_conditional(sentence: str) -> bool:
    conditions = (_CONDITION.search(statement[0]) for statement in _STATEMENT.finditer(sentence))
    return any(condition and _CONDITIONED.search(condition.string, condition.end()) for condition in conditions)


def is_draft(title: str, markdown: str, place: int) -> bool:
    """Whether what stands at ``place`` in a text called ``title`` is but proposed: it ends, amends and prolongs nothing.

    >>> is_draft("关于《甲市养犬办法（征求意见稿）》公开征求意见的公告", "", 0)
    True
    """
    return bool(_DRAFT.search(title)) or _first_draft(markdown) < place


@lru_cache(maxsize=TEXTS_KEPT)
def _first_draft(markdown: str) -> int:
    """Where a text first says that what follows is a draft; its end where it does not."""
    found = _DRAFT_BELOW.search(markdown)
    return found.start() if found else len(markdown)


def announced_days(markdown: str, place: int) -> set[date]:
    """From when on the text above ``place``, in a list, says that what is listed ends: 附件所列文件自2024年9月1日起停止执行."""
    return {day for end, day in _announcements(markdown) if end <= place}


@lru_cache(maxsize=TEXTS_KEPT)
def _announcements(markdown: str) -> tuple[tuple[int, date], ...]:
    """The end of each sentence that says from when on what is listed ends, and the day."""
    ending = (one for one in re.finditer("[^。；\n]+", markdown) if re.search(END, one[0]) and _OF_A_LIST.search(one[0]))
    return tuple((one.end(), day) for one in ending if (day := named_day(one[0])))


def is_report(title: str, text: str) -> bool:
    """Whether ``text`` reports that a document called ``title`` was issued, and so is not that document itself.

    >>> is_report("甲市落户办法", "日前，市人社局印发了《甲市落户办法》。记者了解到，申请可在网上办理。")
    True
    >>> is_report("甲市落户办法", "现将《甲市落户办法》印发给你们，请认真执行。")
    False
    """
    name = re.escape(title.replace("《", "〈").replace("》", "〉"))
    reports = re.compile(rf"{_ISSUED}了?[^，。；《》\n]{{0,8}}《{name}》|《{name}》[^。；《》\n]{{0,30}}?{_ISSUED}")
    sentences = re.split("[。；\n]", text.replace("**", "")[:OPENING])
    return any(reports.search(sentence) and not _ISSUES_BELOW.search(sentence) for sentence in sentences)


def effective_date(sentence: str, paragraph: str, *, issued: Sequence[date | None], effective_on: date | None) -> date | None:
    """From when on a repeal or amendment holds.

    A day named in its ``sentence``, else in the ``paragraph`` around it; 自印发之日起 is the first known of ``issued``, and
    自公布之日起三个月后 the day so long after it (``None`` where that cannot be told, as of working days);
    otherwise the document's own ``effective_on``, else ``issued`` (立法法, Article 61: a law states when it takes effect).
    """
    for text in (sentence, paragraph):
        if named := named_day(text):
            return named
    first = next((day for day in issued if day), None)
    if later := _AFTER_ISSUE.search(sentence) or _AFTER_ISSUE.search(paragraph):
        period = read_period(later)
        return effective_on or (period.after(first) if period and first else None)
    if _DAY_OF_ISSUE.search(sentence) or _DAY_OF_ISSUE.search(paragraph):
        return first or effective_on
    return effective_on or first


def prolonged_end(said: str, expires_on: date | None, before: str = "") -> date | None:
    """The first day without force of a text the term of which is prolonged, that would end before on ``expires_on``.

    ``said``: what the sentence says behind the text's name; ``before``: what it says before it.

    >>> prolonged_end("有效期延长至2027年12月31日。", None)
    datetime.date(2028, 1, 1)
    >>> prolonged_end("有效期延长三年。", date(2025, 4, 1))
    datetime.date(2028, 4, 1)
    >>> prolonged_end("，有效期五年。", date(2023, 4, 1), "自2023年7月1日起继续施行")
    datetime.date(2028, 7, 1)
    """
    if to := _PROLONGED_TO.search(said) or _PROLONGED_RANGE.search(said):
        last = date_at(said, to.end())
        is_last = last and last.value < date.max and not _IS_BEGUN.match(said, last.end)
        return last.value + timedelta(1) if last and is_last else None
    by = _PROLONGED_ANEW.search(said) or _PROLONGED_BY.search(said)
    since = _PROLONGED_SINCE.search(said) or _PROLONGED_SINCE.search(before)
    first = date_at(since.string, since.start("since")) if since else None
    period, begun = read_period(by) if by else None, first.value if first else expires_on
    return period.after(begun) if period and begun else None


def begins_again(sentence: str) -> bool:
    """Whether ``sentence`` brings a text back that was stopped, rather than puts off the day of one that is to begin.

    >>> begins_again("自2023年3月1日起恢复施行。"), begins_again("推迟至2027年1月1日施行。")
    (True, False)
    """
    return bool(_RESUMED.search(sentence)) and not _POSTPONED.search(sentence)


def postponed_start(said: str, effective_on: date | None, before: str = "") -> date | None:
    """From when on a text holds that was to hold from ``effective_on``, by what is ``said`` behind its name and ``before`` it;
    ``None`` where no day is told.

    >>> postponed_start("的施行日期由2026年1月1日推迟至2027年1月1日。", None)
    datetime.date(2027, 1, 1)
    >>> postponed_start("推迟六个月施行。", date(2026, 1, 1))
    datetime.date(2026, 7, 1)
    """
    if to := _PUT_OFF_TO.search(said):
        return _as_date(*_PARTS.findall(to["day"]))
    if _POSTPONED.search(before) and (named := named_day(said)):
        return named
    by = _PUT_OFF_BY.search(said)
    period = read_period(by) if by else None
    return period.after(effective_on) if period and effective_on else None


def amends_term(sentence: str) -> bool:
    """Whether ``sentence`` puts another term of the whole text in the place of the old one.

    >>> amends_term("将《甲办法》第九条修改为“本办法有效期至2031年4月30日”。"), amends_term("将第九条修改为“许可证有效期三年”。")
    (True, False)
    """
    return bool(_TERM_AMENDED.search(sentence))


def named_day(text: str) -> date | None:
    """The first day from which ``text`` says that something holds or ends; not that of a document that is told apart by it."""
    for day in _DAY.finditer(text):
        is_inside = text.rfind("（", 0, day.start()) > text.rfind("）", 0, day.start())
        if not is_inside and not _OF_ANOTHER.match(text, day.end()) and (named := _as_date(*_PARTS.findall(day["day"]))):
            return named
    return None


def _as_date(*numerals: str) -> date | None:
    try:
        return date(*(to_int(numeral) or 0 for numeral in numerals))
    except ValueError:
        return None


def proof(title: str, label: str, sentence: str) -> str:
    """依据《…》第三十条：“…同时废止。” ``label``: of the section that holds the sentence, named where it is an article."""
    place = label if _ARTICLE.match(label) else ""
    inner = title.replace("《", "〈").replace("》", "〉")
    return f"依据《{inner}》{place}：“{sentence.strip()}”"[:LONGEST_PROOF]
