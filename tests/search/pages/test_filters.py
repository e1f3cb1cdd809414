"""Filters of search pages: one entry is all that a new one needs, and no moment without an index; values, ranges, 未注明."""
import json
import random
import re
from datetime import date
from html import unescape

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import strip_tags

from documents import filters
from documents.filters import Years
from documents.models import Document
from documents.signals import document_changed
from search.backends.whoosh_backend.schema import FORMAT, is_readable
from search.indexing import upkeep
from search.indexing.checking import Report, check
from search.indexing.rebuild import rebuild
from search.suggesting.timed_cache import clear_all
from tests.factories import make_document


@pytest.fixture
def corpus(index):
    make_document("甲办法", kind="办法", bodies=["教育部"], topics=["学籍"], issued_on=date(2020, 1, 1), effective_on=date(2021, 1, 1),
                  expires_on=date(2021, 5, 1), markdown="学籍。")
    make_document("乙意见", kind="意见", bodies=["财政部"], topics=["教师", "学籍"], issued_on=date(2021, 5, 1), markdown="学籍。")
    make_document("丙规划", markdown="学籍。", effective_on=date(2023, 3, 3), expires_on=date(2035, 1, 1))
    rebuild()
    return index


def page(client, path, status=200, **params):
    answer = client.get(path, params)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def found(client, **params):
    text = page(client, "/search/", **{"q": "学籍", **params})
    return {strip_tags(title) for title in re.findall(r'<p class="title"><a[^>]*>(.*?)</a>', text)}


def listed(client, **params):
    text = page(client, "/documents/", **params)
    return {title for title in ("甲办法", "乙意见", "丙规划") if title in text}


EXPIRY = Years("expiry_year", "失效年份", "expires_on")


@pytest.fixture
def declared(monkeypatch):
    """A filter that comes after all else is built."""
    monkeypatch.setattr(filters, "FILTERS", (*filters.FILTERS, EXPIRY))
    clear_all()


def assert_everywhere(client):
    assert listed(client, expiry_year="2021") == {"甲办法"}
    assert listed(client, expiry_year=["2021", "none"]) == {"甲办法", "乙意见"}
    assert listed(client, expiry_year_from="2022") == {"丙规划"}
    text = page(client, "/search/", q="学籍")
    assert re.search(r'href="\?q=[^"]*&amp;expiry_year=2021" rel="nofollow"><span>2021</span><span class="count">1</span>', text)
    assert re.search(r'expiry_year=none" rel="nofollow"><span>未注明</span><span class="count">1</span>', text)
    assert found(client, expiry_year="2021..2030") == {"甲办法"} and found(client, expiry_year="none") == {"乙意见"}
    assert found(client, q="学籍 失效年份:2022..") == {"丙规划"} and found(client, q="失效年份:未注明") == {"乙意见"}
    assert found(client, q="学籍 -expiry_year:2021") == {"乙意见", "丙规划"}
    assert 'name="expiry_year_from"' in page(client, "/search/advanced/")
    answer = client.get("/search/advanced/", {"all": "学籍", "expiry_year_from": "2021", "expiry_year_to": "2030"})
    assert unescape(answer["Location"]) == reverse("search:search", query={"q": "学籍 失效年份:2021..2030"})
    assert "失效年份:" in page(client, "/search/help/")


def test_one_entry_is_a_filter_everywhere(client, declared, corpus):
    assert_everywhere(client)


def test_an_index_from_before_a_filter_serves_on_until_it_takes_it_up(client, corpus, monkeypatch, request):
    generation = corpus.generation()
    request.getfixturevalue("declared")
    assert corpus.is_outdated() and check().outdated and not check().problem
    assert len(found(client)) == 3
    assert listed(client, expiry_year="2021") == {"甲办法"}
    for params in ({"expiry_year": "2021"}, {"q": "学籍 失效年份:2021"}, {"q": "学籍 -失效年份:2021"}, {"q": "学籍 (失效年份:2021 或 失效年份:2022)"}):
        text = page(client, "/search/", **{"q": "学籍", **params})
        assert "暂时不能按“失效年份”筛选，这个条件没有起作用" in text and len(found(client, **params)) == 3
    assert found(client, q="学籍 (失效年份:2021 或 种类:意见)", kind="意见") == {"乙意见"}
    late = make_document("丁通知", markdown="学籍。", expires_on=date(2021, 1, 1))
    document_changed.send(sender=Document, document_id=late.pk)
    assert "丁通知" in found(client)
    number = late.pk
    late.delete()
    document_changed.send(sender=Document, document_id=number)
    assert corpus.generation() != generation  # it has been written into
    call_command("check_index", repair=True, processes=1, verbosity=0)
    assert check() == Report()
    assert_everywhere(client)


def test_a_serving_process_has_an_outdated_index_built_anew(client, corpus, settings, monkeypatch, request):
    settings.INDEX_IN_BACKGROUND = True
    started = []
    monkeypatch.setattr(upkeep.subprocess, "Popen", lambda command, **_: started.append(command[-2:]))
    monkeypatch.setattr(upkeep, "_look", upkeep.Interval(0))
    monkeypatch.setattr(upkeep, "_recover", upkeep.Interval(300))
    monkeypatch.setattr(upkeep, "work_soon", lambda: None)
    found(client)
    assert started == []
    request.getfixturevalue("declared")
    assert len(found(client)) == 3 and len(found(client, kind="办法")) == 1
    assert started == [["check_index", "--repair"]]


def test_an_index_without_a_field_is_outdated_and_one_of_another_format_is_unreadable(corpus):
    sentinel = corpus.store.current() / "sentinel.json"
    written = json.loads(sentinel.read_text())
    kept, names = FORMAT.rsplit(" ", 1)
    before = f"{kept} " + ",".join(sorted([*names.split(","), "=body", "=kind", "=name"]))
    assert is_readable(FORMAT) and is_readable(before)
    assert not is_readable(FORMAT.replace("1 whoosh", "0 whoosh")) and not is_readable(before.replace(",text_grams", ""))
    for known, problem in ((before, ""), (FORMAT + "x", "written by another version")):
        sentinel.write_text(json.dumps(written | {"format": known}))
        corpus.store.__init__(corpus.store.path)
        assert (problem in corpus.problem()) and bool(corpus.problem()) == bool(problem)


def test_several_values_ranges_and_none(client, corpus):
    assert found(client, topic=["学籍", "none"]) == {"甲办法", "乙意见", "丙规划"} and found(client, topic="none") == {"丙规划"}
    assert found(client, topic="学籍", body="财政部") == {"乙意见"}
    assert found(client, year="2019..2020") == {"甲办法"} and found(client, year=["2020", "none"]) == {"甲办法", "丙规划"}
    assert found(client, year_from="2021", year_to="") == {"乙意见"} and found(client, year_to="2020") == {"甲办法"}
    assert found(client, date="2020-01-01..2021-04-30") == {"甲办法"} and found(client, date_from="2021-05-01") == {"乙意见"}
    assert found(client, date="2021-05") == {"乙意见"} and found(client, date="none") == {"丙规划"}
    assert found(client, effect_year="2021..2023") == {"甲办法", "丙规划"} and found(client, effect_year="none") == {"乙意见"}
    assert found(client, validity="expired") == listed(client, validity="expired") == {"甲办法"}
    assert found(client, q="学籍 年:未注明") == found(client, q="学籍 主题:未注明") == found(client, q="种类:未注明") == {"丙规划"}
    assert found(client, q="学籍 主题:(教师 或 未注明)") == {"乙意见", "丙规划"}
    assert found(client, q="学籍 日期:2021年5月") == {"乙意见"} and found(client, q="施行年份:2023") == {"丙规划"}


def test_a_search_for_what_was_called_unmarked_leads_to_what_it_is_called_now(client, corpus):
    nothing_found = {"乙意见", "丙规划"}
    assert found(client, validity="unmarked") == found(client, validity="no-change-found") == nothing_found
    assert found(client, q="学籍 时效:未标注") == found(client, q="学籍 时效:未见废止或修改") == nothing_found


def test_facet_undated_documents_can_be_chosen(client, corpus):
    text = page(client, "/search/", q="学籍")
    year = text[text.index('id="filter-year"'):].partition("</details>")[0]
    assert re.search(r'year=none" rel="nofollow"><span>未注明</span><span class="count">1</span>', year)


HOSTILE = ["abc", "..", "..,,", "0", "-1", "1..1000000000", "2021..2020..2019", "\x00", "none\x00", "%00", "9" * 400, "２０２１年x", "<script>alert(1)</script>", "'"]


@pytest.mark.parametrize("path", ["/documents/", "/search/"])
def test_hostile_values_are_left_aside_and_it_is_said(client, corpus, path):
    for value in HOSTILE:
        for query in ({}, {"q": "学籍"}) if path == "/search/" else ({},):
            text = page(client, path, **query, **{declared.name: value for declared in filters.FILTERS})
            assert text.count("已忽略这个条件") == len(filters.FILTERS) and "<script>alert" not in text
    text = page(client, path, q="学籍", year_from="x" * 300, year_to="\x00", date_from="2021-02-30")
    assert text.count("已忽略这个条件") == 2
    text = page(client, path, q="学籍", topic=[f"没有{number}" for number in range(500)])
    assert "主题最多选 20 个值" in text
    assert client.get(path, {"topic": ["学籍"] * 2000}).status_code in (200, 400)


@pytest.mark.parametrize("path", ["/documents/", "/search/"])
def test_every_count_is_what_its_address_shows(client, corpus, path):
    chance = random.Random(3)
    for number in range(12):
        make_document(
            f"学籍{number}", bodies=chance.sample(["教育部", "财政部"], chance.randrange(3)), kind=chance.choice(["", "意见"]),
            topics=chance.sample(["学籍", "教师"], chance.randrange(3)), column=chance.choice([None, "政策精神"]),
            issued_on=chance.choice([None, date(2019, 1, 1), date(2020, 1, 1)]), effective_on=chance.choice([None, date(2020, 1, 1)]),
        )
    rebuild()
    for chosen in ({}, {"topic": ["学籍", "none"], "year": "2019..2020"}, {"body": "none", "effect_year": ["none", "2021..2023"]}):
        text = page(client, path, q="学籍", **chosen)
        choices = re.findall(r'<li><a href="([^"]*)" rel="nofollow"><span>([^<]*)</span><span class="count">(\d+)</span>', text)
        assert len(choices) > 10
        for address, _, count in chance.sample(choices, 8):
            shown = client.get(path + unescape(address)).content.decode()
            assert _total(shown) >= int(count) and (_alone(address, chosen) is False or _total(shown) == int(count))


def _total(text):
    total = re.search(r'共 <b class="number">(\d+)</b>', text)
    return int(total[1]) if total else 0


def _alone(address, chosen):
    """Whether no other value of the same filter is chosen beside the last one of ``address``."""
    return address.rpartition("&amp;")[2].partition("=")[0].lstrip("?") not in chosen
