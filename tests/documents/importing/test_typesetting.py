import pytest
from django.core.management import call_command

from documents.models import Document
from tests.factories import make_document

pytestmark = pytest.mark.django_db


def test_pages_are_set_anew_and_nothing_else_changes():
    document = make_document("甲办法", markdown="第一段。\n\n第二段。", html="<p>旧的版式</p>")
    Document.objects.update(html="<p>旧的版式</p>")
    before = Document.objects.values("title", "markdown", "state", "updated_at").get()
    call_command("typeset_documents")
    document.refresh_from_db()
    assert "第二段" in document.html and "旧的版式" not in document.html
    assert Document.objects.values("title", "markdown", "state", "updated_at").get() == before
