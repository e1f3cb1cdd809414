"""相关文件: what a reader of a document may want next, each with the reason."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from documents.models import Citation, Document
from search import engine
from search.plan import Any, Phrase, Plan, Words
from search.queries.language import MAX_LENGTH
from search.text.analyzers import query_tokens

MOST = 6
CITED, SHARED, ALIKE, TOPIC = 3.0, 0.7, 3.0, 0.3
"""What counts: one cites the other, each work that both cite, how alike the texts are, each topic in common."""
_CLOSE_ENOUGH = 0.3
_TOO_COMMON = 30
_MOST_CITATIONS = 300
_NEIGHBOURS = 12


@dataclass(frozen=True)
class Related:
    document: Document
    reasons: tuple[str, ...]


def related(document: Document) -> list[Related]:
    """Published documents close to ``document``, the closest first; in a fixed number of queries."""
    scores: dict[int, float] = defaultdict(float)
    reasons: dict[int, list[str]] = defaultdict(list)
    for find in (_citing, _sharing, _alike):
        for other, score, reason in find(document):
            scores[other] += score
            reasons[other].append(reason)
    scores.pop(document.pk, None)
    published = Document.objects.published().only("slug", "title").prefetch_related("topics")
    documents = published.exclude(work=document.work_id).in_bulk(sorted(scores, key=scores.__getitem__, reverse=True)[: 4 * MOST])
    topics = {topic.pk: topic.name for topic in document.topics.all()}
    for pk, other in documents.items():
        common = [topics[topic.pk] for topic in other.topics.all() if topic.pk in topics]
        if common:
            scores[pk] += TOPIC * len(common)
            reasons[pk].append(f"同一主题：{'、'.join(common)}")
    best = sorted(documents, key=lambda pk: (-scores[pk], -pk))[:MOST]
    return [Related(documents[pk], tuple(dict.fromkeys(reasons[pk]))) for pk in best]


def _citing(document: Document):
    pairs = Citation.objects.filter(cited__isnull=False).order_by().values_list("citing", "cited").distinct()
    for _, cited in pairs.filter(citing=document)[:_MOST_CITATIONS]:
        yield cited, CITED, "本文引用了它"
    for citing, _ in pairs.filter(cited=document)[:_MOST_CITATIONS]:
        yield citing, CITED, "它引用了本文"


def _sharing(document: Document):
    """Documents that cite what ``document`` cites; a work that everybody cites means nothing."""
    keys = Citation.objects.filter(citing=document).order_by().values("key").distinct()[:_MOST_CITATIONS]
    citing: dict[str, dict[int, str]] = defaultdict(dict)
    rows = Citation.objects.filter(key__in=list(keys.values_list("key", flat=True))).exclude(citing=document)
    for key, other, text in rows.order_by().values_list("key", "citing", "text").distinct()[:5000]:
        citing[key][other] = text
    for others in citing.values():
        if len(others) <= _TOO_COMMON:
            for other, text in others.items():
                yield other, SHARED, f"都引用了{text[:40]}"


def _alike(document: Document):
    """Documents whose words are those of the title, as far as the index is available."""
    title = document.title[:MAX_LENGTH]
    plan = Plan(Any((Words(title, "or"), Phrase(title))), stop=_NEIGHBOURS)
    try:
        hits = engine.search(plan).hits
    except (engine.IndexUnavailable, engine.TooManySearches):
        return
    whole = max((hit.score for hit in hits), default=0.0)
    words = {word for word in query_tokens(title) if len(word) > 1}
    titles = dict(Document.objects.filter(pk__in=[hit.document_id for hit in hits]).values_list("pk", "title"))
    for hit in hits:
        if whole and hit.score >= _CLOSE_ENOUGH * whole:
            common = [word for word in query_tokens(titles.get(hit.document_id, "")) if word in words]
            shared = "".join(f"“{word}”" for word in common[:4])
            yield hit.document_id, ALIKE * hit.score / whole, f"标题都有{shared}" if shared else "内容相近"
