"""Merging: small in who publishes, large in who merges; nothing is lost, whatever happens beside it."""
import os
import random
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress

import pytest

from search.backends.entries import IndexEntry, Passage
from search.backends.errors import IndexBusy, IndexUnavailable
from search.backends.whoosh_backend import WhooshEngine, merger, merging, store, tiers
from search.backends.whoosh_backend.folder import read_toc
from search.plan import All, Any, Is, Phrase, Plan, Words

pytestmark = pytest.mark.site

LONG = os.environ.get("WENLAN_TEST_LONG") == "1"  # make test-long
SMALL, LARGEST = 120_000, 600_000
CHARACTERS = "教育税收环境医疗土地劳动合同管理办法规定通知意见实施"
PLANS = [
    Plan(query, unit=unit, sort=sort, stop=1000, facets=("topic", "year"))
    for query in (All(), Words("教育 税收", "or"), Words("管理"), Phrase("办法"), Any((Phrase("劳动合同"), Is("topic", "t1"))))
    for unit in ("document", "section") for sort in ("relevance", "newest")
]


def made(number: int, chance: random.Random) -> IndexEntry:
    """``number``: from 1 on."""
    def text(most):
        return "".join(chance.choices(CHARACTERS, k=chance.randint(2, most)))

    names = chance.sample(range(40), 3)
    return IndexEntry(
        number, (text(12),), (Passage("", text(80)), *(Passage(f"a{n}", text(30), text(4)) for n in range(chance.randrange(5)))),
        number=(f"〔{number}〕号",) if number % 2 else (), date=chance.choice((0, 20200101, 20210101)),
        values={"topic": (f"t{number % 3}",), "year": ("2020",) * (number % 2), "name": (f"n{number}",), "cites": tuple(f"n{n}" for n in names)},
    )


def opened(path) -> WhooshEngine.backend:
    engine = WhooshEngine.backend("default", PATH=str(path))
    if not (path / "current").exists():
        with engine.building() as generation, engine.writing():
            generation.activate()
    return engine


@pytest.fixture
def engine(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)  # no power fails here: see test_power
    monkeypatch.setattr(tiers, "SMALL", SMALL)
    monkeypatch.setattr(tiers, "LARGEST", LARGEST)
    return opened(tmp_path / "index")


def write(engine, entries=(), removed=()):
    with engine.writing():
        engine.write(entries, removed)


def answers(engine) -> list:
    return [engine.run(plan, 60) for plan in PLANS]


def segments(engine) -> list[int]:
    folder = engine.store.current()
    held = tiers.sizes(folder)
    return [held[segment.segment_id()] for segment in read_toc(folder).segments]


@pytest.fixture
def merged(monkeypatch):
    """How many bytes each merge has read."""
    sizes, real = [], merging.merge

    def merge(sources, schema, known, folder):
        sizes.append(sum(file.seek(0, 2) for source in sources for file in source.files.values()))
        return real(sources, schema, known, folder)

    for module in (merging, merger):
        monkeypatch.setattr(module, "merge", merge)
    return sizes


def test_who_publishes_merges_little_and_who_merges_the_rest(engine, merged):
    chance = random.Random(1)
    for number in range(1, 81):
        write(engine, [made(number, chance)])
    assert merged and max(merged) <= SMALL
    assert engine.is_merging_due() and len(segments(engine)) > tiers.FEW
    merged.clear()
    while engine.merge():
        pass
    assert merged and max(merged) <= LARGEST and max(segments(engine)) > SMALL
    assert not engine.is_merging_due()
    assert len(engine.digests()) == 80


def test_segments_as_large_as_may_be_stay_as_they_are(engine, merged):
    """As a rebuild leaves them: alike and many."""
    chance = random.Random(2)
    for start in range(1, 161, 10):
        write(engine, [made(number, chance) for number in range(start, start + 10)])
    assert merged == [] and min(segments(engine)) > SMALL // 2
    before = len(segments(engine))
    while engine.merge():
        assert merged[-1] <= LARGEST
    assert before > len(segments(engine)) > 3 and max(segments(engine)) <= LARGEST
    write(engine, [made(1, chance)])
    assert len(engine.digests()) == 160


class Killed(BaseException):
    pass


@contextmanager
def dies_in(module, name, monkeypatch):
    def die(*_, **__):
        raise Killed

    with monkeypatch.context() as patch, suppress(Killed):
        patch.setattr(module, name, die)
        yield


def kill_a_merge(engine, monkeypatch, chance):
    module, name = chance.choice([
        (merger, "merge"), (merger.manifest, "describe"), (merger.manifest, "announce"), (merger.os, "replace"),
        (merger, "writer_in"), (merger.shutil, "rmtree"), (merging, "_postings"),
    ])
    with dies_in(module, name, monkeypatch):
        engine.merge()


@pytest.mark.parametrize("seed", range(30 if LONG else 4))
def test_answers_are_those_of_an_index_built_anew(engine, tmp_path, monkeypatch, seed):
    """After any sequence of publishing, withdrawing, merging and dying in the middle of it; the order of hits too."""
    monkeypatch.setattr(tiers, "FEW", 3)
    chance, held = random.Random(seed), {}
    for _ in range(40):
        match chance.choices(("publish", "withdraw", "merge", "kill", "reopen"), (50, 15, 15, 10, 10))[0]:
            case "publish":
                entries = {number: made(number, chance) for number in chance.sample(range(1, 41), chance.randint(1, 4))}
                held |= entries
                write(engine, entries.values())
            case "withdraw" if held:
                number = chance.choice(list(held))
                del held[number]
                write(engine, (), [number])
            case "merge":
                engine.merge()
            case "kill":
                kill_a_merge(engine, monkeypatch, chance)
            case "reopen":
                engine.store.__init__(engine.store.path)
        assert engine.store.problem() == ""
    fresh = opened(tmp_path / "fresh")
    write(fresh, held.values())
    assert answers(engine) == answers(fresh)
    while engine.merge():
        pass
    assert engine.digests() == fresh.digests()
    assert answers(engine) == answers(fresh)
    engine.store.__init__(engine.store.path)
    assert engine.store.problem() == "" and answers(engine) == answers(fresh)
    assert not (engine.store.current() / merger.PLACE).exists()


def fill(engine, chance=None, count=16):
    chance = chance or random.Random(5)
    for number in range(count):
        write(engine, [made(number * 10 + n, chance) for n in range(1, 11)])
    assert engine.is_merging_due()


@pytest.mark.parametrize("moment", ["begin", "commit"])
def test_what_is_written_while_a_merge_goes_on_is_in_the_index_after_it(engine, tmp_path, monkeypatch, moment):
    chance = random.Random(7)
    fill(engine, chance)
    new = [made(number, chance) for number in (3, 17, 500)]
    real = merger.Merger.write

    def write_and_be_written(self):
        if moment == "commit":
            real(self)
        write(engine, new, [4, 25])
        for number in range(600, 620):  # enough to have small ones merged, and their files removed
            write(engine, [made(number, random.Random(number))])
        if moment == "begin":
            real(self)

    monkeypatch.setattr(merger.Merger, "write", write_and_be_written)
    held = {entry.document_id: entry.digest for entry in [*new, *(made(n, random.Random(n)) for n in range(600, 620))]}
    wanted = {number: digest for number, digest in engine.digests().items() if number not in (4, 25)} | held
    assert engine.merge()
    assert engine.digests() == wanted
    assert engine.store.problem() == ""
    assert {hit.document_id for hit in engine.run(Plan(All(), stop=9999), 60).hits} == set(wanted)


def test_a_merge_of_what_a_rebuild_has_replaced_changes_nothing(engine, monkeypatch):
    fill(engine)
    real = merger.Merger.write

    def write_and_be_replaced(self):
        real(self)
        with engine.building() as generation, engine.writing():
            generation.write([made(1, random.Random(1))])
            generation.activate()

    monkeypatch.setattr(merger.Merger, "write", write_and_be_replaced)
    engine.merge()
    assert set(engine.digests()) == {1}
    with engine.writing():
        engine.go_back()
    assert engine.store.problem() == "" and len(engine.digests()) == 160


def test_a_change_within_one_tick_of_the_clock_is_seen(engine, monkeypatch):
    """Some file systems give both the same time."""
    monkeypatch.setattr(store, "TICK_NS", 10**12)
    chance, folder = random.Random(1), engine.store.current()
    moment = os.stat(folder).st_mtime_ns
    for number in range(1, 4):
        write(engine, [made(number, chance)])
        os.utime(folder, ns=(moment, moment))
        assert len(engine.digests()) == number


def test_one_merges_at_a_time_and_looking_does_not_disturb(engine, monkeypatch):
    fill(engine)
    monkeypatch.setattr(store, "GLANCE", 0.05)
    with engine.store._locked("merge.lock", 0):
        assert not engine.is_merging_due()
        with pytest.raises(IndexBusy):
            engine.merge()
        write(engine, [made(1, random.Random(1))])
    assert engine.merge()


def test_readers_notice_nothing_of_a_merge(engine):
    fill(engine)
    before, over, faults = answers(engine), threading.Event(), []

    def read():
        reader = store.Store(engine.store.path)
        while not over.is_set():
            try:
                reader.__init__(engine.store.path)
                if len(reader.snapshot().digests()) != 160:
                    faults.append("documents are missing")
            except IndexUnavailable as error:
                faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    while engine.merge():
        pass
    over.set()
    for reader in readers:
        reader.join()
    assert faults == [] and answers(engine) == before


@pytest.mark.parametrize("ending", [".trm", ".pst", ".text_folded.col", ".document.col"])
def test_damage_is_not_merged_into_what_looks_whole(engine, ending):
    fill(engine)
    for path in engine.store.current().glob(f"*{ending}"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(bytes(content))
    assert "damaged" in engine.problem()
    before = segments(engine)
    with pytest.raises(IndexUnavailable, match="damaged"):
        engine.merge()
    assert "damaged" in engine.problem() and segments(engine) == before


def test_a_process_that_is_killed_while_it_merges_leaves_the_index_as_it_was(engine, tmp_path):
    fill(engine)
    before = answers(engine)
    code = (
        "import django, os, signal, threading; django.setup()\n"
        "from search.backends.whoosh_backend import WhooshEngine, merger, tiers\n"
        f"tiers.LARGEST = {LARGEST}\n"
        "merger.manifest.describe = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"WhooshEngine.backend('default', PATH={str(engine.store.path)!r}).merge()\n"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, timeout=60)
    assert done.returncode == -9, done.stderr
    assert (engine.store.current() / merger.PLACE).exists()
    assert engine.problem() == "" and answers(engine) == before
    write(engine, [made(1000, random.Random(1))])
    assert engine.merge()
    assert not (engine.store.current() / merger.PLACE).exists() and len(engine.digests()) == 161
