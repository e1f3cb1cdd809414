"""Counts of lists come from the index while it is up to date, and are those of the database; else the database counts."""
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents import counts, filters
from documents.importing import Source, import_source, set_state
from documents.models import Document, State
from search.counts import indexed
from search.indexing.updates import work
from search.models import IndexedDay, PendingUpdate
from tests.factories import make_document

FAR = 9999


@pytest.fixture
def corpus(index):
    today = timezone.localdate()
    for number in range(12):
        make_document(
            bodies=["教育部", f"机关{number % 3}"], topics=["数字化", f"主题{number % 2}"][: number % 3], column="政策" if number % 2 else None,
            kind=("意见", "通知", "")[number % 3], issued_on=date(2015 + number % 4, 1, 1) if number % 5 else None,
            effective_on=today.replace(year=today.year + 1, day=1) if number == 7 else None,
        )
    make_document(bodies=["秘密机关"], topics=["秘密主题"], kind="函", state=State.DRAFT)
    PendingUpdate.objects.bulk_create(PendingUpdate(document_id=pk) for pk in Document.objects.values_list("pk", flat=True))
    work()


def by_database(chosen):
    published = Document.objects.published()
    narrowed = {}
    for declared in filters.FILTERS:
        found = published
        for name, values in chosen.items():
            if name != declared.name:
                found = filters.by_name()[name].narrow(found, values)
        narrowed[declared.name] = {choice.value: choice.count for choice in declared.counted(found)}
    return narrowed


CHOSEN = [
    {}, {"kind": ["意见"]}, {"kind": ["意见", "none"]}, {"year": ["2016"]}, {"year": ["2016..2017"], "topic": ["数字化"]}, {"year": ["none"]},
    {"body": ["教育部"], "kind": ["通知"]}, {"column": ["none"]}, {"date": ["2016-01-01..2017-01-01"]}, {"validity": ["not-yet"]}, {"topic": ["none"]},
]


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_the_index_counts_what_the_database_counts(corpus, chosen):
    kept = indexed(chosen)
    expected = by_database(chosen)
    assert kept is not None
    for name, values in kept.by_value.items():
        assert {value: count for value, count in values.items() if count} == expected[name], name
    found = Document.objects.published()
    for name, values in chosen.items():
        found = filters.by_name()[name].narrow(found, values)
    assert kept.total == found.count()


def test_what_waits_for_the_index_is_counted_by_the_database(corpus, client):
    PendingUpdate.objects.create(document_id=FAR)
    assert indexed({}) is None and counts.kept({}) == counts.Kept()
    PendingUpdate.objects.all().delete()
    assert indexed({}) is not None
    IndexedDay.objects.update(day=date(2020, 1, 1))
    assert indexed({}) is None


def test_of_another_day_nothing_is_kept(corpus):
    assert counts.kept({}).total == 12
    assert counts.kept({}, date(2016, 1, 1)).total is None


PAGES = ["/", "/documents/", "/documents/?kind=意见", "/kinds/意见/", "/topics/", "/bodies/", "/columns/", "/sitemap-values.xml"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_the_same_and_count_no_rows(corpus, client, path):
    with CaptureQueriesContext(connection) as queries:
        by_index = client.get(path).content
    assert not [q["sql"] for q in queries if "COUNT(" in q["sql"] and "documents_document" in q["sql"]]
    PendingUpdate.objects.create(document_id=FAR)
    assert client.get(path).content == by_index


def test_what_is_published_and_withdrawn_counts_at_once(index, client):
    result = import_source(Source("关于甲的通知.txt", "关于甲的通知\n\n甲市教育局\n2021年3月2日\n\n为了甲，通知如下，请遵照执行。".encode()), state=State.PUBLISHED)
    assert "共 <b class=\"number\">1</b> 份文件" in client.get("/documents/").content.decode()
    document = Document.objects.get(pk=result.document_id)
    set_state(document, State.WITHDRAWN)
    assert "共 <b class=\"number\">0</b> 份文件" in client.get("/documents/").content.decode()
