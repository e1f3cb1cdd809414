"""Logging in, staying in, and being sent elsewhere: what a stranger must not achieve."""
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings as site_settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.known_browsers import COOKIE, TRIES
from tests.factories import make_document

from .test_permissions import PUBLIC

pytestmark = pytest.mark.django_db
LOGIN, ADMIN = "/admin/login/", "/admin/"


@pytest.fixture
def people(django_user_model):
    for name in ("admin", "editor"):
        django_user_model.objects.create_superuser(name, password=f"right-{name}")
    return django_user_model


def log_in(name, password=None, client=None, **headers):
    client = client or Client()
    answer = client.post(LOGIN, {"username": name, "password": password or f"right-{name}", "next": ADMIN}, headers=headers)
    return answer.status_code, client


def is_in(client) -> bool:
    return client.get(ADMIN).status_code == 200


# S31


def test_s31_after_five_wrong_passwords_even_the_right_one_is_refused(people):
    answers = [log_in("admin", f"wrong{number}")[0] for number in range(20)]
    assert answers[:4] == [200] * 4 and set(answers[5:]) == {429}
    status, client = log_in("admin")
    assert status == 429 and not is_in(client)
    assert is_in(log_in("editor")[1])


def test_s31_many_names_from_one_address_lock_nobody_out(people):
    for number in range(40):
        log_in(f"user{number}", "wrong")
    assert is_in(log_in("admin")[1])


def test_s31_a_forged_address_helps_nobody_who_comes_without_the_proxy(people):
    for number in range(5):
        log_in("admin", "wrong", **{"x-forwarded-for": f"10.0.0.{number}"})
    assert log_in("admin", **{"x-forwarded-for": "10.9.9.9"})[0] == 429


def test_s31_behind_the_proxy_each_visitor_is_counted_alone(people, settings):
    settings.PROXY = True
    for number in range(5):  # what stands before the proxy's own word was sent by the visitor
        log_in("admin", "wrong", **{"x-forwarded-for": f"10.0.0.{number}, 203.0.113.9"})
    assert log_in("admin", **{"x-forwarded-for": "10.1.1.1, 203.0.113.9"})[0] == 429
    assert is_in(log_in("admin", **{"x-forwarded-for": "198.51.100.1"})[1])


def test_s31_the_lock_opens_after_an_hour(people):
    for _ in range(6):
        log_in("admin", "wrong")
    for minutes, status in ((-50, 429), (-61, 302)):
        AccessAttempt.objects.update(attempt_time=timezone.now() + timedelta(minutes=minutes))
        assert log_in("admin")[0] == status


def locked_by_a_stranger(name="admin"):
    """Behind a proxy that tells no addresses a stranger has the owner's."""
    for number in range(20):
        log_in(name, f"wrong{number}")


def test_s31_a_stranger_does_not_lock_out_the_owner_in_a_browser_of_his(people):
    _, owner = log_in("admin")
    owner.post("/admin/logout/")
    locked_by_a_stranger()
    assert log_in("admin")[0] == 429
    assert log_in("admin", client=owner)[0] == 302 and is_in(owner)


@pytest.mark.parametrize("cookie", ["", "x", "W10:x:y", "a" * 3000, None])
def test_s31_no_cookie_of_another_account_or_making_opens_the_lock(people, cookie):
    _, editor = log_in("editor")
    editor.post("/admin/logout/")
    locked_by_a_stranger()
    if cookie is not None:
        editor.cookies[COOKIE] = cookie
    assert log_in("admin", client=editor)[0] == 429


def test_s31_a_new_password_makes_every_browser_a_strangers(people):
    _, owner = log_in("admin")
    owner.post("/admin/logout/")
    account = people.objects.get(username="admin")
    account.set_password("right-admin")
    account.save()
    locked_by_a_stranger()
    assert log_in("admin", client=owner)[0] == 429


def test_s31_a_browser_that_is_known_cannot_guess_for_ever(people):
    cache.clear()
    _, thief = log_in("admin")
    thief.post("/admin/logout/")
    for number in range(TRIES + site_settings.AXES_FAILURE_LIMIT + 1):  # then it is a stranger's, and locked out as one
        log_in("admin", f"wrong{number}", client=thief)
    assert log_in("admin", client=thief)[0] == 429
    cache.clear()


def test_s31_the_cookie_is_for_the_log_in_alone_and_no_script(people):
    _, owner = log_in("admin")
    cookie = owner.cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == LOGIN and "admin" not in cookie.value


# S34


def test_s34_a_session_given_before_is_not_the_one_after(people):
    client = Client()
    client.get(LOGIN)
    client.cookies[site_settings.SESSION_COOKIE_NAME] = "chosenbyanattackerchosenbyanatta"
    log_in("admin", client=client)
    assert is_in(client)
    assert client.cookies[site_settings.SESSION_COOKIE_NAME].value != "chosenbyanattackerchosenbyanatta"


def test_s34_after_logging_out_the_old_cookie_opens_nothing(people):
    _, client = log_in("admin")
    stolen = client.cookies[site_settings.SESSION_COOKIE_NAME].value
    client.post("/admin/logout/")
    thief = Client()
    thief.cookies[site_settings.SESSION_COOKIE_NAME] = stolen
    assert not is_in(client) and not is_in(thief)


def test_s34_a_new_password_ends_the_other_sessions(people):
    (_, here), (_, there) = log_in("admin"), log_in("admin")
    answer = here.post("/admin/password_change/", {"old_password": "right-admin", "new_password1": "n8w-Pa55word", "new_password2": "n8w-Pa55word"})
    assert answer.status_code == 302
    assert is_in(here) and not is_in(there)


def test_s34_someone_made_inactive_is_out_at_once(people):
    _, client = log_in("editor")
    people.objects.filter(username="editor").update(is_active=False)
    assert not is_in(client)


@pytest.mark.parametrize(("hours", "inside"), [(7.9, True), (8.1, False), (24 * 365, False), (-24 * 365, True)])
def test_s34_a_session_lasts_eight_hours_whatever_the_clock_does(people, monkeypatch, hours, inside):
    _, client = log_in("admin")
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(hours=hours))
    assert is_in(client) == inside


def test_s34_cookies_are_for_this_site_and_no_script(people):
    _, client = log_in("admin")
    cookie = client.cookies[site_settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"] == 8 * 3600 and not cookie["domain"]


# S33


@pytest.mark.parametrize("where", [
    "//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https:///evil.example", "http://evil.example/", "javascript:alert(1)",
    " //evil.example", "/%09/evil.example", "\t//evil.example", "//testserver@evil.example", "https://testserver.evil.example/", "///evil.example",
])
def test_s33_nobody_is_sent_away(people, where):
    given = {"username": "admin", "password": "right-admin"}
    for path, values in ((LOGIN, given | {"next": where}), (f"{LOGIN}?next={where}", given)):
        answer = Client().post(path, values)
        assert answer.status_code == 302
        place = answer["Location"]
        assert place.startswith("/") and not place.startswith(("//", "/\\")), place


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/x", "/\\evil.example", "///evil.example//", "/documents//evil.example"])
def test_s33_no_slash_that_is_missing_leads_away(client, path):
    answer = client.get("/", PATH_INFO=path)
    assert answer.status_code == 404 or answer["Location"].startswith("/") and not answer["Location"].startswith("//"), answer["Location"]


@pytest.mark.parametrize("q", ["//evil.example", "https://evil.example/", "《//evil.example》第一条", "http://evil.example/〔2025〕1号"])
def test_s33_a_search_leads_nowhere_else(client, q):
    answer = client.get("/search/", {"q": q})
    assert answer.status_code in (200, 503) or answer["Location"].startswith("/documents/")


@pytest.mark.parametrize("path", [*(paths[0] for paths in PUBLIC.values() if paths), LOGIN, "/没有/"])
def test_s33_no_page_is_shown_in_a_frame(client, path):
    make_document("公开办法", bodies=["教育部"], topics=["学籍"], kind="办法", issued_on="2025-01-01")
    answer = client.get(path)
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


# S32


@pytest.mark.parametrize("path", [paths[0] for paths in PUBLIC.values() if paths])
def test_s32_what_may_be_kept_for_all_is_the_same_for_all(client, admin_client, path):
    make_document("公开办法", bodies=["教育部"], topics=["学籍"], kind="办法", issued_on="2025-01-01")
    kept = "public" in client.get(path).get("Cache-Control", "")
    for visitor, query in ((client, {}), (client, {"utm_source": "x"}), (admin_client, {})):
        answer = visitor.get(path, query, headers={"x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher"})
        assert b"evil" not in answer.content
        if kept:
            assert not answer.cookies and "Cookie" not in answer.get("Vary", "")
        elif answer.cookies:
            assert "Cookie" in answer["Vary"]


def test_s32_the_admin_is_kept_by_nobody(admin_client):
    for name in ("index", "documents_document_changelist", "documents_upload_add"):
        control = admin_client.get(reverse(f"admin:{name}"))["Cache-Control"]
        assert "no-store" in control and "private" in control


def test_s32_a_name_of_another_host_poisons_nothing(client):
    assert client.get("/robots.txt", headers={"host": "evil.example"}).status_code == 400
    assert b"evil" not in client.get("/robots.txt").content
