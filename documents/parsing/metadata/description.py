"""What is said of a document: values with the text that proves them."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from documents.parsing.document import Evidence, HistoryEntry


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


@dataclass(frozen=True)
class Description:
    """The facts of a document, by the names of ``ParsedDocument``; what the text does not say is empty.

    ``parts``: where they, and what else is not body, stand in the raw text, in order, without overlap.
    ``repeals``: the sentences that end other documents (…同时废止).
    """

    title: str = ""
    full_title: str = ""
    number: str = ""
    kind: str = ""
    bodies: tuple[str, ...] = ()
    issued_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    work: str = ""
    column: str = ""
    topics: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    history: tuple[HistoryEntry, ...] = ()
    repeals: tuple[Evidence, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    warnings: tuple[str, ...] = ()
