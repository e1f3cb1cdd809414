"""The queue of uploads: who works on what, what a crash leaves, what is stored and how often."""
import threading
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from documents import uploading
from documents.importing import set_state, update
from documents.models import Document, State, Upload, UploadState, Worker
from documents.sandbox import OverLimit
from documents.uploading import leases, reading, storing, worker
from tests.documents.formats.portable import article, pdf, show

pytestmark = pytest.mark.django_db
TEXT = "{0}市教育局关于做好{1}工作的通知\n\n{0}教〔2025〕{2}号\n\n各学校：\n\n为做好{1}工作，现通知如下。\n\n一、加强领导\n\n各学校要重视{1}。\n\n{0}市教育局\n2025年3月5日\n"
SUBJECTS = ("冬季取暖", "春季招生", "校园绿化", "营养午餐")


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create_user("someone", password="x", is_staff=True)


def sent(*files, user):
    return uploading.receive([SimpleUploadedFile(name, data) for name, data in files], user)


def notices(count, user, place="青山"):
    return sent(*((f"{s}.txt", TEXT.format(place, s, n).encode()) for n, s in enumerate(SUBJECTS[:count], 1)), user=user)


def states(batch):
    return [upload.state for upload in batch.uploads.order_by("pk")]


def lapse(upload):
    Upload.objects.filter(pk=upload.pk).update(leased_until=timezone.now() - timedelta(seconds=1))


def test_what_no_reader_takes_is_refused_at_once_by_name_and_reason(user):
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("内/甲.txt", TEXT.format("青山", "取暖", 1))
        zipped.writestr("内/程序.exe", "MZ")
    batch = sent(("空.txt", b""), ("假.pdf", "不是".encode()), ("包.zip", archive.getvalue()), ("坏.zip", b"PK"), user=user)
    told = {upload.name.rpartition("/")[2]: (upload.state, upload.reason) for upload in batch.uploads.all()}
    assert told["甲.txt"] == (UploadState.WAITING, "")
    for name, reason in (("空.txt", "文件为空"), ("假.pdf", "扩展名是 .pdf"), ("程序.exe", "不支持 .exe"), ("坏.zip", "坏.zip")):
        assert told[name][0] == UploadState.REFUSED and reason in told[name][1], name
    assert not Upload.objects.filter(state=UploadState.REFUSED).exclude(file="").exists()


def test_a_worker_reads_what_waits_and_the_list_tells_it(user):
    batch = notices(2, user)
    assert uploading.work_off() == 2 and states(batch) == [UploadState.READ] * 2
    first = batch.uploads.order_by("pk").first()
    assert (first.title, first.number, first.bodies) == ("青山市教育局关于做好冬季取暖工作的通知", "青山教〔2025〕1号", "青山市教育局")
    assert first.dated.isoformat() == "2025-03-05" and first.kind == "通知" and first.is_plain


def test_that_pages_were_numbered_is_said_and_no_doubt(user):
    lines = [line for line in TEXT.format("青山", "冬季取暖", 1).splitlines() if line]
    pages = [article(*[(line, 90) for line in part], top=735) for part in (lines[:5], lines[5:])]
    numbered = pdf(*(page + show(f"— {n} —", 280, 40, 12) for n, page in enumerate(pages, 1)))
    headed = pdf(*(page + show("文件汇编", 280, 800, 9) for page in pages))
    batch = sent(("有页码.pdf", numbered), user=user)
    uploading.work_off()
    upload = batch.uploads.get()
    assert upload.is_plain and [piece.text for piece in uploading.source_of(upload).raw.left_out] == ["— 1 —", "— 2 —"]
    assert uploading.accept([upload], user, State.DRAFT) == 1 and uploading.work_off() and states(batch) == [UploadState.STORED]
    batch = sent(("有页眉.pdf", headed), user=user)
    uploading.work_off()
    assert any("页眉" in doubt for doubt in batch.uploads.get().doubts)


def test_a_file_is_given_to_one_worker_and_to_the_next_only_when_the_first_has_died(user):
    batch = notices(1, user)
    taken = leases.claim("甲")
    assert taken is not None and leases.claim("乙") is None
    lapse(taken)
    leases.renew("甲", taken.pk)
    assert leases.claim("乙") is None
    lapse(taken)
    again = leases.claim("乙")
    assert again.pk == taken.pk and again.tries == 2
    reading.read(taken)  # the first was only slow: what it says counts no more
    assert states(batch) == [UploadState.READING]
    reading.read(again)
    assert states(batch) == [UploadState.READ]


def test_what_breaks_off_every_time_is_given_up_and_the_others_go_on(user):
    batch = notices(2, user)
    for _ in range(leases.TRIES):
        lapse(leases.claim("甲"))
    uploading.work_off()
    assert states(batch) == [UploadState.REFUSED, UploadState.READ]
    assert "每次都中断了" in batch.uploads.order_by("pk").first().reason


def test_what_fails_in_the_hands_of_a_worker_that_lives_is_free_again(user, monkeypatch):
    """By whatever error: its lease is not renewed with that of the file after it."""
    batch = notices(2, user)
    first = batch.uploads.order_by("pk").first()
    stop, beat = threading.Event(), {}

    def fails_once(upload, **_):
        beat["name"] = upload.leased_by
        if upload.pk != first.pk:
            return stop.set()
        lapse(first)
        raise OSError("the disk is full")

    monkeypatch.setattr(worker, "read", fails_once)
    monkeypatch.setattr(worker, "_beat", lambda name, hand, stop: beat.update(hand=hand))
    monkeypatch.setattr(worker, "close_old_connections", lambda: leases.renew(beat["name"], beat["hand"].upload))
    monkeypatch.setattr(worker, "IDLE", 0)
    monkeypatch.setattr(leases, "TRIES", 1)
    worker.run(stop)
    assert states(batch) == [UploadState.REFUSED, UploadState.READING]


def test_what_was_over_a_limit_is_read_once_more(user, monkeypatch):
    batch, tried, fails = notices(2, user), [], []
    first = batch.uploads.order_by("pk").first()
    understand = reading.understand

    def over(source):
        if source.name == first.name:
            tried.append(source.name)
        if source.name == first.name and fails and fails.pop():
            raise OverLimit("解析超时。")
        return understand(source)

    monkeypatch.setattr(reading, "understand", over)
    for times, expected in ((1, [UploadState.READ] * 2), (2, [UploadState.REFUSED, UploadState.READ])):
        tried.clear()
        fails[:] = [True] * times
        batch.uploads.update(state=UploadState.WAITING, raw=None)
        uploading.work_off()
        assert states(batch) == expected and len(tried) == 2


def test_a_file_is_read_once_whatever_is_corrected(user, monkeypatch):
    batch = notices(1, user)
    uploading.work_off()
    monkeypatch.setattr(reading.analysis, "read", lambda source: pytest.fail("read again"))
    source = uploading.source_of(batch.uploads.get())
    assert source.raw is not None and "青山市教育局" in source.raw.text
    Upload.objects.update(raw_version="0")
    assert uploading.source_of(batch.uploads.get()).raw is None
    Upload.objects.update(raw_version=reading.VERSION, raw=b"damaged")
    assert uploading.source_of(batch.uploads.get()).raw is None


def test_those_without_a_doubt_are_stored_by_the_worker_as_their_acceptor(user):
    batch = notices(3, user)
    uploading.work_off()
    doubtful = batch.uploads.order_by("pk").last()
    Upload.objects.filter(pk=doubtful.pk).update(doubts=["有疑点。"])
    assert uploading.accept(batch.uploads.all(), user, State.DRAFT) == 2
    uploading.work_off()
    assert states(batch) == [UploadState.STORED, UploadState.STORED, UploadState.READ]
    assert [d.state for d in Document.objects.all()] == [State.DRAFT] * 2
    assert {r.author for d in Document.objects.all() for r in d.revisions.all()} == {user}


def test_what_another_has_stored_meanwhile_is_not_stored_again(user):
    batch = notices(1, user)
    uploading.work_off()
    uploading.accept(batch.uploads.all(), user, State.DRAFT)
    slow = leases.claim("甲")
    lapse(slow)
    storing.store(leases.claim("乙"))
    storing.store(slow)
    assert Document.objects.count() == 1 and states(batch) == [UploadState.STORED]
    twice = notices(1, user)
    uploading.work_off()
    assert "并无不同" in twice.uploads.get().doubts[0] and twice.uploads.get().likeness == 100
    Upload.objects.filter(batch=twice).update(doubts=[], updates=None)  # as if it had been read before the first was stored
    uploading.accept(twice.uploads.all(), user, State.DRAFT)
    uploading.work_off()
    assert Document.objects.count() == 1 and states(twice) == [UploadState.READ] and twice.uploads.get().reason
    assert twice.uploads.get().updates == Document.objects.get() and not twice.uploads.get().is_plain  # nor is it taken the next time


@pytest.mark.parametrize(("first", "second", "is_same"), [
    (("青山", 1), ("青山", 1), True), (("青山", 1), ("青山", 2), False), (("青山", 1), ("绿水", 1), False),
])
def test_two_files_of_which_the_same_was_read_are_told_of_each_other(user, first, second, is_same):
    """The later one; which of the two is stored is decided by a person."""
    texts = [TEXT.format(place, SUBJECTS[0], number) + f"抄送：第{n}科。\n" for n, (place, number) in enumerate((first, second))]
    batch = sent(*((f"{n}.txt", text.encode()) for n, text in enumerate(texts)), user=user)
    uploading.work_off()
    one, other = batch.uploads.order_by("pk")
    assert one.is_plain and other.is_plain != is_same
    assert not is_same or "“0.txt”（第" in other.doubts[0] and "可能是同一份文件" in other.doubts[0]


def test_a_crash_between_storing_and_saying_so_leaves_neither(user, monkeypatch):
    batch = notices(1, user)
    uploading.work_off()
    uploading.accept(batch.uploads.all(), user, State.DRAFT)

    def crash(*args, **values):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(storing, "settle", crash)
        uploading.work_off()
    assert not Document.objects.exists() and states(batch) == [UploadState.STORING]
    lapse(batch.uploads.get())
    uploading.work_off()
    assert Document.objects.count() == 1 and states(batch) == [UploadState.STORED]


def stored_batch(user, state=State.DRAFT, count=2):
    batch = notices(count, user)
    uploading.work_off()
    uploading.accept(batch.uploads.all(), user, state)
    uploading.work_off()
    return batch


def test_a_batch_is_taken_back_whole_but_for_what_was_changed_since(user):
    batch = stored_batch(user)
    waiting = sent(("又.txt", TEXT.format("青山", "又一", 9).encode()), user=user).uploads.get()
    Upload.objects.filter(pk=waiting.pk).update(batch=batch)
    changed, untouched = Document.objects.order_by("pk")
    update(changed, note="后来所写")
    (left,) = uploading.take_back(batch, user)
    assert changed.title in left and "又有人改动过" in left
    assert {d.pk: d.state for d in Document.objects.all()} == {changed.pk: State.DRAFT, untouched.pk: State.TRASHED}
    assert states(batch) == [UploadState.STORED, UploadState.TAKEN_BACK] and not Upload.objects.filter(pk=waiting.pk).exists()


def test_what_is_public_is_taken_back_by_whoever_may_publish(user, django_user_model):
    batch = stored_batch(user, count=1)
    set_state(Document.objects.get(), State.PUBLISHED)
    assert "没有撤回它的权限" in uploading.take_back(batch, user)[0]
    user.user_permissions.add(Permission.objects.get(codename="publish_document"))
    assert uploading.take_back(batch, django_user_model.objects.get(pk=user.pk)) == []
    assert Document.objects.get().state == State.TRASHED


def test_only_workers_that_were_seen_just_now_count(user):
    leases.renew("甲")
    assert uploading.live_workers() == 1
    Worker.objects.update(seen_at=timezone.now() - timedelta(days=2))
    assert uploading.live_workers() == 0
    leases.retire("乙")
    assert not Worker.objects.exists()
