"""Who rests on whom: each document once, of works that are public, counted anew when the corpus changes."""
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import State, Work
from documents.pages import reliance
from documents.pages.reliance import MOST_BODIES, Wanted
from documents.revisions import record
from tests.factories import make_citation, make_document

pytestmark = pytest.mark.django_db


def counts(**wanted):
    titles = dict(Work.objects.values_list("pk", "title"))
    return [(titles[work], count) for work, count in reliance.most_cited(Wanted(**wanted))]


def test_a_document_counts_once_however_often_it_cites_and_whichever_edition():
    old, new = make_document("甲法", work="甲法"), make_document("甲法（新）", work="甲法")
    for _ in range(2):
        citing = make_document()
        make_citation(citing, old)
        make_citation(citing, new, start=20)
    make_citation(make_document(), make_document("乙法", work="乙法"))
    assert counts() == [("甲法", 2), ("乙法", 1)]


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN, State.TRASHED])
def test_what_is_not_published_neither_counts_nor_is_named(client, state):
    make_citation(make_document(state=state), make_document("甲法", work="甲法"))
    make_citation(make_document(bodies=["某部"]), make_document("密件", work="密件", bodies=["密局"], state=state))
    assert ("甲法", 1) not in counts()
    page = client.get("/graph/").content.decode()
    assert "甲法" not in page and "密局" not in page


def test_an_edition_that_names_another_of_its_work_does_not_rest_on_it():
    old, new = make_document("甲法", work="甲法"), make_document("甲法（新）", work="甲法")
    make_citation(new, old)
    assert counts() == []


def test_kinds_and_years_narrow():
    target = make_document("甲法", work="甲法")
    make_citation(make_document(issued_on=date(2019, 1, 1)), target, kind="basis")
    make_citation(make_document(issued_on=date(2020, 1, 1)), target, kind="repeals")
    assert counts(kind="basis") == counts(year=2020) == [("甲法", 1)]
    assert counts(kind="basis", year=2020) == []
    assert reliance.years() == [2020, 2019]


@pytest.mark.parametrize("query", ["kind=<b>", "year=9999", "year=二", "year=" + "9" * 500, "kind=basis&kind=", "page=-1", "page=x"])
def test_what_there_is_not_is_left_aside(client, query):
    make_citation(make_document(), make_document("甲法", work="甲法"))
    page = client.get(f"/graph/?{query}")
    assert page.status_code == 200 and "甲法" in page.content.decode()


def test_bodies_rest_on_bodies():
    target = make_document("甲法", bodies=["全国人大", "国务院"])
    for _ in range(2):
        make_citation(make_document(bodies=["教育部"]), target)
    make_citation(make_document(bodies=["卫健委"]), target)
    found = reliance.matrix()
    assert [(body.name, [cell.count for cell in cells]) for body, cells in found.rows] == [("教育部", [2, 2]), ("卫健委", [1, 1])]
    assert [cell.shade for _, cells in found.rows for cell in cells] == [4, 4, 2, 2]


def test_there_are_never_more_than_so_many_bodies():
    target = make_document(bodies=["国务院"])
    for number in range(MOST_BODIES + 3):
        make_citation(make_document(bodies=[f"第{number}局"]), target)
    assert len(reliance.matrix().rows) == MOST_BODIES


def test_it_is_counted_again_only_when_the_corpus_has_changed(client):
    citing = make_document("乙")
    make_citation(citing, make_document("甲法", work="甲法"))
    client.get("/graph/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/graph/")
    assert not any("GROUP BY" in query["sql"] for query in queries)
    citing.state = State.WITHDRAWN
    citing.save()
    record(citing)
    assert "甲法" not in client.get("/graph/").content.decode()


def test_no_page_costs_more_queries_for_more_works(client, django_assert_max_num_queries):
    for _ in range(60):
        make_citation(make_document(bodies=["某局"]), make_document(bodies=["国务院"]))
    with django_assert_max_num_queries(10):
        client.get("/graph/")


def test_an_empty_corpus_says_so(client):
    assert "还没有已解析的引用" in client.get("/graph/").content.decode()
