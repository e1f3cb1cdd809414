"""A notice and its attachments, in a folder, a zip or sent together, are one document; each file can be taken from its page."""
import zipfile

import pytest

from documents.importing import SentFile, import_paths, sources_of_sent
from documents.models import Document, State
from tests.documents.formats.test_bundles import FORM, NOTICE, TABLE

pytestmark = pytest.mark.django_db
FILES = {"通知/关于检查的通知.txt": NOTICE.encode(), "通知/附件1.检查表.txt": FORM.encode(), "通知/附件2.汇总表.md": TABLE.encode()}


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def folder(tmp_path):
    for name, data in FILES.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "in"


def archive(tmp_path):
    path = tmp_path / "包.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in reversed(FILES.items()):
            packed.writestr(name, data)
    return path


@pytest.mark.parametrize("form", [folder, archive])
def test_one_document_comes_of_a_notice_and_its_attachments(form, tmp_path, client):
    path = form(tmp_path)
    first, again = [[result.outcome.value for result in import_paths([path], state=State.PUBLISHED)] for _ in range(2)]
    assert (first, again) == (["created"], ["unchanged"])
    document = Document.objects.get()
    assert document.number == "甲教〔2024〕3号" and "附件2" in document.markdown and document.original_name == "关于检查的通知.zip"
    page = client.get(document.get_absolute_url()).content.decode()
    assert all(f"/original/{place}/" in page for place in range(3)) and "附件1.检查表.txt" in page
    answer = client.get(f"{document.get_absolute_url()}original/1/")
    assert answer.content == FORM.encode() and answer["Content-Disposition"].startswith("attachment")
    assert client.get(f"{document.get_absolute_url()}original/3/").status_code == 404


def test_what_is_not_public_gives_no_file(tmp_path, client):
    list(import_paths([folder(tmp_path)], state=State.DRAFT))
    assert client.get(f"/documents/{Document.objects.get().slug}/original/0/").status_code == 404


def test_files_that_are_sent_together_are_one_where_that_is_certain():
    def sent(*names):
        files = [SentFile(name, 3, lambda name=name: name.encode()) for name in names]
        return [source.name for source in sources_of_sent(files)]

    assert sent("附件1.txt", "通知.txt", "附件2.txt") == ["通知.zip"]
    assert sent("甲.txt", "乙.txt", "附件1.txt") == ["甲.txt", "乙.txt", "附件1.txt"]
    assert sent("通知.txt", "附件.txt", "附件.txt") == ["通知.txt", "附件.txt", "附件.txt"]
