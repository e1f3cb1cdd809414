import sys
import threading
from collections import OrderedDict

import pytest

from documents.signals import document_changed
from search import engine
from search.plan import All, Phrase, Plan
from tests.factories import make_document


def publish(**values):
    document = make_document(**values)
    document_changed.send(sender=type(document), document_id=document.pk)
    return document


def test_an_answer_is_remembered_until_the_index_changes(index, monkeypatch):
    first = publish(markdown="第一份文件")
    plan = Plan(Phrase("份文件"))
    hits = engine.search(plan)
    assert [hit.document_id for hit in hits.hits] == [first.pk]
    assert engine.search(plan) is hits
    second = publish(markdown="第二份文件")
    assert {hit.document_id for hit in engine.search(plan).hits} == {first.pk, second.pk}


def test_no_index_is_said_and_not_taken_for_no_hits(index):
    (index.store.path / "current").unlink()
    with pytest.raises(engine.IndexUnavailable):
        engine.search(Plan(All()))


def test_searches_leave_threads_for_pages(index, monkeypatch):
    monkeypatch.setattr(engine, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(engine, "PATIENCE", 0.01)
    with engine._turns, pytest.raises(engine.TooManySearches):
        engine.search(Plan(Phrase("没有问过的")))
    assert engine.search(Plan(Phrase("没有问过的"))).total == 0


def test_hostile_queries_end_in_time(index):
    publish(markdown="税" * 20_000)
    for text in ("税" * 10_000, '"' * 5_000, "(" * 5_000, "*", "税务?*~2^nan", "\x00\u202e", "<script>", "' OR 1=1"):
        assert engine.search(Plan(Phrase(text))).partial is False


def test_what_is_kept_does_not_grow_with_the_documents_that_a_plan_names(index, monkeypatch):
    kept = OrderedDict()
    monkeypatch.setattr(engine, "_cache", kept)
    for last in (1000, 1001):
        engine.search(Plan(All(), filters={"document": tuple(map(str, range(last)))}))
    assert len(kept) == 2 and all(sys.getsizeof(part) < 200 for key in kept for part in key)
