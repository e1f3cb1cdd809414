"""What a document cites, as its page shows it: links in the text, and by kind each neighbour with its sentences."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from documents.citations.paragraphs import has_parts, names_a_part
from documents.citations.provisions import parts
from documents.models import Citation, Document, State, Work
from documents.pages.day import keep_day
from documents.rendering import Link, plain
from documents.vocabulary.enums import CitationKind, Resolution

LABELS = {kind.value: kind.label for kind in CitationKind}


@dataclass
class Mention:
    """A sentence, the parts of it that cite, and where it stands."""

    sentence: str
    texts: list[str]
    href: str


@dataclass
class Neighbour:
    """A document or, where it is not held, a work: ``target``. ``labels``: the kinds of citation."""

    target: Document | Work
    mentions: list[Mention] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    @property
    def is_held(self) -> bool:
        return isinstance(self.target, Document)

    def add(self, citation: Citation, label: str, href: str) -> None:
        """One more place; what one sentence cites side by side (第三条、第五条) is one mention."""
        sentence, text = plain(citation.sentence), plain(citation.text)
        if self.mentions and self.mentions[-1].sentence == sentence:
            self.mentions[-1].texts.append(text)
        else:
            self.mentions.append(Mention(sentence, [text], href))
        if label not in self.labels:
            self.labels.append(label)


@dataclass
class Bundle:
    """Neighbours of one kind: ``total`` there are, of which ``neighbours`` are shown."""

    label: str
    neighbours: list[Neighbour]
    total: int


def cited_by_document(document: Document) -> list[Citation]:
    """What ``document`` cites, in order; a document that is not published is as good as not held."""
    shown = Q(cited__isnull=True) | Q(cited__state=State.PUBLISHED)
    rows = document.citations.filter(shown).exclude(resolution=Resolution.IGNORED.value).order_by("start")
    return list(rows.select_related("cited", "work").defer("cited__markdown", "cited__html"))


def links(citations: Iterable[Citation], day: date | None = None) -> Iterator[Link]:
    """Where each mention on the page of the citing document leads, for the same ``day``."""
    for citation in citations:
        href, title = _target(citation)
        kind = citation.kind if citation.cited_id else citation.resolution
        yield Link(citation.start, citation.end, href if href.startswith("#") else keep_day(href, day), title, kind, citation.place)


def _target(citation: Citation) -> tuple[str, str]:
    fragment = f"#{citation.provision_anchor}" if citation.provision_anchor else ""
    if citation.cited:
        number = f"（{citation.cited.number}）" if citation.cited.number else ""
        return citation.cited.get_absolute_url() + fragment, citation.cited.title + number + citation.provision + _doubt(citation)
    if citation.work:
        return citation.work.get_absolute_url(), f"{citation.work.title}（未收录）"
    return fragment, citation.provision + _doubt(citation) if fragment else ""


def _doubt(citation: Citation) -> str:
    """What to say where a 款, 项 or 目 is cited and the link leads to its article."""
    is_whole_article = bool(citation.provision_anchor) and not has_parts(citation.provision_anchor)
    return "（链接到整条：所引的款、项没有找到，或者这一条后来改过）" if is_whole_article and names_a_part(parts(citation.provision)) else ""


def outgoing(citations: Iterable[Citation]) -> list[Bundle]:
    """Documents and works that are cited, by kind; a mention's link leads to its place above."""
    bundles: dict[str, dict[tuple[str, int], Neighbour]] = {label: {} for label in LABELS.values()}
    for citation in citations:
        if target := citation.cited or citation.work:
            label = LABELS[citation.kind]
            neighbour = bundles[label].setdefault((target._meta.label, target.pk), Neighbour(target))
            neighbour.add(citation, label, f"#{citation.place}")
    return [Bundle(label, list(found.values()), len(found)) for label, found in bundles.items() if found]
