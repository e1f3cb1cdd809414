"""What a document cites and what cites it, as its page shows them: by kind, each neighbour with its sentences."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q

from documents.citations.kinds import CitationKind, Resolution
from documents.kinds import ABOUT
from documents.models import Citation, CitedWork, Document, Section, State
from documents.rendering import Link, plain

_IN_ARTICLE = re.compile(r"-p\d+(?:-[is]\d+)*$")
_LABELS = {kind.value: kind.label for kind in CitationKind}
_ABOUT = {"解读": "解读", "新闻": "相关报道"}


@dataclass(frozen=True)
class Mention:
    """``href`` leads to the sentence, ``provision`` names the article that is meant."""

    text: str
    sentence: str
    provision: str
    href: str


@dataclass
class Neighbour:
    """A document or, where it is not held, a work: ``target``."""

    target: Document | CitedWork
    mentions: list[Mention] = field(default_factory=list)

    @property
    def is_held(self) -> bool:
        return isinstance(self.target, Document)


@dataclass
class Bundle:
    """Neighbours of one kind."""

    label: str
    neighbours: list[Neighbour]


@dataclass
class CitedArticle:
    """An article, and the documents that cite it."""

    anchor: str
    label: str
    citing: list[Document]


def cited_by_document(document: Document) -> list[Citation]:
    """What ``document`` cites, in order; a document that is not published is as good as not held."""
    shown = Q(cited__isnull=True) | Q(cited__state=State.PUBLISHED)
    rows = document.citations.filter(shown).exclude(resolution=Resolution.IGNORED.value).order_by("start")
    return list(rows.select_related("cited", "work").defer("cited__markdown", "cited__html"))


def citing_document(document: Document) -> list[Citation]:
    """Where published documents cite ``document``, the newest of them first."""
    rows = document.cited_by.filter(citing__state=State.PUBLISHED).exclude(citing=document)
    rows = rows.order_by("-citing__sort_date", "citing_id", "start")
    return list(rows.select_related("citing").defer("citing__markdown", "citing__html"))


def links(citations: Iterable[Citation]) -> Iterator[Link]:
    """Where each mention on the page of the citing document leads."""
    for citation in citations:
        href, title = _target(citation)
        kind = citation.kind if citation.cited_id else citation.resolution
        yield Link(citation.start, citation.end, href, title, kind, citation.place)


def _target(citation: Citation) -> tuple[str, str]:
    fragment = f"#{citation.provision_anchor}" if citation.provision_anchor else ""
    if citation.cited:
        number = f"（{citation.cited.number}）" if citation.cited.number else ""
        return citation.cited.get_absolute_url() + fragment, citation.cited.title + number + citation.provision
    if citation.work:
        return citation.work.get_absolute_url(), f"{citation.work.title}（未收录）"
    return fragment, citation.provision if fragment else ""


def outgoing(citations: Iterable[Citation]) -> list[Bundle]:
    """Documents and works that are cited, by kind; a mention's link leads to its place above."""
    rows = [(c, c.cited or c.work, f"#{c.place}") for c in citations if c.cited or c.work]
    return _bundles((_LABELS[c.kind], target, c, href) for c, target, href in rows)


def incoming(citations: Iterable[Citation]) -> list[Bundle]:
    """Documents that cite, by kind; what explains or reports a policy stands apart."""
    return _bundles(
        (
            _ABOUT[c.citing.kind] if c.citing.kind in ABOUT else _LABELS[c.kind],
            c.citing, c, f"{c.citing.get_absolute_url()}#{c.place}",
        )
        for c in citations
    )


def cited_articles(citations: Iterable[Citation], sections: Iterable[Section]) -> list[CitedArticle]:
    """Who cites which article, in the order of the text; a paragraph or item counts with its article."""
    citing: dict[str, dict[Document, None]] = {}
    for citation in citations:
        citing.setdefault(_IN_ARTICLE.sub("", citation.provision_anchor), {})[citation.citing] = None
    return [CitedArticle(s.anchor, s.label, list(citing[s.anchor])) for s in sections if s.anchor in citing]


def _bundles(rows: Iterable[tuple[str, Document | CitedWork, Citation, str]]) -> list[Bundle]:
    bundles: dict[str, dict] = {}
    for label, target, citation, href in rows:
        neighbours = bundles.setdefault(label, {})
        neighbour = neighbours.setdefault((type(target), target.pk), Neighbour(target))
        neighbour.mentions.append(Mention(plain(citation.text), plain(citation.sentence), citation.provision, href))
    order = dict.fromkeys([*_LABELS.values(), *_ABOUT.values()])
    return [Bundle(label, list(bundles[label].values())) for label in order if label in bundles]
