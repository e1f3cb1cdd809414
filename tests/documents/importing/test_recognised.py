"""Scans on their way in: what was recognised is marked where it is kept and shown."""
import pytest
from django.core.files.base import ContentFile

from documents import formats
from documents.formats import RawText
from documents.importing import Outcome, Source, import_source, sources_in
from documents.models import Document, State, Upload, UploadState
from documents.uploading import claim, read

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + bytes(30)
TEXT = "甲市档案管理办法\n\n第一条 为了加强档案管理，制定本办法。\n\n第二条 本办法自2024年5月1日起施行。\n"


@pytest.fixture
def recognised(monkeypatch):
    monkeypatch.setattr(formats, "recognised", lambda name, data: RawText(TEXT, notes=("可能有错字",), is_recognised=True))


def test_a_scan_that_may_be_recognised_is_marked(recognised, client):
    result = import_source(Source("a.png", PNG, recognise=True), state=State.PUBLISHED)
    document = Document.objects.get()
    assert result.outcome is Outcome.CREATED and document.is_recognised and "可能有错字" in result.warnings
    assert "以原件为准" in client.get(document.get_absolute_url()).content.decode()


def test_other_documents_are_not(client):
    import_source(Source("a.txt", TEXT.encode(), recognise=True), state=State.PUBLISHED)
    document = Document.objects.get()
    assert not document.is_recognised and "以原件为准" not in client.get(document.get_absolute_url()).content.decode()


def test_without_leave_it_is_refused(recognised):
    assert import_source(Source("a.png", PNG)).outcome is Outcome.REFUSED


def test_the_command_gives_leave(tmp_path):
    (tmp_path / "a.png").write_bytes(PNG)
    (source,) = sources_in(tmp_path / "a.png")
    assert isinstance(source, Source) and source.recognise


@pytest.mark.parametrize("leave, state", [(True, UploadState.READ), (False, UploadState.REFUSED)])
def test_of_uploads_the_worker_gives_it_and_a_request_does_not(recognised, admin_user, leave, state):
    upload = Upload(name="a.png", uploaded_by=admin_user)
    upload.file.save("upload", ContentFile(PNG), save=True)
    read(claim("worker"), recognise=leave)
    assert Upload.objects.get().state == state
