"""What a citation shows before it is followed."""
from datetime import date

import pytest

from tests.factories import make_document, make_section

pytestmark = pytest.mark.django_db
TEXT = "为了规范，制定本法。\n有下列情形的，处罚：\n（一）甲情形；\n（二）乙情形。"


@pytest.fixture
def law():
    law = make_document("乙法", number="乙政〔2020〕1号", issued_on=date(2020, 1, 2))
    make_section(law, label="第三条", anchor="art-3", text=TEXT)
    make_section(law, 1, label="第一章", heading="总则", anchor="ch-1", text="")
    return law


def card(client, at="", **query):
    return client.get("/documents/乙法/card/", {"at": at, **query})


@pytest.mark.parametrize("at, words, others", [
    ("art-3", "<b>第三条</b> 为了规范", ""),
    ("art-3-p2-i2", "（二）乙情形", "甲情形"),
    ("art-3-p1", "第一款</b> 为了规范，制定本法。", "乙情形"),
    ("art-3-p9", "<b>第三条</b>", ""),
    ("ch-1", "<b>第一章 总则</b>", "第三条"),
    ("art-99", "乙法", "第三条"),
    ("<script>", "乙法", "<script>"),
    ("", "2020年1月2日", "第三条"),
])
def test_a_card_shows_the_place_that_is_named(client, law, at, words, others):
    page = card(client, at).content.decode()
    assert words in page and "乙政〔2020〕1号" in page
    assert not others or others not in page


def test_a_long_article_is_cut(client, law):
    make_section(law, 2, label="第四条", anchor="art-4", text="长" * 5000)
    page = card(client, "art-4").content.decode()
    assert "长" * 300 + "……" in page and "长" * 301 not in page


@pytest.mark.parametrize("state", ["draft", "withdrawn", "trashed"])
def test_what_is_not_published_has_no_card(client, state):
    make_document("乙法", state=state)
    assert card(client).status_code == 404


def test_a_card_is_for_the_day_of_its_page(client, law):
    law.validity, law.validity_since, law.validity_basis = "repealed", date(2024, 5, 1), "person"
    law.save()
    assert "已废止" in card(client).content.decode()
    assert "已废止" not in card(client, on="2023-01-01").content.decode()
    assert "?on=2023-01-01" in card(client, on="2023-01-01").content.decode()
    assert card(client, on="昨天").status_code == 400


def test_a_card_costs_few_queries(client, law, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        card(client, "art-3")
