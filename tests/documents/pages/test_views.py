"""Lists and documents as readers get them: what must not be shown, what must not fail, then what is there."""
import re
from datetime import date
from urllib.parse import quote

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import counts
from documents.models import State
from tests.factories import make_body, make_citation, make_column, make_document, make_section, make_topic

pytestmark = pytest.mark.django_db


def get(client, path, status=200, **query):
    answer = client.get(path, query)
    assert answer.status_code == status, path
    return answer.content.decode().replace("<wbr>", "")  # where the lines of a title may break


@pytest.fixture
def corpus():
    make_document("甲办法", bodies=["教育部"], topics=["数字化"], column="政策精神", kind="办法", issued_on=date(2020, 1, 1))
    make_document("乙意见", bodies=["教育部", "财政部"], topics=["数字化", "教师"], kind="意见", published_on=date(2021, 1, 1))
    make_document("丙通知", bodies=["财政部"], topics=["教师"], kind="通知", issued_on=date(2021, 5, 1))
    make_document("丁规划", kind="规划")
    make_document("草稿秘密", bodies=["秘密机关"], topics=["秘密主题"], kind="函", state=State.DRAFT, issued_on=date(1987, 1, 1))


PUBLIC = ["/", "/documents/", "/topics/", "/bodies/", "/columns/", "/topics/数字化/", "/bodies/教育部/", "/columns/政策精神/",
          "/years/2021/", "/kinds/意见/", "/feeds/documents/", "/feeds/topics/数字化/", "/feeds/bodies/教育部/", "/sitemap.xml",
          "/about/", "/robots.txt", "/health/alive/"]


@pytest.mark.parametrize("path", PUBLIC)
def test_unpublished_documents_are_nowhere(client, corpus, path):
    page = get(client, path)
    assert "草稿秘密" not in page
    assert "1987" not in page
    assert "秘密机关" not in page


def test_a_draft_is_as_unknown_as_no_document(client, corpus):
    draft, nothing = client.get("/documents/草稿秘密/"), client.get("/documents/没有/")
    assert draft.status_code == nothing.status_code == 404
    assert draft.content == nothing.content


def test_a_withdrawn_document_is_gone(client):
    make_document("甲", state=State.WITHDRAWN, markdown="撤回的正文")
    page = get(client, "/documents/甲/", 410)
    assert "已撤回" in page and "撤回的正文" not in page


@pytest.mark.parametrize("path", ["/topics/没有/", "/bodies/没有/", "/columns/没有/", "/kinds/没有/", "/years/1066/",
                                  "/years/99999999999/", "/documents/没有/", "/documents/没有/original/", "/feeds/topics/没有/",
                                  "/documents/%00/", "/topics/a%00b/", "/kinds/%0a/", "/cited/%7f/", "/documents/..%2f..%2fetc/"])
def test_unknown_headings_are_not_found(client, path):
    assert "没有找到这一页" in get(client, path, 404)


@pytest.mark.parametrize("name", ["topic", "body", "kind", "year", "column"])
@pytest.mark.parametrize("value", ["没有", "<script>alert(1)</script>", "0", "-1", "2024-13-45", "'; DROP TABLE", "\x00", "9" * 400])
def test_i35_an_unknown_filter_value_is_left_aside_and_said(client, corpus, name, value):
    page = get(client, "/documents/", **{name: value})
    assert "已忽略这个条件" in page
    assert "<script>alert" not in page
    assert "共 <b class=\"number\">4</b>" in page


def test_i35_an_unknown_sort_is_said(client, corpus):
    assert "没有这种排序" in get(client, "/documents/", sort="evil")


@pytest.mark.parametrize(("page", "shown"), [("0", 2), ("-1", 2), ("99999", 2), ("1e9", 1), ("abc", 1), ("２", 2), ("9" * 500, 2)])
def test_i34_a_page_that_is_not_there_is_said(client, page, shown):
    for _ in range(21):
        make_document()
    text = get(client, "/documents/", page=page)
    assert f"这里是第 {shown} 页" in text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/", "/documents/", "/documents/甲办法/", "/topics/", "/about/", "/health/"])
def test_i42_pages_are_only_read(client, corpus, method, path):
    assert getattr(client, method)(path).status_code == 405


def test_filters_combine_and_keep_each_other(client, corpus):
    page = get(client, "/documents/", topic="数字化", body="财政部")
    assert "乙意见" in page and "甲办法" not in page and "丙通知" not in page
    assert "去掉</span>主题：数字化" in page and "去掉</span>发文机关：财政部" in page
    assert 'href="?topic=%E6%95%B0%E5%AD%97%E5%8C%96"' in page


def test_counts_of_a_filter_are_under_all_the_others(client, corpus):
    page = get(client, "/documents/", topic="教师")
    assert '<span>意见</span><span class="count">1</span>' in page
    assert '<span>数字化</span><span class="count">2</span>' in page
    assert "<span>规划</span>" not in page


def test_filters_survive_paging(client):
    for _ in range(21):
        make_document(topics=["数字化"])
    page = get(client, "/documents/", topic="数字化", sort="title")
    assert "?topic=%E6%95%B0%E5%AD%97%E5%8C%96&amp;sort=title&amp;page=2" in page


def test_a_path_fixes_its_filter(client, corpus):
    page = get(client, "/bodies/财政部/", topic="教师", body="教育部")
    assert "乙意见" in page and "丙通知" in page
    assert 'id="filter-body"' not in page


def test_orders(client, corpus):
    def titles(sort):
        page = get(client, "/documents/", sort=sort)
        return sorted(["甲办法", "乙意见", "丙通知", "丁规划"], key=page.index)

    assert titles("newest") == ["丙通知", "乙意见", "甲办法", "丁规划"]
    assert titles("oldest") == ["甲办法", "乙意见", "丙通知", "丁规划"]


def test_a_site_without_documents_says_so(client):
    assert "这里还没有文件" in get(client, "/documents/")


@pytest.mark.parametrize("state", [None, State.DRAFT, State.WITHDRAWN])
def test_a_heading_without_published_documents_is_unknown(client, state):
    make_body("空部"), make_topic("空题"), make_column("空栏")
    if state:
        make_document(bodies=["空部"], topics=["空题"], column="空栏", state=state)
    for path in ("/bodies/空部/", "/topics/空题/", "/columns/空栏/", "/feeds/bodies/空部/", "/feeds/topics/空题/"):
        get(client, path, 404)
    for path in ("/bodies/", "/topics/", "/columns/", "/sitemap-values.xml", "/search/advanced/"):
        page = get(client, path)
        assert not [name for name in ("空部", "空题", "空栏") if name in page]


def test_columns_without_documents_are_not_named(client):
    make_column("政策精神", source_count=58)
    assert "政策精神" not in get(client, "/columns/")


def test_bodies_stand_under_their_superiors(client):
    make_document(bodies=["国务院", "国务院办公厅"])
    office, council = make_body("国务院办公厅"), make_body("国务院")
    office.parent = council
    office.save()
    page = get(client, "/bodies/")
    assert page.index(">国务院<") < page.index("<ul><li><a href=\"/bodies/%E5%9B%BD%E5%8A%A1%E9%99%A2%E5%8A%9E%E5%85%AC%E5%8E%85/\"")


def test_a_document_shows_its_facts(client):
    make_document(
        "甲办法", full_title="教育部关于印发《甲办法》的通知", number="教基〔2020〕1号", bodies=["教育部", "财政部"], topics=["数字化"],
        column="政策精神", kind="办法", issued_on=date(2020, 1, 2), published_on=date(2020, 1, 3), effective_on=date(2020, 2, 1),
        validity="repealed", validity_since=date(2025, 1, 3), validity_proof="《甲办法》同时废止。", source="教育部网站", note="摘编稿",
    )
    page = get(client, "/documents/甲办法/")
    assert "本文件已废止（自" in page
    for words in ("教育部关于印发《甲办法》的通知", "教基〔2020〕1号", "2020年1月2日", "2020年1月3日", "2020年2月1日", "已废止", "2025年1月3日",
                  "《甲办法》同时废止。", "教育部网站", "摘编稿", "政策精神"):
        assert words in page
    assert f'<a href="{reverse("documents:body", args=["财政部"])}">财政部</a>' in page
    assert "教育部、财政部：《甲办法》（教基〔2020〕1号），2020年1月2日，http://testserver/documents/甲办法/。" in page


def test_facts_that_are_not_known_are_not_shown(client):
    make_document("甲")
    page = get(client, "/documents/甲/")
    for label in ("发文字号", "发文机关", "成文日期", "发布日期", "施行日期", "公文种类", "来源", "编者注", "原始文件"):
        assert f"<dt>{label}</dt>" not in page


def test_the_outline_leads_to_every_division(client):
    make_document("甲", markdown="## 第一章 总则\n\n### 第一条\n\n文。", sections=[
        {"label": "第一章", "heading": "总则", "anchor": "ch-1"},
        {"label": "第一条", "anchor": "art-1", "level": 2, "text": "文。"},
    ])
    page = get(client, "/documents/甲/")
    assert '<a class="level-1" href="#ch-1">第一章 总则</a><div class="articles level-1"><a href="#art-1">第一条</a>' in page
    assert '<h2 id="ch-1"' in page and '<h3 id="art-1"' in page


def test_other_versions_of_the_same_work(client):
    make_document("甲法", slug="甲法-2014", work="甲法", issued_on=date(2014, 1, 1))
    make_document("甲法", slug="甲法-2020", work="甲法", issued_on=date(2020, 1, 1))
    make_document("甲法", slug="甲法-密稿", work="甲法", state=State.DRAFT)
    page = get(client, "/documents/甲法-2014/")
    assert "正在阅读" in page and "2020年1月1日" in page
    assert "这是较早的版本" in page and "这是较早的版本" not in get(client, "/documents/甲法-2020/")
    assert "密稿" not in page and "%E5%AF%86%E7%A8%BF" not in page


def test_s14_the_original_is_for_keeping(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals/a.html").write_text("<script>alert(1)</script>")
    make_document("甲", original="originals/a.html", original_name="原 文\".html")
    answer = client.get("/documents/甲/original/")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_an_original_that_is_lost_is_not_found(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_document("甲", original="originals/a.html")
    assert client.get("/documents/甲/original/").status_code == 404


def test_s13_every_page_has_a_strict_policy_and_nothing_inline(client, corpus):
    for path in [*PUBLIC, "/没有/", "/documents/甲办法/"]:
        answer = client.get(path)
        assert "script-src 'self'" in answer["Content-Security-Policy"], path
        if "html" in answer["Content-Type"]:
            page = answer.content.decode()
            assert " style=" not in page and "<style" not in page, path
            data = page.count('<script type="application/ld+json">')  # no script that runs
            assert page.count("<script") == page.count('<script type="module" src=') + page.count("<script src=") + data, path


@pytest.mark.parametrize(("path", "queries"), [("/", 10), ("/documents/", 12), ("/topics/数字化/", 12), ("/documents/?topic=数字化&year=2021", 14),
                                               ("/topics/", 1), ("/columns/", 1), ("/bodies/", 1)])
def test_lists_cost_the_same_whatever_their_length(client, monkeypatch, django_assert_num_queries, corpus, path, queries):
    monkeypatch.setattr(counts, "_keepers", [])  # an index of another test may be there: see tests/search/test_counts.py
    with django_assert_num_queries(queries):
        client.get(path)
    for number in range(15):
        make_document(bodies=[f"机关{number}", "教育部"], topics=["数字化", f"主题{number}"], kind="意见", published_on=date(2021, 1, 1))
    with django_assert_num_queries(queries):
        client.get(path)


def test_a_document_costs_the_same_whatever_its_length(client, django_assert_max_num_queries):
    document = make_document("甲", bodies=["教育部"], topics=["数字化"], work="甲", number="甲〔2020〕1号")
    with django_assert_max_num_queries(20):
        client.get("/documents/甲/")
    for position in range(40):
        make_section(document, position=position, label="第一条", anchor=f"art-{position}")
        make_citation(document, make_document(), start=position * 10)
        make_citation(make_document(), document, provision_anchor="art-1-p1")
    with django_assert_max_num_queries(20):
        client.get("/documents/甲/")


@pytest.mark.parametrize("payload", [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "'-alert(1)-'", "</title><script>alert(1)",
    "javascript:alert(1)", "{{ 7|add:7 }}{% debug %}", "\u202e政策\u202c", "https://evil.example/\"onmouseover=alert(1)",
])
def test_s10_no_fact_of_a_document_becomes_markup(client, payload):
    make_document(
        f"甲{payload}", slug="甲", full_title=payload, number=payload, bodies=[f"机关{payload}"], topics=[f"题{payload}"],
        column=f"栏{payload}", source=payload, note=payload, validity_proof=payload, original="x", original_name=payload,
        sections=[{"label": payload[:30], "heading": payload, "anchor": "h-1"}], issued_on=date(2020, 1, 1),
    )
    for path in ("/", "/documents/", "/documents/甲/", "/documents/甲/graph/", "/topics/", "/bodies/", "/columns/"):
        page, *data = _without_data(get(client, path))
        assert not any("<" in block for block in data)
        assert "alert(1)</script>" not in page and "<img src=x" not in page and "<svg onload" not in page
        page = re.sub('<script type="application/ld[+]json">[^<>]*</script>', "", page)  # data: no markup is left in it
        assert 'href="javascript:' not in page and "\"onmouseover" not in page


def _without_data(page):
    """The page without its blocks of data, which are JSON and no markup, and these."""
    block = r'<script type="application/ld\+json">(.*?)</script>'
    return [re.sub(block, "", page, flags=re.S), *re.findall(block, page, re.S)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.dictionaries(st.sampled_from(["topic", "body", "kind", "year", "effect_year_from", "date", "validity", "column", "sort", "page", "x"]), st.text(max_size=30)))
def test_i47_no_address_of_a_list_fails(client, values):
    assert client.get("/documents/", values).status_code == 200


DAYS = [date(1, 1, 1), date(1949, 10, 1), date(1999, 12, 31), date(2024, 2, 29), date(9999, 12, 31)]


def test_f16_the_first_day_and_the_last_are_days_like_others(client):
    for day in DAYS:
        make_document(f"文件{day}", issued_on=day, effective_on=day, validity_since=day, bodies=["教育部"], topics=["题"])
    make_document("没有日期", bodies=["教育部"], topics=["题"])
    for path in ("/", "/documents/", "/feeds/documents/", "/feeds/topics/题/", "/sitemap-documents.xml", "/sitemap-values.xml", *(f"/documents/文件{day}/" for day in DAYS)):
        assert client.get(path).status_code == 200, path
    for day in DAYS:
        page = get(client, "/documents/", year=day.year)
        assert f"文件{day}" in page and page.count("没有日期") == 0
    for sort, order in (("oldest", DAYS), ("newest", DAYS[::-1])):
        page = get(client, "/documents/", sort=sort)
        places = [page.index(f"/documents/{quote(f'文件{day}')}/") for day in order]
        assert places == sorted(places) and page.index(f"/documents/{quote('没有日期')}/") > places[-1]


def test_what_was_withdrawn_before_it_was_ever_published_is_unknown(client):
    make_document("密件", state=State.WITHDRAWN, collected_at=None)
    assert client.get("/documents/密件/").status_code == 404


def test_the_words_that_a_document_defines_lead_to_their_places(client):
    document = make_document("甲办法", markdown="## 第三条\n\n本办法所称学籍，是指身份标识。\n")
    make_section(document, label="第三条", anchor="art-3", text="本办法所称学籍，是指身份标识。")
    page = get(client, "/documents/甲办法/")
    assert "定义的词语" in page and "<dt>学籍</dt>" in page
    assert 'href="#art-3">第三条</a>' in page and 'href="?mark=%E5%AD%A6%E7%B1%8D"' in page
    make_document("乙办法")
    assert "定义的词语" not in get(client, "/documents/乙办法/")
