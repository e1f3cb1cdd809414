"""Search, resolving, quotations and drafts as JSON: found, not found in what is held, not understood and unavailable are told apart."""
from threading import BoundedSemaphore

import pytest
from django.test import Client

from documents import sandbox
from documents.citations import title_key
from documents.models import DocumentName
from documents.pages import draft_check
from search import engine
from search.indexing.rebuild import rebuild
from tests.factories import make_citation, make_document, make_work

from .conftest import SECRET

pytestmark = pytest.mark.django_db
V1 = "/api/v1"


def name_it(document, name):
    key = title_key(name)
    DocumentName.objects.get_or_create(document=document, key=key, defaults={"tail": key[::-1]})


@pytest.fixture
def named(corpus):
    """The corpus with the names by which its documents are found."""
    for document in (corpus.old, corpus.new, corpus.measure, *corpus.hidden):
        for name in {document.title, document.title.removeprefix("中华人民共和国")}:
            name_it(document, name)
    return corpus


def get(path, status=200, **params):
    response = Client().get(f"{V1}{path}", params)
    assert response.status_code == status, response.content.decode()
    return response.json()


def post(path, status=200, **body):
    response = Client().post(f"{V1}{path}", body, content_type="application/json")
    assert response.status_code == status, response.content.decode()
    return response.json()


@pytest.mark.parametrize(("q", "on", "outcome", "slug", "text"), [
    ("甲法第二条", "2021-01-01", "found", "甲法", "学校应当：\n（一）开设课程；\n（二）保存学籍档案。"),
    ("甲法第二条之一", "2021-01-01", "found", "甲法", "学校应当公开学籍信息。"),
    ("甲法第二条第二项", "2021-01-01", "found", "甲法", "（二）保存学籍档案。"),
    ("甲法第一条", "2015-01-01", "found", "甲法-2010", "为了管理，制定本法。"),
    ("甲法", "2041-01-01", "found", "甲法", None),
    ("教基[2021]3号", None, "found", "学籍管理办法", None),
    ("甲法第二条第一款", "2021-01-01", "found", "甲法", "学校应当：\n（一）开设课程；\n（二）保存学籍档案。"),
    ("甲法第二条第九项", "2021-01-01", "no-such-provision", "甲法", None),
    ("甲法第二条之二", "2021-01-01", "no-such-provision", "甲法", None),
    ("甲法第九百条", "2021-01-01", "no-such-provision", "甲法", None),
    ("2012年甲法第一条", "2021-01-01", "not-held", None, None),
    ("学籍管理办法第一条", "2020-01-01", "not-held", None, None),
    ("甲法第一条", "2005-01-01", "not-held", None, None),
    ("乙法第一条", None, "not-held", None, None),
    ("教基〔2099〕9号", None, "not-held", None, None),
    ("天气很好", None, "not-understood", None, None),
    ("！！", None, "not-understood", None, None),
])
def test_what_a_name_means_on_a_day_or_why_not(named, q, on, outcome, slug, text):
    told = get("/resolve", q=q, **({"on": on} if on else {}))
    assert (told["outcome"], told.get("document", {}).get("slug"), told.get("provision", {}).get("text")) == (outcome, slug, text)
    assert told["why"] and told["on"] == (on or told["on"])
    if outcome == "no-such-provision":
        assert "第一条" in told["why"] and "第二条之一" in told["why"]  # the range that is held
    if outcome == "not-held":
        assert "不存在" not in told["why"].replace("不等于不存在", "")


def test_a_repealed_text_is_not_a_missing_one(named):
    told = get("/resolve", q="甲法第一条", on="2041-01-01")
    assert told["outcome"] == "found" and told["document"]["status"]["value"] == "repealed" and told["document"]["status"]["since"] == "2040-01-01"


def test_several_documents_of_one_title_are_listed(named):
    for number in (1, 2):
        made = make_document("关于放假的通知", slug=f"放假-{number}")
        name_it(made, made.title)
    told = get("/resolve", q="关于放假的通知")
    assert told["outcome"] == "several" and {one["slug"] for one in told["candidates"]} == {"放假-1", "放假-2"}


def test_a_code_that_is_held_in_parts_is_not_several_of_one_name(named):
    for part in ("总则编", "物权编"):
        made = make_document(f"中华人民共和国民法典 {part}", slug=part, kind="法律")
        for name in (made.title, "民法典", "中华人民共和国民法典"):
            name_it(made, name)
    told = get("/resolve", q="民法典")
    assert told["outcome"] == "several" and "《中华人民共和国民法典》按部分收录，共 2 份" in told["why"] and len(told["candidates"]) == 2


def test_a_number_of_several_and_one_that_is_only_cited(named):
    for slug in ("转发-1", "转发-2"):
        make_document(f"关于{slug}的通知", slug=slug, number="甲发〔2001〕1号")
    told = get("/resolve", q="甲发[2001]1号")
    assert told["outcome"] == "several" and [one["slug"] for one in told["candidates"]] == ["转发-1", "转发-2"]
    cited = make_work("关于招生的通知")
    make_citation(named.measure, None, "乙发〔2002〕2号", start=40, work=cited, number="乙发〔2002〕2号")
    make_citation(named.hidden[0], None, "丙发〔2003〕3号", start=40, work=make_work(f"{SECRET}之作"), number="丙发〔2003〕3号")
    assert get("/resolve", q="乙发〔2002〕2号")["work"]["title"] == cited.title
    assert get("/resolve", q="丙发〔2003〕3号").keys() == {"query", "on", "outcome", "why"}


@pytest.mark.parametrize(("q", "places"), [
    ("依据《甲法》第一条、第二条之一", ["art-1", "art-2-1"]), ("甲法第一、二条", ["art-1", "art-2"]), ("《甲法》第二条第一项、第二项", ["art-2-p1-i1", "art-2-p1-i2"]),
])
def test_the_first_of_several_places_is_not_told_for_all(named, q, places):
    told = get("/resolve", q=q, on="2021-01-01")
    assert [one["anchor"] for one in told["citations"]] == places and "provision" not in told


def test_a_sentence_is_read_by_the_finder_of_the_pages(named):
    told = get("/resolve", q="学校依据《甲法》第二条和《丙法》第三条管理学籍。", on="2021-01-01")
    assert [(one["state"], one["slug"]) for one in told["citations"]] == [("right", "甲法"), ("missing", None)]


@pytest.mark.parametrize("title", ["草稿", "已撤回", "已删除"])
def test_what_is_not_public_means_nothing(named, title):
    told = get("/resolve", q=f"{SECRET}{title}")
    assert told["outcome"] in ("not-held", "not-understood") and "document" not in told and "candidates" not in told


@pytest.mark.parametrize(("quote", "source", "on", "outcome"), [
    ("为了规范管理，制定本法", "甲法第一条", "2021-01-01", "verbatim"),
    ("为了规范管理， 制定本法", "甲法", "2021-01-01", "verbatim"),
    ("为了……制定本法", "甲法第一条", "2021-01-01", "verbatim"),
    ("为了规范管理,制定本法", "甲法第一条", "2021-01-01", "differs"),
    ("为了管理，制定本法", "甲法第一条", "2021-01-01", "differs"),
    ("为了管理，制定本法", "甲法第一条", "2015-01-01", "verbatim"),
    ("学校应当公开学籍信息", "甲法第一条", "2021-01-01", "not-there"),
    ("学校应当：（一）开设课程；（二）保存学籍档案", "甲法第二条第一款", "2021-01-01", "verbatim"),
    ("保存学籍档案", "甲法第二条第二项", "2021-01-01", "verbatim"),
    ("保存学籍档案", "甲法第二条第一项", "2021-01-01", "not-there"),
    ("今天天气很好不上课", "甲法", "2021-01-01", "not-there"),
    ("为了规范管理，制定本法", "甲法第九条", "2021-01-01", "no-source"),
    ("为了规范管理，制定本法", "乙法", None, "no-source"),
])
def test_a_quotation_is_verbatim_differs_or_is_not_there(named, quote, source, on, outcome):
    told = post("/verify-quote", quote=quote, source=source, **({"on": on} if on else {}))
    assert told["outcome"] == outcome and told["why"]
    if outcome == "differs":
        assert "".join(one["quoted"] for one in told["differences"]) == quote and told["held"] in told["place"]["text"]
    if outcome == "not-there" and "公开" in quote:
        assert [one["label"] for one in told["elsewhere"]] == ["第二条之一"]


def test_a_quotation_of_another_item_is_said_to_be_there(named):
    told = post("/verify-quote", quote="保存学籍档案", source="甲法第二条第一项", on="2021-01-01")
    assert [(one["label"], one["anchor"]) for one in told["elsewhere"]] == [("第二条（二）", "art-2-p1-i2")] and "第二条（二）" in told["why"]


def test_a_quotation_too_short_to_tell_is_refused(named):
    assert post("/verify-quote", 400, quote="，。", source="甲法")["type"].endswith("invalid-value")


def test_a_draft_is_checked_on_its_day(named):
    told = post("/check", text="依据《甲法》第九条，制定本办法。", on="2021-01-01")
    assert told["is_whole"] and told["citations"][0]["state"] == "problem" and told["citations"][0]["hints"][0]["kind"] == "provision"
    assert "废止" in post("/check", text="依据《甲法》第一条，制定本办法。", on="2041-01-01")["citations"][0]["hints"][0]["message"]


def test_a_check_that_did_not_run_never_reads_as_passed(named, monkeypatch):
    def exhausted(*args):
        raise sandbox.OverLimit("")

    monkeypatch.setattr("api.resources.drafts.check_draft", exhausted)
    assert "没有查完" in post("/check", 413, text="依据《甲法》。")["detail"]
    monkeypatch.setattr(draft_check, "_turns", BoundedSemaphore(1))
    monkeypatch.setattr(draft_check, "SECONDS_TO_WAIT", 0)
    with draft_check.turn():
        response = Client().post(f"{V1}/check", {"text": "依据《甲法》。"}, content_type="application/json")
    assert response.status_code == 503 and int(response["Retry-After"]) > 0 and "没有检查" in response.json()["detail"]


@pytest.fixture
def indexed(index, named):
    rebuild()
    return named


def test_search_is_that_of_the_page(indexed):
    told = get("/search", q="学籍")
    page = Client().get("/search/", {"q": "学籍"})
    assert [one["slug"] for one in told["results"]] == [result.document.slug for result in page.context["results"]]
    assert told["total"] == page.context["total"] == 2 and "<mark>" in str([one["passages"] for one in told["results"]])
    assert not any("<" in passage["excerpt"] for one in told["results"] for passage in one["passages"])
    facets = {one["name"]: {value["value"]: value["count"] for value in one["values"]} for one in told["facets"]}
    assert facets["kind"] == {"办法": 1, "法律": 1} and "教育部" in facets["body"]
    assert [one["slug"] for one in get("/search", q="学籍", kind="办法")["results"]] == [indexed.measure.slug]


def test_search_from_a_day_and_for_sections(indexed):
    assert [one["slug"] for one in get("/search", q="管理", on="2015-01-01")["results"]] == ["甲法-2010"]
    answers = [get("/search", q="管理", on="2015-01-01", validity=status) for status in ("in-force", "repealed")]
    assert [answer["total"] for answer in answers] == [1, 0]
    assert [{value["value"] for facet in answer["facets"] if facet["name"] == "validity" for value in facet["values"]} for answer in answers] == [{"in-force"}, {"in-force"}]
    assert get("/search", q="学籍档案", unit="section")["results"][0]["passages"][0]["anchor"] == "art-2"
    assert get("/search", q="甲法第二条")["match"].endswith("#art-2")


@pytest.mark.parametrize("params", [
    {"q": "学籍", "kind": "没有这种"}, {"q": "学籍", "sort": "best"}, {"q": "学籍", "page": 0},
    {"q": "学籍", "page": "x"}, {"q": "学籍", "queri": "x"}, {"q": "学籍", "on": "2020-13-01"},
])
def test_a_search_that_is_mistyped_is_refused(indexed, params):
    get("/search", 400, **params)


def test_search_and_suggestions_name_nothing_unpublished(indexed):
    assert get("/search", q=SECRET)["total"] == 0 and SECRET not in str(get("/search", q="正文")["results"])
    assert [one["text"] for one in get("/suggest", q="学籍")][0] in ("学籍", "学籍管理办法")
    assert not any(SECRET in one["text"] for one in get("/suggest", q=SECRET))


def test_an_outage_is_a_problem_and_not_an_empty_result(named, monkeypatch):
    def down(request):
        raise engine.IndexUnavailable

    monkeypatch.setattr("api.resources.searching.run_search", down)
    problem = get("/search", 503, q="学籍")
    assert problem["type"].endswith("unavailable") and "没有检索" in problem["detail"]
