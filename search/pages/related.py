"""相关文件: what a reader of a document may want next, each with the reason."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from documents.citations import title_key
from documents.models import Citation, Document
from documents.pages.passages import totals
from documents.vocabulary.kinds import TITLE_ENDS
from documents.vocabulary.patterns import any_of
from documents.vocabulary.verbs import CARRYING_OUT, MAKING, PUBLISHING, REVISING
from search import engine
from search.plan import Any, Phrase, Plan, Words
from search.queries.language import MAX_LENGTH
from search.text.analyzers import FUNCTION_WORDS, segments

MOST = 6
CITED, REPEATED, SHARED, ALIKE, TOPIC = 3.0, 3.0, 0.7, 3.0, 0.3
"""What counts: one cites the other, one repeats the other, each work that both cite, how alike the titles are, each topic in common."""
_MUCH_REPEATED = 400
_CLOSE_ENOUGH = 0.3
_TOO_COMMON = 30
_MOST_CITATIONS = 300
_MOST_ROWS = 5000
_NEIGHBOURS = 12
_SHORTEST_MATTER = 4
_ENDING = re.compile(rf"(?:{any_of(TITLE_ENDS)}|[(（].*)+$")
_COMMON = frozenset((
    *TITLE_ENDS, *PUBLISHING, *CARRYING_OUT, *MAKING, *REVISING, *FUNCTION_WORDS,
    "关于", "加强", "推进", "促进", "做好", "开展", "加快", "进一步", "工作", "有关", "若干", "问题", "全国", "国家", "部门", "实施办法", "实施细则", "暂行", "试行",
))


@dataclass(frozen=True)
class Related:
    """A ``document`` that is close to another, and the ``reasons`` why, in Chinese; ``passages``: how many both have, which is one too."""

    document: Document
    reasons: tuple[str, ...]
    passages: int = 0


def related(document: Document) -> list[Related]:
    """Published documents close to ``document``, the closest first; in a fixed number of queries."""
    scores: dict[int, float] = defaultdict(float)
    reasons: dict[int, list[str]] = defaultdict(list)
    for find in (_citing, _sharing, _alike):
        for other, score, reason in find(document):
            scores[other] += score
            reasons[other].append(reason)
    repeated = {other: (passages, characters) for other, passages, characters in totals(document)}
    for other, (_, characters) in repeated.items():
        scores[other] += REPEATED * min(1.0, characters / _MUCH_REPEATED)
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
    return [Related(documents[pk], tuple(dict.fromkeys(reasons[pk])), repeated.get(pk, (0,))[0]) for pk in best]


def _citing(document: Document) -> Iterator[tuple[int, float, str]]:
    pairs = Citation.objects.filter(cited__isnull=False).order_by("citing", "cited").values_list("citing", "cited").distinct()
    for _, cited in pairs.filter(citing=document)[:_MOST_CITATIONS]:
        yield cited, CITED, "本文引用了它"
    for citing, _ in pairs.filter(cited=document)[:_MOST_CITATIONS]:
        yield citing, CITED, "它引用了本文"


def _sharing(document: Document) -> Iterator[tuple[int, float, str]]:
    """Documents that cite what ``document`` cites; a work that everybody cites means nothing."""
    keys = Citation.objects.filter(citing=document).order_by("key").values_list("key", flat=True).distinct()[:_MOST_CITATIONS]
    citing: dict[str, dict[int, str]] = defaultdict(dict)
    others = Citation.objects.exclude(citing=document)
    # Counted before they are read: what thousands cite costs the page of each of them a look at its index.
    counted = others.filter(key__in=list(keys)).order_by().values("key").annotate(by=Count("citing", distinct=True))
    telling = [key for key, by in counted.values_list("key", "by") if by <= _TOO_COMMON]
    for key, other, text in others.filter(key__in=telling).order_by("key", "citing").values_list("key", "citing", "text").distinct()[:_MOST_ROWS]:
        citing[key][other] = min(citing[key].get(other, text), text, key=lambda words: (len(words), words))
    for found in citing.values():
        for other, text in found.items():
            yield other, SHARED, f"都引用了{text[:40]}"


def _alike(document: Document) -> Iterator[tuple[int, float, str]]:
    """Documents whose words are those of the title, as far as the index is available."""
    title = document.title[:MAX_LENGTH]
    # Of titles alone: to weigh all the texts that hold 通知 or 事项 costs most of a page of a large corpus, and only titles are compared.
    plan = Plan(Any((Words(title, "or", "title"), Phrase(title, "title"))), stop=_NEIGHBOURS)
    try:
        hits = engine.search(plan).hits
    except (engine.IndexUnavailable, engine.TooManySearches):
        return
    whole = max((hit.score for hit in hits), default=0.0)
    titles = dict(Document.objects.filter(pk__in=[hit.document_id for hit in hits]).values_list("pk", "title"))
    for hit in hits:
        if whole and hit.score >= _CLOSE_ENOUGH * whole and (matter := shared_matter(title, titles.get(hit.document_id, ""))):
            yield hit.document_id, ALIKE * hit.score / whole, f"标题都有“{matter}”"


def shared_matter(title: str, other: str) -> str:
    """What two titles are both about: the longest run of words that both have, without who issues them, what sort of paper they are
    and what is done in all of them; empty where that is too little to say.

    >>> shared_matter("教育部关于加强学籍管理的通知", "中小学生学籍管理办法")
    '学籍管理'
    """
    one, two = (segments(_ENDING.sub("", title_key(name))) for name in (title, other))
    longest = ""
    for start in range(len(one)):
        for place in range(len(two)):
            size = 0
            while start + size < len(one) and place + size < len(two) and one[start + size] == two[place + size]:
                size += 1
            run = one[start : start + size]
            while run and (run[0] in _COMMON or not run[0][0].isalnum()):
                run = run[1:]
            while run and (run[-1] in _COMMON or not run[-1][0].isalnum()):
                run = run[:-1]
            longest = max(longest, "".join(run), key=len)
    return longest if len(longest) >= _SHORTEST_MATTER else ""
