"""The search page as readers get it: what must not be shown, what must not fail, then what is found."""
import random
import re
import time
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.importing import set_state
from documents.models import BodyAlias, Document, IssuingBody, Section, State
from search import engine
from search.indexing.rebuild import rebuild
from search.pages import views
from search.suggesting import popular_searches
from tests.factories import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def corpus(shared_database, shared_index):
    with shared_database():
        fill()
    return shared_index


@pytest.fixture
def own_corpus(index):
    """For tests that change the index."""
    fill()
    return index


def fill():
    make_document(
        "中小学生学籍管理办法", number="教基〔2025〕1号", kind="办法", bodies=["教育部"], topics=["学籍"], issued_on=date(2025, 1, 2),
        markdown="## 第一章 总则\n\n### 第一条\n\n为规范学籍管理，制定本办法。\n\n### 第二条\n\n学校为学生建立学籍档案。",
        sections=[
            {"label": "第一章", "heading": "总则", "anchor": "ch-1"},
            {"label": "第一条", "anchor": "art-1", "level": 2, "text": "为规范学籍管理，制定本办法。"},
            {"label": "第二条", "anchor": "art-2", "level": 2, "text": "学校为学生建立学籍档案，落实减轻作业负担的要求。"},
        ],
    )
    make_document("数字素养工作要点", kind="要点", bodies=["中央网信办", "教育部"], topics=["数字素养"], issued_on=date(2022, 3, 2),
                  markdown="2022年提升全民数字素养。普惠性服务。")
    make_document("在线教育意见", kind="意见", bodies=["教育部"], topics=["在线教育"], issued_on=date(2021, 5, 1), markdown="未成年人在线学习，学校加强管理。")
    make_document("秘密学籍草稿", state=State.DRAFT, markdown="学籍管理 密件。")
    Section.objects.filter(anchor__startswith="art").update(parent=Section.objects.get(anchor="ch-1"))
    BodyAlias.objects.create(body=IssuingBody.objects.get(name="中央网信办"), name="国家互联网信息办公室")
    rebuild()


def get(client, q="", status=200, **wishes):
    answer = client.get(reverse("search:search"), {"q": q, **wishes})
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def titles(page):
    return [strip_tags(title) for title in re.findall(r'<p class="title"><a[^>]*>(.*?)</a>', page)]


def test_s05_drafts_are_not_found(client, corpus):
    for q in ("学籍", "密件", "秘密学籍草稿"):
        assert "秘密" not in " ".join(titles(get(client, q)))


@pytest.mark.parametrize(("words", "left"), [("学籍管理", 1), ("学籍管理", 0), ("没有的词", 0)])
def test_what_was_not_looked_through_as_a_whole_is_not_said_to_have_nothing(client, corpus, monkeypatch, words, left):
    """``left``: of the hits, those of the parts of the index that answered."""
    run = type(corpus).run

    def half(engine, plan, seconds):
        hits = run(engine, plan, seconds)
        return replace(hits, hits=hits.hits[:left], total=min(left, hits.total), partial=True)

    monkeypatch.setattr(type(corpus), "run", half)
    page = get(client, words)
    assert "结果可能不全" in page and "没有找到" not in page and "您是不是要找" not in page and len(titles(page)) == left


def test_what_was_withdrawn_a_moment_ago_is_not_shown(client, corpus):
    Document.objects.filter(title="在线教育意见").update(state=State.WITHDRAWN)
    assert titles(get(client, "在线学习")) == []


HOSTILE = [
    "", " ", "*", "?*", "~2", "[a TO z]", "field:x", "id:1", "(" * 5000, '"' * 5000, "a OR " * 500, "^nan", "\0", "\ud800".encode(
        "utf-8", "surrogatepass").decode("utf-8", "replace"), "\u202e学籍", "😀", "'; DROP TABLE documents;--", "<script>alert(1)</script>",
    "学" * 10_000, "标题:", "年:99999", "年:abc", "-学籍", "或 或 或", "ＡＮＤ", "的", "。。。", "学籍 " * 2000, "/.*/", "%00", "教基〔〕号",
]


def test_i31_i32_hostile_queries_get_a_page_at_once(client, corpus):
    for wishes in ({}, {"unit": "section"}, {"exact": "1"}):
        for q in HOSTILE:
            start = time.process_time()
            page = get(client, q, **wishes)
            assert time.process_time() - start < 1, q[:20]
            assert "<script>alert" not in page
            assert 'id="q"' in page


def test_i34_pages(client, corpus):
    for page, status in {"0": 404, "-1": 404, "abc": 404, "99999": 404, "１": 404, "": 404, "1": 200, "2": 404}.items():
        assert ("没有这一页" in get(client, "学籍", status, page=page)) == (status == 404)


def test_i35_unknown_wishes_are_left_aside(client, corpus):
    for wishes in (
        {"body": "无此机关"}, {"year": "2024-13-45"}, {"sort": "xx"}, {"unit": "xx"}, {"kind": ["意见"] * 1000}, {"topic[]": "x"},
        {"validity": "\0"},
    ):
        get(client, "学籍", **wishes)


@pytest.mark.parametrize(("q", "wishes"), [("学籍", {}), ("学籍 办法", {"exact": "1"}), ('"学籍管理" 年:2025', {}), ("学籍 无此词", {}), ("学籍 办法", {"sort": "newest"})])
def test_nothing_follows_where_no_word_can_be_spared(client, corpus, q, wishes):
    assert "一部分词" not in get(client, q, **wishes)


@pytest.mark.parametrize("unit", ["document", "section"])
def test_where_few_have_all_words_those_with_most_follow_below_a_line(client, corpus, unit):
    page = get(client, "学籍 档案 普惠性 未成年人 总则" if unit == "section" else "学校 学籍", unit=unit)
    whole, line, partly = page.partition("以下只含“学校 学籍”的一部分词")
    if unit == "document":
        assert (titles(whole), titles(partly)) == (["中小学生学籍管理办法"], ["在线教育意见"])
    else:
        assert titles(page)


def test_results_out_of_reach_are_spoken_of(client, corpus, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 1)
    monkeypatch.setattr(views, "LAST_PAGE", 2)
    assert "只能看到前 2 份，共 3 份" in get(client, "或 教育", page=2) + get(client, "教育 或 学籍 或 素养", page=2)
    assert "只能看到" not in get(client, "教育 或 学籍 或 素养", page=1)
    assert "缩小范围" in get(client, "教育 或 学籍 或 素养", 404, page=3)


@pytest.mark.parametrize("q", ["《》", "，。！", "——", "或"])
def test_what_says_nothing_lists_nothing_and_says_so(client, corpus, q):
    page = get(client, q)
    assert "里没有可以检索的字词" in page
    assert not titles(page)


def test_what_a_sentence_says_of_time_and_body_narrows_is_shown_and_can_be_let_go(client, corpus):
    page = get(client, "2021年教育部发的意见")
    assert titles(page) == ["在线教育意见"]
    chips = re.findall(r'<a class="chip chosen" href="([^"]*)">.*?</span>([^<]*)<', page)
    assert [label for _, label in chips] == ["年份：2021", "发文机关：教育部", "公文种类：意见"]
    without = client.get(reverse("search:search") + unescape(chips[0][0])).content.decode()
    assert "年份：2021" not in without and "发文机关：教育部" in without


def test_conditions_that_nothing_meets_are_let_go_and_that_is_said(client, corpus):
    page = get(client, "去年中央网信办发的素养办法")
    assert "已当作普通的词检索" in page and titles(page)


def test_of_conditions_that_hold_but_for_one_the_others_stay(client, corpus):
    page = get(client, "2025年教育部发的意见")
    assert titles(page) == ["在线教育意见"]
    assert "没有符合“2025年”和其余条件的文件，下面不限这一条" in page
    assert "发文机关：教育部" in page and "年份：2025" not in page


def test_a_chosen_filter_outranks_the_sentence(client, corpus):
    assert titles(get(client, "2021年教育部发的文件", year="2025")) == ["中小学生学籍管理办法"]


def test_an_unknown_filter_is_said(client, corpus):
    page = get(client, "学籍", body="无此机关")
    assert "没有“无此机关”这一发文机关，已忽略" in page
    assert titles(page) == ["中小学生学籍管理办法"]


def test_a_number_goes_to_its_document(client, corpus):
    for q in ("教基〔2025〕1号", "教基[2025]1号", "教基 （2025） 01 号", "教基【2025】第1号"):
        answer = client.get(reverse("search:search"), {"q": q})
        assert answer.status_code == 302
        assert unescape(answer["Location"]).startswith("/documents/")


TYPED = [
    ("学籍管理", "中小学生学籍管理办法"),
    ("《中小学生学籍管理办法》", "中小学生学籍管理办法"),
    ("學籍管理", "中小学生学籍管理办法"),
    ("教基〔2025〕", "中小学生学籍管理办法"),
    ("2025年1号", "中小学生学籍管理办法"),
    ("文号:教基", "中小学生学籍管理办法"),
    ("标题:数字素养", "数字素养工作要点"),
    ("普惠", "数字素养工作要点"),
    ("中央网信办", "数字素养工作要点"),
    ("机关:国家互联网信息办公室", "数字素养工作要点"),
    ("年:2021..2021", "在线教育意见"),
    ("种类:意见", "在线教育意见"),
    ("学籍 或 普惠 -数字", "中小学生学籍管理办法"),
    ("未成年人上网课学校要管什么？", "在线教育意见"),
    ("xueji", "中小学生学籍管理办法"),
    ("jyb", None),
    ("zaixian jiaoyu", "在线教育意见"),
    ("双减", "中小学生学籍管理办法"),
]


def test_what_people_type(client, corpus):
    for q, first in TYPED:
        found = titles(get(client, q))
        assert found[0] == first if first else found, q


def test_a_phrase_is_found_exactly_or_not_at_all(client, corpus):
    assert titles(get(client, '"籍档案"')) == ["中小学生学籍管理办法"]
    assert titles(get(client, '"学籍数据"')) == []
    assert titles(get(client, "学籍数据", exact="1")) == []


def test_some_words_are_found_openly(client, corpus):
    page = get(client, "学籍 普惠 炼金术")
    assert "没有同时含有“学籍 普惠 炼金术”各词的文件，以下含有其中一部分。" in page
    assert len(titles(page)) == 2


def test_meant_is_offered_when_it_finds_more_and_only_then(client, corpus):
    assert "您是不是要找" in get(client, "学籍管里 档案")
    assert "您是不是要找" not in get(client, "学籍管理")


def test_what_sounds_the_same_is_shown_where_nothing_is_written_so(client, corpus):
    page = get(client, "学级管理")
    assert "没有“学级管理”，按读音显示" in page and "中小学生学籍管理办法" in titles(page)
    assert "按读音显示" not in get(client, "学级管理", exact="1")


@pytest.fixture
def homophones(index):
    """公式 stands in a text of 2019, 公示 in a title of 2020."""
    make_document("计算办法", kind="办法", issued_on=date(2019, 1, 2), bodies=["甲局"], markdown="按公式计算。")
    make_document("名单公示", kind="公告", issued_on=date(2020, 1, 2), bodies=["乙局"], markdown="名单见公示栏。")
    rebuild()


@pytest.mark.parametrize("narrowed", [{"year": "2020"}, {"kind": "公告"}, {"body": "乙局"}, {"on": "2018-01-01"}, {"date": "2020-01..2020-02"}, {"unit": "section", "year": "2020"}])
def test_what_stands_elsewhere_is_not_said_to_be_missing(client, homophones, narrowed):
    assert "按读音显示" not in get(client, "公式", **narrowed)
    assert "没有“公拭”，按读音显示" in get(client, "公拭")


def test_what_stands_nowhere_is_read_by_its_sound_within_filters_too(client, homophones):
    assert "没有“公拭”，按读音显示" in get(client, "公拭", year="2020")


def test_nothing_found_explains_and_offers(client, corpus):
    page = get(client, "炼金术", kind="办法", unit="section", exact="1")
    for offer in ("去掉全部条件", "改为普通检索", "按文件检索", "高级检索"):
        assert offer in page


def test_sections_have_path_snippet_and_a_link_that_keeps_the_words(client, corpus):
    page = get(client, "学籍档案")
    assert "第一章 总则" in page
    assert "学校为学生建立<mark>学籍档案</mark>" in page
    assert re.search(r'href="/documents/[^"]*\?mark=[^"]*#art-2"', page)


def test_sections_alone(client, corpus):
    page = get(client, "学籍", unit="section")
    assert titles(page) == ["中小学生学籍管理办法"] * 2
    assert "2</b> 条" in page


def test_facets_count_and_let_go_one_by_one(client, corpus):
    page = get(client, "教育部", body=["教育部", "中央网信办"], kind="要点", sort="newest")
    assert titles(page) == ["数字素养工作要点"]
    chips = re.findall(r'class="chip chosen" href="([^"]*)"', page)
    assert len(chips) == 3
    for chip in chips:
        address = unescape(chip)
        assert "sort=newest" in address
        assert len(re.findall("body=|kind=", address)) == 2
        assert client.get(reverse("search:search") + address).status_code == 200


def test_counts_of_facets_are_true(client, corpus):
    page = get(client, "学籍 或 数字素养 或 在线")
    choices = re.findall(r'<a href="([^"]*)" rel="nofollow"><span>([^<]*)</span><span class="count">(\d+)</span>', page)
    assert len(choices) > 8
    for address, _, count in choices:
        narrowed = client.get(reverse("search:search") + unescape(address)).content.decode()
        assert len(titles(narrowed)) == int(count)


def test_newest_and_oldest_first(client, corpus):
    newest = titles(get(client, "教育部", sort="newest"))
    assert newest == ["中小学生学籍管理办法", "数字素养工作要点", "在线教育意见"]
    assert titles(get(client, "教育部", sort="oldest")) == newest[::-1]


def test_reasons_are_given(client, corpus):
    assert "标题含“学籍”" in get(client, "学籍")
    assert "发文机关：中央网信办" in get(client, "国家互联网信息办公室")
    assert "又作“作业负担”" in get(client, "双减")


def test_what_is_found_by_its_full_title_alone_says_so(client, index):
    make_document("作业细则", full_title="关于印发《琉璃工坊作业细则》的通知", markdown="# 作业细则\n", sections=[{"label": "", "heading": "琉璃总则"}])
    rebuild()
    page = get(client, "琉璃工坊")
    assert "全称含“琉璃工坊”" in page
    assert "全称含" not in get(client, "作业细则")
    page = get(client, "总则")
    assert "总则</mark></a></p>" in page and '<p class="snippet"></p>' not in page


@pytest.mark.parametrize("unit", ["document", "section"])
def test_the_number_of_database_queries_does_not_depend_on_the_results(client, own_corpus, django_assert_max_num_queries, unit):
    get(client, "教育部")  # names and dictionaries are loaded once a process
    get(client, "学籍", unit=unit)
    popular_searches.reset()
    with django_assert_max_num_queries(7):
        get(client, "学籍", unit=unit)
    for n in range(12):
        make_document(f"学籍通知{n}", bodies=["教育部", "财政部"], topics=["学籍"], sections=[{"text": "学籍", "anchor": "a"}])
    rebuild()
    with django_assert_max_num_queries(7):
        assert len(titles(get(client, "学籍", unit=unit))) == 10


def test_f03_without_an_index_titles_are_searched_and_it_is_said(client, own_corpus):
    (own_corpus.store.path / "current").unlink()
    page = get(client, "学籍", 503)
    assert "检索正在恢复" in page
    assert titles(page) == ["中小学生学籍管理办法"]


def test_too_many_searches_are_told_to_come_back(client, corpus, monkeypatch):
    def full(plan):
        raise engine.TooManySearches

    monkeypatch.setattr(engine, "search", full)
    answer = client.get(reverse("search:search"), {"q": "学籍"})
    assert answer.status_code == 503
    assert answer["Retry-After"]


def test_a_long_query_is_cut_and_that_is_said(client, corpus):
    assert "只用了前 100 个字" in get(client, "学" * 101)
    assert "只用了前 100 个字" not in get(client, "学" * 100)


@pytest.mark.parametrize("length", [0, 1, 99, 100, 101, 4_000, 70_000])
@pytest.mark.parametrize("text", ["学籍", "学 ", "a", "\U00020bb7", "-", "“"])
def test_i30_a_query_of_any_length_is_answered(client, corpus, text, length):
    typed = (text * length)[:length]
    assert ("只用了前 100 个字" in get(client, typed)) == (len(typed.strip()) > 100)


def test_pages_of_search_stand_without_a_query(client, corpus):
    for name in ("search", "advanced", "help"):
        assert client.get(reverse(f"search:{name}")).status_code == 200


def test_every_example_of_the_help_page_finds_something(client, corpus):
    page = client.get(reverse("search:help")).content.decode()
    examples = re.findall(r'href="(/search/\?q=[^"]*)"', page)
    assert len(examples) > 15
    for address in examples:
        assert client.get(unescape(address)).status_code in (200, 302)


def test_sorts_and_units_of_the_page_are_those_of_the_plan():
    from typing import get_args, get_type_hints

    from search.plan import Plan

    hints = get_type_hints(Plan)
    assert tuple(views.SORTS) == get_args(hints["sort"])
    assert tuple(views.UNITS) == get_args(hints["unit"])


def test_f16_days_at_the_ends_of_the_calendar_are_in_order(client, index):
    days = [date(1, 1, 1), date(1949, 10, 1), date(2024, 2, 29), date(9999, 12, 31)]
    for day in days:
        make_document(f"某件{day}", markdown="日期的次序", issued_on=day)
    rebuild()
    order = [f"某件{day}" for day in days]
    assert titles(get(client, "日期的次序", sort="oldest")) == order
    assert titles(get(client, "日期的次序", sort="newest")) == order[::-1]
    assert titles(get(client, "日期的次序 年:1949")) == ["某件1949-10-01"]
    assert titles(get(client, "日期的次序 年:2000..9999")) in (["某件9999-12-31", "某件2024-02-29"], ["某件2024-02-29", "某件9999-12-31"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=120), wishes=st.dictionaries(st.sampled_from(["body", "topic", "kind", "year", "effect_year_from", "date", "validity", "sort", "unit", "exact", "page"]), st.text(max_size=8)))
def test_i47_no_search_fails(client, corpus, q, wishes):
    assert client.get(reverse("search:search"), {"q": q, **wishes}).status_code in (200, 302, 404)
    for name in ("suggest", "advanced"):
        assert client.get(reverse(f"search:{name}"), {"q": q}).status_code == 200


def test_s05_whatever_is_published_or_taken_back_only_what_is_public_is_found(client, index):
    chance = random.Random(5)
    documents = [make_document(f"文件{word}", markdown=f"{word}歌唱。", state=State.DRAFT) for word in ("金丝雀", "夜莺鸟", "画眉鸟", "百灵鸟")]
    for _ in range(25):
        document = chance.choice(documents)
        set_state(document, chance.choice(list(State)))
        public = {f"文件{document.title[2:]}" for document in documents if document.is_published}
        assert set(titles(get(client, "歌唱"))) == public
        page = get(client, document.title[2:])
        assert (f"{document.title[2:]}</mark>歌唱" in page) == document.is_published
        assert (document.title in get(client, "歌唱", sort="newest")) == document.is_published


def test_a_search_has_a_feed_of_what_it_finds_the_newest_first(client, corpus):
    feed = client.get("/feeds/search/", {"q": "学籍 OR 学习"}).content.decode()
    assert feed.index("中小学生学籍管理办法") < feed.index("在线教育意见")
    assert "秘密" not in feed and "检索“学籍 OR 学习”" in feed
    assert "<entry>" not in client.get("/feeds/search/", {"q": "炼金术士 学籍"}).content.decode()
    assert "<entry>" not in client.get("/feeds/search/", {"q": "学籍", "kind": "意见"}).content.decode()
    assert 'href="/feeds/search/?q=' in get(client, "学籍", kind="办法")
