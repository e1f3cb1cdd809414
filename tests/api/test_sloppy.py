"""What is asked in haste or in error: each gets an answer that cannot be taken for another, and says in both languages what is wrong."""
from urllib.parse import quote

import pytest

from search.indexing.rebuild import rebuild

from .conftest import SECRET
from .test_asking import get, named  # noqa: F401 (fixture)
from .test_mcp import call

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.mark.parametrize(("path", "said", "said_en"), [
    ("/documents?limit=100000", "limit 最大是 100", "100"), ("/documents?limit=0", "limit 最小是 1", "1"), ("/documents?limit=x", "limit 应当是整数", "integer"),
    ("/documents?on=2025-13-45", "on 日期写作 2020-05-01", "month"), ("/documents?sort=best", "sort 只能是", "newest"), ("/search?page=9999", "page 最大是 100", "100"),
    ("/resolve", "q 必须写明", "required"), ("/resolve?q=", "q 至少要有 1 个字", "at least 1"), ("/resolve?q=" + "x" * 2001, "q 最多 2000 个字", "at most 2000"),
    ("/export/documents.pdf", "extension 只能是 csv、xlsx或者json", "csv"),
])
def test_what_is_wrong_is_said_in_both_languages(client, corpus, path, said, said_en):
    answer = client.get(API + path)
    told = answer.json()
    assert answer.status_code == 400 and said in told["detail"] and said_en in told["detail_en"]


@pytest.mark.parametrize("path", ["/search?q=%D1%A7%BC%AE", "/resolve?q=%BD%CC%D3%FD%B7%A8", "/suggest?q=%ff", "/documents?body=%BD%CC"])
def test_text_in_another_encoding_is_refused_and_not_found_nowhere(client, corpus, path):
    answer = client.get(API + path)
    assert answer.status_code == 400 and "UTF-8" in answer.json()["detail"] and "UTF-8" in answer.json()["detail_en"]


@pytest.mark.parametrize("path", ["/nope", "/documents/甲法/", "/documents/甲法/nope", "/works/甲法/"])
def test_an_address_without_an_operation_says_nothing_of_what_is_held(client, corpus, path):
    answer = client.get(API + path)
    told = answer.json()
    assert answer.status_code == 404 and told["type"] == "urn:wenlan:problem:no-such-address" and "没有收录" not in told["detail"] + told["title"]


@pytest.mark.parametrize("text", ["", "  ", "\n\t\u3000"])
def test_a_draft_without_words_is_not_told_as_checked(client, corpus, text):
    assert client.post(f"{API}/check", {"text": text}, content_type="application/json").status_code == 400
    assert call("check_draft", text=text)[0]["result"] == "invalid-arguments"


@pytest.mark.parametrize("title", ["刑法", "《丁法》", "中华人民共和国刑法", "刑法第二十条", "依据《丁法》和《戊法》"])
def test_what_is_not_held_is_never_told_as_right_nor_as_missing_from_the_world(named, title):  # noqa: F811
    told = get("/resolve", q=title)
    assert told["outcome"] == "not-held" and "没有收录不等于不存在" in told["why"]
    assert "right" not in [one["state"] for one in told.get("citations", [])]
    assert call("read_provision", provision=title)[0]["result"] == "not-found-in-what-is-held"


def test_what_is_named_by_nothing_else_is_not_understood(named):  # noqa: F811
    assert get("/resolve", q="本办法第五条")["outcome"] == "not-understood"


@pytest.mark.parametrize(("address", "outcome", "anchor"), [
    ("http://testserver/documents/甲法/", "found", None), ("/documents/甲法/#art-2-1", "found", "art-2-1"), ("/documents/甲法/#art-2-p1-i2", "found", "art-2-p1-i2"),
    ("/documents/甲法/#art-99", "no-such-provision", None), ("/documents/没有/", "not-held", None), (f"/documents/{SECRET}草稿/", "not-held", None),
    ("/works/", "not-understood", None), ("http://[/documents/甲法/", "not-understood", None),
])
@pytest.mark.parametrize("is_quoted", [False, True])
def test_an_address_from_an_answer_may_be_asked_with(named, address, outcome, anchor, is_quoted):  # noqa: F811
    told = get("/resolve", q=quote(address, safe=":/#[") if is_quoted else address)
    assert (told["outcome"], told.get("provision", {}).get("anchor")) == (outcome, anchor)
    result = call("read_document", document=address)[0]["result"]
    assert result == ("found" if outcome in ("found", "no-such-provision") else {"not-held": "not-found-in-what-is-held"}.get(outcome, outcome))


def test_the_range_of_paragraphs_is_said(named):  # noqa: F811
    assert "收录的第二条有 1 款" in get("/resolve", q="甲法第二条第九款", on="2021-01-01")["why"]


@pytest.mark.parametrize(("quoted", "held", "is_in_words"), [
    ("为了规范管理,制定", "为了规范管理，制定", True), ("為了規範管理，制定", "为了规范管理，制定", True), ("规范了管理，制定本法", "规范管理，制定本法", False),
])
def test_half_a_sentence_that_is_quoted_leaves_nothing_out(client, named, quoted, held, is_in_words):  # noqa: F811
    told = client.post(f"{API}/verify-quote", {"quote": quoted, "source": "甲法第一条", "on": "2021-01-01"}, content_type="application/json").json()
    assert told["outcome"] == "differs" and told["held"] == held == "".join(one["held"] for one in told["differences"])
    assert "".join(one["quoted"] for one in told["differences"]) == quoted and ("字词相同" in told["why"]) is is_in_words


@pytest.mark.django_db(transaction=True)  # to build an index closes all connections
def test_what_cannot_be_asked_is_no_finding(corpus):
    rebuild()
    assert call("compare_editions", document="甲法", other="甲法")[0]["result"] == "invalid-arguments"
    told, is_error = call("read_document", document="甲法", page="two")
    assert is_error and "page 应当是整数" in told["why"] and "integer" in told["why_en"]
    assert "outcome" not in call("read_provision", provision="甲法")[0]
