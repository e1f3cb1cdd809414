"""Texts that name one place: first those that name none."""
from datetime import date, timedelta

import pytest

from documents.importing.citing import link
from documents.models import State
from documents.resolving import find_number, find_provision
from tests.factories import make_document

pytestmark = pytest.mark.django_db
NUMBER = "教基〔2025〕1号"
TODAY = date(2025, 6, 1)
EDITIONS = {"2005": date(2006, 1, 1), "2018": date(2018, 10, 26), "2023": date(2024, 7, 1)}


def held(title="学籍管理办法", **values):
    document = make_document(title, **values)
    link(document)
    return document


@pytest.fixture
def laws():
    sections = [{"label": "第二条", "anchor": "art-2"}]
    return {
        name: held(
            "中华人民共和国登记法", slug=name, work="中华人民共和国登记法", effective_on=day, markdown="## 第二条\n\n登记。", sections=sections,
        )
        for name, day in EDITIONS.items()
    }


@pytest.mark.parametrize("text", ["", "号", "教基〔2025〕2号", f"{NUMBER}和{NUMBER}", f"根据{NUMBER}", "教基〔2025〕1号" * 500, "〔" * 5000, "\x00"])
def test_what_is_no_number_of_a_document(text):
    held(number=NUMBER)
    assert find_number(text) is None


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_number_of_an_unpublished_document(state):
    held(number=NUMBER, state=state)
    assert find_number(NUMBER) is None


def test_number_that_two_documents_bear():
    held(number=NUMBER), held("另一办法", number=NUMBER)
    assert find_number(NUMBER) is None


@pytest.mark.parametrize("text", [NUMBER, "教基[2025]1号", "教基（2025）1号", "教基【2025】 1 号"])
@pytest.mark.parametrize("day", [None, TODAY, date.today() + timedelta(days=365)])
def test_number_in_any_style_whatever_the_day(text, day):
    document = held(number=NUMBER, effective_on=day)
    assert find_number(text).address == document.get_absolute_url()


@pytest.mark.parametrize("text", [
    "", "登记法", "第二条", "登记法第九十九条", "修订前的登记法第二条", "《登记法》第二条和《登记法》第二条", "法第二条", "登记法第二条" * 500,
    "《登记法》第二条\n《登记法》第二条", "《《《登记法》第二条",
])
def test_what_names_no_provision_that_is_held(laws, text):
    assert find_provision(text, TODAY) is None


@pytest.mark.parametrize("text", ["登记法第二条", "《登记法》第二条", "中华人民共和国登记法 第2条", "《中华人民共和国登记法》第二条"])
@pytest.mark.parametrize(("day", "edition"), [
    (date(2010, 1, 1), "2005"), (date(2018, 10, 25), "2005"), (date(2018, 10, 26), "2018"), (date(2024, 6, 30), "2018"), (date(2024, 7, 1), "2023"),
])
def test_provision_of_the_edition_in_force_on_the_day(laws, text, day, edition):
    target = find_provision(text, day)
    assert (target.held.id, target.address) == (laws[edition].pk, f"{laws[edition].get_absolute_url()}#art-2")


def test_provision_before_the_first_edition(laws):
    assert find_provision("登记法第二条", date(1990, 1, 1)) is None
