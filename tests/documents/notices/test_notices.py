"""Who is written to of what, and what a server that fails leaves."""
import smtplib
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone

from documents import notices
from documents.importing import set_state
from documents.models import Notice, State
from documents.revisions import editing
from documents.vocabulary.enums import RevisionSource
from portal.configuration import Configuration
from tests.factories import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def server(settings):
    settings.NOTICES_BY_MAIL, settings.ADDRESS = True, "https://policy.example"


@pytest.fixture
def people(django_user_model):
    made = {}
    for name, role, address in (
        ("写者", "编辑", "w@x.example"), ("另一写者", "编辑", "v@x.example"), ("审者", "审核", "r@x.example"), ("无址", "审核", ""), ("走了的", "审核", "g@x.example"),
    ):
        made[name] = django_user_model.objects.create_user(name, address, "x", is_staff=True, is_active=name != "走了的")
        made[name].groups.set(Group.objects.filter(name=role))
    return made


def move(document, state, author, why=""):
    with editing(how=RevisionSource.EDIT, author=author, why=why):
        set_state(document, state)


def waiting():
    return [(notice.recipient.username, notice.text) for notice in Notice.objects.order_by("pk")]


def test_reviewers_hear_of_what_is_sent_and_its_sender_of_what_became_of_it(people):
    document = make_document("甲办法", state=State.DRAFT)
    move(document, State.IN_REVIEW, people["写者"])
    assert waiting() == [("审者", "写者 送审《甲办法》。")]
    move(document, State.DRAFT, people["审者"], "日期有误。")
    move(document, State.IN_REVIEW, people["写者"])
    move(document, State.PUBLISHED, people["审者"])
    move(document, State.WITHDRAWN, people["无址"])
    assert [told for name, told in waiting() if name == "写者"] == [
        "审者 把您送审的《甲办法》退回为草稿。缘由：日期有误。", "审者 把您送审的《甲办法》发布。", "无址 把您送审的《甲办法》撤回。",
    ]
    assert not [name for name, _ in waiting() if name in ("另一写者", "无址", "走了的")]


def test_nobody_hears_of_what_they_have_done_or_of_what_nobody_sent(people):
    document = make_document("甲办法", state=State.DRAFT)
    move(document, State.PUBLISHED, people["审者"])
    move(document, State.IN_REVIEW, people["审者"])
    move(document, State.DRAFT, people["审者"])
    with editing(how=RevisionSource.EDIT, author=people["写者"]):
        set_state(document, State.DRAFT)
    assert waiting() == []


def test_without_a_server_nothing_is_written(people, settings):
    settings.NOTICES_BY_MAIL = False
    move(make_document("甲办法", state=State.DRAFT), State.IN_REVIEW, people["写者"])
    assert waiting() == []


def test_each_person_gets_one_letter_with_all_and_gets_it_once(people):
    for number in range(60):
        notices.tell([people["审者"], people["写者"] if number == 0 else None], f"第{number}\n条", f"/admin/{number}/")
    assert notices.send_due() == 2 and notices.send_due() == 0
    to_writer, to_reviewer = sorted(mail.outbox, key=lambda letter: letter.to, reverse=True)
    assert to_writer.to == ["w@x.example"] and "第0 条\nhttps://policy.example/admin/0/" in to_writer.body and to_writer.subject.endswith("第0 条")
    assert to_reviewer.subject.endswith("60 条通知") and "另有 10 条" in to_reviewer.body


@pytest.mark.parametrize("breaks", ["open", "send_messages"])
def test_a_server_that_fails_loses_nothing_and_is_not_asked_all_the_time(people, monkeypatch, breaks, caplog):
    def fail(*_):
        raise smtplib.SMTPServerDisconnected("secret")

    notices.tell([people["审者"]], "甲", "/admin/")
    backend = "django.core.mail.backends.locmem.EmailBackend"
    with monkeypatch.context() as broken:
        broken.setattr(f"{backend}.{breaks}", fail)
        assert notices.send_due() == 0 and Notice.objects.count() == 1
    Notice.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert notices.send_due() == 1 and Notice.objects.count() == 0


def test_what_another_process_is_sending_is_left_to_it_and_what_is_old_is_given_up(people):
    notices.tell([people["审者"]], "甲", "/admin/")
    Notice.objects.update(leased_until=timezone.now() + timedelta(minutes=1))
    assert notices.send_due() == 0
    Notice.objects.update(leased_until=None, created_at=timezone.now() - timedelta(days=8))
    assert notices.send_due() == 0 and Notice.objects.count() == 0


@pytest.mark.parametrize(("value", "expected"), [
    ("smtps://a:b%40c@mail.example:465", ("mail.example", 465, "a", "b@c", True, False)),
    ("smtp+tls://mail.example", ("mail.example", 587, "", "", False, True)),
    ("smtp://127.0.0.1:1025/", ("127.0.0.1", 1025, "", "", False, False)),
    ("mail.example", None), ("http://mail.example", None), ("smtp://", None), ("smtp://mail:port", None), ("smtp://mail/inbox", None), ("", None),
])
def test_a_server_is_named_by_its_address(value, expected):
    configuration = Configuration({"WENLAN_MAIL": value})
    assert configuration.mail_server("WENLAN_MAIL") == expected
    assert bool(configuration._problems) == bool(value and expected is None)
