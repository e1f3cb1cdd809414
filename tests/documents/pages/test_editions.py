"""The bar of editions: which there are, which holds, which is shown, and what to compare."""
from datetime import date

import pytest
from lxml import html

from documents.importing import Source, import_source
from documents.models import Document, State
from documents.pages.editions import editions
from documents.resolving.exact import find_provision
from tests.factories import make_document

pytestmark = pytest.mark.django_db


def make_edition(year, **values):
    return make_document("甲法", slug=f"甲法-{year}", work="甲法", issued_on=date(year, 1, 1) if year else None, **values)


def bar(client, address, **query):
    page = html.document_fromstring(client.get(address, query).content)
    return [" ".join(item.text_content().split()) for item in page.xpath("//section[@class='edition-bar']//li")]


def test_one_edition_makes_no_bar(client):
    make_document("甲法", slug="甲法-2020", work="甲法", issued_on=date(2020, 1, 1))
    make_document("无著作")
    assert bar(client, "/documents/甲法-2020/") == bar(client, "/documents/无著作/") == []


def test_the_bar_names_every_edition(client):
    make_edition(2014, superseded_on=date(2020, 1, 1)), make_edition(2020), make_edition(2010, state=State.DRAFT), make_edition(2011, state=State.WITHDRAWN)
    assert bar(client, "/documents/甲法-2014/") == ["2020年1月1日 现行的版本未见废止或修改 与前一版对比", "2014年1月1日正在阅读 已修改"]


def test_what_is_not_yet_in_force_is_not_current(client):
    make_edition(2014, superseded_on=date(2031, 1, 1)), make_edition(2020, effective_on=date(2031, 1, 1))
    assert bar(client, "/documents/甲法-2014/")[1].startswith("2014年1月1日正在阅读 现行的版本现行有效")
    assert bar(client, "/documents/甲法-2014/", on="2031-06-01")[0].startswith("2020年1月1日 当日的版本未见废止或修改")


def test_a_repealed_work_has_no_current_edition():
    old, new = make_edition(2014, repealed_on=date(2021, 1, 1)), make_edition(2020, repealed_on=date(2021, 1, 1))
    assert editions(new).current is None
    assert editions(old, date(2020, 6, 1)).current.document == new


def test_an_edition_of_an_unknown_day_is_the_oldest():
    dated, undated = make_edition(2014), make_edition(None)
    assert [edition.document for edition in editions(dated).known] == [dated, undated]


def test_many_editions_are_folded(client):
    for year in range(2001, 2013):
        make_edition(year)
    page = html.document_fromstring(client.get("/documents/甲法-2001/").content)
    assert page.xpath("//section[@class='edition-bar']/details[@class='more']/summary/text()") == ["更早的 7 个版本"]


def test_a_comparison_leads_to_the_edition_before(client):
    make_edition(2014), make_edition(2020)
    page = html.document_fromstring(client.get("/documents/甲法-2014/").content)
    assert client.get(page.xpath("//a[@class='compare']/@href")[0]).status_code == 200


def test_editions_cost_one_query(django_assert_num_queries):
    shown = make_edition(2000)
    for year in range(2001, 2013):
        make_edition(year)
    with django_assert_num_queries(1):
        assert len(editions(shown).known) == 13


def test_the_current_edition_is_that_to_which_a_typed_provision_leads():
    """Two places that decide the same: the bar by statuses, resolving by dates."""
    for issued, effective, text in (("2014-01-01", "2014-01-01", "旧文。"), ("2020-01-01", "2020-07-01", "新文。")):
        source = f"---\ntitle: 中华人民共和国绿化法\nissued_on: {issued}\neffective_on: {effective}\nkind: 法律\nwork: 绿化法\n---\n## 第一条\n\n{text}\n\n## 第二条\n\n{text}\n"
        import_source(Source(f"绿化法({issued}).md", source.encode()), state=State.PUBLISHED)
    shown = Document.objects.order_by("pk").first()
    for day in (date(2014, 1, 1), date(2019, 12, 31), date(2020, 6, 30), date(2020, 7, 1), date(2026, 1, 1)):
        found, target = editions(shown, day), find_provision("绿化法第一条", day)
        assert found.current.document.slug == target.held.slug, day


def test_every_document_leads_to_its_work(client):
    for shown in (make_edition(2014), make_document("乙办法")):
        page = html.document_fromstring(client.get(shown.get_absolute_url(), {"on": "2030-01-01"}).content)
        assert page.xpath("//a[text()='沿革']/@href") == [f"{shown.work.get_absolute_url()}?on=2030-01-01"]
