"""A document of the corpus as it is set, and as an entry of a list of references."""
import re
from datetime import date

from django.utils import timezone

from documents.bibliography import BibliographyEntry, EntryType
from documents.models import Document, Section
from documents.parsing.provisions import provisions
from documents.status import Status, written
from documents.typesetting import Paper
from documents.vocabulary.enums import Validity
from documents.vocabulary.kinds import ABOUT

_IN_ARTICLE = re.compile(r"(?<=\d)-p.*")
_WORTH_A_REMARK = (Validity.AMENDED, Validity.REPEALED, Validity.EXPIRED, Validity.NOT_YET)


def paper(document: Document, address: str) -> Paper:
    """All of ``document`` that a copy of it shows; ``address``: the whole one at which it is read."""
    return Paper(
        title=document.title, html=document.html, address=address, number=document.number, kind=document.kind,
        bodies=tuple(document.fact("bodies")), issued_on=document.issued_on, published_on=document.published_on,
        effective_on=document.effective_on, topics=tuple(document.fact("topics")), remark=_remark(document.status),
        modified_on=timezone.localtime(document.updated_at).date(),
    )


def entry(document: Document, address: str, *, provision: str = "", anchor: str = "", edition: str = "", today: date) -> BibliographyEntry:
    """``document``, or the ``provision`` of it at ``anchor``, as read at ``address`` on the day ``today``."""
    return BibliographyEntry(
        key=f"wenlan-{document.pk}" + (f"-{anchor}" if anchor else ""), title=document.title,
        type=EntryType.WEBPAGE if document.kind in ABOUT else EntryType.REGULATION,
        authors=tuple(document.fact("bodies")), number=document.number, issued=document.issued_on or document.published_on,
        edition=edition, locator=provision, url=address + (f"#{anchor}" if anchor else ""), accessed=today,
    )


def provision_label(document: Document, anchor: str) -> str | None:
    """What the place at ``anchor`` is called: 第十二条第二款第（三）项, 第一章; ``None`` where there is no such place."""
    article = _IN_ARTICLE.sub("", anchor)
    section = document.sections.filter(anchor__in={anchor, article}).order_by("-anchor").first()
    if section is None:
        return None
    return section.label or section.heading if section.anchor == anchor else _within(section, anchor)


def _within(section: Section, anchor: str) -> str | None:
    """By the labels of all that stand around it; a number in brackets is that of a 项, any other that of a 目."""
    labels = {found.anchor: found.label for found in provisions(section.text, section.anchor)}
    if anchor not in labels:
        return None
    around = [name for name in labels if anchor == name or anchor.startswith(f"{name}-")]
    return section.label + "".join(_as_cited(name, labels[name]) for name in around)


def _as_cited(anchor: str, label: str) -> str:
    last = anchor.rsplit("-", 1)[-1]
    if last.startswith("i"):
        return f"第{label.rstrip('、')}项"
    return f"第{label.rstrip('.、．')}目" if last.startswith("s") else label


def _remark(status: Status) -> str:
    """What a copy that lies about for years must say of the text; nothing of what is in force for all that is known."""
    if status.validity not in _WORTH_A_REMARK:
        return ""
    since = f"（自{written(status.since)}起）" if status.since and status.validity is not Validity.NOT_YET else ""
    return f"{status.label}{since}"
