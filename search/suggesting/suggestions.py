"""What is suggested while a reader types, and what a reader who typed otherwise may have meant."""
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, islice
from urllib.parse import quote

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from documents.models import Document, IssuingBody, Section, State, Topic, document_url
from documents.vocabulary.enums import Validity
from search.models import FrequentSearch
from search.queries.synonyms import is_slip
from search.queries.vocabulary import GAP
from search.suggesting.popular_searches import SUGGESTED_FROM
from search.suggesting.provisions import provisions
from search.suggesting.short_titles_source import cited_by_title, titles_meant
from search.suggesting.timed_cache import TimedCache
from search.suggesting.vocabulary_source import vocabulary
from search.text.lexicon import HEADING, Lexicon, LexiconEntry

KINDS = {
    "title": "文件", "provision": "条款", "body": "机关", "number": "文号", "topic": "主题", "word": "简称", "heading": "章节", "search": "常用检索",
}
_LONGEST_HEADING = 12
MOST = 8


def _entries() -> Iterator[LexiconEntry]:
    published = Q(documents__state=State.PUBLISHED)
    for name, slug, used in IssuingBody.objects.annotate(used=Count("documents", published)).values_list(
        "name", "slug", "used"
    ):
        if used:
            yield LexiconEntry(name, "body", 4 + used / 100, reverse("documents:body", args=[slug]))
    for name, slug in Topic.objects.public().values_list("name", "slug"):
        yield LexiconEntry(name, "topic", 4, reverse("documents:topic", args=[slug]))
    yield from _documents()
    for word, meanings in vocabulary().synonyms.items():
        if GAP not in word and not is_slip(word, meanings):
            yield LexiconEntry(word, "word", 3)
    for text, count in FrequentSearch.objects.filter(count__gte=SUGGESTED_FROM).values_list("text", "count")[:500]:
        yield LexiconEntry(text, "search", 3 + count / 1000)


def _documents() -> Iterator[LexiconEntry]:
    """Titles and numbers. Of editions of one title, which are one suggestion, the one in force; first what others rest on."""
    cited = cited_by_title()
    today = timezone.localdate()
    rows = Document.objects.published().with_validity(today).values_list(
        "title", "slug", "number", "issued_on", "published_on", "effective_on", "validity_on"
    )
    for title, slug, number, issued, published, _effective, validity in sorted(rows, key=lambda row: _in_force_last(row[3:6], today)):
        url, day = document_url(slug), issued or published
        known = "" if validity in (Validity.UNMARKED, Validity.NO_CHANGE_FOUND) else Validity(validity).label
        note = " ".join(filter(None, [f"{day.year}年" if day else "", known]))
        yield LexiconEntry(title, "title", 2, url, note, authority=3 + math.log1p(cited.get(title, 0)))
        if number:
            yield LexiconEntry(number, "number", 1, url)


def _in_force_last(days: Sequence[date | None], today: date) -> tuple[bool, date]:
    """In the order of the days from which texts hold, those to come first."""
    begins = days[2] or days[0] or days[1] or date.min
    return begins <= today, begins


def _headings() -> Iterator[LexiconEntry]:
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
            yield LexiconEntry(heading, HEADING, min(2.0, times / 10))


_lexicon = Lexicon()
known_names = TimedCache(lambda: _lexicon.update(chain(_entries(), _headings())), seconds=120)
"""The names of what is published, at most two minutes old; of a large corpus, some ten."""


def as_json(typed: str) -> list[dict[str, str]]:
    """The suggestions for ``typed``: what to show, what kind of thing it is, what is known of it, where it leads."""
    return [
        {
            "text": entry.text,
            "kind": KINDS[entry.kind],
            "note": entry.note,
            "url": entry.url or f"{reverse('search:search')}?q={quote(entry.text)}",
        }
        for entry in islice(dict.fromkeys(chain(provisions(typed), _short_for(typed), known_names().suggest(typed))), MOST)
    ]


def _short_for(typed: str) -> Iterator[LexiconEntry]:
    """The documents whose titles ``typed`` is short for: 个保法, 道交法."""
    for title in titles_meant(typed):
        yield from (entry for entry in known_names().suggest(title) if (entry.text, entry.kind) == (title, "title"))
