import pytest

from documents.models import DocumentName
from tests.databases import only_sqlite
from tests.factories import make_document

pytestmark = pytest.mark.django_db
KEYS = ["甲乙", "甲乙丙", "甲%", "甲_", "Ab", "ab", "乙", "甲\U0010fffe"]


def starting_with(text: str) -> set[str]:
    return set(DocumentName.objects.filter(tail__startswith=text).values_list("tail", flat=True))


@pytest.mark.parametrize("text", ["丙", "A%", "甲乙丙丁", "aB", "_", "%"])
def test_nothing_else_matches(text):
    document = make_document()
    DocumentName.objects.bulk_create(DocumentName(document=document, key=key, tail=key) for key in KEYS)
    assert starting_with(text) == set()


@pytest.mark.parametrize("text", ["甲", "甲乙", "甲%", "甲_", "A", "a", "乙"])
def test_what_starts_with_a_text(text):
    document = make_document()
    DocumentName.objects.bulk_create(DocumentName(document=document, key=key, tail=key) for key in KEYS)
    assert starting_with(text) == {key for key in KEYS if key.startswith(text)}


@only_sqlite
def test_the_index_serves():
    assert "USING INDEX" in DocumentName.objects.filter(tail__startswith="甲").values("tail").explain().replace("COVERING ", "")
