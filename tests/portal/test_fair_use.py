"""How much of the site one address may have: others are never refused for it, then that it is."""
import re
import time
from types import SimpleNamespace

import pytest

from portal import fair_use
from portal.fair_use import Budgets, FairUse, network
from tests.factories import make_document

pytestmark = pytest.mark.django_db


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


GREEDY = {"x-forwarded-for": "198.51.100.7"}


@pytest.fixture
def spent(monkeypatch, settings):
    """198.51.100.7 and this machine have used up their time."""
    settings.PROXY = True
    budgets = Budgets()
    for client in ("198.51.100.7", "127.0.0.1"):
        budgets.spend(client, 1000)
    monkeypatch.setattr(FairUse, "budgets", budgets)


def test_an_office_of_forty_readers_is_not_refused():
    """A page each five seconds, of 60 ms."""
    clock = Clock()
    budgets = Budgets(now=clock)
    for _ in range(40 * 12 * 60):
        assert budgets.wait("office") == 0
        budgets.spend("office", 0.06)
        clock.now += 5 / 40


def test_who_asks_for_the_dearest_waits_and_has_no_more_than_his_share():
    clock, used = Clock(), 0.0
    budgets = Budgets(seconds=30, share=0.5, now=clock)
    begin = clock.now
    while clock.now - begin < 3600:
        if seconds := budgets.wait("greedy"):
            clock.now += seconds
        else:
            budgets.spend("greedy", 2)
            clock.now, used = clock.now + 2, used + 2
        assert budgets.wait("other") == 0
    assert used <= 0.5 * 3600 + 30 + 2


def test_no_number_of_addresses_fills_the_memory(monkeypatch):
    monkeypatch.setattr(fair_use, "CLIENTS", 100)
    budgets = Budgets()
    for number in range(1000):
        budgets.spend(f"10.0.0.{number}", 100)
    assert len(budgets._left) == 100 and budgets.wait("10.0.0.0") == 0 and budgets.wait("10.0.0.999") > 0


@pytest.mark.parametrize("path", ["/", "/documents/", "/search/?q=甲", "/check-draft/", "/feeds/documents/", "/no/such/"])
def test_who_has_used_up_his_time_is_told_how_long_to_wait(client, spent, path):
    answer = client.get(path, headers=GREEDY)
    assert answer.status_code == 429 and 1000 < int(answer["Retry-After"]) < 2000
    assert f"请过 {answer['Retry-After']} 秒再试" in answer.content.decode()


@pytest.mark.parametrize(("path", "status"), [("/api/v1/documents", 429), ("/api/v1/export/documents.csv", 429), ("/dumps/", 429), ("/mcp", 429), ("/oai?verb=Identify", 503)])
def test_a_program_is_told_so_as_a_problem(client, spent, path, status):
    """Harvesters know 503 as what tells them to wait."""
    answer = client.get(path, headers=GREEDY)
    wait = int(answer["Retry-After"])
    assert answer.status_code == status and 1000 < wait < 2000 and answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith("too-many-requests") and f"请过 {wait} 秒再试" in answer.json()["detail"]
    left, whole = re.fullmatch(r'"time";r=(\d+);t=(\d+)', answer["RateLimit"]).groups()
    assert left == "0" and int(whole) >= wait  # never earlier than Retry-After


def test_what_is_left_is_told_to_each_address(client, monkeypatch):
    clock = Clock()
    monkeypatch.setattr(FairUse, "budgets", Budgets(now=clock))
    monkeypatch.setattr(fair_use, "time", SimpleNamespace(thread_time=clock, monotonic=clock))
    monkeypatch.setattr("portal.views.Document.objects.published", lambda: setattr(clock, "now", clock.now + 4.5) or 1 / 0)
    client.raise_request_exception = False
    client.get("/", REMOTE_ADDR="198.51.100.7")
    mine, other = (client.get("/api/v1/filters", REMOTE_ADDR=f"198.51.100.{number}") for number in (7, 8))
    assert mine["RateLimit-Policy"] == (
        '"time";q=30000;w=60;qu="processor-milliseconds", "search";q=3;qu="concurrent-requests", "check";q=1;qu="concurrent-requests"'
    )
    assert [answer["RateLimit"] for answer in (mine, other)] == ['"time";r=25500;t=9', '"time";r=30000;t=0']
    assert "RateLimit" in mine["Access-Control-Expose-Headers"] and "RateLimit" not in client.get("/api/v1/filters")


def test_what_is_made_while_it_is_sent_is_spent(client, monkeypatch):
    budgets, spent = Budgets(), []
    monkeypatch.setattr(FairUse, "budgets", budgets)
    answer = client.get("/api/v1/export/documents.csv", REMOTE_ADDR="198.51.100.7")
    monkeypatch.setattr(budgets, "spend", lambda client, seconds: spent.append(client))
    assert answer.getvalue().startswith("\ufeff标题".encode()) and set(spent) == {"198.51.100.7"}


def test_others_editors_and_watchers_are_not_refused(client, admin_client, settings, spent):
    assert client.get("/health/alive/", headers=GREEDY).status_code == 200
    assert admin_client.get("/documents/", headers=GREEDY).status_code == 200
    assert client.get("/documents/").status_code == 200
    assert client.get("/documents/", headers={"x-forwarded-for": "203.0.113.9"}).status_code == 200


def test_a_cookie_that_opens_no_session_helps_nobody(client, settings, spent):
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert client.get("/documents/", headers=GREEDY).status_code == 429


def test_what_a_request_costs_is_spent_and_a_slow_client_costs_nothing(client, monkeypatch):
    budgets, spent = Budgets(), []
    monkeypatch.setattr(FairUse, "budgets", budgets)
    monkeypatch.setattr(budgets, "spend", lambda client, seconds: spent.append((client, seconds)))
    monkeypatch.setattr("portal.views.Document.objects.published", lambda: time.sleep(0.3) or 1 / 0)
    client.raise_request_exception = False
    for path in ("/", "/documents/"):
        client.get(path, REMOTE_ADDR="198.51.100.7")
    client.get("/documents/")
    assert [name for name, _ in spent] == ["198.51.100.7"] * 2 and all(0 < seconds < 0.3 for _, seconds in spent)


def test_the_sandbox_that_works_for_a_visitor_is_his_cost(client, monkeypatch):
    budgets, spent = Budgets(), []
    monkeypatch.setattr(FairUse, "budgets", budgets)
    monkeypatch.setattr(budgets, "spend", lambda client, seconds: spent.append(seconds))
    monkeypatch.setattr("documents.pages.taking_away.made", lambda form, paper: time.sleep(0.3))
    path = make_document("甲办法").get_absolute_url()
    assert client.get(f"{path}files/pdf/", REMOTE_ADDR="198.51.100.7").status_code == 202 and spent[0] >= 0.3
    assert client.get(f"{path}files/no-such/", REMOTE_ADDR="198.51.100.7").status_code == 404 and spent[1] < 0.3


@pytest.mark.parametrize(("address", "whose"), [
    ("192.0.2.1", "192.0.2.1"), ("2001:db8::1", "2001:db8::/64"), ("2001:db8:0:0:ffff::2", "2001:db8::/64"), ("2001:db8:0:1::2", "2001:db8:0:1::/64"), ("", ""), ("x", "x"),
])
def test_an_address_stands_for_its_network(address, whose):
    assert network(address) == whose
