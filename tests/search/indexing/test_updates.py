from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import transaction
from django.utils import timezone

from documents.importing import set_state
from documents.models import Document, State
from documents.signals import document_changed
from search.indexing import updates
from search.indexing.rebuild import rebuild
from search.indexing.upkeep import status
from search.models import PendingUpdate
from search.plan import Phrase, Plan
from tests.factories import make_document


def changed(document):
    document_changed.send(sender=Document, document_id=document.pk)


def found(index, text) -> list[int]:
    return [hit.document_id for hit in index.run(Plan(Phrase(text)), 5).hits]


def test_rolled_back_is_not_found(index):
    """F10: a draft that never came to be must not be searched."""
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        changed(make_document(markdown="密件草稿"))
        raise ZeroDivisionError
    assert not PendingUpdate.objects.exists()
    assert found(index, "密件草稿") == []


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_unpublished_is_not_found(index, state):
    changed(make_document(markdown="未发布的文字", state=state))
    assert found(index, "未发布的文字") == []


def test_published_is_found_and_leaves_nothing_pending(index):
    with transaction.atomic():
        document = make_document(markdown="公开的文字")
        changed(document)
        assert PendingUpdate.objects.count() == 1
    assert found(index, "公开的文字") == [document.pk]
    assert not PendingUpdate.objects.exists()


def test_withdrawn_and_deleted_are_gone(index):
    first, second = make_document(markdown="甲乙丙丁"), make_document("另一份", markdown="甲乙丙丁")
    changed(first)
    changed(second)
    assert set(found(index, "甲乙丙丁")) == {first.pk, second.pk}
    Document.objects.filter(pk=first.pk).update(state="withdrawn")
    changed(first)
    assert found(index, "甲乙丙丁") == [second.pk]
    number = second.pk
    second.delete()
    document_changed.send(sender=Document, document_id=number)
    assert found(index, "甲乙丙丁") == []


def test_a_taken_lock_delays_and_loses_nothing(index):
    """F07: the publisher neither waits nor fails."""
    with index.writing():
        document = make_document(markdown="稍后可查")
        changed(document)
        assert found(index, "稍后可查") == []
        assert PendingUpdate.objects.count() == 1
    assert updates.work() == 1
    assert found(index, "稍后可查") == [document.pk]


def test_f09_what_is_withdrawn_while_the_index_is_locked_is_hidden_at_once(index, client):
    document = make_document("将撤回的文件", markdown="曾经公开的文字")
    changed(document)
    with index.writing():
        set_state(document, State.WITHDRAWN)
        assert found(index, "曾经公开的文字") == [document.pk]
        page = client.get("/search/", {"q": "曾经公开的文字"}).content.decode()
        assert "/documents/" + quote("将撤回的文件") not in page and "曾经公开的文字</mark>" not in page
        assert client.get(document.get_absolute_url()).status_code == 410
        assert "将撤回的文件" not in client.get("/documents/").content.decode()
    assert updates.work() == 1
    assert found(index, "曾经公开的文字") == []


@pytest.mark.parametrize("shift", [timedelta(days=365), timedelta(days=-365)])
def test_f16_a_clock_that_jumps_by_a_year_delays_no_publication(index, client, monkeypatch, shift):
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    first = make_document("先发布的", markdown="跳表之前")
    changed(first)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + shift)
    with index.writing():
        changed(make_document("后发布的", markdown="跳表之后"))
        assert status()["oldest_pending_seconds"] == 0
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        assert status()["pending"] == 1
    assert updates.work() == 1
    rebuild()
    assert found(index, "跳表之前") == [first.pk] and len(found(index, "跳表之后")) == 1
    set_state(first, State.WITHDRAWN)
    assert found(index, "跳表之前") == []


def test_one_poison_document_among_many(index, monkeypatch):
    """F08: the others are indexed, it is set aside with the reason and tried again later."""
    documents = [make_document(title=f"文件{n}", markdown=f"批次{n}号") for n in range(5)]
    poison = documents[2].pk
    whole = updates.entries

    def entries(ids):
        if poison in ids:
            raise ValueError("坏数据")
        return whole(ids)

    monkeypatch.setattr(updates, "entries", entries)
    PendingUpdate.objects.bulk_create(PendingUpdate(document_id=d.pk) for d in documents)
    assert updates.work() == 4
    pending = PendingUpdate.objects.get()
    assert (pending.document_id, pending.tries) == (poison, 1)
    assert "坏数据" in pending.reason
    monkeypatch.undo()
    assert updates.work() == 1
    assert found(index, "批次2号") == [poison]


def test_no_index_keeps_what_is_pending_until_there_is_one(index):
    (index.store.path / "current").unlink()
    document = make_document(markdown="等待索引")
    changed(document)
    assert PendingUpdate.objects.count() == 1
    assert rebuild() == 1
    assert not PendingUpdate.objects.exists()
    assert found(index, "等待索引") == [document.pk]


def test_changes_during_a_rebuild_are_in_the_new_index(index, monkeypatch):
    """F12."""
    early, late = make_document(title="早", markdown="早先的文字"), make_document(title="晚", markdown="原来的文字")
    whole = updates.entries

    def entries(ids):
        read = list(whole(ids))
        if len(read) == 2:
            Document.objects.filter(pk=late.pk).update(markdown="后来的文字")
            changed(late)
        return read

    monkeypatch.setattr(updates, "entries", entries)
    rebuild()
    assert found(index, "后来的文字") == [late.pk]
    assert found(index, "原来的文字") == []
    assert found(index, "早先的文字") == [early.pk]


def test_status_says_what_waits_and_for_how_long(index):
    """The alarm of an index that nobody keeps."""
    assert status() == {"index": "ok", "pending": 0, "oldest_pending_seconds": 0}
    pending = PendingUpdate.objects.create(document_id=1)
    PendingUpdate.objects.update(created_at=pending.created_at - timedelta(minutes=3))
    (index.store.path / "current").unlink()
    assert status() == {"index": "unavailable", "pending": 1, "oldest_pending_seconds": 180}
