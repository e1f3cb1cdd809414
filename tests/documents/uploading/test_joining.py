"""A document and its attachments that a page sends one by one become one upload when all are there."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from documents import formats, uploading
from documents.models import Batch, Upload, UploadState
from documents.uploading import leases
from tests.documents.formats.test_bundles import FORM, NOTICE

pytestmark = pytest.mark.django_db
NAMES = ("附件1.检查表.txt", "关于检查的通知.txt")


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def send(batch, user, names=NAMES):
    for path in names:
        folder, _, name = path.rpartition("/")
        uploading.take_in(batch, SimpleUploadedFile(name, (FORM if "附件" in path else NOTICE).encode()), user, folder)


def test_they_become_one_that_is_read_anew(admin_user, own_files, django_capture_on_commit_callbacks):
    batch = Batch.objects.create(created_by=admin_user)
    send(batch, admin_user)
    held = leases.claim("worker")
    with django_capture_on_commit_callbacks(execute=True):
        assert uploading.join(batch) == 1
    uploading.read(held)  # by a worker that had begun: it writes nothing
    upload = batch.uploads.get()
    assert (upload.name, upload.state) == ("关于检查的通知.zip", UploadState.WAITING)
    assert len([path for path in own_files.rglob("*") if path.is_file()]) == 1
    uploading.work_off()
    upload.refresh_from_db()
    assert (upload.state, upload.number) == (UploadState.READ, "甲教〔2024〕3号") and uploading.join(batch) == 0


def test_attachments_lie_in_a_folder_beside_their_document(admin_user):
    """As a zip of the same folder has them; other folders may have files of the same names."""
    batch = Batch.objects.create(created_by=admin_user)
    send(batch, admin_user, ("甲/检查的通知.txt", "甲/附件/1.txt", "甲/附件/2.txt", "乙/检查的通知.txt", "乙/附件/1.txt", "甲/附件/Thumbs.db", "甲/~$通知.docx"))
    assert uploading.join(batch) == 2
    assert sorted(upload.name for upload in batch.uploads.all()) == ["乙/检查的通知.zip", "甲/检查的通知.zip"]


@pytest.mark.parametrize("folder", ["../上级", "C:/windows", "甲/../..", "夹" * 300, ".."])
def test_a_folder_that_is_none_below_the_chosen_one_counts_for_nothing(admin_user, folder):
    batch = Batch.objects.create(created_by=admin_user)
    send(batch, admin_user, (f"{folder}/通知.txt",))
    assert batch.uploads.get().name == "通知.txt"


def test_what_is_taken_or_not_certain_stays(admin_user):
    batch = Batch.objects.create(created_by=admin_user)
    send(batch, admin_user, ("甲通知.txt", "乙通知.txt", "附件1.txt"))
    assert uploading.join(batch) == 0
    batch.uploads.filter(name="甲通知.txt").delete()
    Upload.objects.filter(name="乙通知.txt").update(state=UploadState.STORED.value)
    assert uploading.join(batch) == 0 and batch.uploads.count() == 2


def test_nobody_is_kept_from_writing_while_files_are_looked_at_and_what_changes_meanwhile_stays(admin_user, monkeypatch):
    batch, look, depth = Batch.objects.create(created_by=admin_user), formats.groups, len(connection.savepoint_ids)
    send(batch, admin_user)

    def groups(*arguments):
        assert len(connection.savepoint_ids) == depth
        batch.uploads.filter(name=NAMES[0]).update(state=UploadState.STORED.value)
        return look(*arguments)

    monkeypatch.setattr(formats, "groups", groups)
    assert uploading.join(batch) == 0
    assert sorted(batch.uploads.values_list("name", flat=True)) == sorted(NAMES)


def test_only_who_sends_a_batch_joins_it(admin_client, admin_user, django_user_model):
    batch = Batch.objects.create(created_by=admin_user)
    send(batch, admin_user)
    assert admin_client.post(f"/admin/documents/batch/{batch.pk}/join/").json() == {"joined": 1}
    Batch.objects.update(created_by=django_user_model.objects.create_user("other"))
    assert admin_client.post(f"/admin/documents/batch/{batch.pk}/join/").status_code == 403
    assert admin_client.get(f"/admin/documents/batch/{batch.pk}/join/").status_code == 405
