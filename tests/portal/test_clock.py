"""The clock of the machine is put forward by some days, and back: nothing is lost, nothing waits until then, nobody is let in or kept out."""
from datetime import date, datetime, timedelta
from fnmatch import fnmatch

import pytest
from django.core import mail, signing
from django.utils import timezone

from documents import notices
from documents.models import Notice, Upload, UploadState, Worker
from documents.previews import Expired, document_of, token_for
from documents.uploading import leases
from portal import password_letters
from portal.alerts import confirming, letters
from portal.management.commands import backup
from portal.models import AlertRequest, PasswordRequest, Subscriber, Subscription
from search import engine
from search.indexing import updates
from search.plan import All, Plan
from tests.factories import make_document
from tests.portal.test_alert_letters import TODAY, collected, follow, send
from tests.search.conftest import index, nothing_kept  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 9, tzinfo=timezone.get_default_timezone())
AHEAD = timedelta(days=3)


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    """``clock(AHEAD)`` puts it forward, ``clock(timedelta())`` back to where it was."""
    settings.NOTICES_BY_MAIL, settings.ADDRESS = True, "https://policy.example.cn"

    def put(ahead):
        monkeypatch.setattr(timezone, "now", lambda: NOW + ahead)

    put(timedelta())
    return put


@pytest.mark.parametrize(("until", "is_free"), [
    (timedelta(seconds=-1), True), (timedelta(seconds=1), False), (leases.LEASE, False),
    (1.5 * leases.LEASE, False),  # of a machine whose clock is a little ahead
    (3 * leases.LEASE, True), (AHEAD, True),
])
def test_a_file_whose_worker_died_waits_for_a_lease_and_no_longer(admin_user, until, is_free):
    upload = Upload.objects.create(name="甲.txt", uploaded_by=admin_user, state=UploadState.READING, leased_by="dead", leased_until=NOW + until, tries=1)
    found = leases.claim("next")
    assert (found == upload if is_free else found is None)


def test_workers_of_a_time_to_come_are_not_taken_for_live_ones(clock):
    clock(AHEAD)
    leases.renew("before")
    clock(timedelta())
    assert leases.live_workers() == 0 and Worker.objects.exists()
    leases.renew("now")
    assert leases.live_workers() == 1


def test_a_notice_that_could_not_be_sent_is_sent_after_the_clock_is_right(clock, admin_user):
    Notice.objects.create(recipient=admin_user, text="送审", path="/", leased_until=NOW + AHEAD)
    assert notices.send_due() == 1 and not Notice.objects.exists()


def test_what_is_to_be_confirmed_is_sent_after_the_clock_is_right(clock):
    clock(AHEAD)
    request = AlertRequest.objects.create(address="reader@example.cn", mailbox="reader@example.cn", kind="documents", due_at=timezone.now())
    clock(timedelta())
    assert confirming.send_due() == 1 and len(mail.outbox) == 1
    AlertRequest.objects.filter(pk=request.pk).update(due_at=NOW + letters.REFUSED_WAITS)
    assert confirming.send_due() == 0  # an address that was refused waits as before


def test_a_forgotten_password_is_not_forgotten_by_the_clock(clock, admin_user):
    clock(timedelta(minutes=30))
    password_letters.ask(admin_user.email)
    clock(timedelta())
    password_letters.send_due()
    assert len(mail.outbox) == 1 and PasswordRequest.objects.filter(due_at=None).exists()


def test_readers_are_told_of_days_that_a_clock_was_ahead_by():
    """Once too often rather than never, and once a day again."""
    follow()
    collected("以前的办法", TODAY - timedelta(days=1))
    assert send(TODAY + AHEAD) == 1
    assert Subscription.objects.get().told_until > TODAY and Subscriber.objects.get().written_on > TODAY
    assert send(TODAY + timedelta(days=1)) == 0
    collected("当天的办法", TODAY + timedelta(days=1))
    assert send(TODAY + timedelta(days=2)) == 1 and "当天的办法" in mail.outbox[-1].body
    assert send(TODAY + timedelta(days=2)) == 0


def test_statuses_follow_a_clock_that_is_put_back(index, monkeypatch):  # noqa: F811
    ending = make_document(markdown="将要结束", repealed_on=TODAY + timedelta(days=1))

    def counted(day):
        monkeypatch.setattr(timezone, "localdate", lambda *_: day)
        updates.note(ending.pk) if not counts else None
        updates.work()
        return dict(engine.search(Plan(All(), facets=("validity",))).facets["validity"])

    counts: list = []
    for day in (TODAY, TODAY + AHEAD, TODAY):
        counts.append(counted(day))
    assert counts == [{"in-force": 1}, {"repealed": 1}, {"in-force": 1}]


@pytest.mark.parametrize(("age", "is_good"), [(timedelta(days=6), True), (timedelta(days=8), False), (-AHEAD, True)])
def test_a_link_to_a_preview_is_good_for_its_week(monkeypatch, age, is_good):
    """One that was made while the clock was ahead lets in for longer, by as much, and does not fail."""
    with pytest.MonkeyPatch.context() as then:
        then.setattr(signing.time, "time", lambda: NOW.timestamp() - age.total_seconds())
        token = token_for(7)
    monkeypatch.setattr(signing.time, "time", NOW.timestamp)
    if is_good:
        assert document_of(token) == 7
    else:
        with pytest.raises(Expired):
            document_of(token)


@pytest.mark.parametrize("clock_says", ["19700101-000000", "20250103-120000", "20991231-235959"])
def test_the_backup_that_was_just_written_stays_whatever_the_clock_says(tmp_path, clock_says):
    others = [tmp_path / f"wenlan-2025010{day}-030000.tar.gz" for day in range(1, 5)]
    written = tmp_path / f"wenlan-{clock_says}.tar.gz"
    for path in [*others, written]:
        path.touch()
    backup.Command()._rotate(written, 3)
    assert sorted(tmp_path.iterdir()) == sorted([*others[2:], written])


def test_two_backups_of_one_second_do_not_share_a_name_and_are_rotated():
    """The first was killed, and who started it tries again at once."""
    names = {datetime(2025, 1, 1, 3, 0, 0, moment).strftime(backup.NAME) for moment in (0, 1)}
    assert len(names) == 2 and all(fnmatch(name, backup.PATTERN) for name in names)


def test_the_first_day_of_the_epoch_breaks_nothing(client, monkeypatch, clock):
    """A machine whose clock has no battery starts there."""
    clock(datetime(1970, 1, 1, 1, tzinfo=NOW.tzinfo) - NOW)
    make_document("某办法", issued_on=date(2025, 1, 1))
    for path in ("/", "/documents/", "/changes/", "/feeds/documents/", "/years/"):
        assert client.get(path).status_code == 200, path
