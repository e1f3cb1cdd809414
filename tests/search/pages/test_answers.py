"""What answers beside the hits is taken from the texts, with its address; first where there is nothing to say."""
from datetime import date

import pytest
from django.urls import reverse

from documents.importing.citing import link
from search.indexing.rebuild import rebuild
from tests.factories import make_document


@pytest.fixture
def corpus(index):
    make_law("中华人民共和国刑法", "art-264", "第二百六十四条", "盗窃公私财物，数额较大的，处三年以下有期徒刑。")
    make_law("中华人民共和国义务教育法", "art-29", "第二十九条", "学校应当办好。教师应当尊重学生的人格，不得对学生实施体罚。违者处分。")
    rebuild()


def make_law(title, anchor, label, text):
    link(make_document(title, work=title, effective_on=date(2020, 1, 1), markdown=text, sections=[{"label": label, "anchor": anchor, "text": text}]))


def page(client, q, **others):
    return client.get(reverse("search:search"), {"q": q, **others}).content.decode()


@pytest.mark.parametrize(("q", "others"), [("学校", {}), ("教师 体罚", {}), ("盗窃罪", {"exact": "1"}), ("抢劫罪", {}), ("天气怎么样呢？", {}), ("盗窃财物", {}), ("盗窃罪", {"page": "2"})])
def test_nothing_is_made_up(client, corpus, q, others):
    assert 'class="answer"' not in page(client, q, **others)


def test_an_offence_shows_its_article(client, corpus):
    shown = page(client, "盗窃罪")
    assert "#art-264" in shown and "“盗窃罪”的条文" in shown and "第二百六十四条" in shown


def test_a_question_shows_the_sentence_that_has_most_of_it(client, corpus):
    answer = page(client, "教师体罚学生怎么办？").partition('class="answer"')[2].partition("</section>")[0]
    assert "#art-29" in answer and "义务教育法 第二十九条" in answer
    assert "<mark>教师</mark>应当尊重" in answer and "违者" not in answer and "办好" not in answer


def test_a_code_that_is_held_in_parts_is_led_to_as_one(client, corpus):
    for name, number in (("总则", 1), ("附则", 9)):
        make_law(f"中华人民共和国环境法典 {name}", f"art-{number}", f"第{number}条", "为了保护环境。")
    rebuild()
    address = reverse("documents:code", args=["环境法典"])
    for query in ("环境法典", "中华人民共和国环境法典"):
        assert f'href="{address}"' in page(client, query)
    for query in ("环境", "刑法典"):
        assert "全书目录" not in page(client, query)
