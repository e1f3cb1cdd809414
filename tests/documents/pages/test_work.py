from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.importing.citing import write_names
from documents.models import State, Validity, ValidityBasis
from documents.pages.timeline import timeline
from tests.databases import only_sqlite
from tests.factories import make_citation, make_document, make_work

pytestmark = pytest.mark.django_db


def editions():
    old = make_document(
        "甲法", slug="甲法-2014", work="甲法", issued_on=date(2014, 1, 1), effective_on=date(2014, 3, 1),
        repealed_on=date(2021, 1, 1), repeal_proof="《甲法》同时废止。",
    )
    return old, make_document("甲法", slug="甲法-2020", work="甲法", issued_on=date(2020, 5, 1), effective_on=date(2021, 1, 1))


def test_timeline_is_in_order_and_says_by_what():
    entries = timeline(editions())
    assert [(entry.on.year, entry.label) for entry in entries] == [
        (2014, "公布"), (2014, "施行"), (2020, "公布"), (2021, "废止"), (2021, "施行"),
    ]
    assert entries[3].proof == "《甲法》同时废止。"


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN])
def test_what_ended_an_edition_leads_to_the_place_that_says_so_while_it_is_public(client, state):
    old, new = editions()
    by = make_document("丁决定", state=state)
    old.events.create(
        validity=Validity.REPEALED.value, on=old.repealed_on, basis=ValidityBasis.TEXT.value, proof="《甲法》同时废止。", by=by,
        section="第三条", anchor="art-3",
    )
    page = client.get(old.work.get_absolute_url()).content.decode()
    assert (f'<a href="{by.get_absolute_url()}#art-3">《丁决定》第三条</a>' in page) == (state == State.PUBLISHED)


def test_page_shows_editions_timeline_and_who_cites_any_of_them(client, django_assert_max_num_queries):
    old, new = editions()
    make_citation(make_document("乙办法"), old, work=old.work)
    make_citation(make_document("丙办法"), new, work=new.work)
    make_citation(new, old, work=old.work)  # an edition that cites another is no news of the work
    with django_assert_max_num_queries(8):
        page = client.get(old.work.get_absolute_url()).content.decode()
    assert page.index(new.get_absolute_url()) < page.index(old.get_absolute_url())
    assert "《甲法》同时废止。" in page and "乙办法" in page and "丙办法" in page and '<b class="number">2</b>' in page


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_a_work_of_drafts_alone_is_unknown(client, state):
    hidden = make_document("密法", work="密法", state=state)
    assert client.get(hidden.work.get_absolute_url()).status_code == 404
    assert client.get(f"/cited/{hidden.work.slug}/").status_code == 404


def test_a_merged_work_leads_on_unless_there_is_nothing_to_see(client):
    shown, hidden = make_document(work="甲法").work, make_document(work="密法", state=State.DRAFT).work
    for name, into, code in (("旧名", shown, 302), ("密名", hidden, 404)):
        assert client.get(make_work(name, merged_into=into).get_absolute_url()).status_code == code


@pytest.mark.parametrize("path", ["/works/", "/cited/"])
@pytest.mark.parametrize("title", ["中华人民共和国甲乙法", "《甲乙法》"])
def test_a_work_is_found_by_any_spelling_of_its_title_unless_only_drafts_have_it(client, path, title):
    work = make_work("甲乙法")
    assert client.get(f"{path}{title}/").status_code == 404
    make_citation(make_document(), work=work)
    answer = client.get(f"{path}{title}/")
    assert answer.status_code == 200 and f'<link rel="canonical" href="http://testserver{work.get_absolute_url()}">' in answer.content.decode()


def test_the_former_address_of_a_cited_work_shows_it_and_leads_to_its_page_once_it_is_held(client):
    work = make_work("丙规划")
    make_citation(make_document(), work=work)
    response = client.get("/cited/丙规划/")
    assert response.status_code == 200 and f'<link rel="canonical" href="http://testserver{work.get_absolute_url()}">' in response.content.decode()
    make_document("丙规划", work="丙规划")
    response = client.get("/cited/丙规划/")
    assert response.status_code == 301 and response.url == work.get_absolute_url()


def test_a_work_is_of_the_day(client):
    old, new = editions()
    page = client.get(old.work.get_absolute_url(), {"on": "2020-06-01"}).content.decode()
    assert "将施行" in page and "将废止" in page and f"{new.get_absolute_url()}?on=2020-06-01" in page
    page = client.get(old.work.get_absolute_url(), {"on": "2020-01-01"}).content.decode()
    assert page.count("尚未生效") == 0 and page.index("现行有效") < page.index("沿革")
    assert "还没有发布过任何版本" in client.get(old.work.get_absolute_url(), {"on": "2001-01-01"}).content.decode()
    assert client.get(old.work.get_absolute_url(), {"on": "某日"}).status_code == 400


@only_sqlite
def test_a_work_is_found_without_walking_through_all_others(client):
    work = make_document(work="甲法").work
    with CaptureQueriesContext(connection) as queries:
        assert client.get(work.get_absolute_url()).status_code == 200
    found = next(query["sql"] for query in queries if 'FROM "documents_work"' in query["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {found}")
        assert not [row for row in cursor.fetchall() if row[-1].startswith("SCAN")]


@pytest.mark.parametrize("name", ["甲法（2012年）", "甲法（修订前）"])
def test_an_edition_that_is_cited_and_not_held_and_its_work_lead_to_each_other(client, name):
    edition = editions()[0]
    held, _ = edition.work, write_names(edition)
    unheld = make_work(name, key=name.translate(str.maketrans("（）", "()")))
    assert unheld.title not in client.get(held.get_absolute_url()).content.decode()  # nothing public cites it
    make_citation(make_document("乙办法"), work=unheld)
    assert unheld.get_absolute_url() in client.get(held.get_absolute_url()).content.decode()
    page = client.get(unheld.get_absolute_url()).content.decode()
    assert held.get_absolute_url() in page and "还没有收录这个版本" in page


@pytest.mark.parametrize("key", ["乙法(2012年)", "甲法(12年)", "甲法(2012年)草案"])
def test_other_works_are_no_editions_of_it(client, key):
    edition = editions()[0]
    held, _ = edition.work, write_names(edition)
    other = make_work(key, key=key)
    make_citation(make_document("乙办法"), work=other)
    assert other.get_absolute_url() not in client.get(held.get_absolute_url()).content.decode()
    assert held.get_absolute_url() not in client.get(other.get_absolute_url()).content.decode()


def test_an_edition_of_a_draft_alone_names_no_work(client):
    hidden, unheld = make_document("密法", work="密法", state=State.DRAFT), make_work("密法（2012年）", key="密法(2012年)")
    write_names(hidden)
    make_citation(make_document("乙办法"), work=unheld)
    assert hidden.work.get_absolute_url() not in client.get(unheld.get_absolute_url()).content.decode()
