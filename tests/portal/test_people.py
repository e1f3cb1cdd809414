"""A second factor, sessions that can be seen and ended, and a record of who was let in and who was given what."""
import re
from base64 import b32decode
from datetime import timedelta
from urllib.parse import unquote

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.models import FailedSignIn, SignIn

pytestmark = pytest.mark.django_db
TWO_FACTOR, SIGN_INS, ADMIN, LOGIN = "/admin/two-factor/", "/admin/sign-ins/", "/admin/", "/admin/login/"
PASSWORD = {"password": "right-owner"}


@pytest.fixture
def owner(django_user_model):
    return django_user_model.objects.create_superuser("owner", password="right-owner")


@pytest.fixture
def phone(owner):
    return TOTPDevice.objects.create(user=owner, name="手机")


def log_in(code="", browser="甲", name="owner"):
    client = Client(headers={"user-agent": browser})
    given = {"username": name, "password": f"right-{name}", "otp_token": code, "next": ADMIN}
    return client, client.post(LOGIN, given)


def is_in(client):
    return client.get(ADMIN).status_code == 200


def code_of(device, steps=0):
    return f"{totp(device.bin_key, t0=-30 * steps):06}"


def test_who_has_set_up_nothing_needs_a_password_alone(owner):
    assert is_in(log_in()[0])


@pytest.mark.parametrize("code", ["", "000000", "abcdefgh", "１２３４５６", "x" * 17, "0" * 6 + "\x00"])
def test_who_has_a_second_factor_is_not_let_in_without(phone, code):
    client, answer = log_in(code)
    assert answer.status_code == 200 and "验证码" in answer.content.decode() and not is_in(client)


def test_a_code_is_good_for_once(phone):
    code = code_of(phone)
    assert is_in(log_in(code)[0])
    assert not is_in(log_in(code)[0])


def test_after_a_wrong_code_the_right_one_has_to_wait(phone):
    log_in("000000")
    assert TOTPDevice.objects.filter(throttling_failure_count=1).exists()
    TOTPDevice.objects.update(throttling_failure_count=8)  # some minutes, where one failure is a second
    assert not is_in(log_in(code_of(phone))[0])
    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(hours=1))
    assert is_in(log_in(code_of(phone))[0])


def test_the_code_of_another_account_opens_nothing(phone, django_user_model):
    other = django_user_model.objects.create_superuser("other", password="right-other")
    device = TOTPDevice.objects.create(user=other, name="手机")
    assert not is_in(log_in(code_of(device))[0])


def test_it_is_set_up_with_a_telephone_and_ends_sessions_that_came_in_without(owner):
    client, elsewhere = log_in()[0], log_in()[0]
    page = client.post(TWO_FACTOR, {"act": "begin"} | PASSWORD, follow=True).content.decode()
    assert "data:image/svg+xml" in page
    key = b32decode(re.search(r"密钥：<code>(\w+)", page)[1])
    wrong = client.post(TWO_FACTOR, {"act": "confirm", "code": "abc"} | PASSWORD, follow=True).content.decode()
    assert "验证码不对" in wrong
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    done = client.post(TWO_FACTOR, {"act": "confirm", "code": f"{totp(key):06}"} | PASSWORD).content.decode()
    codes = re.findall(r"<li><code>(\w+)", done)
    assert len(codes) == 10 and is_in(client) and not is_in(elsewhere)
    assert codes[0] not in client.get(TWO_FACTOR).content.decode()
    assert is_in(log_in(codes[0])[0]) and not is_in(log_in(codes[0])[0])
    assert LogEntry.objects.filter(change_message="设置了两步验证").exists()


def test_it_is_ended_by_who_has_it_alone(phone):
    client, _ = log_in(code_of(phone))
    client.post(TWO_FACTOR, {"act": "end", "code": "999"})
    assert TOTPDevice.objects.exists()
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    client.post(TWO_FACTOR, {"act": "end", "code": code_of(phone, steps=1)})
    assert not TOTPDevice.objects.exists()


def test_where_it_is_asked_of_all_who_has_none_is_led_to_it_and_nowhere_else(owner, settings):
    settings.TWO_FACTOR = True
    client, _ = log_in()
    assert client.get(ADMIN, follow=True).redirect_chain[-1][0] == TWO_FACTOR
    for path in (SIGN_INS, reverse("admin:auth_user_changelist"), reverse("admin:documents_document_changelist")):
        assert client.get(path).status_code == 302
    client.post(TWO_FACTOR, {"act": "begin"} | PASSWORD)
    device = TOTPDevice.objects.get()
    client.post(TWO_FACTOR, {"act": "confirm", "code": code_of(device)} | PASSWORD)
    assert is_in(client)


def test_where_it_is_asked_of_all_a_session_from_before_does_not_reach_the_keys(phone, settings):
    settings.TWO_FACTOR = True
    client = Client()
    client.force_login(phone.user)
    assert not is_in(client) and LOGIN in client.get(TWO_FACTOR)["Location"]


def test_the_page_is_not_for_strangers(client, django_user_model):
    assert client.get(TWO_FACTOR).status_code == client.post(TWO_FACTOR, {"act": "begin"}).status_code == 302
    client.force_login(django_user_model.objects.create_user("reader"))
    assert client.post(TWO_FACTOR, {"act": "begin"}).status_code == 302 and not TOTPDevice.objects.exists()


def test_sessions_are_listed_and_ended(owner, django_user_model):
    django_user_model.objects.create_superuser("other", password="right-other")
    here, there, other = log_in(browser="<b>甲")[0], log_in(browser="乙")[0], log_in(browser="丙", name="other")[0]
    page = here.get(SIGN_INS).content.decode()
    assert "&lt;b&gt;甲" in page and "乙" in page and "丙" not in page and "127.0.0.1" in page
    assert there.session.session_key not in page
    (name,) = re.findall(r'value="(\w{16})"', page)
    assert other.post(SIGN_INS, {"name": name}).status_code == 302 and is_in(there)  # it is another's
    here.post(SIGN_INS, {"name": name})
    assert is_in(here) and not is_in(there) and is_in(other)
    again = log_in()[0]
    here.post(SIGN_INS, {"name": ""})
    assert is_in(here) and not is_in(again)


def test_a_manager_ends_the_sessions_of_others_and_frees_a_lost_telephone_but_no_superusers(phone, client, django_user_model):
    manager = django_user_model.objects.create_user("manager", is_staff=True)
    manager.groups.add(Group.objects.get(name="管理"))
    staff = django_user_model.objects.create_user("staff", password="right-staff", is_staff=True)
    TOTPDevice.objects.create(user=staff, name="手机")
    both = [phone.user.pk, staff.pk]
    inside = Client()
    inside.force_login(phone.user)
    client.force_login(manager)
    for action in ("cancel_two_factor", "end_sessions"):
        client.post(reverse("admin:auth_user_changelist"), {"action": action, "_selected_action": both})
    assert [device.user for device in TOTPDevice.objects.all()] == [phone.user] and is_in(inside)
    assert LogEntry.objects.filter(object_id=str(staff.pk), change_message="取消了两步验证").exists()


def test_log_ins_are_recorded_and_no_code_or_password_with_them(phone, client):
    log_in(code_of(phone))
    log_in("135790")
    Client().post(LOGIN, {"username": "owner", "password": "wrong-secret", "otp_token": "246802"})
    client.force_login(phone.user)
    for model, name in ((SignIn, "portal_signin"), (FailedSignIn, "portal_failedsignin")):
        row = model.objects.exclude(ip_address=None).first()
        pages = "".join(client.get(reverse(f"admin:{name}_{page}", args=args)).content.decode() for page, args in (("changelist", []), ("change", [row.pk])))
        assert "owner" in pages and "127.0.0.1" in pages
    kept = unquote("".join(AccessAttempt.objects.values_list("post_data", flat=True)))
    assert "wrong-secret" not in kept and "246802" not in kept


def test_a_session_alone_sets_up_no_second_factor(owner):
    client, _ = log_in()
    for given in ({}, {"password": "wrong"}):
        assert "密码不对" in client.post(TWO_FACTOR, {"act": "begin"} | given, follow=True).content.decode()
    assert not TOTPDevice.objects.exists() and FailedSignIn.objects.count() == 2
    client.post(TWO_FACTOR, {"act": "begin"} | PASSWORD)
    client.post(TWO_FACTOR, {"act": "confirm", "code": code_of(TOTPDevice.objects.get())})
    assert not TOTPDevice.objects.get().confirmed


def test_wrong_codes_are_counted_and_recorded_like_wrong_passwords(phone):
    log_in()  # a code that was not given is no guess
    assert not FailedSignIn.objects.exists()
    answers = [log_in("000000")[1].status_code for _ in range(6)]
    assert answers == [200] * 4 + [429] * 2
    assert [row.locked_out for row in FailedSignIn.objects.order_by("pk")] == [False] * 4 + [True] * 2


def test_what_a_known_browser_fails_at_is_recorded_and_does_not_lock(phone):
    client, _ = log_in(code_of(phone))
    client.post("/admin/logout/")
    for _ in range(6):
        assert client.post(LOGIN, {"username": "owner", "password": "wrong"}).status_code == 200
    assert client.post(LOGIN, {"username": "owner", "otp_token": "000000"} | PASSWORD).status_code == 200
    assert FailedSignIn.objects.filter(username="owner", ip_address="127.0.0.1").count() == 7 and not AccessAttempt.objects.exists()


def test_failures_are_kept_for_half_a_year_not_for_an_hour(owner):
    Client().post(LOGIN, {"username": "owner", "password": "wrong"})
    for days, left in ((1, 1), (179, 1), (181, 0)):
        for model in (AccessAttempt, FailedSignIn):
            model.objects.update(attempt_time=timezone.now() - timedelta(days=days))
        log_in()
        call_command("axes_reset_failure_logs", age=180)
        assert FailedSignIn.objects.count() == left and not AccessAttempt.objects.exists()


def test_the_server_lets_in_who_has_lost_telephone_and_codes(phone, capsys):
    StaticDevice.objects.create(user=phone.user, name="备用码")
    assert not is_in(log_in()[0])
    call_command("cancel_two_factor", "owner")
    assert is_in(log_in()[0]) and "owner" in capsys.readouterr().out
    assert LogEntry.objects.filter(change_message="在服务器上取消了两步验证").exists()
    for name in ("owner", "nobody"):
        with pytest.raises(CommandError, match=name):
            call_command("cancel_two_factor", name)


def test_nobody_cancels_his_own_without_a_code(phone):
    client, _ = log_in(code_of(phone))
    client.post(reverse("admin:auth_user_changelist"), {"action": "cancel_two_factor", "_selected_action": [phone.user.pk]})
    assert TOTPDevice.objects.exists()


def test_the_record_says_which_rights_were_given_and_taken(admin_client, django_user_model):
    account = django_user_model.objects.create_user("someone", is_staff=True)
    account.groups.add(Group.objects.get(name="编辑"))
    given = {"username": "someone", "is_active": "on", "date_joined_0": "2026-01-01", "date_joined_1": "00:00:00", "groups": [Group.objects.get(name="审核").pk]}
    assert admin_client.post(reverse("admin:auth_user_change", args=[account.pk]), given).status_code == 302
    said = LogEntry.objects.get().get_change_message()
    assert "给予 审核" in said and "收回 编辑" in said and "：否" in said
