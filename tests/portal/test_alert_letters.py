"""The daily letters to readers: what is new and public, once, in one letter; whatever fails, nothing is lost and nobody is flooded."""
import re
import smtplib
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.http import QueryDict
from django.utils import timezone

from documents.importing import set_state
from documents.models import Document, State, Topic
from portal.alerts import digests, links, news, subjects
from portal.models import Followed, Subscriber, Subscription
from search.engine import IndexUnavailable, TooManySearches
from search.indexing.rebuild import rebuild
from tests.factories import make_document
from tests.search.conftest import index, nothing_kept  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def by_mail(settings):
    settings.NOTICES_BY_MAIL, settings.ADDRESS = True, "https://policy.example.cn"


def at(day=TODAY, hour=8):
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


def collected(title, day=TODAY - timedelta(days=1), hour=12, **values):
    return make_document(title, collected_at=at(day, hour), **values)


def follow(address="reader@example.cn", kind="documents", query="", told_until=TODAY - timedelta(days=2)):
    subscriber, query = Subscriber.objects.get_or_create(address=address)[0], QueryDict(query).urlencode()
    values = {"kind": kind, "query": query, "words": subjects.read_again(kind, query).words}
    followed, _ = Followed.objects.get_or_create(digest=subjects.digest(kind, query), defaults=values)
    return Subscription.objects.create(subscriber=subscriber, followed=followed, told_until=told_until)


def send(day=TODAY, hour=8, **options):
    return digests.send_due(at(day, hour), **options)


# What is not sent


def test_nothing_new_no_letter():
    follow()
    assert send() == 0 and Subscription.objects.get().told_until == TODAY - timedelta(days=1)


@pytest.mark.parametrize(("day", "hour", "is_told"), [
    (TODAY - timedelta(days=2), 23, False), (TODAY - timedelta(days=1), 0, True), (TODAY - timedelta(days=1), 23, True), (TODAY, 0, False), (TODAY + timedelta(days=1), 0, False),
])
def test_only_what_was_collected_on_days_that_are_over_and_were_not_told_of(day, hour, is_told):
    collected("某办法", day, hour, issued_on=date(1990, 1, 1))
    follow()
    assert send() == is_told


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN, State.TRASHED])
def test_nothing_that_is_not_public_at_the_time_of_the_letter(state):
    gone, _ = collected("撤回的办法"), collected("在的办法")
    set_state(gone, state)
    follow()
    assert send() == 1 and "在的办法" in mail.outbox[0].body and "撤回" not in mail.outbox[0].body and mail.outbox[0].subject == "文澜：1 份新收录的文件"


def test_nobody_is_written_to_at_night_or_twice_a_day():
    collected("某办法")
    follow()
    assert send(hour=6) == 0 and send() == 1 and send(hour=9) == 0
    follow(query="year=none")
    assert send(hour=10) == 0  # what is asked for meanwhile waits for the next letter
    collected("又一办法", TODAY)
    assert send(TODAY + timedelta(days=1)) == 1 and "又一办法" in mail.outbox[1].body


def test_without_a_server_there_is_no_letter(settings):
    from documents.signals import minute_passed

    settings.NOTICES_BY_MAIL = False
    follow()
    minute_passed.send(sender=None)
    assert Subscription.objects.get().told_until == TODAY - timedelta(days=2)


# What is


def test_a_letter_reads_so():
    document = collected("学籍办法", bodies=["教育部", "财政部"], number="教基〔2025〕1号", issued_on=date(2025, 1, 3), validity="in-force", validity_basis="person", kind="办法")
    subscription = follow(query="kind=办法")
    assert send() == 1
    (letter,) = mail.outbox
    page = f"https://policy.example.cn/alerts/{links.to_follows(subscription.subscriber.key)[:20]}"
    assert letter.to == ["reader@example.cn"] and letter.cc == letter.bcc == [] and letter.content_subtype == "plain"
    for line in ("■ 全部文件（公文种类：办法）", "学籍办法", "教育部、财政部　教基〔2025〕1号　2025年1月3日　现行有效", f"https://policy.example.cn/d/{document.pk}/", "查看或退订："):
        assert line in letter.body.split("\n"), letter.body
    assert page in letter.body and "\n\n\n" not in letter.body and "另有" not in letter.body


def test_mail_programs_are_told_how_to_end_it(client):
    collected("某办法")
    follow()
    send()
    sent = mail.outbox[0].message()
    raw = sent.as_bytes(linesep="\r\n").decode()  # an address in encoded words is none
    page = re.search(r"^List-Unsubscribe: (?:\r\n )?<https://policy\.example\.cn(/alerts/\S+/)>\r$", raw, re.MULTILINE)[1]
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and sent["Auto-Submitted"] == "auto-generated"
    client.post(page, {"List-Unsubscribe": "One-Click"})
    assert not Subscriber.objects.exists()


def test_all_that_an_address_follows_is_in_one_letter_each_document_once():
    for number in range(3):
        collected(f"教育办法{number}", topics=["教育"], kind="办法")
    collected("财政意见", kind="意见")
    make_document("旧", topics=["没有新的"])
    for query in ("", "topic=教育", "kind=意见&kind=办法", "topic=没有新的"):
        follow(query=query)
    assert send() == 1
    body = mail.outbox[0].body
    assert all(body.count(f"{title}\n") == 1 for title in ("教育办法0", "教育办法1", "教育办法2", "财政意见")) and "没有新的" not in body
    assert "\n3 份前面已经列出。" in body and "\n4 份前面已经列出。" in body and mail.outbox[0].subject == "文澜：您订阅的内容有新收录的文件"


def test_of_many_some_are_told_and_the_list_is_linked():
    for number in range(news.MOST + 7):
        collected(f"办法{number:02}", hour=number, topics=["教育"])
    follow(query="topic=教育")
    send()
    body = mail.outbox[0].body
    assert body.count("/d/") == news.MOST and "另有 7 份，见：\nhttps://policy.example.cn/documents/?topic=%E6%95%99%E8%82%B2\n" in body and "办法16" in body and "办法00" not in body


@pytest.mark.django_db(transaction=True)
def test_a_search_tells_of_what_it_finds_however_old_it_is(index):  # noqa: F811
    collected("学籍管理办法", issued_on=date(1996, 1, 1), sort_date=date(1996, 1, 1), markdown="规范学籍管理。")
    for number in range(40):
        make_document(f"学籍管理通知{number}", collected_at=at(TODAY - timedelta(days=20)), issued_on=date(2026, 1, 1), sort_date=date(2026, 1, 1), markdown="学籍管理。")
    collected("财政意见", markdown="财政。")
    rebuild()
    follow(kind="search", query="q=学籍管理")
    follow(kind="search", query="q=学籍 财政")
    assert send() == 1
    assert "■ 检索“学籍管理”" in mail.outbox[0].body and "学籍管理办法" in mail.outbox[0].body and "通知" not in mail.outbox[0].body and "财政" not in mail.outbox[0].body


# Whatever fails


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("x"), ConnectionRefusedError(), TimeoutError(), smtplib.SMTPAuthenticationError(535, b"x")])
@pytest.mark.parametrize("breaks", ["open", "send_messages"])
def test_a_server_that_fails_is_tried_again_and_nothing_is_lost(monkeypatch, caplog, error, breaks):
    def fail(*_):
        raise error

    collected("某办法")
    for number in range(3):
        follow(f"reader{number}@example.cn")
    with monkeypatch.context() as broken:
        broken.setattr(locmem.EmailBackend, breaks, fail)
        assert send() == 0
    assert "example.cn" not in caplog.text and "could not be sent" in caplog.text
    assert Subscription.objects.filter(told_until=TODAY - timedelta(days=2)).count() == 3
    collected("又一办法", TODAY)
    assert send(TODAY + timedelta(days=1)) == 3 and all("某办法" in letter.body and "又一办法" in letter.body for letter in mail.outbox)


@pytest.mark.parametrize("error", [smtplib.SMTPRecipientsRefused({"gone@example.cn": (550, b"gone@example.cn")}), smtplib.SMTPDataError(554, b"gone@example.cn"), ValueError("gone@example.cn")])
def test_an_address_that_is_refused_keeps_nobody_else_waiting_and_is_forgotten_after_days(monkeypatch, caplog, error):
    def refuse(self, messages):
        if messages[0].to == ["gone@example.cn"]:
            raise error
        return deliver(self, messages)

    deliver = locmem.EmailBackend.send_messages
    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
    follow("gone@example.cn")
    follow("reader@example.cn")
    for day in (TODAY + timedelta(days=number) for number in range(digests.REFUSED_FOR.days + 1)):
        collected(f"{day}", day - timedelta(days=1))
        assert send(day) == 1 and send(day) == send(day, hour=11) == send(day, hour=13) == 0
        assert Subscriber.objects.filter(address="gone@example.cn").exists() == (day < TODAY + digests.REFUSED_FOR)
    assert "gone@example.cn" not in caplog.text and Subscription.objects.count() == 1


def test_what_was_refused_and_is_taken_again_is_told_whole(monkeypatch):
    collected("某办法")
    follow()
    with monkeypatch.context() as broken:
        broken.setattr(locmem.EmailBackend, "send_messages", lambda *_: (_ for _ in ()).throw(smtplib.SMTPDataError(451, b"later")))
        send()
    assert Subscriber.objects.get().refused_since == TODAY
    assert send(hour=9) == 0  # not pestered
    assert send(hour=13) == 1 and Subscriber.objects.get().refused_since is None


def test_a_server_that_refuses_everybody_makes_nobody_forgotten(monkeypatch):
    def refuse(*_):
        raise smtplib.SMTPRecipientsRefused({"reader@example.cn": (554, b"relay access denied")})

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
    follow()
    for number in range(digests.REFUSED_FOR.days + 3):
        collected(f"办法{number}", TODAY + timedelta(days=number - 1))
        assert send(TODAY + timedelta(days=number)) == send(TODAY + timedelta(days=number), hour=13) == 0
    assert Subscriber.objects.exists()


def test_killed_between_sending_and_noting_it_comes_once_more_and_not_at_once(monkeypatch):
    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    collected("某办法")
    follow()
    with monkeypatch.context() as broken:
        broken.setattr(digests._Run, "_note", die)
        with pytest.raises(Killed):
            send()
    assert len(mail.outbox) == 1 and send() == 0
    assert send(hour=9) == 1 and send(hour=10) == 0 and len(mail.outbox) == 2


def test_two_workers_send_one_letter(monkeypatch):
    collected("某办法")
    follow()
    write = digests.write

    def meanwhile(*arguments):
        monkeypatch.setattr(digests, "write", write)
        assert send() == 0
        write(*arguments)

    monkeypatch.setattr(digests, "write", meanwhile)
    assert send() == 1 and len(mail.outbox) == 1


def test_a_worker_that_looked_before_another_wrote_writes_no_second_letter(monkeypatch):
    collected("某办法")
    follow()
    look = digests._Run._found

    def meanwhile(self, subscriptions):
        monkeypatch.setattr(digests._Run, "_found", look)
        assert send() == 1
        return look(self, subscriptions)

    monkeypatch.setattr(digests._Run, "_found", meanwhile)
    assert send() == 0 and len(mail.outbox) == 1


@pytest.mark.parametrize("error", [IndexUnavailable("x"), TooManySearches()])
def test_a_letter_waits_for_search_until_noon_and_then_goes_without_it(monkeypatch, error):
    def fail(*_):
        raise error

    collected("某办法")
    follow()
    follow(kind="search", query="q=某")
    monkeypatch.setattr(news, "found_among", fail)
    assert send() == 0 and send(hour=9) == 0
    assert send(hour=12) == 1 and "检索" not in mail.outbox[0].body
    monkeypatch.setattr(news, "found_among", lambda params, keys, most: (1, list(Document.objects.filter(pk__in=keys))))
    assert send(hour=13) == 0  # today's letter is written
    assert send(TODAY + timedelta(days=1)) == 1 and "■ 检索“某”" in mail.outbox[1].body and "某办法" in mail.outbox[1].body


def test_what_a_list_is_of_and_is_gone_does_not_become_all_documents():
    document = collected("学籍办法", topics=["学籍"])
    collected("某意见")
    follow(query="topic=学籍")
    set_state(document, State.WITHDRAWN)
    for day in range(news.DAYS_LOST + 1):
        if day == 5:
            set_state(document, State.PUBLISHED)
        if day == 6:
            set_state(document, State.WITHDRAWN)
        collected(f"意见{day}", TODAY + timedelta(days=day))
        assert send(TODAY + timedelta(days=day)) == 0
    assert Followed.objects.get().lost_since is not None
    last = TODAY + timedelta(days=6 + news.DAYS_LOST)
    assert send(last - timedelta(days=1)) == 0 and send(last) == 1
    assert "■ 全部文件（主题：学籍）" in mail.outbox[0].body and "不再寄送" in mail.outbox[0].body and mail.outbox[0].subject == "文澜：您订阅的内容有变化"
    assert not Followed.objects.exists() and not Subscriber.objects.exists()


def test_a_heading_that_is_called_otherwise_is_told_so():
    collected("学籍办法", topics=["学籍"])
    follow(query="topic=学籍")
    Topic.objects.update(name="学生学籍")
    assert send() == 1
    assert Followed.objects.get().words == "全部文件（主题：学生学籍）"


# What it costs


def test_a_search_that_many_follow_is_run_once(monkeypatch, django_assert_max_num_queries):
    document, asked = collected("某办法"), []
    monkeypatch.setattr(news, "found_among", lambda params, keys, most: asked.append(params["q"]) or (1, [document]))
    for number in range(150):
        follow(f"reader{number}@example.cn", kind="search", query="q=某")
    with django_assert_max_num_queries(12 + 6 * 150):
        assert send() == 150
    assert asked == ["某"]


def test_where_nothing_is_new_ten_thousand_are_done_with_few_queries(django_assert_max_num_queries):
    followed = follow(kind="search", query="q=某").followed
    many = Subscriber.objects.bulk_create(Subscriber(address=f"{number}@example.cn") for number in range(2000))
    Subscription.objects.bulk_create(Subscription(subscriber=one, followed=followed, told_until=TODAY - timedelta(days=2)) for one in many)
    with django_assert_max_num_queries(10 + 3 * 21):
        assert send(seconds=600) == 0
    assert not Subscription.objects.filter(told_until__lt=TODAY - timedelta(days=1)).exists()


def test_a_run_ends_after_its_seconds_and_the_next_goes_on(monkeypatch):
    collected("某办法")
    for number in range(5):
        follow(f"reader{number}@example.cn")
    clock = iter(range(1000))
    monkeypatch.setattr(digests.time, "monotonic", lambda: next(clock))
    sent = [send(seconds=4) for _ in range(6)]
    assert sum(sent) == 5 and max(sent) < 5 and sorted(letter.to[0] for letter in mail.outbox) == [f"reader{number}@example.cn" for number in range(5)]
