"""What a serving process does beside its searches."""
from datetime import timedelta

import pytest
from django.utils import timezone

from search import engine
from search.backends.errors import IndexUnavailable, IndexUnreachable
from search.indexing import updates, upkeep
from search.models import PendingUpdate
from search.plan import All, Phrase, Plan
from tests.factories import make_document


@pytest.fixture
def serving(index, settings, monkeypatch):
    """As under gunicorn, but at once and without processes: what would be started is listed."""
    settings.INDEX_IN_BACKGROUND = True
    started = []

    class Process:
        def __init__(self, command, **_):
            started.append(command)

        def poll(self):
            return 0

    monkeypatch.setattr(upkeep.subprocess, "Popen", Process)
    monkeypatch.setattr(upkeep, "work_soon", updates.work)
    monkeypatch.setattr(upkeep, "_look", upkeep.Interval(0))
    monkeypatch.setattr(upkeep, "_recover", upkeep.Interval(300))
    return started


def test_due_once_in_so_many_seconds():
    every = upkeep.Interval(60)
    assert [every.due() for _ in range(3)] == [True, False, False]


def test_what_a_killed_process_left_is_taken_up(serving):
    document = make_document(markdown="留下的文字")
    PendingUpdate.objects.create(document_id=document.pk)
    engine.search(Plan(All()))
    assert engine.search(Plan(Phrase("留下的文字"))).total == 1
    assert not PendingUpdate.objects.exists()


def test_a_lost_index_is_built_by_one_process_and_not_for_each_search(serving, index):
    (index.store.path / "current").unlink()
    for _ in range(3):
        with pytest.raises(engine.IndexUnavailable):
            engine.search(Plan(All()))
    assert [command[-2:] for command in serving] == [["check_index", "--repair"]]


def test_an_index_that_does_not_answer_is_waited_for(serving, index, monkeypatch):
    """Built anew, it would be without what is published while the old one is there again."""
    monkeypatch.setattr(type(index), "run", lambda *_: (_ for _ in ()).throw(IndexUnreachable("away")))
    with pytest.raises(IndexUnavailable):
        engine.search(Plan(All()))
    assert not engine.is_answering() and serving == []


def test_what_could_not_be_written_is_written_soon_and_without_a_search(serving, index, monkeypatch):
    timers = []
    monkeypatch.setattr(updates.threading, "Timer", lambda seconds, again: timers.append(again) or type("Timer", (), {"start": lambda self: None})())
    monkeypatch.setattr(updates, "work_soon", updates.work)
    document, write = make_document(markdown="停机时发布的文字"), type(index).write
    PendingUpdate.objects.create(document_id=document.pk)
    monkeypatch.setattr(type(index), "write", lambda *_: (_ for _ in ()).throw(IndexUnreachable("away")))
    assert updates.work() == updates.work() == 0 and len(timers) == 1
    timers.pop()()
    assert len(timers) == 1 and PendingUpdate.objects.exists()
    monkeypatch.setattr(type(index), "write", write)
    timers.pop()()
    assert timers == [] and not PendingUpdate.objects.exists() and engine.search(Plan(Phrase("停机时发布的文字"))).total == 1


def test_warming_up_never_fails(serving, index):
    engine.warm_up()
    (index.store.path / "current").unlink()
    engine.warm_up()


def test_the_turn_of_a_day_is_noticed_without_a_nightly_job(serving, monkeypatch):
    """Of what ends tomorrow the filter says so from tomorrow's first searches on, and nothing else is indexed again."""
    today = timezone.localdate()
    tomorrow = today + timedelta(1)
    ending = make_document(markdown="将要结束", repealed_on=tomorrow)
    make_document(markdown="别的文件", repealed_on=today + timedelta(2), effective_on=today - timedelta(2))
    PendingUpdate.objects.create(document_id=ending.pk)
    updates.work()

    def counted():
        return dict(engine.search(Plan(All(), facets=("validity",))).facets["validity"])

    assert counted() == {"in-force": 1}
    written = []
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    monkeypatch.setattr(updates, "readable", lambda ids, real=updates.readable: written.append(set(ids)) or real(ids))
    counted()
    assert counted() == {"repealed": 1}
    assert written == [{ending.pk}]
