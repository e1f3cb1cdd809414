"""What a document, its validity and a citation may be: values for code and storage, each with its Chinese label for people.

Code compares members; only templates and messages show labels.
"""
from enum import Enum


class Labelled(str, Enum):
    """An enumeration of strings with labels, as ``models.TextChoices`` is, for packages that import no Django."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Labelled":  # looked up by its value alone: Validity("expired")
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """``(value, label)`` of every member, in order: the choices of a model's or form's field."""
        return [(member.value, member.label) for member in cls]


class State(Labelled):
    """Whether a document is public. ``IN_REVIEW``: written, and waits for who may publish, or for the day that is set for it."""

    DRAFT = "draft", "草稿"
    IN_REVIEW = "review", "待审"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤回"
    TRASHED = "trashed", "回收站"


UNDECIDED_STATES = (State.DRAFT, State.IN_REVIEW)
"""Nobody who may publish has decided yet: to the public such a document does not exist, and never did."""


class RevisionSource(Labelled):
    """By which way a change of a document came."""

    IMPORT = "import", "导入"
    UPLOAD = "upload", "上传"
    EDIT = "edit", "编辑"
    BULK = "bulk", "批量操作"
    REREAD = "reread", "重新解析"
    RESTORE = "restore", "恢复"
    COMMAND = "command", "系统命令"


class RevisionStatus(Labelled):
    """What became of a text: ``SOURCE`` is a further copy of one that is held, which changes nothing."""

    APPLIED = "applied", "已采用"
    PROPOSED = "proposed", "待定"
    DECLINED = "declined", "未采用"
    SOURCE = "source", "又一来源"


class UploadState(Labelled):
    """How far a file is on its way in. ``WAITING`` and ``ACCEPTED`` are a worker's to do, ``READ`` a person's.

    ``TAKEN_BACK``: what was stored of it was withdrawn again with its batch. ``SPLIT``: it held several documents, each of which
    waits as a file of its own.
    """

    WAITING = "waiting", "等待解析"
    READING = "reading", "正在解析"
    READ = "read", "待审阅"
    REFUSED = "refused", "读不出"
    ACCEPTED = "accepted", "等待存入"
    STORING = "storing", "正在存入"
    STORED = "stored", "已存入"
    TAKEN_BACK = "taken-back", "已收回"
    SPLIT = "split", "已拆分"


class Validity(Labelled):
    """时效. ``NO_CHANGE_FOUND``: nothing that is held ends or amends it, which is less than evidence that it is in force.

    ``UNMARKED`` is stored where nobody has decided; as a status it is the word of a person who wants none told.
    """

    UNMARKED = "unmarked", "未标注"
    IN_FORCE = "in-force", "现行有效"
    NO_CHANGE_FOUND = "no-change-found", "未见废止或修改"
    AMENDED = "amended", "已修改"
    REPEALED = "repealed", "已废止"
    EXPIRED = "expired", "已失效"
    NOT_YET = "not-yet", "尚未生效"


class ValidityBasis(Labelled):
    """What tells of a status. A person's word outranks that of a table of statuses, and that what texts and versions say."""

    PERSON = "person", "编辑判定"
    TABLE = "table", "时效表"
    TEXT = "text", "条文"
    VERSIONS = "versions", "同一文件的其他版本"


class CitationKind(Labelled):
    """What the citing sentence does with the cited work; ``MENTION`` where it says nothing more."""

    BASIS = "basis", "依据"
    IMPLEMENTS = "implements", "贯彻落实"
    ISSUES = "issues", "印发"
    REPEALS = "repeals", "废止"
    AMENDS = "amends", "修订"
    PROLONGS = "prolongs", "延长有效期"
    STARTS = "starts", "推迟或恢复施行"
    EXPLAINS = "explains", "解读"
    FORWARDS = "forwards", "转发"
    MENTION = "mention", "提及"


class Resolution(Labelled):
    """What became of resolving a citation. Exactly one candidate makes a link; none and several are kept apart."""

    ONE = "one", "已解析"
    NONE = "none", "未收录"
    SEVERAL = "several", "有歧义"
    SELF = "self", "本文件"
    IGNORED = "ignored", "非公文"
