"""What is said of a document: values with the text that proves them."""
from dataclasses import dataclass

from documents.parsing.document import DocumentFacts


@dataclass(frozen=True)
class Part:
    """A span of the raw text that is not body text, and its role.

    ``role``: ``listing`` (a site's title and date above the text), ``title`` (as printed), ``number``,
    ``addressees`` (主送机关), ``signature`` (发文机关署名), ``date`` (成文日期), ``annexed_title`` (the title of the
    text that a notice prints below itself), ``attachments`` (附件说明), ``contact`` (联系人), ``copies`` (抄送),
    ``history`` (题注: how a law came about), ``remark`` (此件公开发布, 密级, 签发人 …).
    """

    role: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Description(DocumentFacts):
    """``parts``: where the facts, and what else is not body, stand in the raw text, in order, without overlap."""

    parts: tuple[Part, ...] = ()
