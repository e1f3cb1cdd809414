from documents.models import Column, DocumentBody, IssuingBody, Topic
from search.indexing.entries import entries
from tests.search.conftest import make_document


def test_an_entry_says_what_is_known_and_no_more(db):
    document = make_document(issued_on=None)
    (entry,) = entries([document.pk])
    assert (entry.date, entry.number, entry.body) == (0, (), ())
    assert entry.values["year"] == entry.values["column"] == ()


def test_only_published_documents_have_entries(db):
    ids = [make_document(title=state, state=state).pk for state in ("draft", "withdrawn")]
    assert list(entries(ids)) == []


def test_sections_are_passages_and_the_rest_is_the_first(db):
    document = make_document(
        text="主送机关：\n\n现将办法印发给你们。\n\n# 办法\n\n## 第一条 目的\n\n为了规范。",
        sections=[("第一条", "目的", "为了规范。"), ("第二条", "", "")],
    )
    (entry,) = entries([document.pk])
    assert [p.anchor for p in entry.passages] == ["", "art-1"]
    assert "现将办法印发给你们。" in entry.passages[0].text
    assert "为了规范" not in entry.passages[0].text
    assert entry.passages[1].text == "第一条目的\n为了规范。"


def test_bodies_with_all_their_names(db, django_assert_num_queries):
    body = IssuingBody.objects.create(name="中央网信办", slug="wangxinban")
    body.aliases.create(name="国家互联网信息办公室")
    document = make_document(column=Column.objects.create(name="公告", slug="gonggao"))
    DocumentBody.objects.create(document=document, body=body, position=1, signed_as="网信办")
    document.topics.add(Topic.objects.create(name="网络", slug="wangluo"))
    for n in range(3):
        make_document(title=f"另{n}")
    with django_assert_num_queries(6):
        entry = list(entries(range(100)))[0]
    assert entry.body == ("中央网信办", "网信办", "国家互联网信息办公室")
    assert entry.values["body"] == ("wangxinban",)
    assert entry.values["topic"] == ("wangluo",)
    assert entry.values["year"] == ("2021",)


def test_the_digest_follows_what_is_indexed(db):
    document = make_document()
    first = list(entries([document.pk]))[0].digest
    assert list(entries([document.pk]))[0].digest == first
    document.topics.add(Topic.objects.create(name="网络", slug="wangluo"))
    assert list(entries([document.pk]))[0].digest != first
