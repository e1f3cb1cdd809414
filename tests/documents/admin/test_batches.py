"""Hundreds of files at once: sent, followed, stored where nothing is doubtful, reported, taken back."""
import csv
import zipfile
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents import uploading
from documents.models import Batch, Document, State, Upload, UploadState
from documents.uploading import leases
from tests.documents.uploading.test_queue import TEXT

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("admin:documents_upload_changelist"), reverse("admin:documents_upload_add")


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def log_in(client, django_user_model):
    def log_in(role):
        user = django_user_model.objects.filter(username=role).first()
        if user is None:
            user = django_user_model.objects.create_user(role, password="x", is_staff=True)
            user.groups.set(Group.objects.filter(name=role))
        client.force_login(user)
        return client
    return log_in


def notice(n, subject=None):
    subject = subject or f"第{n}项"
    return SimpleUploadedFile(f"{n}.txt", TEXT.format("青山", f"{subject}{'甚为紧要' * n}", n).encode())


def send(client, count):
    answer = client.post(ADD, {"files": [notice(n) for n in range(1, count + 1)]})
    return Batch.objects.latest("pk"), answer


def page_of(client, batch, name="change"):
    return client.get(reverse(f"admin:documents_batch_{name}", args=[batch.pk])).content.decode()


def test_three_hundred_files_at_once_are_taken_without_javascript(log_in):
    batch, answer = send(log_in("编辑"), 300)
    assert answer.status_code == 302 and batch.uploads.filter(state=UploadState.WAITING).count() == 300


def test_a_page_sends_its_files_one_by_one_into_a_batch_of_its_own(log_in):
    client = log_in("编辑")
    begun = client.post(reverse("admin:documents_batch_begin")).json()
    assert client.post(begun["files"], {"file": notice(1)}).json() == {"taken": 1, "refused": []}
    refused = client.post(begun["files"], {"file": SimpleUploadedFile("图.exe", b"MZ")}).json()
    assert refused["taken"] == 0 and "“图.exe”：不支持 .exe" in refused["refused"][0]
    assert client.post(begun["files"]).status_code == 400
    assert "等待解析 1，读不出 1" in client.get(begun["page"]).content.decode()
    assert log_in("审核").post(begun["files"], {"file": notice(2)}).status_code == 403
    assert client.get(begun["files"]).status_code == 405


def test_a_file_whose_sender_got_no_answer_is_sent_again_and_is_there_once(log_in, tmp_path):
    client = log_in("编辑")
    begun = client.post(reverse("admin:documents_batch_begin")).json()
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for name in ("甲.txt", "乙.txt", "空.txt"):
            zipped.writestr(name, "" if name == "空.txt" else TEXT.format("青山", name, 1))
    for is_again in (False, True):
        assert client.post(begun["files"], {"file": notice(1)}).json()["taken"] == 1
        answer = client.post(begun["files"], {"file": SimpleUploadedFile("包.zip", archive.getvalue())}).json()
        assert answer["taken"] == 2 and len(answer["refused"]) == 1
        assert len(client.post(begun["files"], {"file": SimpleUploadedFile("坏.zip", b"PK")}).json()["refused"]) == 1
        if not is_again:
            Upload.objects.get(name__endswith="乙.txt").delete()  # the server died before it came to this one
    assert Upload.objects.count() == 5 and len([path for path in tmp_path.rglob("*") if path.is_file()]) <= 4
    assert client.post(begun["files"], {"file": notice(1, "另一项")}).json()["taken"] == 1 and Upload.objects.count() == 6


def test_the_same_file_in_another_batch_is_a_doubt(log_in):
    client = log_in("编辑")
    send(client, 1)
    batch, _ = send(client, 1)
    uploading.work_off()
    assert "第 1 批）是同一个文件" in page_of(client, batch).replace(str(batch.pk - 1), "1")


def test_the_page_of_a_batch_shows_how_far_it_is_with_and_without_javascript(log_in):
    client = log_in("编辑")
    batch, _ = send(client, 2)
    page = page_of(client, batch)
    assert "data-under-way" in page and 'http-equiv="refresh"' in page and "后台进程没有在运行" in page
    leases.renew("甲")
    assert "后台进程没有在运行" not in page_of(client, batch, "progress")
    uploading.work_off()
    page = page_of(client, batch)
    assert "data-under-way" not in page and "http-equiv" not in page and "待审阅 2" in page and "青山教〔2025〕1号" in page


def test_pages_of_uploads_ask_as_much_for_many_as_for_few(log_in):
    client = log_in("编辑")
    counts = []
    for number in (2, 12):
        batch, _ = send(client, number)
        uploading.work_off()
        for address in (LIST, reverse("admin:documents_batch_change", args=[batch.pk]), reverse("admin:documents_batch_report", args=[batch.pk])):
            with CaptureQueriesContext(connection, ) as asked:
                assert client.get(address).status_code == 200
            counts.append(len(asked))
    assert counts[:3] == counts[3:]


def test_what_has_no_doubt_is_accepted_together_and_the_rest_is_named(log_in):
    client = log_in("编辑")
    batch, _ = send(client, 3)
    uploading.work_off()
    doubtful = batch.uploads.order_by("pk").last()
    Upload.objects.filter(pk=doubtful.pk).update(doubts=["施行日期早于成文日期。"])
    assert {u.pk for u in client.get(LIST, {"doubts": "none"}).context["cl"].result_list} == set(batch.uploads.values_list("pk", flat=True)) - {doubtful.pk}
    chosen = {"action": "accept_drafts", "_selected_action": list(batch.uploads.values_list("pk", flat=True))}
    told = client.post(LIST, chosen, follow=True).content.decode()
    assert "2 份没有疑点" in told and "1 份有疑点" in told and "施行日期早于成文日期" in told
    uploading.work_off()
    assert [d.state for d in Document.objects.all()] == [State.DRAFT] * 2
    client.post(LIST, chosen | {"action": "accept_published"})
    assert {upload.accepted_as for upload in batch.uploads.all()} == {"draft", ""}


def test_a_reviewer_publishes_many_at_once(log_in):
    batch, _ = send(log_in("编辑"), 2)
    uploading.work_off()
    log_in("审核").post(LIST, {"action": "accept_published", "_selected_action": list(batch.uploads.values_list("pk", flat=True))})
    uploading.work_off()
    assert Document.objects.published().count() == 2


def test_after_one_is_stored_the_next_is_reviewed(log_in):
    client = log_in("编辑")
    batch, _ = send(client, 3)
    uploading.work_off()
    first, second, third = batch.uploads.order_by("pk")
    address = reverse("admin:documents_upload_review", args=[second.pk])
    shown = client.get(address)
    assert "送审并审阅下一份" in shown.content.decode() and "发布并审阅下一份" not in shown.content.decode()
    values = {name: value for name, value in shown.context["form"].initial.items() if value}
    assert client.post(address, values | {"review": "next"})["Location"] == reverse("admin:documents_upload_review", args=[third.pk])
    assert client.get(address)["Location"] == reverse("admin:documents_document_change", args=[Document.objects.get().pk])


def test_of_two_who_store_one_upload_the_second_is_told_and_loses_nothing(log_in, monkeypatch):
    client = log_in("编辑")
    batch, _ = send(client, 1)
    uploading.work_off()
    upload = batch.uploads.get()
    address = reverse("admin:documents_upload_review", args=[upload.pk])
    values = {name: value for name, value in client.get(address).context["form"].initial.items() if value}
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.STORING.value)  # another's, in this moment
    page = client.post(address, values | {"note": "亲手所写", "draft": "1"}).content.decode()
    assert "已经由别人存入或放弃" in page and "亲手所写" in page and not Document.objects.exists()


def test_what_is_being_read_says_so_and_is_opened_later(log_in):
    client = log_in("编辑")
    batch, _ = send(client, 1)
    leases.renew("甲")
    page = client.get(reverse("admin:documents_upload_review", args=[batch.uploads.get().pk])).content.decode()
    assert "等待解析……" in page and 'http-equiv="refresh"' in page and 'name="draft"' not in page


def test_the_report_of_a_batch_is_a_table_without_formulas(log_in):
    client = log_in("编辑")
    client.post(ADD, {"files": [notice(1), SimpleUploadedFile("=HYPERLINK(1).exe", b"MZ")]})
    uploading.work_off()
    answer = client.get(reverse("admin:documents_batch_report", args=[Batch.objects.get().pk]))
    table = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert [row["进度"] for row in table] == ["待审阅", "读不出"] and table[0]["发文字号"] == "青山教〔2025〕1号"
    assert table[1]["文件名"].startswith("'=") and "不支持 .exe" in table[1]["原因"]


def test_a_batch_is_taken_back_by_who_sent_it_after_being_asked(log_in):
    client = log_in("编辑")
    batch, _ = send(client, 2)
    uploading.work_off()
    uploading.accept(batch.uploads.all()[:1], batch.created_by, State.DRAFT)
    uploading.work_off()
    address = reverse("admin:documents_batch_take_back", args=[batch.pk])
    assert "放入回收站" in client.get(address).content.decode() and Document.objects.get().state == State.DRAFT
    assert "已收回" in client.post(address, follow=True).content.decode()
    assert Document.objects.get().state == State.TRASHED and [u.state for u in batch.uploads.all()] == [UploadState.TAKEN_BACK]


def test_uploads_are_assigned_and_read_again(log_in):
    client = log_in("编辑")
    batch, _ = send(client, 1)
    uploading.work_off()
    chosen = {"_selected_action": [batch.uploads.get().pk]}
    client.post(LIST, chosen | {"action": "assign_to_me"})
    assert [u.pk for u in client.get(LIST, {"assigned": "me"}).context["cl"].result_list] == chosen["_selected_action"]
    client.post(LIST, chosen | {"action": "read_again"})
    assert batch.uploads.get().state == UploadState.WAITING
