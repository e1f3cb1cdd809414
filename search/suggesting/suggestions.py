"""What is suggested while a reader types, and what a reader who typed otherwise may have meant."""
from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from django.db.models import Count, Q
from django.urls import reverse

from documents.models import Document, IssuingBody, Section, State, Topic
from search.models import FrequentSearch
from search.suggesting.popular_searches import SUGGESTED_FROM
from search.suggesting.timed_cache import TimedCache
from search.suggesting.vocabulary_source import vocabulary
from search.text.lexicon import Entry, Lexicon

KINDS = {
    "title": "文件", "body": "机关", "number": "文号", "topic": "主题", "word": "简称", "heading": "章节", "search": "常用检索",
}
_LONGEST_HEADING = 12


def _entries() -> Iterator[Entry]:
    published = Q(documents__state=State.PUBLISHED)
    for name, slug, used in IssuingBody.objects.annotate(used=Count("documents", published)).values_list(
        "name", "slug", "used"
    ):
        if used:
            yield Entry(name, "body", 4 + used / 100, reverse("documents:body", args=[slug]))
    for name, slug in Topic.objects.public().values_list("name", "slug"):
        yield Entry(name, "topic", 4, reverse("documents:topic", args=[slug]))
    for title, slug, number in Document.objects.published().values_list("title", "slug", "number"):
        url = reverse("documents:document", args=[slug])
        yield Entry(title, "title", 2, url)
        if number:
            yield Entry(number, "number", 1, url)
    for word in vocabulary().synonyms:
        yield Entry(word, "word", 3)
    for text, count in FrequentSearch.objects.filter(count__gte=SUGGESTED_FROM).values_list("text", "count")[:500]:
        yield Entry(text, "search", 3 + count / 1000)


def _headings() -> Iterator[Entry]:
    """Short headings that stand in more than one place, as words to correct by: 总则, 学籍管理, 法律责任."""
    found = (
        Section.objects.filter(document__state=State.PUBLISHED)
        .exclude(heading="")
        .order_by()
        .values_list("heading")
        .annotate(times=Count("pk"))
    )
    for heading, times in found.iterator():
        if len(heading) <= _LONGEST_HEADING:
            yield Entry(heading, "heading", min(2.0, times / 10))


suggestions = TimedCache(lambda: Lexicon(_entries()), seconds=120)
spelling = TimedCache(lambda: Lexicon([*_entries(), *_headings()]), seconds=600)


def as_json(typed: str) -> list[dict[str, str]]:
    """The suggestions for ``typed``: what to show, what kind of thing it is, where it leads."""
    return [
        {
            "text": entry.text,
            "kind": KINDS[entry.kind],
            "url": entry.url or f"{reverse('search:search')}?q={quote(entry.text)}",
        }
        for entry in suggestions().suggest(typed)
    ]
