"""Words that were looked for stay marked in the opened document."""
import re

from django.urls import reverse
from django.utils.http import urlencode

from tests.factories import make_document


def page(client, document, *marks):
    address = reverse("documents:document", args=[document.slug])
    return client.get(f"{address}?{urlencode([('mark', mark) for mark in marks])}").content.decode()


def test_nothing_is_marked_unasked(client, db):
    document = make_document(markdown="学籍管理。")
    for marks in ((), ("",), (" ",), ("无此词",), ("\0",), ("<script>",)):
        assert "<mark" not in page(client, document, *marks)


def test_words_are_marked_and_can_be_walked(client, db):
    text = page(client, make_document(markdown="学籍管理，學籍。\n\n学籍。"), "学籍")
    assert re.findall(r'<mark id="(mark-\d)"', text) == ["mark-1", "mark-2", "mark-3"]
    assert "學籍</mark>" in text
    assert 'href="#mark-1"' in text


def test_many_marks_are_read_no_further(client, db):
    text = page(client, make_document(markdown="子丑寅卯"), *[f"词{n}" for n in range(500)], "子丑")
    assert "<mark" not in text
