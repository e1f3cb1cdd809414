"""E-mail for readers: nobody gets letters who has not asked, nobody can use the site against a mailbox, and it ends at a click."""
import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.signals import minute_passed
from portal.alerts import asking, confirming, links, subjects, subscribing
from portal.models import AlertRequest, Followed, Subscriber, Subscription
from tests.factories import make_document

pytestmark = pytest.mark.django_db
EVERY, ONE = "/alerts/documents/", "/alerts/documents/?topic=学籍&kind=办法"
READER = "reader@example.cn"
PAGES = (EVERY, "/alerts/search/?q=学籍", "/alerts/asked/", "/alerts/confirm/x/", "/alerts/x/")


@pytest.fixture(autouse=True)
def by_mail(settings):
    settings.NOTICES_BY_MAIL, settings.ADDRESS = True, "https://policy.example.cn"


@pytest.fixture
def corpus():
    make_document("学籍办法", kind="办法", topics=["学籍"], bodies=["教育部"])
    make_document("秘密", kind="章程", topics=["金丝雀"], state="draft")


def a_minute_passes():
    minute_passed.send(sender=None)


def ask(client, path=EVERY, address=READER, **options):
    return client.post(path, {"address": address}, **options)


def link():
    """The path in the last letter."""
    return re.search(r"https://policy\.example\.cn(/alerts/\S+)", mail.outbox[-1].body)[1]


def subscribed(client, path=EVERY, address=READER):
    ask(client, path, address)
    a_minute_passes()
    return client.post(link())["Location"]


# What must not be


@pytest.mark.parametrize("path", PAGES)
def test_where_no_letter_can_be_sent_there_is_no_such_page(client, corpus, settings, path):
    settings.NOTICES_BY_MAIL = False
    assert client.get(path).status_code == client.post(path, {"address": READER}).status_code == 404
    for page in ("/documents/", "/subscribe/"):
        assert "alerts/" not in client.get(page).content.decode()
    a_minute_passes()
    assert not AlertRequest.objects.exists()


@pytest.mark.parametrize("address", [
    "", " ", "reader", "reader@", "@example.cn", "a@b@example.cn", "reader@example.cn\nBcc: other@example.cn", "reader@example.cn\r\n\r\nwords",
    "reader@example.cn,other@example.cn", "reader@example.cn;other@example.cn", "<reader@example.cn>", "Reader <reader@example.cn>", "reader@exam\x00ple.cn",
    f"{'a' * 250}@example.cn", f"a@{'b' * 300}.cn", "reader@localhost", "读者@example.cn", "reader@example.cn\u202e", "reader@-example.cn", "root@[127.0.0.1]", "root@[::1]",
])
def test_what_is_no_address_is_said_and_not_kept(client, address):
    answer = ask(client, address=address)
    assert answer.status_code == 400 and "errorlist" in answer.content.decode() and not AlertRequest.objects.exists()


def test_looking_at_a_letter_confirms_nothing(client, corpus):
    ask(client, ONE)
    a_minute_passes()
    for method in ("get", "head", "options"):
        getattr(client, method)(link())
    assert not Subscriber.objects.exists() and not Followed.objects.exists()
    for path in (link().replace("confirm/", ""), link()[:-5] + "/", "/alerts/confirm/x/", "/alerts/confirm/" + links.to_follows("a") + "/"):
        assert client.post(path).status_code in (404, 405) and not Subscriber.objects.exists()


def test_a_link_is_good_for_three_days(client):
    ask(client)
    a_minute_passes()
    later = links.to_confirm
    request = AlertRequest.objects.get()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() - 3 * 86_400 - 1)
        old = later(request.key)
    assert client.post(f"/alerts/confirm/{old}/").status_code == 404 and "过期" in client.get(f"/alerts/confirm/{old}/").content.decode()
    AlertRequest.objects.update(asked_at=timezone.now() - asking.KEPT - timedelta(seconds=1))
    a_minute_passes()
    assert not AlertRequest.objects.exists() and client.post(link()).status_code == 404


def test_nobody_is_told_who_is_known(client, django_assert_num_queries):
    subscribed(client)
    answers = []
    for address in (READER, "nobody@example.cn"):
        with django_assert_num_queries(2):
            answers.append(ask(client, address=address))
    assert len({(answer.status_code, answer["Location"], answer.content) for answer in answers}) == 1
    a_minute_passes()
    assert len(mail.outbox) == 2  # one to each: what was asked a moment ago is not asked again


@pytest.mark.parametrize("addresses", [[READER], [READER, "READER@example.cn"], [f"reader+{n}@example.cn" for n in range(9)]])
def test_nobody_fills_a_mailbox(client, addresses):
    for number in range(18):
        ask(Client(REMOTE_ADDR=f"192.0.2.{number}"), f"{EVERY}?year={2000 + number}", addresses[number % len(addresses)])
        a_minute_passes()
    assert len(mail.outbox) == confirming.TO_MAILBOX
    AlertRequest.objects.update(sent_at=timezone.now() - timedelta(hours=25))
    ask(client)
    a_minute_passes()
    assert len(mail.outbox) == confirming.TO_MAILBOX + 1


def test_the_same_is_not_asked_twice_in_a_moment(client):
    for _ in range(3):
        ask(client)
    a_minute_passes()
    assert len(mail.outbox) == 1
    AlertRequest.objects.update(sent_at=timezone.now() - confirming.PAUSE)
    ask(client)
    a_minute_passes()
    assert len(mail.outbox) == 2  # the first may have been lost


def test_one_visitor_and_all_together_ask_for_so_many_letters(monkeypatch):
    strangers = [Client(REMOTE_ADDR=f"192.0.2.{number}") for number in range(3)]
    statuses = [ask(strangers[0], address=f"a{n}@example.cn").status_code for n in range(asking.BY_VISITOR + 1)]
    assert statuses == [302] * asking.BY_VISITOR + [429] and ask(strangers[1]).status_code == 302
    monkeypatch.setattr(asking, "BY_ALL", asking.BY_VISITOR + 1)
    refused = ask(strangers[2])
    assert refused.status_code == 429 and "明天再试" in refused.content.decode()
    assert not AlertRequest.objects.filter(visitor__contains="192").exists()


def test_no_letter_that_was_not_confirmed_has_words_of_who_asked(client, corpus):
    ask(client, "/alerts/search/?q=请访问 evil.example 领奖&topic=学籍&topic=evil.example")
    a_minute_passes()
    assert "evil" not in mail.outbox[0].body + mail.outbox[0].subject and "一次检索" in mail.outbox[0].body
    assert "evil.example 领奖" in client.get(link()).content.decode()


@given(query=st.text(max_size=60), values=st.lists(st.tuples(st.sampled_from(["topic", "body", "year", "date", "validity", "without", "exact", "page"]), st.text(max_size=20)), max_size=5))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_an_address_says_is_read_the_same_again(corpus, query, values):
    params = QueryDict(mutable=True)
    params["q"] = query
    for name, value in values:
        params.appendlist(name, value)
    for kind in subjects.Kind:
        subject = subjects.read(kind, params)
        again = subjects.read_again(subject.kind.value, subject.query)
        assert (again.kind, again.query, again.words, again.notes) == (subject.kind, subject.query, subject.words, ()) and again.is_whole
        assert "\n" not in subject.words and "\r" not in subject.words


@pytest.mark.parametrize("path", [
    "/alerts/documents/?topic=金丝雀", "/alerts/search/?q=%00&topic=%00", "/alerts/search/?q=" + "学" * 5000, "/alerts/documents/?year=²&date=9999999-01",
    "/alerts/search/?q=a%0d%0aBcc:x@example.cn", "/alerts/documents/?" + "&".join(f"topic={n}" for n in range(900)),
])
def test_a_hostile_address_is_a_page_and_names_nothing_secret(client, corpus, path):
    page = client.get(path).content.decode()
    assert "寄确认信" in page and "金丝雀" not in page.replace("没有“金丝雀”", "")
    assert ask(client, path).status_code == 302
    a_minute_passes()
    assert "\n" not in mail.outbox[0].subject and mail.outbox[0].to == [READER]


def test_more_conditions_than_can_be_kept_are_refused(client, monkeypatch, corpus):
    monkeypatch.setattr(subjects, "LONGEST", 20)
    answer = ask(client, ONE)
    assert answer.status_code == 400 and "条件太多" in answer.content.decode() and not AlertRequest.objects.exists()


def test_what_is_asked_for_and_gone_meanwhile_is_not_the_whole_list(client, corpus):
    from documents.models import Document

    ask(client, ONE)
    a_minute_passes()
    Document.objects.update(state="withdrawn")
    assert client.get(link()).status_code == client.post(link()).status_code == 404 and not Subscriber.objects.exists()


def test_no_foreign_form_asks(corpus):
    assert Client(enforce_csrf_checks=True).post(EVERY, {"address": READER}).status_code == 403


# What is


@pytest.mark.parametrize(("path", "words"), [
    (EVERY, "全部文件"), (ONE, "全部文件（公文种类：办法；主题：学籍）"), ("/alerts/search/?q=学籍&kind=办法", "检索“学籍”（公文种类：办法）"),
    ("/alerts/search/?kind=办法", "全部文件（公文种类：办法）"), ("/alerts/documents/?year=2020..2022", "全部文件（年份：2020至2022）"),
])
def test_what_is_followed_is_told_in_words_and_confirmed_by_a_button(client, corpus, path, words):
    assert words in client.get(path).content.decode()
    answer = ask(client, path)
    assert "请查收" in client.get(answer["Location"]).content.decode()
    a_minute_passes()
    page = client.get(link()).content.decode()
    assert words in page and READER in page and "确认订阅" in page
    follows = Client(enforce_csrf_checks=True).post(link())
    assert words in client.get(follows["Location"]).content.decode()
    subscription = Subscription.objects.get()
    assert subscription.followed.words == words and subscription.told_until == timezone.localdate() - timedelta(days=1)
    client.post(link())
    assert Subscription.objects.count() == 1


def test_lists_searches_and_the_page_about_it_lead_to_the_form(client, corpus):
    for page, address in (("/topics/学籍/?kind=办法&page=1&sort=title", "/alerts/documents/?kind=办法&topic=学籍"), ("/subscribe/", EVERY)):
        assert subjects.read(subjects.Kind.DOCUMENTS, QueryDict(address.partition("?")[2])).words in _form(client, page)


def _form(client, page):
    found = client.get(page).content.decode()
    return client.get(re.search(r'href="(/alerts/[^"]+)"', found)[1].replace("&amp;", "&")).content.decode()


def test_the_same_in_another_order_is_the_same(client, corpus):
    subscribed(client, "/alerts/documents/?topic=学籍&kind=办法&sort=title&page=2")
    subscribed(client, "/alerts/documents/?kind=办法&topic=学籍&topic=没有")
    subscribed(client, ONE, "other@example.cn")
    assert Followed.objects.count() == 1 and Subscription.objects.count() == 2


def test_people_end_one_or_all_and_are_forgotten_then(client, corpus):
    subscribed(client, ONE)
    page = subscribed(client)
    other = subscribed(client, address="other@example.cn")
    theirs, first, _ = (Subscription.objects.filter(**which).first().pk for which in ({"subscriber__address": "other@example.cn"}, {"followed__kind": "documents"}, {}))
    for nothing in (str(theirs), "x", "²", "9" * 40, "-1"):
        assert client.post(page, {"subscription": nothing}).status_code == 302
    assert Subscription.objects.count() == 3
    client.post(page, {"subscription": str(first)})
    assert "学籍" not in client.get(page).content.decode() and Subscriber.objects.count() == 2 and Followed.objects.count() == 1
    assert "已经退订" in client.post(page, {"subscription": ""}, follow=True).content.decode()
    assert [one.address for one in Subscriber.objects.all()] == ["other@example.cn"] and "全部文件" in client.get(other).content.decode()


def test_one_click_of_a_mail_program_ends_all_without_a_token_of_ours(client, corpus):
    subscribed(client, ONE)
    page = subscribed(client)
    stranger = Client(enforce_csrf_checks=True)
    for _ in range(2):  # the second time there is nothing left
        answer = stranger.post(page, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 200 and not Subscriber.objects.exists() and not Followed.objects.exists()
    assert stranger.post("/alerts/x/", {"List-Unsubscribe": "One-Click"}).status_code == 404


def test_an_address_follows_so_many(client, monkeypatch):
    monkeypatch.setattr(subscribing, "MOST", 1)
    subscribed(client)
    subscribed(client)
    ask(client, "/alerts/documents/?year=2020")
    a_minute_passes()
    answer = client.post(link())
    assert answer.status_code == 409 and "至多订阅" in answer.content.decode() and Subscription.objects.count() == 1


@pytest.mark.parametrize(("breaks", "refused"), [("open", False), ("send_messages", False), ("send_messages", True)])
def test_a_server_that_fails_is_asked_again_for_a_day_and_no_log_names_an_address(client, monkeypatch, caplog, breaks, refused):
    from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

    def fail(*_):
        raise SMTPRecipientsRefused({READER: (550, READER.encode())}) if refused else SMTPServerDisconnected(READER)

    ask(client)
    with monkeypatch.context() as broken:
        broken.setattr(f"django.core.mail.backends.locmem.EmailBackend.{breaks}", fail, raising=False)
        a_minute_passes()
    if breaks == "send_messages":
        assert mail.outbox == [] and "could not be sent" in caplog.text
        a_minute_passes()
        assert mail.outbox == []  # not asked all the time
        AlertRequest.objects.update(due_at=timezone.now())
        a_minute_passes()
        assert len(mail.outbox) == 1
    assert READER not in caplog.text
    AlertRequest.objects.update(due_at=timezone.now(), asked_at=timezone.now() - timedelta(hours=25))
    a_minute_passes()
    assert not AlertRequest.objects.exists()


# What administrators see


@pytest.fixture
def manager(client, django_user_model):
    from django.contrib.auth.models import Group

    manager = django_user_model.objects.create_user("manager", password="x", is_staff=True)
    manager.groups.set(Group.objects.filter(name="管理"))
    client.force_login(manager)
    return client


def test_administrators_see_how_many_and_no_address(manager, corpus):
    for number in range(3):
        subscribed(Client(REMOTE_ADDR=f"192.0.2.{number}"), ONE, f"reader{number}@example.cn")
    page = manager.get("/admin/portal/followed/").content.decode()
    assert "全部文件（公文种类：办法；主题：学籍）" in page and ">3<" in page and "example.cn" not in page
    assert "example.cn" not in manager.get(f"/admin/portal/followed/{Followed.objects.get().pk}/change/").content.decode()


def test_an_address_is_forgotten_for_its_owner_and_not_recorded(manager, corpus):
    subscribed(Client())
    ask(Client(), ONE)
    forget = "/admin/portal/followed/forget/"
    assert "没有这个地址" in manager.post(forget, {"address": "nobody@example.cn"}, follow=True).content.decode()
    assert "已经删除" in manager.post(forget, {"address": READER.upper()}, follow=True).content.decode()
    assert not AlertRequest.objects.exists() and not Subscriber.objects.exists() and not Followed.objects.exists()
    (entry,) = LogEntry.objects.all()
    assert "example.cn" not in f"{entry.object_repr}{entry.change_message}"
    manager.logout()
    assert manager.post(forget, {"address": READER}).status_code == 302
