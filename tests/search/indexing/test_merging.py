"""Who merges: a process of its own, and never one that serves."""
import os
import subprocess
import sys
import threading
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from documents.models import Document
from documents.signals import bulk, document_changed
from search.backends.errors import IndexUnavailable
from search.backends.whoosh_backend import merger, tiers
from search.indexing import merging, updates, upkeep
from search.indexing.checking import Report, check
from search.models import PendingUpdate
from search.plan import Phrase, Plan
from tests.factories import make_document


@pytest.fixture
def serving(index, settings, monkeypatch):
    """As under gunicorn, without processes: what would be started is listed; ``status``: how it ended, if it did."""
    settings.INDEX_IN_BACKGROUND = True
    monkeypatch.setattr(tiers, "SMALL", 0)
    started = []

    class Process:
        status = None

        def __init__(self, command, **_):
            if command[-1] != "encode_sections":  # where what finds by meaning is installed
                started.append(command[-1])

        def poll(self):
            return Process.status

    monkeypatch.setattr(merging.subprocess, "Popen", Process)
    monkeypatch.setattr(merging, "_merger", None)
    monkeypatch.setattr(merging, "_failed_at", float("-inf"))
    return started, Process


def publish(count: int) -> list[Document]:
    documents = [make_document(markdown=f"合并之前的第{number}篇") for number in range(count)]
    for document in documents:
        PendingUpdate.objects.create(document_id=document.pk)
        updates._work_or_log()
    return documents


def segments(index) -> int:
    return len(index.store.snapshot().segments)


def test_a_serving_process_starts_one_merger_and_merges_nothing(serving, index):
    started, process = serving
    publish(tiers.FEW - 1)
    assert started == []
    publish(3)
    assert started == ["merge_index"] and segments(index) == tiers.FEW + 2
    process.status = 0
    publish(1)
    assert started == ["merge_index"] * 2


def test_a_merger_that_fails_is_not_started_for_each_publication(serving, monkeypatch):
    started, process = serving
    process.status = 1
    publish(tiers.FEW + 5)
    assert started == ["merge_index"]
    monkeypatch.setattr(merging, "RETRY", -1)
    publish(1)
    assert started == ["merge_index"] * 2


def test_what_a_killed_merger_left_is_taken_up_by_a_search(serving, monkeypatch):
    started, process = serving
    publish(tiers.FEW)
    process.status = 0
    monkeypatch.setattr(upkeep, "_look", upkeep.Interval(0))
    monkeypatch.setattr(upkeep, "work_soon", updates._work_or_log)
    upkeep.resume_pending()
    assert started == ["merge_index"] * 2


def test_a_bulk_of_changes_is_merged_as_it_goes(index, monkeypatch):
    monkeypatch.setattr(tiers, "SMALL", 0)
    monkeypatch.setattr(updates, "BATCH", 1)
    most = []
    real = updates.merge_soon
    monkeypatch.setattr(updates, "merge_soon", lambda: (most.append(segments(index)), real()))
    with bulk():
        for number in range(30):
            document_changed.send(sender=Document, document_id=make_document(markdown=f"成批的第{number}篇").pk)
    assert len(most) == 30 and max(most) <= 2 * tiers.FEW
    assert check() == Report()


def test_merging_that_fails_fails_no_publication(index, monkeypatch):
    monkeypatch.setattr(tiers, "SMALL", 0)

    def fail(self):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(index.store), "merge", fail)
    monkeypatch.setattr(merging.log, "exception", lambda *_: None)
    publish(tiers.FEW)
    assert index.run(Plan(Phrase("合并之前"), stop=99), 5).total == tiers.FEW
    assert not PendingUpdate.objects.exists()
    with pytest.raises(CommandError, match="原有索引未受影响"):
        call_command("merge_index")


def test_no_index_is_nothing_to_merge(index):
    (index.store.path / "current").unlink()
    merging.merge_soon()
    with pytest.raises(IndexUnavailable):
        index.is_merging_due()
    with pytest.raises(CommandError, match="索引不可用"):
        call_command("merge_index")


def test_the_command_merges_until_nothing_is_due(index, monkeypatch):
    monkeypatch.setattr(tiers, "SMALL", 0)
    monkeypatch.setattr(updates, "merge_soon", lambda: None)
    monkeypatch.setattr("os.nice", lambda steps: 0)
    publish(tiers.FEW * 2)
    out = StringIO()
    call_command("merge_index", stdout=out)
    assert "合并了 2 次" in out.getvalue() and segments(index) == 2
    assert check() == Report()
    call_command("merge_index", stdout=out)
    assert out.getvalue().endswith("没有需要合并的。\n")


@pytest.mark.parametrize("moment", ["begin", "commit"])
def test_who_publishes_while_a_merger_changes_files_waits_for_it(index, monkeypatch, moment):
    """A merger works off nothing: what was left to it was found only when something else was published."""
    monkeypatch.setattr(tiers, "SMALL", 0)
    monkeypatch.setattr(updates, "merge_soon", lambda: None)
    publish(tiers.FEW)
    holds, real = threading.Event(), getattr(merger.Merger, moment)

    def at_length(self):
        holds.set()
        time.sleep(0.2)
        return real(self)

    monkeypatch.setattr(merger.Merger, moment, at_length)
    merging_thread = threading.Thread(target=index.store.merge)
    merging_thread.start()
    assert holds.wait(10)
    publish(1)
    assert not PendingUpdate.objects.exists() and check() == Report()
    merging_thread.join()
    assert check() == Report()


def run_in_processes(scenario: str, folder) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.search.indexing.processes", scenario, str(folder)],
        capture_output=True, text=True, timeout=300, env=os.environ | {"DATABASE_URL": "", "WENLAN_DEBUG": "1"},
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.site
def test_what_is_published_is_found_while_others_merge(tmp_path):
    run_in_processes("search_while_others_merge", tmp_path)


@pytest.mark.site
def test_a_real_process_merges_beside_one_that_publishes(tmp_path):
    run_in_processes("publish_and_have_it_merged", tmp_path)
