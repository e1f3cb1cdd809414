"""A file with several documents becomes an upload for each, where a person says so, and is one again."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents import uploading
from documents.models import Document, State, Upload, UploadState
from documents.parsing import documents_in
from tests.documents.parsing.test_compilation import notices, rules

pytestmark = pytest.mark.django_db
TEXT = "甲市教育政策汇编\n" + rules("公园", "绿化") + notices("借阅")


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def sent(user, text=TEXT):
    batch = uploading.receive([SimpleUploadedFile("汇编.txt", text.encode())], user)
    uploading.work_off()
    return batch.uploads.get()


def review(client, upload, **button):
    return client.post(reverse("admin:documents_upload_review", args=[upload.pk]), button, follow=True)


def test_the_review_shows_the_cuts_and_splits_where_they_are_ticked(admin_client, admin_user):
    upload = sent(admin_user)
    page = admin_client.get(reverse("admin:documents_upload_review", args=[upload.pk])).content.decode()
    assert page.count('name="begins"') == 3 and "第一份之前的" in page and "关于做好借阅的通知" in page
    page = review(admin_client, upload, split="1", begins=["1", "3"]).content.decode()
    assert "已拆成 2 份" in page
    uploading.work_off()
    upload.refresh_from_db()
    first, second = upload.batch.uploads.exclude(pk=upload.pk)
    assert (upload.state, bool(upload.file), first.name, second.title) == (UploadState.SPLIT, True, "汇编.txt/甲市公园管理办法.md", "关于做好借阅的通知")
    assert (second.state, second.number, second.bodies) == (UploadState.READ, "甲教〔2024〕3号", "甲市教育局") and "2 份" in first.doubts[0]
    assert "已拆成 2 份" in review(admin_client, upload, split="1", begins=["1", "2"]).content.decode() and upload.batch.uploads.count() == 3


def test_what_one_form_has_no_room_for_goes_with_the_last_and_can_be_split_again(admin_client, admin_user, monkeypatch):
    monkeypatch.setattr("documents.admin.review.MOST", 2)
    upload = sent(admin_user)
    page = admin_client.get(reverse("admin:documents_upload_review", args=[upload.pk])).content.decode()
    assert page.count('name="begins"') == 1 and "还有 2 份" in page


def test_each_is_stored_by_itself_and_taken_back_with_the_batch(admin_user):
    upload = sent(admin_user)
    inner = documents_in(uploading.source_of(upload).raw)
    assert uploading.split(upload, inner, {1, 2, 3}, admin_user) == 3
    uploading.work_off()
    assert uploading.accept(Upload.objects.filter(state=UploadState.READ), admin_user, State.DRAFT) == 3
    uploading.work_off()
    assert set(Document.objects.values_list("title", flat=True)) == {"甲市公园管理办法", "甲市绿化管理办法", "关于做好借阅的通知"}
    assert uploading.take_back(upload.batch, admin_user) == [] and set(Document.objects.values_list("state", flat=True)) == {State.TRASHED.value}
    upload.refresh_from_db()
    assert upload.state == UploadState.SPLIT and upload.file.storage.exists(upload.file.name)
    uploading.unsplit(upload)
    assert Upload.objects.get().state == UploadState.WAITING


def divided(user):
    upload = sent(user)
    uploading.split(upload, documents_in(uploading.source_of(upload).raw), {1, 2, 3}, user)
    return Upload.objects.get(pk=upload.pk)


def test_a_split_is_undone_with_all_that_it_made(admin_client, admin_user):
    doubts = sent(admin_user).doubts
    Upload.objects.all().delete()
    upload = divided(admin_user)
    other = sent(admin_user, notices("还书"))
    Upload.objects.filter(pk=other.pk).update(batch=upload.batch, name=f"{upload.name}/别的.md")
    assert "撤销拆分" in admin_client.get(reverse("admin:documents_upload_review", args=[upload.pk])).content.decode()
    page = review(admin_client, upload, unsplit="1").content.decode()
    assert f"<li class=\"success\">“{upload.name}”的拆分已撤销" in page  # a file's name in front would get a capital letter
    assert page.count('name="begins"') == 3
    assert {(row.pk, row.state, row.reason) for row in Upload.objects.all()} == {(upload.pk, UploadState.READ, ""), (other.pk, UploadState.READ, "")}
    upload.refresh_from_db()
    assert upload.doubts == doubts != [] and upload.file.storage.exists(upload.file.name)
    assert "没有拆分" in review(admin_client, upload, unsplit="1").content.decode()
    assert uploading.split(upload, documents_in(uploading.source_of(upload).raw), {1, 3}, admin_user) == 2 == upload.parts.count()


@pytest.mark.parametrize("state, is_undone", [
    (state.value, state in {"waiting", "reading", "read", "refused", "taken-back"}) for state in UploadState
])
def test_a_split_stays_where_a_part_is_stored_or_on_its_way(admin_user, state, is_undone):
    upload = divided(admin_user)
    Upload.objects.filter(pk=upload.parts.first().pk).update(state=state)
    if is_undone:
        uploading.unsplit(upload)
    else:
        with pytest.raises(uploading.NotTaken, match="没有撤销"):
            uploading.unsplit(upload)
    upload.refresh_from_db()
    assert (upload.state, upload.parts.count()) == (("waiting", 0) if is_undone else ("split", 3))


@pytest.mark.parametrize("state, begins", [(UploadState.READ, {1}), (UploadState.READ, {0, 99}), (UploadState.STORED, {1, 2})])
def test_one_part_or_what_is_done_already_is_not_split(admin_user, state, begins):
    upload = sent(admin_user)
    inner = documents_in(uploading.source_of(upload).raw)
    Upload.objects.filter(pk=upload.pk).update(state=state.value)
    with pytest.raises(uploading.NotTaken):
        uploading.split(upload, inner, begins, admin_user)
    assert Upload.objects.count() == 1


@pytest.mark.parametrize("places", [["x"], ["-1", "²"], ["9" * 30]])
def test_places_that_nobody_drew_split_nothing(admin_client, admin_user, places):
    assert "至少要有两份" in review(admin_client, sent(admin_user), split="1", begins=places).content.decode() and Upload.objects.count() == 1


def test_one_document_has_no_cuts(admin_client, admin_user):
    page = review(admin_client, sent(admin_user, notices("借阅")), split="1", begins=["0", "1"]).content.decode()
    assert 'name="begins"' not in page and Upload.objects.count() == 1
