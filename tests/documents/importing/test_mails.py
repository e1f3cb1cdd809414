"""An e-mail that comes in is one document with annexes, however it comes; what its sender wrote beside is for nobody outside."""
import io
import zipfile

import pytest

from documents import formats
from documents.importing import SentFile, import_paths, sources_of_sent, sources_sent
from documents.models import Document, State
from tests.documents.formats.test_mail import COVER, FORM, NOTICE, letter

pytestmark = pytest.mark.django_db
FILES = [("关于开展检查的通知.txt", NOTICE), ("附件1.检查表.txt", FORM)]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def alone(folder):
    (folder / "信.eml").write_bytes(letter(COVER, *FILES).as_bytes())


def in_a_zip(folder):
    with zipfile.ZipFile(folder / "信.zip", "w") as packed:
        packed.writestr("来信/信.eml", letter(COVER, *FILES).as_bytes())


@pytest.mark.parametrize("form", [alone, in_a_zip])
def test_one_document_comes_of_it_and_the_cover_is_not_public(form, tmp_path, client):
    (tmp_path / "in").mkdir()
    form(tmp_path / "in")
    (first,), (again,) = [list(import_paths([tmp_path / "in"], state=State.PUBLISHED)) for _ in range(2)]
    assert (first.outcome.value, again.outcome.value) == ("created", "unchanged") and any("附信" in warning for warning in first.warnings)
    document = Document.objects.get()
    assert (document.number, document.original_name) == ("甲教〔2024〕3号", "关于开展检查的通知.zip") and "学校名称" in document.markdown
    page = client.get(document.get_absolute_url()).content.decode()
    assert "附件1.检查表.txt" in page and "查收" not in page
    assert client.get(f"{document.get_absolute_url()}original/1/").content == FORM.encode()
    assert client.get(f"{document.get_absolute_url()}original/2/").status_code == 404
    with zipfile.ZipFile(io.BytesIO(client.get(f"{document.get_absolute_url()}original/").content)) as packed:
        assert packed.namelist() == [name for name, _ in FILES]


def test_it_is_the_same_when_it_is_sent():
    data = letter(NOTICE, FILES[1], subject="关于开展检查的通知").as_bytes()
    (sent,) = sources_sent("信.eml", len(data), lambda: data)
    (together,) = sources_of_sent([SentFile("信.eml", len(data), lambda: data)])
    assert sent == together and sent.name == "信.eml/关于开展检查的通知.zip" and formats.read(sent.name, sent.data).text.startswith("关于")


def test_what_carries_nothing_or_cannot_be_opened_stays_as_it_is():
    for data in (letter(NOTICE).as_bytes(), b"%PDF-1.7\n", b"", b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 3_000):
        (source,) = sources_sent("信.eml", len(data), lambda data=data: data)
        assert (source.name, source.data) == ("信.eml", data)
