"""A filter with a path has a page for each of its values, which the site map and home lead to, whatever filter it is."""
import importlib
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import clear_url_caches, reverse

import documents.urls
import portal.urls
from documents import filters
from documents.filters import Labels, ValidityOnDay, Years
from documents.models import Document
from tests.factories import make_document

pytestmark = pytest.mark.django_db
FURTHER = (
    Years("expiry_year", "失效年份", "expires_on", path="expiry-years"),
    ValidityOnDay("validity_page", "效力", path="validity"),
    Labels("kind_page", "文种", "kind", values=("意见", "办法"), path="kinds-of-text"),
)


def rebuild_addresses():
    for module in (documents.urls, portal.urls):
        importlib.reload(module)
    clear_url_caches()


@pytest.fixture
def further_filters(monkeypatch):
    """Filters with pages, in a registry of the test's own."""
    with monkeypatch.context() as patch:
        patch.setattr(filters, "FILTERS", filters.FILTERS + FURTHER)
        rebuild_addresses()
        yield
    rebuild_addresses()


def test_every_value_has_a_page_in_the_site_map_and_at_home(client, further_filters):
    make_document("甲办法", kind="办法", expires_on=date(2021, 3, 1))
    make_document("乙意见", kind="意见")
    site_map, home = client.get("/sitemap-values.xml"), client.get("/").content.decode()
    assert site_map.status_code == 200
    for name, value, label, titles in (
        ("expiry_year", "2021", "2021年", {"甲办法"}), ("kind_page", "意见", "意见", {"乙意见"}), ("validity_page", "expired", "已失效", {"甲办法"}),
    ):
        path = reverse(f"documents:{name}", args=[value])
        page = client.get(path).content.decode()
        assert f"<h1>{label}</h1>" in page and {title for title in ("甲办法", "乙意见") if title in page} == titles
        assert f'id="filter-{name}"' not in page and path in site_map.content.decode() and f'href="{path}"' in home


@pytest.mark.parametrize("path", ["/expiry-years/2022/", "/expiry-years/none/", "/expiry-years/2020..2022/", "/validity/nothing/", "/kinds-of-text/none/"])
def test_a_value_that_no_published_document_has_is_not_found(client, further_filters, path):
    make_document("甲办法", kind="办法", expires_on=date(2021, 3, 1))
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name,value,subject", [
    ("year", "2021", "2021年"), ("year", "2022", None), ("year", "21", None), ("year", "2020..2021", None), ("year", "none", None),
    ("kind", "办法", "办法"), ("kind", "意见", None), ("kind", "没有的种类", None), ("kind", "none", None),
    ("effect_year", "2021", None), ("topic", "数字化", "数字化"), ("topic", "none", None),
])
def test_what_a_page_is_about_is_asked_of_its_own_documents_alone(name, value, subject):
    make_document("甲", kind="办法", issued_on=date(2021, 3, 1), topics=["数字化"])
    make_document("乙", kind="意见", issued_on=date(2022, 3, 1), state="draft")
    make_document("丙")
    with CaptureQueriesContext(connection) as queries:
        found = filters.by_name()[name].subject(value)
    assert (str(found) if found else None) == subject
    assert len(queries) <= 1 and all("LIMIT 1" in query["sql"] and "GROUP BY" not in query["sql"] for query in queries)


def test_years_are_counted_by_day_which_an_index_serves():
    for day in (date(2021, 1, 1), date(2021, 1, 1), date(2021, 12, 31), date(1, 1, 1), None):
        make_document(issued_on=day)
    with CaptureQueriesContext(connection) as queries:
        choices = filters.by_name()["year"].counted(Document.objects.published())
    assert [(choice.value, choice.count) for choice in choices] == [("2021", 3), ("0001", 1), ("none", 1)]
    assert len(queries) == 1 and "extract" not in queries[0]["sql"].lower()
