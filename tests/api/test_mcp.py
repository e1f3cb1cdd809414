"""The tools for agents, asked by the client of the SDK: in this process, over HTTP and over standard input and output."""
import json
import logging

import pytest
from asgiref.sync import async_to_sync
from django.db import DatabaseError
from django.test import Client as Browser
from mcp import Client

from api.mcp import server
from api.problems import BUSY, Problem
from search.indexing.rebuild import rebuild
from tests.factories import make_document

from .conftest import SECRET
from .test_asking import named  # noqa: F401 (fixture)

pytestmark = pytest.mark.django_db
MOST_BYTES = 8 * 1024


def absolute(path):
    return f"https://example.org{path}"


def call(tool, **arguments):
    """The structured answer of a tool, and whether it is an error, by the client of the SDK."""

    async def ask():
        async with Client(server.build(absolute)) as client:
            return await client.call_tool(tool, arguments)

    told = async_to_sync(ask)()
    assert json.loads(told.content[0].text) == told.structured_content
    return told.structured_content, told.is_error


@pytest.fixture
def found(named):  # noqa: F811
    return named


def test_eight_tools_in_few_bytes():
    async def ask():
        async with Client(server.build(absolute)) as client:
            return await client.list_tools()

    tools = async_to_sync(ask)().tools
    assert [tool.name for tool in tools] == [
        "search_policies", "read_document", "read_provision", "resolve_citation", "verify_quote", "check_draft", "status_on", "compare_editions",
    ]
    listed = json.dumps([tool.model_dump(by_alias=True, exclude_none=True) for tool in tools], ensure_ascii=False)
    assert len(listed.encode()) < MOST_BYTES
    for tool in tools:
        assert "on" in tool.input_schema["properties"] and tool.input_schema["additionalProperties"] is False
        assert tool.annotations.read_only_hint and any(ord(c) > 0x3000 for c in tool.description) and "." in tool.description


@pytest.mark.parametrize(("tool", "arguments"), [
    ("read_provision", {"provision": "甲法第一条", "onn": "2015-01-01"}), ("read_provision", {"provision": "甲法第一条", "on": "2015-13-01"}),
    ("read_provision", {"provision": "甲法第一条", "on": "20150101"}), ("read_provision", {"provision": "甲法第一条", "on": 1420070400}),
    ("read_provision", {}), ("search_policies", {"query": "x", "limit": 0}), ("read_document", {"document": "甲法", "part": "all"}), ("nothing", {}),
    ("search_policies", {"query": "学籍", "kind": "没有这种"}), ("resolve_citation", {"text": "甲法\0第一条"}),
])
def test_a_mistyped_argument_is_refused_and_gives_no_law(found, tool, arguments):
    told, is_error = call(tool, **arguments)
    assert is_error and told["result"] == "invalid-arguments" and "document" not in told and "provision" not in told


def test_words_of_a_provision_with_edition_day_status_and_address(found):
    told, is_error = call("read_provision", provision="甲法第二条之一", on="2021-01-01")
    assert not is_error and told["result"] == "found" and told["provision"]["text"] == "学校应当公开学籍信息。" and told["on"] == "2021-01-01"
    assert told["provision"]["url"].startswith("https://example.org/documents/") and told["provision"]["url"].endswith("#art-2-1")
    assert told["document"]["title"] == "中华人民共和国甲法" and told["document"]["status"]["value"] == "in-force"
    assert call("read_provision", provision="甲法第一条", on="2015-01-01")[0]["document"]["slug"] == "甲法-2010"


@pytest.mark.parametrize(("provision", "result"), [
    ("甲法第二条之二", "not-found-in-what-is-held"), ("甲法第二条第九项", "not-found-in-what-is-held"), ("乙法第一条", "not-found-in-what-is-held"),
    ("丙丁法第一条", "not-understood"), ("天气", "not-understood"), ("甲法", "not-understood"),
])
def test_not_held_not_understood_and_never_made_up(found, provision, result):
    told, is_error = call("read_provision", provision=provision, on="2021-01-01")
    assert (told["result"], is_error) == (result, False) and told["why"]
    assert "provision" not in told and not {"捏造", "编造", "虚构"} & set(told["why"])
    assert "不存在" not in told["why"].replace("不等于不存在", "")
    if provision.startswith("甲法第"):
        assert "第一条" in told["why"] and "第二条之一" in told["why"]  # the range that is held


def test_a_repealed_text_is_not_a_missing_one(found):
    told, _ = call("status_on", document="甲法", on="2041-01-01")
    assert told["result"] == "found" and told["document"]["status"]["value"] == "repealed"
    told, _ = call("status_on", document="甲法", on="2021-01-01")
    assert told["document"]["status"]["ahead"]["on"] == "2040-01-01" and told["ahead"] and told["current_edition"]["slug"] == "甲法"
    assert call("status_on", document="乙法")[0]["result"] == "not-found-in-what-is-held"


def test_the_successor_of_an_older_edition(found):
    told, _ = call("status_on", document="甲法-2010", on="2021-01-01")
    assert told["document"]["status"]["value"] == "amended" and told["current_edition"]["slug"] == "甲法"
    assert call("status_on", document="甲法-2010", on="2020-02-01")[0]["coming_edition"]["slug"] == "甲法"


def test_quotations(found):
    for quote, outcome in (("为了规范管理，制定本法", "verbatim"), ("为了管理，制定本法", "differs"), ("明天不上课了吧", "not-there")):
        told, is_error = call("verify_quote", quote=quote, source="甲法第一条", on="2021-01-01")
        assert (told["result"], told["quotation"], is_error) == ("found", outcome, False)
    assert call("verify_quote", quote="为了规范管理", source="丙丁法第一条")[0]["quotation"] == "no-source"


def test_a_draft_with_every_citation_those_not_held_too(found):
    text = "依据《甲法》第二条、《甲法》第九条和《丙丁法》第三条，制定本办法。"
    told, is_error = call("check_draft", text=text, on="2021-01-01")
    assert not is_error and told["is_whole"] and [one["state"] for one in told["content"]] == ["right", "problem", "missing"]
    assert call("check_draft", text="没有引用。")[0]["result"] == "not-understood"


@pytest.mark.parametrize("failure", [Problem(BUSY, "忙"), DatabaseError("x"), RuntimeError("x")])
@pytest.mark.parametrize("tool", ["check_draft", "resolve_citation"])
def test_what_was_not_done_is_an_error(found, monkeypatch, caplog, tool, failure):
    def fail(*args):
        raise failure

    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr("api.resources.drafts.checked", fail)
    told, is_error = call(tool, text="依据《甲法》第二条和《乙法》第三条，制定本办法。")
    assert is_error and told["result"] == "unavailable" and "content" not in told and "summary" not in told


def test_a_search_that_did_not_run_is_not_an_empty_one(found, monkeypatch):
    from search.engine import IndexUnavailable

    def down(request):
        raise IndexUnavailable

    monkeypatch.setattr("api.resources.searching.run_search", down)
    told, is_error = call("search_policies", query="学籍")
    assert is_error and told["result"] == "unavailable" and "results" not in told


def test_search_says_the_limit_that_it_lowered(index, found):
    rebuild()
    told, _ = call("search_policies", query="学籍", limit=50)
    assert told["result"] == "found" and told["limit"] == 10 and "已降为 10" in told["limit_lowered"]
    assert {one["slug"] for one in told["results"]} == {"甲法", "学籍管理办法"} and told["results"][0]["url"].startswith("https://")
    told, _ = call("search_policies", query="学籍", limit=1)
    assert told["left_on_this_page"] == 1 and told["limit_lowered"] is None
    assert call("search_policies", query="没有这样的词语组合啊")[0]["result"] == "not-found-in-what-is-held"
    told, _ = call("search_policies", query="学籍 量子通信 卫星")
    assert told["is_relaxed"] and "只含其中一部分" in told["why"]
    assert SECRET not in json.dumps(call("search_policies", query="正文")[0], ensure_ascii=False)


def test_a_long_document_is_read_in_pages_and_whole(found):
    text = "\n".join(f"第{number}段" + "文字" * 200 for number in range(60)) + "\n" + "长" * 13_000
    document = make_document("长文件", markdown=text)
    read, page = "", 1
    while page:
        told, _ = call("read_document", document=document.slug, part="text", page=page)
        assert len(told["content"]) <= 6000 and told["pages"] > 5
        read, page = read + told["content"], told["next_page"]
    assert read.replace("\n", "") == text.replace("\n", "")
    assert call("read_document", document=document.slug, part="text", page=99)[0]["result"] == "invalid-arguments"


def test_outline_section_keyword_and_citations(found):
    assert call("read_document", document="甲法")[0]["content"] == [
        {"articles_from": "第一条", "anchor": "art-1", "to": "第二条之一", "to_anchor": "art-2-1"}
    ]
    assert "保存学籍档案" in call("read_document", document="甲法", section="art-2")[0]["content"]
    assert "[art-2-1]" in call("read_document", document="甲法", keyword="公开")[0]["content"]
    assert call("read_document", document="甲法", keyword="天气")[0]["result"] == "not-found-in-what-is-held"
    told, _ = call("read_document", document="教基〔2021〕3号", part="citations")
    assert [(one["resolution"], one["cited"]["title"]) for one in told["content"]] == [("已解析", "中华人民共和国甲法"), ("未收录", "中华人民共和国乙法")]


def test_editions_side_by_side(found):
    told, _ = call("compare_editions", document="甲法", on="2021-01-01")
    assert told["old"]["slug"] == "甲法-2010" and told["counts"]["added"] == 2
    assert call("compare_editions", document="学籍管理办法", on="2022-01-01")[0]["result"] == "not-found-in-what-is-held"


@pytest.mark.parametrize("number", [0, 1, 2])
def test_what_is_not_public_is_nowhere(found, number):
    document = found.hidden[number]
    for tool, arguments in (
        ("read_document", {"document": document.slug}), ("status_on", {"document": document.title}), ("resolve_citation", {"text": document.title}),
        ("verify_quote", {"quote": f"{SECRET}正文", "source": document.slug}), ("compare_editions", {"document": document.slug}),
    ):
        told, _ = call(tool, **arguments)
        assert told["result"] != "found" and f"{SECRET}正文" not in json.dumps({k: v for k, v in told.items() if k != "quote"}, ensure_ascii=False)


def over_http(message, **headers):
    headers = {"Accept": "application/json, text/event-stream", **headers}
    return Browser().post("/mcp", message, content_type="application/json", headers=headers)


def ask(method, **params):
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}


def test_over_http_without_a_session(found):
    hello = over_http(ask("initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "t", "version": "1"}))
    assert hello.status_code == 200 and hello.json()["result"]["serverInfo"]["name"] == "wenlan" and "Mcp-Session-Id" not in hello
    assert over_http({"jsonrpc": "2.0", "method": "notifications/initialized"}).status_code == 202
    told = over_http(ask("tools/call", name="read_provision", arguments={"provision": "甲法第一条", "on": "2021-01-01"}))
    assert told["Content-Type"].startswith("application/json")
    assert told.json()["result"]["structuredContent"]["provision"]["url"].startswith("http://testserver/")


def test_other_origins_and_methods_are_refused(found):
    message = ask("tools/list")
    assert over_http(message, Origin="https://evil.example").status_code == 403
    assert over_http(message, Origin="null").status_code == 403
    assert over_http(message, Origin="http://testserver").status_code == 200
    for method in ("get", "delete", "put"):
        response = getattr(Browser(), method)("/mcp")
        assert response.status_code == 405 and response["Allow"] == "POST"
    for body in ("", "{", "[]", '{"jsonrpc": "2.0"}', "x" * 2_000_001):
        assert 400 <= over_http(body).status_code < 500


def test_nothing_of_the_sdk_is_loaded_before_it_is_needed():
    import subprocess
    import sys

    code = "import django, sys; django.setup(); import portal.urls; assert not {'mcp', 'starlette', 'duckdb'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""}, timeout=60)
