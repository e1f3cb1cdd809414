"""What is typed and names one place leads there: of a law with several editions, to the one in force today."""
from datetime import date, timedelta

import pytest

from documents.importing import Outcome, Source, import_source
from documents.models import Document, State
from search.answering import SearchRequest, run_search
from search.indexing.rebuild import rebuild
from search.pages.exact_matches import exact_match

NEXT_YEAR = date.today() + timedelta(days=365)
EDITIONS = {"2005": ("2005-10-27", "2006-01-01"), "2018": ("2018-10-26", "2018-10-26"), "2023": ("2023-12-29", "2024-07-01")}


def write_law(name: str, issued: str, effective: str, extra: str = "") -> None:
    text = f"""中华人民共和国{name}

第一条　为了规范管理，制定本法。

第二条　{issued}的{name}{extra}。

第三条　本法自{int(effective[:4])}年{int(effective[5:7])}月{int(effective[8:])}日起施行。
"""
    facts = {"issued_on": date.fromisoformat(issued), "effective_on": date.fromisoformat(effective), "work": f"中华人民共和国{name}"}
    source = Source(name=f"中华人民共和国{name}_{issued}.txt", data=text.encode(), facts=facts)
    assert import_source(source, state=State.PUBLISHED).outcome is Outcome.CREATED


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laws(shared_database, shared_index):
    with shared_database():
        for name in ("登记法", "航道法", "登记管理法"):
            for issued, effective in sorted(EDITIONS.values(), reverse=name == "航道法"):
                write_law(name, issued, effective, "，登记法登记法登记法" if issued < "2010" else "")
        write_law("登记法", f"{date.today():%Y-%m-%d}", f"{NEXT_YEAR:%Y-%m-%d}")
        rebuild()


TYPED = ("登记法第二条", "《登记法》第二条", "中华人民共和国登记法第2条", "航道法 第二条", "登记管理法第二条", "登記法第2條", "《登記法》第二條之規定", "根據《登记法》２条")
NAMING_NONE = ("登记草案第二条", "2019登记法第二条", "登记法第九十九条", "法第二条", "登记法第二条 学籍", "-登记法第二条")


def test_a_provision_leads_to_the_edition_in_force_today(laws, client):
    for typed in TYPED:
        page = client.get(exact_match(typed).partition("#")[0]).content.decode()
        assert "2023-12-29的" in page, typed


def test_what_names_no_provision_that_is_held_leads_nowhere(laws):
    assert [typed for typed in NAMING_NONE if exact_match(typed) is not None] == []


@pytest.mark.parametrize("unit", ["document", "section"])
def test_the_edition_in_force_comes_before_the_others_of_its_work(laws, unit):
    for name in ("登记法", "航道法", "登记管理法", "中华人民共和国登记法"):
        hits = run_search(SearchRequest(name, unit=unit, stop=50, every_edition=True)).hits.hits
        full = name if name.startswith("中华") else f"中华人民共和国{name}"
        issued = [str(document.issued_on) for hit in hits for document in [Document.objects.get(pk=hit.document_id)] if document.title == full]
        assert len(set(issued)) >= 3 and issued[0] == "2023-12-29", name


def test_one_hit_a_work_opens_its_other_editions(laws, client):
    page = client.get("/search/?q=登记法").content.decode()
    assert page.count('<details class="editions">') == page.count('<p class="title">') == 3
    assert page.count("另有 3 个版本") == 1 and page.count("另有 2 个版本") == 2
    assert client.get("/search/?q=登记法&editions=all").content.decode().count('<p class="title">') == 6


def test_an_edition_is_found_by_words_that_the_one_in_force_has_not(laws):
    old = Document.objects.get(title="中华人民共和国登记法", issued_on="2005-10-27")
    hits = run_search(SearchRequest("登记法", filters={"year": ("2005",)})).hits
    assert hits.hits[0].document_id == old.pk and hits.total == 3
