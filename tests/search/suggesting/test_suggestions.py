import re
import time
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from documents.importing.citing import link
from documents.models import Document, State
from search.models import FrequentSearch, MissedSearch, Synonyms
from search.suggesting import popular_searches
from search.suggesting.suggestions import as_json
from search.text.lexicon import Lexicon, LexiconEntry
from tests.factories import make_document


@pytest.fixture
def corpus(db):
    make_document("中小学生学籍管理办法", number="教基〔2025〕1号", bodies=["教育部"], topics=["学籍"])
    make_document("秘密草稿", state=State.DRAFT, bodies=["秘密机关"], topics=["秘密主题"], number="密〔2025〕1号")


def texts(typed):
    return [suggestion["text"] for suggestion in as_json(typed)]


@pytest.mark.parametrize("typed", ["秘密", "mimi", "密〔2025〕", "", " ", "\0", "%", "*" * 1000, "不存在的"])
def test_what_must_not_be_suggested(corpus, typed):
    assert texts(typed) == []


@pytest.mark.parametrize(("typed", "text"), [
    ("学籍", "中小学生学籍管理办法"), ("中小学", "中小学生学籍管理办法"), ("學籍", "中小学生学籍管理办法"), ("xueji", "中小学生学籍管理办法"),
    ("教基", "教基〔2025〕1号"), ("教基2025", "教基〔2025〕1号"), ("jiaoyubu", "教育部"), ("jyb", "教育部"), ("学", "学籍"), ("双", "双减"), ("sj", "双减"),
])
def test_what_is_suggested(corpus, typed, text):
    assert text in texts(typed)


def test_a_suggestion_leads_somewhere(corpus, client):
    for typed in ("学籍", "教基", "教育部", "双减"):
        for suggestion in as_json(typed):
            assert client.get(suggestion["url"]).status_code in (200, 302, 503)


def test_the_address_answers_json(corpus, client):
    answer = client.get(reverse("search:suggest"), {"q": "学籍"})
    assert answer.json()["suggestions"][0] == {"text": "学籍", "kind": "主题", "note": "", "url": "/topics/%E5%AD%A6%E7%B1%8D/"}


def test_ten_thousand_titles_are_looked_through_in_a_moment():
    lexicon = Lexicon(LexiconEntry(f"第{n}号管理通知", "title") for n in range(10_000))
    lexicon.suggest("管理")
    start = time.process_time()
    assert len(lexicon.suggest("管理")) == 8
    assert time.process_time() - start < 0.03


@pytest.mark.parametrize(("typed", "meant"), [("学藉管理", "学籍管理"), ("叫育部", "教育部"), ("教肓数字化", "教育数字化")])
def test_homophones_and_slips_are_corrected(typed, meant):
    known = Lexicon([LexiconEntry("学籍管理", "word"), LexiconEntry("教育部", "body"), LexiconEntry("教育数字化", "topic")])
    assert meant in known.corrected(typed)


def test_words_inside_the_words_of_a_name_are_words_to_correct_by():
    assert Lexicon([LexiconEntry("中华人民共和国反不正当竞争法", "title")]).homophones("竟争") == ["竞争"]


@pytest.mark.parametrize("typed", ["学籍管理", "abc", "", "。。"])
def test_what_is_right_is_left_alone(typed):
    assert Lexicon([LexiconEntry("学籍管理", "word")]).corrected(typed) == []


def test_what_was_searched_once_is_never_stored(db):
    popular_searches.count("张三的电话")
    popular_searches.count("张三的电话")
    assert not FrequentSearch.objects.exists()
    popular_searches.count("张三的电话")
    assert FrequentSearch.objects.get().count == 3


def test_searches_in_vain_are_counted_apart_and_editors_may_add_a_synonym(corpus, admin_client):
    for _ in range(3):
        popular_searches.count_missed("择优入学")
    popular_searches.count_missed("李四的住址")
    assert (MissedSearch.objects.get().text, MissedSearch.objects.get().count) == ("择优入学", 3)
    assert not FrequentSearch.objects.exists() and "择优入学" not in texts("择优")
    listed = admin_client.get(reverse("admin:search_missedsearch_changelist")).content.decode()
    address = unescape(re.search(r'href="([^"]*/synonyms/add/[?][^"]*)"', listed)[1])
    assert 'value="择优入学 → "' in admin_client.get(address).content.decode()


def test_frequent_searches_are_suggested(corpus):
    FrequentSearch.objects.create(text="学生转学", count=5)
    FrequentSearch.objects.create(text="学生休学", count=4)
    assert "学生转学" in texts("学生")
    assert "学生休学" not in texts("学生")


@pytest.fixture
def laws(db):
    sections = [{"label": label, "anchor": anchor, "text": "为了规范登记。"} for label, anchor in (("第一条", "art-1"), ("第二条", "art-2"), ("第十二条", "art-12"), ("第二十条", "art-20"))]
    law, code = "中华人民共和国登记法", "登记代码管理办法"
    make_document(law, slug="old", work=law, issued_on=date(2005, 1, 1), effective_on=date(2005, 1, 1), sections=sections)
    make_document(law, slug="law", work=law, issued_on=date(2018, 1, 1), effective_on=date(2018, 1, 1), sections=sections)
    make_document(law, slug="coming", work=law, issued_on=date(2018, 1, 2), effective_on=date.today() + timedelta(days=99), sections=sections)
    make_document(code, slug="code")
    for document in Document.objects.all():
        link(document)
    citing = make_document("办理登记的通知", slug="citing", issued_on=date(2020, 1, 1), markdown="根据《登记法》办理登记。")
    link(citing)


@pytest.mark.parametrize("typed", ["登记", "登记法", "dengji", "中华人民共和国登记"])
def test_what_others_rest_on_comes_first_and_in_the_edition_in_force(laws, typed):
    first = as_json(typed)[0]
    assert (first["text"], first["url"]) == ("中华人民共和国登记法", "/documents/law/")
    assert first["note"].startswith("2018年")


@pytest.mark.parametrize(("typed", "labels"), [
    ("登记法第", ["第一条", "第二条", "第十二条", "第二十条"]), ("登记法 第二", ["第二条", "第二十条"]), ("《登记法》第二条", ["第二条", "第二十条"]), ("登记法2", ["第二条", "第二十条"]),
    ("登记法第二条的规定", []), ("登记法", []), ("第", []), ("登记第", []), ("登记法第九", []), ("登记2025", []),
])
def test_articles_of_a_law_that_is_named(laws, typed, labels):
    assert [s["text"].partition(" ")[2] for s in as_json(typed) if s["kind"] == "条款"] == labels
    assert all("/law/#art-" in s["url"] for s in as_json(typed) if s["kind"] == "条款")


@pytest.mark.parametrize("typed", ["个保法", "个信保护法", "個保法"])
def test_a_law_by_what_it_is_called_in_short(db, typed):
    law = "中华人民共和国个人信息保护法"
    make_document(law, slug="law", work=law, issued_on=date(2021, 8, 20), effective_on=date(2021, 11, 1))
    assert [(s["text"], s["url"]) for s in as_json(typed)] == [(law, "/documents/law/")]


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_a_short_name_of_what_is_not_public(db, state):
    law = "中华人民共和国个人信息保护法"
    make_document(law, work=law, state=state)
    assert as_json("个保法") == []


def test_a_slip_is_offered_to_nobody(laws):
    Synonyms.objects.create(line="户藉 → 户籍")
    assert "户藉" not in [s["text"] for s in as_json("户藉")]


def test_titles_come_before_words(laws):
    Synonyms.objects.create(line="登记 = 注册 = 登记事项")  # the first is what is typed
    kinds = [s["kind"] for s in as_json("登记")]
    assert kinds[:3] == ["文件"] * 3 and len(kinds) > 4 and set(kinds[3:]) == {"简称"}
