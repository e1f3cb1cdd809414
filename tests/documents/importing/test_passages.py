"""Published documents know what they share; nothing else knows of it, and it costs the same in any corpus."""
import csv
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from documents.importing import Source, find_passages, import_source, passages_due, set_state, trash
from documents.importing import passages as finding
from documents.models import Document, Fingerprint, SharedPassage, State
from tests.documents.repetition.test_passages import SENTENCE, text

pytestmark = pytest.mark.django_db


def held(title, seed, *articles, state=State.PUBLISHED, **facts):
    body = "\n\n".join(f"第{n}条 {words}" for n, words in zip("一二三四五", (*articles, text(seed, 200)), strict=False))
    result = import_source(Source(f"{title}.txt", f"{title}\n\n{body}\n".encode(), facts), state=state)
    assert result.document_id, result.reason
    return Document.objects.get(pk=result.document_id)


def found():
    list(find_passages())
    return set(SharedPassage.objects.values_list("document__title", "other__title", "anchor", "other_anchor"))


def get(client, document, *other):
    return client.get(f"/documents/{document.slug}/passages/{''.join(f'{one.slug}/' for one in other)}")


@pytest.fixture
def two(db):
    return held("甲市学籍管理办法", 1, text(11, 60), SENTENCE), held("乙市入学工作规定", 2, SENTENCE)


BOTH = {("甲市学籍管理办法", "乙市入学工作规定", "art-2", "art-1"), ("乙市入学工作规定", "甲市学籍管理办法", "art-1", "art-2")}


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_what_is_not_published_has_no_fingerprints(client, two, state):
    one, other = held("丙市学籍规定", 3, SENTENCE, state=state), two[0]
    assert found() == BOTH and not one.fingerprints.exists()
    assert get(client, one).status_code == get(client, other, one).status_code == get(client, one, other).status_code == 404
    assert "丙市" not in get(client, other).content.decode()


@pytest.mark.parametrize("hide", [lambda document: set_state(document, State.WITHDRAWN), trash])
def test_what_is_withdrawn_or_deleted_is_shown_nowhere_at_once_and_forgotten(client, two, hide):
    one, other = two
    assert found() == BOTH
    hide(one)
    page = get(client, other).content.decode()
    assert one.title not in page and "没有发现" in page
    assert get(client, other, one).status_code == get(client, one).status_code == 404
    assert one.title not in client.get(f"/api/v1/export/documents/{other.slug}/passages.csv").getvalue().decode()
    assert found() == set() and not one.fingerprints.exists()
    set_state(one, State.PUBLISHED)
    assert found() == BOTH


def test_editions_of_a_work_are_left_out(client):
    one = held("甲市学籍管理办法", 1, SENTENCE, text(5), issued_on=date(2019, 1, 1))
    other = held("甲市学籍管理办法", 2, SENTENCE, text(6), issued_on=date(2021, 1, 1))
    Document.objects.update(work=one.work)
    assert one.pk != other.pk and found() == set()
    assert "没有发现" in get(client, one).content.decode()


def test_a_work_is_named_once_by_the_edition_that_shares_most(client, two):
    later = held("乙市入学工作规定（修订）", 6, SENTENCE, text(11, 60), issued_on=date(2022, 1, 1))
    Document.objects.filter(pk=later.pk).update(work=two[1].work)
    found()
    page = get(client, two[0]).content.decode()
    assert later.get_absolute_url() in page and f'"{two[1].get_absolute_url()}"' not in page


def test_a_text_that_is_replaced_is_compared_anew(two):
    assert found() == BOTH
    facts = {"issued_on": date(2020, 1, 1)}
    result = import_source(Source("乙.txt", f"乙市入学工作规定\n\n第一条 {text(2, 200)}\n".encode(), facts), into=two[1])
    assert result.document_id == two[1].pk and not SharedPassage.objects.exists()
    assert found() == set()
    values = set(Fingerprint.objects.filter(document=two[1]).values_list("value", flat=True))
    assert values and not values & set(two[0].fingerprints.values_list("value", flat=True))


def test_nothing_is_done_twice(two, django_assert_num_queries):
    assert found() == BOTH and not passages_due().exists()
    with django_assert_num_queries(1):
        assert list(find_passages()) == []


def test_what_more_works_than_two_dozen_have_is_no_passage(monkeypatch):
    monkeypatch.setattr(finding, "MOST_WORKS", 4)
    monkeypatch.setattr(finding, "MOST_HOLDERS", 6)
    for number in range(4):
        held(f"{'甲乙丙丁'[number]}市学籍管理办法", number, text(50 + number), SENTENCE)
    assert len(found()) == 12
    for number in range(4, 9):
        held(f"{'甲乙丙丁戊己庚辛壬'[number]}市学籍管理办法", number, text(50 + number), SENTENCE)
        assert found() == set() and not passages_due().exists()
    assert max(Fingerprint.objects.filter(value=value).count() for value in Fingerprint.objects.values_list("value", flat=True)) == 6


def test_the_queries_of_one_document_do_not_grow_with_the_corpus(django_assert_max_num_queries, two):
    list(find_passages())
    for number in range(12):
        held(f"第{number}号办法", 100 + number, text(200 + number), SENTENCE)
        with django_assert_max_num_queries(26):
            list(find_passages())
    assert SharedPassage.objects.count() == 14 * 13


def test_one_that_fails_is_due_still_and_keeps_nobody_waiting(two, monkeypatch):
    real = finding.fingerprints
    monkeypatch.setattr(finding, "fingerprints", lambda own: real(own) if text(1, 12)[:10] not in own.text else 1 / 0)
    assert list(find_passages()) == [two[0].pk, two[1].pk]
    assert [document.pk for document in passages_due()] == [two[0].pk]


def test_the_pages(client, two, django_assert_num_queries):
    call_command("find_passages")
    one, other = two
    page = client.get(one.get_absolute_url()).content.decode()
    assert reverse("documents:passages", args=[one.slug]) in page
    page = get(client, one).content.decode()
    assert other.title in page and "1 段" in page
    for pair in (two, two[::-1]):
        page = get(client, *pair).content.decode()
        assert page.count(SENTENCE) == 3 and "#art-1" in page and "#art-2" in page
        assert f'{reverse("documents:passages", args=[pair[0].slug])}">有相同段落的文件' in page
    with django_assert_num_queries(3):
        get(client, one, other)
    for number in range(6):
        held(f"第{number}号办法", 100 + number, text(200 + number), SENTENCE)
    list(find_passages())
    with django_assert_num_queries(3):
        assert get(client, one).content.decode().count("段</a>") == 7


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "+1"])
def test_the_table_is_whole_and_no_cell_is_a_formula(client, two, title):
    found()
    Document.objects.filter(pk=two[1].pk).update(title=title)
    body = client.get(f"/api/v1/export/documents/{two[0].slug}/passages.csv").getvalue().decode("utf-8-sig")
    heads, row = csv.reader(StringIO(body))
    told = dict(zip(heads, row, strict=True))
    assert told["另一文件"] == f"'{title}" and told["本文文字"] == told["另一文件文字"] == SENTENCE
    assert (told["本文条款"], told["另一文件条款"]) == ("第二条", "第一条")
    assert told["本文网址"].startswith("http://testserver/") and told["另一文件网址"].endswith("#art-1")
