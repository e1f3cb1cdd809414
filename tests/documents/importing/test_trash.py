"""What is deleted comes back whole until the trash is emptied; after that no import brings it back, and its address says so."""
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from documents.importing import (
    Outcome,
    Source,
    consequences,
    empty,
    import_source,
    put_back,
    restore,
    set_state,
    trash,
    update,
)
from documents.models import Citation, Document, Revision, State, Text, Tombstone, Validity

pytestmark = pytest.mark.django_db

TEXT = """甲市养犬办法
甲政发〔2021〕5号
第一条　为了管理养犬，制定本办法。
第二条　养犬应当登记。
第三条　甲政发〔2010〕7号《甲市养犬规定》自本办法施行之日起废止。
第四条　本办法自2021年5月1日起施行。
甲市人民政府
2021年3月2日
"""
OLD = """甲市养犬规定
甲政发〔2010〕7号
第一条　养犬应当登记。
甲市人民政府
2010年3月2日
"""
CITING = """关于做好养犬登记的通知
甲公发〔2022〕1号
各派出所：
根据《甲市养犬办法》（甲政发〔2021〕5号）第二条，办理登记。
甲市公安局
2022年3月2日
"""


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def brought(text, name="甲.txt", **options):
    return import_source(Source(name, text.encode()), **{"state": State.PUBLISHED, **options})


@pytest.fixture
def corpus():
    """A document that repeals another and is cited by a third."""
    ids = [brought(text, f"{number}.txt").document_id for number, text in enumerate((TEXT, OLD, CITING))]
    return [Document.objects.get(pk=pk) for pk in ids]


def whole() -> dict:
    """All that is stored of all documents, but for when they changed."""
    found = {}
    for document in Document.objects.order_by("pk"):
        row = Document.objects.filter(pk=document.pk).values().get() | {"updated_at": None}
        citations = document.citations.order_by("start").values_list("text", "cited", "resolution", "provision_anchor")
        events = document.events.order_by("basis", "validity", "on").values_list("validity", "on", "by", "proof")
        sections = document.sections.order_by("position").values_list("anchor", "text")
        found[document.pk] = row, list(citations), list(events), list(sections)
    return found


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN, State.DRAFT])
def test_what_is_deleted_comes_back_whole_with_all_that_others_have_from_it(corpus, client, state):
    document, old, citing = corpus
    set_state(document, state)
    before, page = whole(), client.get(document.get_absolute_url()).status_code
    trash(document)
    old.refresh_from_db()
    assert old.repealed_on is None and not Citation.objects.filter(cited=document).exists()
    assert Document.objects.get(pk=document.pk).trashed_at
    trash(document)
    put_back(Document.objects.get(pk=document.pk))
    assert whole() == before and client.get(document.get_absolute_url()).status_code == page


def test_it_says_before_what_would_no_longer_hold(corpus):
    document, old, citing = corpus
    cited, proved, public = consequences(document)
    assert cited == "引用它的 1 份文件不再链接到它：《关于做好养犬登记的通知》。"
    assert proved == "它所证明的 1 份文件的时效将收回：《甲市养犬规定》。" and "公开页面" in public
    assert consequences(citing) == [public]
    set_state(citing, State.DRAFT)
    assert consequences(citing) == []


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("登记", "备案，每年查验"), TEXT.replace("\n", "\n\n")])
@pytest.mark.parametrize("options", [{}, {"accept": True}, {"state": State.DRAFT}, {"dry_run": True}])
def test_no_import_brings_it_back_from_the_trash(corpus, text, options):
    trash(corpus[0])
    before = Document.objects.values().get(pk=corpus[0].pk)
    result = brought(text, "0.txt", **options)
    assert (result.outcome, result.document_id) == (Outcome.KEPT, corpus[0].pk) and "在回收站" in result.reason
    assert Document.objects.values().get(pk=corpus[0].pk) == before and Document.objects.count() == 3


def test_the_same_text_under_another_name_does_not_bring_it_back(corpus):
    trash(corpus[0])
    twin = Source("乙.txt", b"x", {"title": "养犬办法", "number": ""}, corpus[0].markdown)
    result = import_source(twin)
    assert result.outcome is Outcome.REFUSED and "回收站中的《甲市养犬办法》" in result.reason


def test_of_what_is_emptied_nothing_is_left_but_that_it_was(corpus, settings):
    document = corpus[0]
    update(document, note="注")
    trash(document)
    empty(document)
    assert not Revision.objects.filter(document_id=document.pk).exists() and Text.objects.count() == 2
    assert len([path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]) == 3  # on commit, which a test never reaches
    stone = Tombstone.objects.get()
    assert (stone.slug, stone.title, stone.number, stone.was_public) == (document.slug, "甲市养犬办法", "甲政发〔2021〕5号", True)


def test_what_was_put_back_after_the_trash_was_looked_at_is_not_emptied(corpus):
    trash(corpus[0])
    seen = Document.objects.get(pk=corpus[0].pk)
    put_back(corpus[0])
    assert not empty(seen) and not Tombstone.objects.exists() and Document.objects.filter(pk=seen.pk).exists()


@pytest.mark.parametrize("text", [
    TEXT, TEXT.replace("\n", "\n\n").replace("，", ","), TEXT.replace("登记", "备案"),
])
def test_no_import_brings_back_what_is_emptied_unless_a_person_says_so(corpus, text):
    slug = corpus[0].slug
    trash(corpus[0])
    empty(corpus[0])
    result = brought(text)
    assert (result.outcome, result.document_id, Document.objects.count()) == (Outcome.KEPT, None, 2)
    assert "彻底删除" in result.reason and "--accept" in result.reason
    assert brought(text, accept=True, dry_run=True).outcome is Outcome.CREATED and Tombstone.objects.exists()
    again = Document.objects.get(pk=brought(text, accept=True).document_id)
    assert again.slug == slug and not Tombstone.objects.exists()


def test_another_document_of_the_title_is_no_matter_of_the_one_that_is_gone(corpus):
    trash(corpus[0])
    empty(corpus[0])
    other = TEXT.replace("甲政发〔2021〕5号", "甲政发〔2024〕9号").replace("2021年", "2024年").replace("登记", "备案")
    result = brought(other)
    assert result.outcome is Outcome.CREATED
    assert Document.objects.get(pk=result.document_id).slug != corpus[0].slug  # an address never leads elsewhere


@pytest.mark.parametrize(("state", "trashed", "emptied"), [(State.PUBLISHED, 410, 410), (State.DRAFT, 404, 404)])
def test_its_address_says_that_it_is_gone_where_it_was_ever_public(client, state, trashed, emptied):
    document = Document.objects.get(pk=brought(TEXT, state=state).document_id)
    address = document.get_absolute_url()
    trash(document)
    answer = client.get(address)
    assert answer.status_code == trashed and "登记" not in answer.content.decode()
    empty(document)
    answer = client.get(address)
    assert answer.status_code == emptied
    assert ("该文件已删除" in answer.content.decode()) is (emptied == 410)
    assert ("养犬" in answer.content.decode()) is False


def test_only_what_lay_long_enough_is_emptied(corpus, capsys):
    for document, days in zip(corpus, (40, 20, 0), strict=True):
        if days:
            trash(document)
            Document.objects.filter(pk=document.pk).update(trashed_at=timezone.now() - timedelta(days=days))
    call_command("empty_trash", "--dry-run")
    assert Document.objects.count() == 3 and "将删除《甲市养犬办法》" in capsys.readouterr().err
    call_command("empty_trash")
    assert [document.title for document in Document.objects.order_by("pk")] == ["甲市养犬规定", "关于做好养犬登记的通知"]
    call_command("empty_trash", "--days", "20")
    assert Document.objects.get().title == "关于做好养犬登记的通知"
    with pytest.raises(CommandError, match="不能小于 0"):
        call_command("empty_trash", "--days", "-1")


def test_the_trash_is_in_no_export(corpus, capsys):
    trash(corpus[0])
    call_command("export_documents", "--all")
    assert "甲市养犬办法\"" not in capsys.readouterr().out.replace("《甲市养犬办法》", "")


def test_trashing_and_putting_back_are_revisions(corpus):
    document = corpus[0]
    trash(document)
    put_back(document)
    states = [revision.facts["state"] for revision in document.revisions.order_by("number")]
    assert states == ["published", "trashed", "published"]
    update(document, validity=Validity.EXPIRED)
    assert restore(document, document.revisions.get(number=2)).state == State.PUBLISHED
