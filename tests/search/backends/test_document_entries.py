from datetime import date

from documents.importing.citing import link
from search.backends.document_entries import entries
from tests.factories import make_body, make_document, make_topic


def test_an_entry_says_what_is_known_and_no_more(db):
    document = make_document()
    (entry,) = entries([document.pk])
    assert (entry.date, entry.number, entry.body) == (0, (), ())
    assert entry.values["year"] == entry.values["column"] == ("none",)


def test_only_published_documents_have_entries(db):
    ids = [make_document(state=state).pk for state in ("draft", "withdrawn")]
    assert list(entries(ids)) == []


def test_sections_are_passages_and_the_rest_is_the_first(db):
    document = make_document(
        markdown="主送机关：\n\n现将办法印发给你们。\n\n# 办法\n\n## 第一条 目的\n\n为了规范。",
        sections=[{"label": "第一条", "heading": "目的", "text": "为了规范。", "anchor": "art-1"}, {"label": "第二条"}],
    )
    (entry,) = entries([document.pk])
    assert [p.anchor for p in entry.passages] == ["", "art-1"]
    assert "现将办法印发给你们。" in entry.passages[0].text
    assert "为了规范" not in entry.passages[0].text
    assert entry.passages[1].text == "第一条目的\n为了规范。"


def test_bodies_with_all_their_names(db, django_assert_num_queries):
    make_body("中央网信办", slug="wangxinban").aliases.create(name="国家互联网信息办公室")
    ids = [
        make_document(bodies=["中央网信办", "教育部"], topics=["网络"], column="公告", published_on=date(2021, 5, 1)).pk
        for _ in range(3)
    ]
    with django_assert_num_queries(9):
        entry = list(entries(ids))[0]
    assert entry.body == ("中央网信办", "国家互联网信息办公室", "教育部")
    assert set(entry.values["body"]) == {"wangxinban", "教育部"}  # in no order: each database sorts in its own
    assert entry.values["topic"] == ("网络",)
    assert entry.values["year"] == ("2021",)
    assert entry.date == 20210501


def test_what_it_is_cited_by_and_what_it_cites_of_others(db):
    document = make_document("中华人民共和国专利法", number="主席令第五十五号", markdown="# 专利法\n\n依照《民法典》和《专利法》办理。")
    link(document)
    (entry,) = entries([document.pk])
    assert entry.values["name"] == ("专利法", "主席令第五十五号")
    assert entry.values["cites"] == ("民法典",)


def test_the_digest_follows_what_is_indexed(db):
    document = make_document()
    first = list(entries([document.pk]))[0].digest
    assert list(entries([document.pk]))[0].digest == first
    document.topics.add(make_topic("网络"))
    assert list(entries([document.pk]))[0].digest != first
