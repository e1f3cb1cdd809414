"""Errors are told in the site's own style."""
import errno

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, OperationalError, ProgrammingError
from django.template.loader import get_template
from django.test import Client

from documents.models import Document, Upload
from tests.factories import make_document


@pytest.mark.django_db
def test_an_unknown_page_is_told_in_our_style(client):
    answer = client.get("/没有/")
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()
    assert 'class="site-header"' in answer.content.decode()


def test_the_500_page_needs_neither_database_nor_context():
    assert "网站出错了" in get_template("500.html").render()


def test_a_foreign_host_is_refused_with_a_page(client):
    answer = client.get("/没有/", headers={"host": "evil.example"})
    assert answer.status_code == 400


def test_i36_thousands_of_parameters_are_refused_with_a_page(client):
    answer = client.get("/documents/", {f"p{number}": "1" for number in range(3_000)})
    assert answer.status_code == 400
    assert "请求无法理解" in answer.content.decode()


@pytest.mark.django_db
def test_s37_a_failure_tells_nothing_of_itself(client, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("SELECT broken in /secret/path")

    monkeypatch.setattr("portal.views.Document.objects.published", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "网站出错了" in page
    assert "secret" not in page and "Traceback" not in page and "RuntimeError" not in page


FAILURES = [
    OperationalError("database is locked"), OperationalError("attempt to write a readonly database in /secret/path"),
    OSError(errno.ENOSPC, "No space left on device", "/secret/path"), OSError(errno.EROFS, "Read-only file system", "/secret/path"),
    OSError(errno.EACCES, "Permission denied", "/secret/path"), OSError(errno.EPERM, "Operation not permitted", "/secret/path"),
    DatabaseError("database disk image is malformed"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("failure", FAILURES, ids=str)
@pytest.mark.parametrize("place", ["upload", "file", "publish"])
def test_f02_f06_f15_what_cannot_be_written_now_is_said_and_changes_nothing(admin_client, monkeypatch, settings, tmp_path, failure, place):
    def fail(*_, **__):
        raise failure

    settings.MEDIA_ROOT = tmp_path
    broken = {"upload": "documents.models.Upload.save", "file": "os.fsync", "publish": "documents.importing.publication.after_change"}
    monkeypatch.setattr(broken[place], fail)
    if place != "publish":
        answer = admin_client.post("/admin/documents/upload/add/", {"files": SimpleUploadedFile("甲.txt", "第一条 甲。".encode())})
    else:
        document = make_document(state="draft")
        chosen = {"action": "publish", "_selected_action": [document.pk]}
        answer = admin_client.post("/admin/documents/document/", chosen)
    page = answer.content.decode()
    assert answer.status_code == 503 and answer["Retry-After"]
    assert "什么也没有改变" in page and "secret" not in page and "OperationalError" not in page
    assert not Upload.objects.exists() and not Document.objects.published().exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.django_db
@pytest.mark.parametrize("failure", [FileNotFoundError(errno.ENOENT, "/secret/path"), IntegrityError("NOT NULL"), ProgrammingError("no such table")])
def test_another_error_is_not_taken_for_a_full_disk_or_a_damaged_database(client, monkeypatch, failure):
    def fail(*_, **__):
        raise failure

    monkeypatch.setattr("portal.views.Document.objects.published", fail)
    client.raise_request_exception = False
    assert client.get("/").status_code == 500


@pytest.mark.django_db
def test_a_form_that_is_sent_without_its_token_is_refused_in_our_style():
    answer = Client(enforce_csrf_checks=True).post("/check-draft/", {"text": "甲"})
    assert answer.status_code == 403
    assert "表单已经失效" in answer.content.decode() and "CSRF" not in answer.content.decode()


@pytest.mark.django_db
def test_too_many_wrong_passwords_are_told_in_our_style(client):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post("/admin/login/", {"username": "甲", "password": "x"})
    assert answer.status_code == 429
    assert "登录尝试过多" in answer.content.decode()
