"""Twenty questions that people ask an agent, answered by calls of the tools alone, by the client of the SDK: whatever is named is held."""
import json
import re
from datetime import date
from urllib.parse import unquote, urlsplit

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.test import Client as Browser
from mcp import Client

from api.mcp import server
from documents.importing import Source, import_source, load_registry, load_sample
from documents.models import Document, State
from search.indexing.rebuild import rebuild
from tests.factories import make_document

from .conftest import SECRET
from .test_asking import name_it

FIXTURES = settings.BASE_DIR / "fixtures"
SAMPLES = ("中小学生学籍管理办法", "教育信息化2-0行动计划", "教育部等八部门关于引导规范教育移动互联网应用有序健康发展的意见")
REPEAL = """# 关于废止《教育信息化2.0行动计划》的决定

《教育信息化2.0行动计划》（教技〔2018〕6号）自2035年1月1日起废止。

教育部

2030年5月1日
"""
FOUND, NOT_HELD = "found", "not-found-in-what-is-held"
TASKS = []


@pytest.fixture
def held(index, tmp_path, settings):
    """Three samples, a decision that repeals one of them, two editions of a law, and what must not be seen."""
    settings.MEDIA_ROOT = tmp_path
    load_registry(FIXTURES)
    for name in SAMPLES:
        load_sample(FIXTURES / "corpus" / f"{name}.md")
    import_source(Source("决定.md", REPEAL.encode()), state=State.PUBLISHED)
    for slug, day, until, words in (("甲法-2010", date(2010, 3, 1), date(2020, 3, 1), "为了管理"), ("甲法", date(2020, 3, 1), None, "为了规范管理")):
        texts = {"第一条": f"{words}，制定本法。", "第一条之一": "学校应当：\n（一）登记；\n（二）公开。"}
        anchors = {"第一条": "art-1", "第一条之一": "art-1-1"}
        law = make_document(
            "中华人民共和国甲法", slug=slug, work="中华人民共和国甲法", kind="法律", issued_on=day, effective_on=day, superseded_on=until,
            markdown="\n\n".join(f"### {label}\n\n{text}" for label, text in texts.items()).replace("\n（", "\n\n（"),
            sections=[{"label": label, "anchor": anchors[label], "text": text, "level": 2} for label, text in texts.items()],
        )
        name_it(law, "甲法")
    name_it(make_document(f"{SECRET}的通知", number="密发〔2025〕9号", state=State.DRAFT, markdown=f"{SECRET}正文"), f"{SECRET}的通知")
    rebuild()


def task(question):
    """A function that answers ``question`` with ``ask``, and asserts that the answer is right."""
    def kept(solve):
        TASKS.append((question, solve))
        return solve

    return kept


@task("学生转学，几个工作日内办完？依据是哪一条？")
def basis_of_a_fact(ask):
    hit = ask("search_policies", query="学生转学几个工作日内完成学籍转接")["results"][0]
    told = ask("read_provision", provision=f"{hit['title']}{hit['passages'][0]['heading']}")
    assert told["provision"]["label"] == "第十五条" and "10个工作日" in told["provision"]["text"] and told["document"]["number"] == "教基〔2025〕1号"


@task("《中小学生学籍管理办法》依据哪些法律？收录了没有？")
def basis_of_a_document(ask):
    cited = ask("read_document", document="中小学生学籍管理办法", part="citations")["content"]
    assert {one["cited"]["title"]: one["resolution"] for one in cited if one["kind"] == "依据"} == {
        "中华人民共和国教育法": "未收录", "中华人民共和国义务教育法": "未收录",
    }


@task("教基〔2025〕1号第五条第二款的原文？")
def words_of_a_paragraph(ask):
    text = ask("read_provision", provision="教基[2025]1号第五条第二款")
    assert text["result"] == FOUND and {one["anchor"] for one in text.get("citations", [])} <= {"art-5-p2"}
    assert ask("read_provision", provision="中小学生学籍管理办法第五条第二款")["provision"]["text"].startswith("国务院教育行政部门宏观指导")


@task("甲法第一条之一第二项是什么？")
def words_of_an_item(ask):
    assert ask("read_provision", provision="甲法第一条之一第二项")["provision"]["text"] == "（二）公开。"


@task("《中小学生学籍管理办法》第三十三条说什么？")
def article_that_is_none(ask):
    told = ask("read_provision", provision="中小学生学籍管理办法第三十三条")
    assert told["result"] == NOT_HELD and "第三十条" in told["why"] and "provision" not in told


@task("2015年时，甲法第一条怎么写？")
def words_of_another_day(ask):
    told = ask("read_provision", provision="甲法第一条", on="2015-06-01")
    assert (told["on"], told["document"]["slug"], told["provision"]["text"]) == ("2015-06-01", "甲法-2010", "为了管理，制定本法。")


@task("2005年时，甲法第一条怎么写？")
def before_there_was_any(ask):
    told = ask("read_provision", provision="甲法第一条", on="2005-01-01")
    assert told["result"] == NOT_HELD and "provision" not in told and "不用后来的代替" in told["why"]


@task("“学籍管理实行省级统筹、分级负责、学校实施的管理体制”引得对吗？")
def quotation_that_is_right(ask):
    told = ask("verify_quote", quote="学籍管理实行省级统筹、分级负责、学校实施的管理体制", source="中小学生学籍管理办法第五条")
    assert told["quotation"] == "verbatim" and told["place"]["anchor"] == "art-5"


@task("“学籍管理实行国家统筹、分级负责、学校实施的管理体制”引得对吗？")
def quotation_that_differs(ask):
    told = ask("verify_quote", quote="学籍管理实行国家统筹、分级负责、学校实施的管理体制", source="中小学生学籍管理办法第五条")
    changed = [one for one in told["differences"] if one["held"] != one["quoted"]]
    assert told["quotation"] == "differs" and "省级" in [one["held"] for one in changed] and "国家" in [one["quoted"] for one in changed]


@task("“各校应当购置统一的平板电脑”出自移动应用的意见吗？")
def quotation_that_is_not_there(ask):
    source = ask("search_policies", query="教育移动互联网应用")["results"][0]["slug"]
    assert ask("verify_quote", quote="各校应当购置统一的平板电脑", source=source)["quotation"] == "not-there"


@task("这句话其实在哪一条？")
def quotation_of_another_article(ask):
    told = ask("verify_quote", quote="学籍号由国家学籍系统按照有关规则自动生成并分配", source="中小学生学籍管理办法第七条")
    assert told["quotation"] == "not-there" and [one["label"] for one in told["elsewhere"]] == ["第八条"]


@task("教育信息化2.0行动计划在2026年有效吗？将来呢？")
def status_of_a_day_and_what_comes(ask):
    told = ask("status_on", document="教技〔2018〕6号", on="2026-01-01")
    assert told["document"]["status"]["value"] == "in-force" and told["ahead"]["url"]


@task("教育信息化2.0行动计划在2036年有效吗？凭什么？")
def status_of_what_was_repealed(ask):
    told = ask("status_on", document="教育信息化2.0行动计划", on="2036-01-01")
    assert told["document"]["status"]["value"] == "repealed" and "关于废止" in told["ground"]["quote"]
    assert ask("read_document", document="教育信息化2.0行动计划", on="2036-01-01")["result"] == FOUND  # and not missing


@task("教基一〔2013〕7号还有效吗？")
def status_of_what_is_not_held(ask):
    told = ask("status_on", document="教基一〔2013〕7号")
    assert told["result"] == NOT_HELD and told["repeal"]["by"]["slug"] == "中小学生学籍管理办法" and told["repeal"]["on"] == "2025-01-03"


@task("国发〔2099〕1号还有效吗？密发〔2025〕9号呢？")
def status_of_what_nobody_names(ask):
    for number in ("国发〔2099〕1号", "密发〔2025〕9号"):
        told = ask("status_on", document=number)
        assert told["result"] == NOT_HELD and "没有收录不等于不存在" in told["why"] and "work" not in told


@task("甲法现在的版本是哪一个？改了什么？")
def successor_and_changes(ask):
    successor = ask("status_on", document="甲法-2010")["current_edition"]["slug"]
    told = ask("compare_editions", document=successor)
    assert (told["old"]["slug"], told["new"]["slug"]) == ("甲法-2010", "甲法") and len(told["content"]) == 1


@task("这份草案的引用有问题吗？")
def draft(ask):
    text = "依据《中小学生学籍管理办法》第三十三条、《甲法》第一条、《丙丁办法》和《教育信息化2.0行动计划》，制定本办法。"
    told = ask("check_draft", text=text, on="2036-01-01")
    assert told["is_whole"] and [one["state"] for one in told["content"]] == ["problem", "right", "missing", "problem"]


@task("这句话里引了什么？")
def sentence(ask):
    told = ask("resolve_citation", text="依照《甲法》第一条之一和《中小学生学籍管理办法》第八条的规定办理。")
    assert [(one["slug"], one["anchor"]) for one in told["citations"]] == [("甲法", "art-1-1"), ("中小学生学籍管理办法", "art-8")]


@task("通读学籍管理办法的第三章。")
def chapter(ask):
    chapters = ask("read_document", document="中小学生学籍管理办法")["content"]
    anchor = next(one["anchor"] for one in chapters if one.get("heading") == "学籍变动管理")
    text, page = "", 1
    while page:
        told = ask("read_document", document="中小学生学籍管理办法", part="text", section=anchor, page=page)
        text, page = text + told["content"], told["next_page"]
    assert "第十二条" in text and "第二十一条" in text and "第二十二条" not in text and "60个工作日" in text


@task("有没有管量子通信卫星的？密件呢？")
def what_there_is_not(ask):
    assert ask("resolve_citation", text=f"{SECRET}的通知")["result"] in (NOT_HELD, "not-understood")
    assert all(one["slug"] != SECRET for one in ask("search_policies", query=SECRET)["results"])
    assert ask("read_provision", provision="量子通信卫星管理法第一条")["result"] == "not-understood"


@pytest.mark.django_db(transaction=True)
def test_twenty_tasks_are_solved_by_calls_alone_and_no_answer_names_what_is_not_held(held):
    told = []

    def ask(tool, **arguments):
        async def one():
            async with Client(server.build(lambda path: f"https://example.org{path}")) as client:
                return await client.call_tool(tool, arguments)

        answer = async_to_sync(one)()
        assert not answer.is_error, answer.structured_content
        told.append({name: value for name, value in answer.structured_content.items() if name not in ("query", "quote")})
        return answer.structured_content

    assert len(TASKS) == 20
    unsolved = []
    for question, solve in TASKS:
        try:
            solve(ask)
        except (AssertionError, LookupError, StopIteration) as error:
            unsolved.append(f"{question} {error!r}\n{json.dumps(told[-1:], ensure_ascii=False)[:2000]}")
    assert not unsolved, "\n".join(unsolved)
    assert SECRET not in json.dumps(told, ensure_ascii=False)
    _all_is_held(told)


def _all_is_held(told):
    """Every document that is named is published, every place that is pointed at is on its page, every text of a place is in it."""
    published = {document.slug: document for document in Document.objects.published()}
    pages = {slug: set(re.findall(r'id="([^"]+)"', Browser().get(document.get_absolute_url()).content.decode())) for slug, document in published.items()}
    seen = 0
    for record in _records(told):
        address = urlsplit(record.get("url") or "")
        if address.path.startswith("/documents/"):
            slug = unquote(address.path).split("/")[2]
            assert slug in published and (not address.fragment or unquote(address.fragment) in pages[slug]), record
            seen += bool(address.fragment)
        if isinstance(document := record.get("document"), dict):
            assert record["on"] and {"title", "number", "status", "url", "slug"} <= document.keys()
            for place in (record.get("provision"), record.get("place")):
                if isinstance(place, dict) and place.get("text"):
                    kept = "".join(section.text for section in published[document["slug"]].sections.all())
                    assert "".join(place["text"].split()) in "".join(kept.split())
    assert seen > 20


def _records(value):
    """Every record in an answer, at whatever depth."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _records(one)
