"""What a document was at any revision it becomes again, whole, and nothing on the way is lost."""
from datetime import date

import pytest

from documents.importing import NotRestored, Source, corrections_of, import_source, restore, set_state, update
from documents.models import Document, State, Validity, ValidityBasis
from documents.revisions import editing
from documents.vocabulary.enums import RevisionSource
from tests.factories import make_document, make_topic

pytestmark = pytest.mark.django_db

TEXT = """甲市养犬办法
甲政发〔2021〕5号
第一条　为了管理养犬，制定本办法。
第二条　养犬应当登记。
第三条　本办法自2021年5月1日起施行，有效期五年。
甲市人民政府
2021年3月2日
"""


@pytest.fixture
def document(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return brought(TEXT)


def brought(text, name="甲.txt", **options) -> Document:
    return Document.objects.get(pk=import_source(Source(name, text.encode()), **{"state": State.PUBLISHED, **options}).document_id)


def of(document) -> dict:
    """All of a document but when it was changed, what a person corrected, and how the text's own proof is quoted."""
    row = Document.objects.filter(pk=document.pk).values().get()
    sections = list(document.sections.order_by("position").values_list("anchor", "label", "text"))
    signed = list(document.signatures.order_by("position").values_list("signed_as", flat=True))
    topics = list(document.topics.order_by("name").values_list("name", flat=True))
    events = list(document.events.order_by("basis").values_list("basis", "validity", "on"))
    return {**row, "sections": sections, "signed": signed, "topics": topics} | {"events": events, "updated_at": 0, "corrected": 0, "expiry_proof": bool(row["expiry_proof"])}


def edited(document, facts=None, text=None):
    into = Document.objects.get(pk=document.pk)
    facts = {"title": into.title, "number": into.number, "bodies": ("甲市人民政府",), **(facts or {})}
    return import_source(Source("", b"", facts, text or into.markdown), into=into)


def test_every_state_that_it_was_in_is_restored_whole(document):
    states = {1: of(document)}
    brought(TEXT.replace("登记", "备案，狗证每年查验"), "乙.txt", accept=True)
    edited(document, {"title": "甲市养犬规定", "bodies": ("甲市公安局", "甲市城管局"), "expires_on": date(2030, 1, 1), "topics": (make_topic().name,)})
    update(Document.objects.get(), validity=Validity.REPEALED, validity_basis=ValidityBasis.PERSON, validity_since=date(2024, 1, 1))
    states[4] = of(document)
    for number in (1, 4, 1, 4):
        again = restore(document, document.revisions.get(number=number))
        assert of(again) == states[number], number
    assert document.revisions.count() == 8
    assert [r.facts for r in document.revisions.filter(number__in=[1, 5, 7])] == [document.revisions.get(number=1).facts] * 3


def test_restoring_is_a_revision_with_who_and_why(document, admin_user):
    edited(document, text=document.markdown.replace("登记", "备案"))
    with editing(author=admin_user, how=RevisionSource.RESTORE, why="恢复到第 1 次修订。"):
        restore(document, document.revisions.get(number=1))
    last = document.revisions.get(number=3)
    assert (last.how, last.author, last.why) == ("restore", admin_user, "恢复到第 1 次修订。")


def test_restoring_what_is_there_is_none(document):
    restore(document, document.revisions.get())
    assert document.revisions.count() == 1


def test_it_takes_nothing_off_the_site_and_publishes_nothing(document):
    set_state(document, State.WITHDRAWN)
    assert restore(document, document.revisions.get(number=1)).state == State.WITHDRAWN
    set_state(Document.objects.get(), State.PUBLISHED)
    assert restore(document, document.revisions.get(number=2)).is_published


def test_what_was_restored_is_a_persons_word(document):
    edited(document, text=document.markdown.replace("登记", "备案"))
    again = restore(document, document.revisions.get(number=1))
    assert "markdown" in corrections_of(again)


def test_what_another_document_is_called_by_now_is_not_restored(document):
    edited(document, {"title": "甲市养犬规定"})
    make_document("甲市养犬办法", number="甲政发〔2021〕5号", slug="又一份")
    with pytest.raises(NotRestored, match="都与已收录的《甲市养犬办法》"):
        restore(document, document.revisions.get(number=1))
    assert Document.objects.get(pk=document.pk).title == "甲市养犬规定"
