"""What a citation does, and what became of resolving it."""
from enum import Enum


class _Labelled(str, Enum):
    def __new__(cls, value, label):
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __str__(self):
        return self.value


class CitationKind(_Labelled):
    """Read from the sentence; ``MENTION`` where it says nothing more."""

    BASIS = "basis", "依据"
    IMPLEMENTS = "implements", "贯彻落实"
    ISSUES = "issues", "印发"
    REPEALS = "repeals", "废止"
    AMENDS = "amends", "修订"
    EXPLAINS = "explains", "解读"
    FORWARDS = "forwards", "转发"
    MENTION = "mention", "提及"


class Resolution(_Labelled):
    """Exactly one candidate makes a link; none and several are kept apart."""

    ONE = "one", "已解析"
    NONE = "none", "未收录"
    SEVERAL = "several", "有歧义"
    SELF = "self", "本文件"
    IGNORED = "ignored", "非公文"
