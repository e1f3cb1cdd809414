"""A forgotten password: a letter to whom it belongs, and nothing told to anybody else."""
import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.utils import timezone

from documents.signals import minute_passed
from portal.models import PasswordRequest

pytestmark = pytest.mark.django_db
ASK = "/admin/password-reset/"


@pytest.fixture(autouse=True)
def by_mail(settings):
    settings.NOTICES_BY_MAIL, settings.ADDRESS = True, "https://policy.example.cn"


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user("editor", "editor@example.cn", "a forgotten one", is_staff=True)


def a_minute_passes():
    minute_passed.send(sender=None)


def test_whoever_forgot_sets_a_new_one_by_the_link(client, editor):
    client.force_login(editor)  # elsewhere: it ends with the password
    client.post(ASK, {"email": "EDITOR@example.cn"}, headers={"host": "localhost"})
    a_minute_passes()
    (letter,) = mail.outbox
    link = re.search(r"https://policy\.example\.cn(/admin/password-reset/\S+)", letter.body)[1]
    assert letter.to == ["editor@example.cn"] and letter.subject == "文澜：重设密码" and "editor" in letter.body and "localhost" not in letter.body
    page = client.get(link, follow=True)
    assert "新密码" in page.content.decode()
    done = client.post(page.redirect_chain[-1][0], {"new_password1": "quite another 7", "new_password2": "quite another 7"}, follow=True)
    assert done.status_code == 200 and 'href="/admin/login/"' in done.content.decode()
    editor.refresh_from_db()
    assert editor.check_password("quite another 7") and client.get("/admin/").status_code == 302  # logged out, and not in by it
    assert LogEntry.objects.filter(user=editor, change_message__contains="重设").count() == 1
    assert "new_password1" not in client.get(link, follow=True).content.decode()  # good once


@pytest.mark.parametrize("email", ["nobody@example.cn", "reader@example.cn", "gone@example.cn"])
def test_nobody_is_told_who_there_is(client, editor, django_user_model, email):
    django_user_model.objects.create_user("reader", "reader@example.cn", "x")
    django_user_model.objects.create_user("gone", "gone@example.cn", "x", is_staff=True, is_active=False)
    known, unknown = client.post(ASK, {"email": editor.email}, follow=True), client.post(ASK, {"email": email}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain and known.content == unknown.content
    a_minute_passes()
    assert [letter.to for letter in mail.outbox] == [[editor.email]]


@pytest.mark.parametrize("email", ["editor@example.cn", "nobody@example.cn"])
def test_the_request_neither_sends_nor_looks_who_there_is(client, editor, django_assert_num_queries, email):
    with django_assert_num_queries(1):
        client.post(ASK, {"email": email})
    assert mail.outbox == []


def test_nobody_fills_a_mailbox(client, editor):
    for email in ("editor@example.cn", "EDITOR@example.cn", "editor@example.cn"):
        client.post(ASK, {"email": email})
        a_minute_passes()
    assert len(mail.outbox) == 1
    PasswordRequest.objects.update(asked_at=timezone.now() - timedelta(minutes=11))
    a_minute_passes()
    client.post(ASK, {"email": editor.email})
    a_minute_passes()
    assert len(mail.outbox) == 2


def test_where_no_letter_can_be_sent_there_is_no_such_page(client, settings):
    assert "忘记了密码" in client.get("/admin/login/").content.decode()
    settings.NOTICES_BY_MAIL = False
    assert client.get(ASK).status_code == client.get(f"{ASK}MQ/x/").status_code == 404
    assert "忘记了密码" not in client.get("/admin/login/").content.decode()


def test_a_server_for_mail_that_fails_is_asked_again_for_an_hour(client, editor, monkeypatch, caplog):
    def fail(*_, **__):
        raise OSError("no route to host")

    client.post(ASK, {"email": editor.email})
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", fail)
        a_minute_passes()
    a_minute_passes()
    assert mail.outbox == [] and "no letter" in caplog.text  # not asked all the time
    PasswordRequest.objects.update(due_at=timezone.now())
    a_minute_passes()
    assert len(mail.outbox) == 1
    PasswordRequest.objects.update(due_at=timezone.now(), asked_at=timezone.now() - timedelta(hours=2))
    a_minute_passes()
    assert len(mail.outbox) == 1 and not PasswordRequest.objects.exists()
