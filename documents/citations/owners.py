"""Whose a provision is that names no work itself: 合同第十二条, 《员工手册》第二十条, 该办法第五条.

The text directly before it names them. Most of the papers that people cite are no documents of a corpus, and many
laws have short names that nobody has listed: theirs are never the provisions of the last law that was named.
"""
import re

from documents.vocabulary.characters import HAN
from documents.vocabulary.kinds import ALSO_VERBS, KINDS, TITLE_ENDS
from documents.vocabulary.numerals import CHINESE_DIGITS
from documents.vocabulary.patterns import any_of, certain

from .text import Spans

# What has numbered articles: kinds of documents and of law, and the papers of private people and of courts.
_PRIVATE = (
    "合同", "协议", "契约", "合约", "租约", "规约", "盟约", "民约", "约定", "手册", "书", "状", "标书", "保单", "保险单", "订单", "条款", "须知",
    "声明", "附件", "附录", "附表", "文本", "文件", "大纲", "说明", "公证", "笔录",
)
PAPERS = tuple({*KINDS, *TITLE_ENDS, *_PRIVATE, "宪章", "法规", "规章"} - {"新闻", "函", "令", "安排"})
# 应当通知第十条规定的人: a paper or a verb.
_VERBS_TOO = (*ALSO_VERBS, "声明", "约定", "说明", "建议")
_THE_NAMED = ("该", "上述", "前述", "上列", "此", "其", "这部", "该部", "这份", "该份", "这个", "该项")
_BEFORE_A_NAME = tuple("照据合反于用为和与及或按由将对的是从依除犯过以行施因触受指有后前新旧原在同成见违入，。；：、“（(")
# 违反法第五条, but not 反法第五条: letters that begin a short name where the word that they end does not stand there.
_ENDS_OF_WORDS = re.compile("(?<!违)反|(?<![符结])合|(?<![适引援使运])用|(?<!实)施|(?<!构)成|(?<![执实施])行")
_PARTICLES = tuple("其如即且并但则把给至到向经比凡当非还均都仅")
_LEADING_WORDS = ("上述", "前述", "适用", "参见", "规定", "引用", "援引", "修改", "删去", "删除", "增加", "第二款", "具备", "属于", "构成", "本条")
_STATED = ("约定的", "规定的", "载明的", "所列的", "所列")
_BETWEEN = ("中", "里", "内", "的", "之", "”", "’")
_NUMERALS = f"{CHINESE_DIGITS}0123456789"
_AGREED = re.compile("(?:中|所|已|另|有|明确)*约定")
# 甲方违反第四条; 违反本合同第三条的，依照《民法典》第五百七十七条处理；违反第四条的: of the contract.
_PARTIES = re.compile(rf"[甲乙丙丁]方|本{any_of(_PRIVATE)}(?:中|里|的)?第")
LONGEST = 24
REACH = 80
_CHINESE_TAIL = re.compile(f"[{HAN}]{{0,{LONGEST}}}$")


def owner_before(markdown: str, start: int, floor: int, labels: Spans) -> str:
    """The words before a provision at ``start`` that name a paper: 公司章程, 该办法, 《员工手册》; ``""`` where none do.

    ``floor``: the end of the mention before, which those words may not reach into; ``labels``: what numbers the text's own parts.
    """
    first = max(floor, start - REACH, markdown.rfind("\n", 0, start) + 1)
    if label := labels.around(first):
        first = max(first, label[1])
    words = _without_tail(markdown[first:start])
    if words.endswith("》"):
        return words[words.rfind("《") :] if "《" in words else words
    if not words.endswith(PAPERS) or words in _VERBS_TOO and first == floor:
        return ""
    return certain(_CHINESE_TAIL.search(words))[0]


def _without_tail(words: str) -> str:
    """``words`` without what may stand between a paper and its provision: （2020年版）, 三, 中的."""
    before = ""
    while words != before:
        before = words
        words = words.rstrip()
        stated = next((words.removesuffix(tail) for tail in _STATED if words.endswith(tail)), "")
        if stated.endswith((*PAPERS, "》", "”")):  # 合同规定的, but not 管理规定的
            words = stated
        elif words.endswith(_BETWEEN):
            words = words[:-1]
        elif words.endswith(("）", ")")):
            words = words[: max(words.rfind("（"), words.rfind("("), 0)]
        elif words.rstrip(_NUMERALS).endswith(PAPERS):
            words = words.rstrip(_NUMERALS)
    return words


def leads_to_a_provision(before: str) -> bool:
    """Whether the words ``before`` a provision alone may lead to one of the work named last: 依照, 以及, a stop; not a noun (教材, 借条)."""
    word = before.rstrip()[-1:]
    return not re.match(f"[{HAN}]", word) or word in (*_BEFORE_A_NAME, *_PARTICLES) or before.rstrip().endswith(_LEADING_WORDS)


def is_agreed(after: str) -> bool:
    """Whether the words ``after`` a provision say that people agreed on it, as on no law: 第九条另有约定的."""
    return bool(_AGREED.match(after))


def is_between_parties(markdown: str, start: int) -> bool:
    """Whether the text before a provision alone at ``start``, up to a full stop, speaks of what parties agreed: it may be of their paper."""
    first = max(start - REACH, markdown.rfind("\n", 0, start) + 1, markdown.rfind("。", 0, start) + 1)
    return bool(_PARTIES.search(markdown, first, start))


def may_be_a_verb(owner: str) -> bool:
    """Whether ``owner`` may be no paper at all: 通知第十条规定的机关, unless 该通知 says that it is one."""
    return owner.endswith(_VERBS_TOO) and not _rest(owner, next(v for v in _VERBS_TOO if owner.endswith(v))).endswith(_THE_NAMED)


def calls(owner: str, key: str) -> bool:
    """Whether ``owner`` is short for the work of ``key``, and for no other that ends alike: 该办法, 依照条例; not 公司章程 for 学会章程."""
    shared = 0
    while shared < min(len(owner), len(key)) and owner[-shared - 1] == key[-shared - 1]:
        shared += 1
    before = owner[: len(owner) - shared]
    if _ENDS_OF_WORDS.match(before, max(len(before) - 1, 0)):
        return False
    return owner[len(before) :].endswith(PAPERS) and (not before or before.endswith((*_THE_NAMED, *_BEFORE_A_NAME)))


def is_own(owner: str, key: str) -> bool:
    """Whether ``owner`` speaks of a text that is called ``key``: 本合同 in a contract."""
    paper = max((paper for paper in PAPERS if owner.endswith(paper)), key=len, default="")
    return bool(paper) and _rest(owner, paper).endswith("本") and key.endswith(paper)


def _rest(owner: str, paper: str) -> str:
    return owner[: len(owner) - len(paper)]
