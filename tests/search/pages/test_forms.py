import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from documents import filters
from search.pages import forms
from search.pages.forms import FilterBox
from search.queries import Field, language
from search.queries.fields import TEXTS, Language
from search.queries.tree import And

OPTIONS = {"topic": ("学籍", "教师", "未注明"), "kind": ("意见", "办法", "未注明")}
BOXES = [FilterBox(declared, OPTIONS.get(declared.name, ())) for declared in filters.FILTERS]
LANGUAGE = Language((*TEXTS, *(Field(f.name, f.keywords, f.range) for f in filters.FILTERS)))
EMPTY = dict.fromkeys(("all", "phrase", "any", "none", "title", "number"), "")


def boxes(**filled):
    return EMPTY | filled


def write_boxes(filled):
    return forms.write_boxes(filled, BOXES, LANGUAGE)


def read_boxes(text):
    return forms.read_boxes(text, BOXES, LANGUAGE)


def parse(text):
    return language.parse(text, LANGUAGE)


@pytest.mark.parametrize(("filled", "written"), [
    (boxes(), ""),
    (boxes(all="学籍 管理", phrase="学籍档案", any="小学 初中", none="高校"), '学籍 管理 "学籍档案" (小学 或 初中) -高校'),
    (boxes(title="数字素养", body="教育部", number="教基〔2025〕", kind=["意见"]), "标题:数字素养 文号:教基〔2025〕 机关:教育部 种类:意见"),
    (boxes(year_from=2021, year_to=2023), "年:2021..2023"),
    (boxes(year_from=2023, year_to=2021), "年:2021..2023"),
    (boxes(year_from=2021), "年:2021.."),
    (boxes(effect_year_from=2021, effect_year_to=2021), "施行年份:2021"),
    (boxes(date_from="2021-03-01", date_to="2021-06-30"), "日期:2021-03-01..2021-06-30"),
    (boxes(topic=["学籍", "未注明"], kind=["办法"]), "种类:办法 主题:(学籍 或 未注明)"),
    (boxes(phrase='有"引号"的', title="两个 词"), '"有 引号 的" 标题:"两个 词"'),
])
def test_boxes_are_written_in_the_language(filled, written):
    assert write_boxes(filled) == written
    assert write_boxes(EMPTY | read_boxes(written)) == written


@pytest.mark.parametrize("text", ["(a 或 b) 或 (c d)", '-"a b"', "标题:a 标题:b", "年:1..2", "年:2021-2023", "年:未注明", "主题:教", "主题:(学籍 或 别的)", '"a" "b" "c"', "-(a b) c", "机关:(a 或 b)"])
def test_what_no_box_can_say_stays_as_it_is(text):
    assert parts(write_boxes(EMPTY | read_boxes(text))) == parts(text)


def parts(text):
    tree = parse(text)
    return set(tree.parts if isinstance(tree, And) else [tree])


@given(st.text(alphabet=st.sampled_from(list("学籍ab1 -|()（）\"“”:：或标题年机关.")), max_size=40))
def test_read_and_written_again_means_the_same(text):
    assert parts(write_boxes(EMPTY | read_boxes(text))) == parts(text)


def test_the_form_leads_to_the_search(client, db):
    answer = client.get(reverse("search:advanced"), {"all": "学籍", "year_from": "2021"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/search/?q=")


def test_the_form_is_filled_from_a_query(client, db):
    page = client.get(reverse("search:advanced"), {"q": "学籍 年:2021..2023 -高校"}).content.decode()
    for value in ("学籍", "2021", "2023", "高校"):
        assert f'value="{value}"' in page


def test_a_wrong_year_is_said(client, db):
    answer = client.get(reverse("search:advanced"), {"all": "", "year_from": "abc"})
    assert answer.status_code == 400
    assert "errorlist" in answer.content.decode()
