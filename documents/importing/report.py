"""What became of an import."""
from dataclasses import dataclass
from enum import Enum

from documents.revisions import Change
from documents.vocabulary.enums import RevisionStatus


class Outcome(str, Enum):
    """``KEPT``: the document is held with another text or other facts, which stay until a person accepts the new ones."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    KEPT = "kept"

    @property
    def label(self) -> str:
        labels = {"created": "新增", "updated": "更新", "unchanged": "未变", "refused": "拒收", "kept": "保留原文"}
        return labels[self.value]


@dataclass(frozen=True)
class Comparison:
    """A source beside the document that it updates, or would: titles, the held file's name, how alike the texts are
    (0 to 1), and the names of what differs, in Chinese."""

    title: str
    held_title: str
    held_name: str
    likeness: float
    differs: tuple[str, ...]

    def __str__(self) -> str:
        """``《甲办法》→《甲办法》（原文件 甲.txt），相似 97%，不同的是：正文、成文日期``"""
        origin = f"（原文件 {self.held_name}）" if self.held_name else ""
        return f"《{self.held_title}》{origin}→《{self.title}》，{self.difference}"

    @property
    def difference(self) -> str:
        """``正文相似 97%，不同的是：正文、成文日期``"""
        differs = f"，不同的是：{'、'.join(self.differs)}" if self.differs else ""
        return f"正文相似 {int(self.likeness * 100)}%{differs}"


@dataclass(frozen=True)
class Reread:
    """What became of a document that was read again: what ``changes``, or the ``reason``, in Chinese, why it stays as it is.

    ``is_kept_whole``: a person has edited it, and nobody recorded what of it: all its facts and its text stay.
    """

    document_id: int
    title: str
    changes: tuple[Change, ...] = ()
    reason: str = ""
    is_kept_whole: bool = False

    def __str__(self) -> str:
        """``《甲办法》（编号 3）：发文字号“甲1号”→“甲2号”、引用 3 处``"""
        return f"《{self.title}》（编号 {self.document_id}）：{'、'.join(map(str, self.changes))}"


@dataclass(frozen=True)
class ImportResult:
    """``reason`` names a source that was refused, or whose document was kept, and says why, in Chinese; ``warnings``
    what a person should look at; ``comparison`` stands where a document was updated or kept; ``kept_as``: how the source is
    kept beside the document that it does not change."""

    name: str
    outcome: Outcome
    document_id: int | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()
    comparison: Comparison | None = None
    kept_as: RevisionStatus | None = None
