"""What a citation does, read from its sentence."""
import re

from documents.vocabulary.enums import CitationKind
from documents.vocabulary.kinds import AMENDING, APPLYING
from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.patterns import any_of, certain
from documents.vocabulary.verbs import (
    AGAIN,
    BASE,
    ENDING,
    GO_ON,
    NO_MORE,
    POSTPONE,
    PROLONG,
    PUBLISHING,
    REVISING,
    TAKING_EFFECT,
)

_PARENTHESIS = r"[（(][^（）()]{0,60}[）)]"
_PROVISION = r"第[^，。；、《》]{1,20}[条款项]"
_WORK = rf"《[^《》]{{0,200}}》(?:{_PARENTHESIS})?(?:{_PROVISION})?"
# In the words before a work, read backwards: those that stand in a row with it, their titles already emptied.
_ROW_BACKWARDS = re.compile(
    r"""
    (?:
        (?: 及以 | [、和及与] )?
        (?: (?:[条款项][^，。；、《》]{1,20}第)? (?:[）)][^（）()]{0,60}[（(])? 》《
          | [条款项][^，。；、《》]{1,20}第 )?
    )*
    """,
    re.VERBOSE,
)
_LISTED_AFTER = re.compile(
    rf"""
    ^ (?:
        (?: (?:[、和及与]|以及) [^，。；：《》]{{0,30}}? )?
        (?: {_WORK} | (?<=[、和及与]){_PROVISION} )
    )+
    """,
    re.VERBOSE,
)
_TITLE = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")
_BEGINS_A_MEMBER = tuple("《（(、和及与以第")
_CLAUSE_ENDS = "，。；：！？\n,;:!?"
_INSIDE_PARENTHESES = re.compile(r"[^（）()]*(?=[）)])")
_IN_PARENTHESES = re.compile(r"^[（(][^（）()]{0,100}[）)]")
_AFTER_PARENTHESES = re.compile(r"[）)]\s")
_AT_ONCE = "同[时步日]|即行|一并|相应|均|予以"
_DONE = f"(?:{_AT_ONCE}|自行|自动|也|届时|现|随之|自[^，。；]{{2,20}}起)*"
# What is said of the work: 销售失效、变质的产品 and 停止使用的设备 are something else.
_ENDED = rf"(?:(?<=予以)撤销|{any_of({*ENDING, '停止使用'} - {'失效'})}|失效(?!、)|{NO_MORE})(?![《的]|后|前|情形|制度|日期|时间)"
# 《X》中关于收费的内容, 《X》第三条, 《X》有关规定: a part of it, and not that of others (《X》等规定).
_PART = rf"""(?:
    的?[^，。；《》]{{0,6}}中 [^，。；《》]{{0,60}}?
  | (?<!等)的?(?: 关于[^，。；《》]{{1,40}}? | 有关 | 相关 | 部分 | 个别 | (?<=的) ) (?:规定|条款|内容|条文|政策|要求|部分) [^，。；《》]{{0,20}}?
  | 的? {_PROVISION} [^，。；《》]{{0,20}}?
)"""
_REPEALED = re.compile(
    rf"""
    (?! {_PART} {_ENDED} | 关于 | 规定 )
    (?: [^，。；《》]{{0,20}}? | [^，。；《》]{{0,10}} [，,] (?={_AT_ONCE}|自) | 已?[被由][^，。；《》]{{0,10}}《》[^，。；《》]{{0,10}}[替取代]代[，,] )
    {_DONE} {_ENDED}
    """,
    re.VERBOSE,
)
_REPEALING = re.compile(r"(?:废止|[停终]止(?:执行|施行|实施)|宣布失效)[^，。；《》的]{0,10}$|(?:^|决定|予以|现)撤销$")
_AMENDED = re.compile(
    rf"""
    [^，。；《》]{{0,15}}
    (?: [作做]出?了?(?:[如以]下|部分|相应)?修[改正订] | 进行了?(?:全面|部分|相应|适当)?修[改正订] | (?<!的)修[改正订](?:为|如下) | 改为第 | 予以修[改正订]
      | 根据本{any_of(AMENDING)} [^，。；]{{0,4}} {any_of(REVISING)}
      | 中[^，。；《》]{{0,30}} (?:增加|删去|删除|修改为) )
  | {_PART} {_ENDED}
    """,
    re.VERBOSE,
)
_AMENDING = re.compile(
    rf"{any_of(REVISING, ('删去', '删除'))}(?:了|并重新公布)?$|暂时调整(?:实施|适用)$|增加[^，。；]{1,6}，作为$"
)
_HOLDS = any_of(TAKING_EFFECT)
_DAY_OF_EFFECT = f"(?:开始|正式)?{_HOLDS}(?:的?(?:日期|时间|时限)|之日)"
# 施行日期推迟至…, 延期至…施行, 推迟六个月施行, 自…起恢复执行
_STARTED = re.compile(
    rf"""
    的?{_DAY_OF_EFFECT} [^，。；《》]{{0,16}}? (?:{POSTPONE}|调整|变更|改|修改)[为至到]
  | 的?(?:{_HOLDS})? (?:{POSTPONE}{_HOLDS}[，,])? [，,]? (?:予以|决定|同意)* {POSTPONE} (?:{_HOLDS})? [至到]? [自从于]? {NUMERAL}{{1,4}}(?:年|个月|日) [^，。；《》]{{0,10}} {_HOLDS}
  | (?:[，,]? 自?[^，。；《》]{{0,14}}起?)? [，,]? (?:予以|决定|同意|现|全面|正式)* {AGAIN} (?=[，。；）)至到]|$)
    """,
    re.VERBOSE,
)
_STARTING = re.compile(rf"(?<!拟)(?<!建议)(?<!申请)(?:{POSTPONE}{_HOLDS}|{AGAIN})$|(?<!拟)(?<!建议)(?:调整|变更|修改){_DAY_OF_EFFECT}$")
_TERM = "(?:有效|执行|施行|实施|试行|适用)期限?"
_TERM_IS_OVER = rf"的?(?:{_TERM})?(?:[即将已]*[于在]?[^，。；《》]{{0,12}}(?:届满|期满|到期|(?<=期)满))?"
_FOR_A_TERM = rf"(?:[至到截]|[，,]?(?:有效期|执行期|施行期|实施期|试行期)|{NUMERAL}{{1,4}}(?:年|个月))"
_PROLONGED = re.compile(
    rf"""
    的?(?:{_TERM})? (?:届满|期满|到期|满)?后? [，,]? (?:予以|再|决定|同意|可)* {PROLONG}
  | 的?(?:{_TERM}(?:届满|满|到期)|到期|期满)后?[，,]? {GO_ON}
  # 有效期届满，经评估，决定继续执行，有效期五年: for how long is said.
  | {_TERM_IS_OVER} (?:[，,]?(?:经|鉴于|因|为|根据|考虑到)[^，。；《》]{{1,16}})? [后，,]? (?:予以|再|决定|同意|可以?|需要?|仍|(?:自[^，。；《》]{{8,14}}起[，,]?))* {GO_ON} {_FOR_A_TERM}
    """,
    re.VERBOSE,
)
_PROLONGING = re.compile(f"{PROLONG}$")
# 自2023年8月1日起继续执行《…》，有效期五年
_GOING_ON, _GONE_ON = re.compile(rf"(?<!拟){GO_ON}$"), re.compile(_FOR_A_TERM)
_NOW_PUBLISHED = "现(?:将其)?(?:予以|予|正式)?(?:印发|发布|公布|下发)"
_ISSUED = re.compile(
    rf"""
    [^，。；《》]{{0,10}} (?: 已经[^。；《》]{{0,60}}[，,] )?
    (?: 现? (?: 印发给 | 予以(?:公布|发布|印发) | (?:公布|发布)如下 | 印发(?!的|后|之|以来|实施) ) | [，,]?{_NOW_PUBLISHED} )
  | [^，。；《》]{{0,6}} (?<!的) (?:印发|发布|公布|出台) (?:实施|施行)? (?=[，。；,;]|$)
  | [^。；《》]{{0,80}} [，,] {_NOW_PUBLISHED}
    """,
    re.VERBOSE,
)
_ISSUING = re.compile(rf"{any_of(PUBLISHING, ('发出',))}了?(?:(?:新|重新)?修[订改]后?的)?$")
_FORWARDED = re.compile(r"[^。；《》]{0,60}[，,]?现予?(?:转发|批转)")
_FORWARDING = re.compile(r"(?:转发|批转|转批)[^，。；《》]{0,60}$")
_EXPLAINED = re.compile(
    r"""
    [^。；《》]{0,30} (?:记者|采访)
  | [^，。；《》]{0,12} (?:答记者问|答问|解读)
  | [^，。；《》]{0,8} 有关(?:问题|情况|内容) [^。；《》]{0,12} (?:回答|解答|答)
    """,
    re.VERBOSE,
)
_EXPLAINING = re.compile(r"解读$")
_BASIS = re.compile(rf"{BASE}|遵循|参照|结合|按(?![时期月年])|依$")
_IMPLEMENTING = re.compile(
    rf"""
    贯彻 | 落实 | 实行 | 推进 | 推动 | 宣传 | 围绕 | 紧扣 | 对标
    | 执行(?! 人|法院|机关|程序|标的|异议|措施|依据|案件|职务|罪|中 )
    | 实施(?! 罪|之|后|前|以来|{any_of(APPLYING)} )
    """,
    re.VERBOSE,
)
_ACTS = (
    (CitationKind.REPEALS, _REPEALED, _REPEALING),
    (CitationKind.STARTS, _STARTED, _STARTING),
    (CitationKind.AMENDS, _AMENDED, _AMENDING),
    (CitationKind.PROLONGS, _PROLONGED, _PROLONGING),
    (CitationKind.FORWARDS, _FORWARDED, _FORWARDING),
    (CitationKind.ISSUES, _ISSUED, _ISSUING),
    (CitationKind.EXPLAINS, _EXPLAINED, _EXPLAINING),
)
# 依照《…》认定合同失效: what ends is something else.
_AS_BASIS = re.compile(rf"{BASE}$")
# 拟将《…》有效期延长五年: nothing is decided yet.
_PROPOSING = re.compile(rf"(?:{BASE}|(?:拟|建议|研究|提请)[将对把]?)$")
_UNDONE = {CitationKind.REPEALS: _AS_BASIS, CitationKind.PROLONGS: _PROPOSING, CitationKind.STARTS: _PROPOSING}
# Without one of these a clause is about none of the acts.
_ACT = re.compile("废止|失效|停止|不再|恢复|重新|推[迟后]|延[长续期迟后缓]|缓|日期|时间|顺延|[续展]期|作废|终止|撤销|继续|修[改订正]|改为|增加|删|调整|发|公布|颁布|出台|批转|转批|记者|采访|解读|答")
_HELPING = re.compile(r"(?:配合|保障|保证|确保|做好|促进|推动|推进|加强)[^，。；《》]{0,6}$")
_IMPLEMENTED = re.compile(r"的?(?:有效|顺利|全面|深入|落地)?(?:贯彻|落实|实施|执行|施行)(?!以来|后|之|前|中)")
_GUIDING = re.compile(r"[^，。；《》]{0,12}为(?:依据|基础|根据|遵循|准绳|纲|指导|指引|统领)")
# 在执行中违反《…》, 实施的行为符合《…》: another verb stands between.
_OTHER_VERB = re.compile(r"违反|符合|具有|属于|涉及|触犯|适用|认定为|所称")
# 实施刑法第五条规定的行为 is to commit it.
_COMMITTING = re.compile(r"实施[^，。；《》]{0,60}$")
_COMMITTED = re.compile(r"[^，。；《》]{0,80}(?:行为|犯罪)")
# 根据需要制定《…》: the cue belongs to the making, not to what is made.
_MADE = re.compile(
    r"""
    (?:制定|制订|编制|起草|签订|签署|达成|填写|提交)(?!的)
    | 》(?! [、和及与] | 以及 ) [^《》]{0,20} (?:制定|制订|编制|印发|发布|公布)的$
    """,
    re.VERBOSE,
)


def read_kind(before: str, after: str) -> CitationKind:
    """What a sentence does with the work that stands between ``before`` and ``after``.

    Of several works in a row, what is said of the first and of the last holds for all. The cue must stand in the
    same clause, outside other titles; of two (为贯彻落实…，根据《…》) the nearer counts.
    """
    before, after = _clause_before(before), _clause_after(after)
    acts_after, acts_before = bool(_ACT.search(after)), bool(_ACT.search(before))
    for kind, said_after, said_before in _ACTS if acts_after or acts_before else ():
        is_undone = _UNDONE[kind].search(before) if kind in _UNDONE else None
        is_said_after = acts_after and said_after.match(after) and not is_undone
        if is_said_after or acts_before and said_before.search(before):
            return kind
    if _GOING_ON.search(before) and _GONE_ON.match(after):
        return CitationKind.PROLONGS
    if before.endswith("以") and _GUIDING.match(after):
        return CitationKind.BASIS
    if _HELPING.search(before) and _IMPLEMENTED.match(after):
        return CitationKind.IMPLEMENTS
    if _COMMITTING.search(before) and _COMMITTED.match(after):
        return CitationKind.MENTION
    return _nearer(before)


def _clause_before(before: str) -> str:
    """The clause that leads to the work, or to the first of the works in a row."""
    before = _TITLE.sub("《》", before) if "《" in before else before
    before = before[: len(before) - certain(_ROW_BACKWARDS.match(before[::-1])).end()]
    return _AFTER_PARENTHESES.split(before[max(map(before.rfind, _CLAUSE_ENDS)) + 1 :])[-1]


def _clause_after(after: str) -> str:
    """What follows the work, or the last of the works in a row; in parentheses, up to their end."""
    if inside := _INSIDE_PARENTHESES.match(after):
        after = inside[0]
    after = _TITLE.sub("《》", after) if "《" in after else after
    return _LISTED_AFTER.sub("", _IN_PARENTHESES.sub("", after)) if after[:1] in _BEGINS_A_MEMBER else after


def _nearer(clause: str) -> CitationKind:
    basis = max((m.start() for m in _BASIS.finditer(clause)), default=-1)
    implementing = max((m.start() for m in _IMPLEMENTING.finditer(clause)), default=-1)
    last = max(basis, implementing)
    if last == -1 or _MADE.search(clause, last) or _OTHER_VERB.search(clause, last):
        return CitationKind.MENTION
    return CitationKind.BASIS if basis > implementing else CitationKind.IMPLEMENTS
