import pytest
from django.urls import reverse

from documents.models import State
from search.indexing.rebuild import rebuild
from search.pages.related import related, shared_matter
from tests.factories import make_citation, make_document


def test_nothing_is_related_to_what_stands_alone(index):
    assert related(make_document("炼金术")) == []


def test_reasons_are_given_and_drafts_stay_away(index, client):
    office = make_document("学籍管理办法", topics=["学籍"], markdown="学籍管理。")
    answers = make_document("学籍管理办法答记者问", topics=["学籍"], markdown="学籍管理。")
    draft = make_document("学籍管理办法草稿", state=State.DRAFT, topics=["学籍"])
    citing = make_document("体育意见")
    make_document("无关的规划", markdown="数字经济。")
    make_citation(answers, office, "《学籍管理办法》")
    make_citation(draft, office, "《学籍管理办法》")
    make_citation(office, None, "《义务教育法》", start=9)
    make_citation(citing, None, "《义务教育法》", start=9)
    rebuild()
    found = {item.document.title: item.reasons for item in related(office)}
    assert list(found)[0] == "学籍管理办法答记者问"
    assert "它引用了本文" in found["学籍管理办法答记者问"]
    assert "同一主题：学籍" in found["学籍管理办法答记者问"]
    assert found["体育意见"] == ("都引用了《义务教育法》",)
    assert set(found) == {"学籍管理办法答记者问", "体育意见"}
    page = client.get(reverse("documents:document", args=[office.slug])).content.decode()
    assert "相关文件" in page and "都引用了《义务教育法》" in page


def test_what_both_cite_is_named_by_its_shortest_form_whatever_comes_first(index):
    office, answers, law = make_document("学籍管理办法"), make_document("答记者问"), make_document("义务教育法")
    make_citation(office, law, key="law")
    for start, text in enumerate(("《义务教育法》（2018年修正）", "《义务教育法》", "《中华人民共和国义务教育法》")):
        make_citation(answers, law, text=text, key="law", start=10 * start)
    assert [item.reasons for item in related(office) if item.document == answers] == [("都引用了《义务教育法》",)]


@pytest.mark.parametrize(("one", "other"), [
    ("教育部关于印发规划的通知", "教育部关于招生的通知"), ("教育部关于加强体育工作的意见", "教育部关于加强美育工作的意见"), ("学籍管理办法", "学位管理办法"), ("学籍", "学籍"), ("", "学籍管理"),
    ("国务院关于落实若干问题的决定", "国务院关于处理若干问题的决定"), ("中华人民共和国港口法", "中华人民共和国铁路法"), ("税收征收管理实施细则", "外汇管理实施细则"),
])
def test_what_two_titles_share_and_is_no_matter(one, other):
    assert shared_matter(one, other) == ""


@pytest.mark.parametrize(("one", "other", "matter"), [
    ("教育部关于加强学籍管理的通知", "中小学生学籍管理办法", "学籍管理"), ("义务教育法", "关于义务教育的若干意见", "义务教育"),
    ("个人信息保护法", "个人信息保护合规审计管理办法", "个人信息保护"),
])
def test_the_matter_that_two_titles_share(one, other, matter):
    assert shared_matter(one, other) == matter


def test_without_an_index_citations_still_tell(index):
    office, answers = make_document("学籍管理办法"), make_document("答记者问")
    make_citation(answers, office)
    (index.store.path / "current").unlink()
    assert [item.document for item in related(office)] == [answers]


def test_the_number_of_queries_does_not_grow(index, django_assert_max_num_queries):
    office = make_document("学籍管理办法", topics=["学籍"])
    for n in range(30):
        make_citation(make_document(f"学籍通知{n}", bodies=["教育部"], topics=["学籍"]), office, start=n)
    rebuild()
    with django_assert_max_num_queries(12):
        assert len(related(office)) == 6
