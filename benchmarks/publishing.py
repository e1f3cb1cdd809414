"""What one publication costs the process that publishes, and what merging costs beside it.

    python -m benchmarks.publishing FOLDER [--laws ZIP] [--passages 150000] [--publications 40]

Builds an index of perturbed laws in FOLDER (where there is none yet), then publishes documents of one passage in a
process of its own, and merges in another; prints processor seconds, memory beyond what the process held before, the
number of segments, and how long a search takes with so many of them.
"""
from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from benchmarks import perturbed  # noqa: E402
from search.backends.entries import IndexEntry, Passage  # noqa: E402
from search.backends.whoosh_backend import WhooshEngine  # noqa: E402
from search.plan import Phrase, Plan, Words  # noqa: E402
from search.text import analyzers  # noqa: E402

LAWS = Path(__file__).resolve().parents[2] / "shared" / "laws" / "national.zip"
BATCH, QUERIES = 40, 40


def build(folder: Path, archive: Path, passages: int) -> None:
    originals = perturbed.laws(archive)
    numbers = list(perturbed.numbers(passages, originals))
    batches = [numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)]
    engine = _engine(folder)
    with engine.building() as generation:
        generation.fill(batches, lambda batch: [perturbed.entry(n, originals) for n in batch], 2, lambda count: None)
        with engine.writing():
            generation.activate()


def publish(folder: Path, count: int) -> dict:
    """Each publication's seconds, and the most memory of all of them."""
    analyzers.warm_up()
    engine, seconds = _engine(folder), []
    first = 10**8 + random.randrange(10**9)  # unlike those of another run
    before = _memory("VmRSS")
    for number in range(first, first + count):
        start = time.process_time()
        with engine.writing():
            engine.write([IndexEntry(number, (f"第{number}号通知",), (Passage("", f"现将第{number}号文件印发给你们。"),))])
        seconds.append(time.process_time() - start)
    return {"seconds": seconds, "megabytes": _memory("VmHWM") - before} | _state(engine)


def merge(folder: Path) -> dict:
    engine, times, before = _engine(folder), 0, _memory("VmRSS")
    start = time.process_time()
    while engine.merge():
        times += 1
    seconds = time.process_time() - start
    return {"seconds": [seconds], "merges": times, "megabytes": _memory("VmHWM") - before} | _state(engine)


def search(folder: Path, archive: Path) -> dict:
    """Milliseconds of searches, each for the first time since the index was opened."""
    chance, engine = random.Random(1), _engine(folder)
    texts = [text.replace("\n", "") for _, *law in perturbed.laws(archive) for text in law if len(text) > 60]
    found: dict[str, list[float]] = {"words": [], "phrase": []}
    engine.run(Plan(Words("国家")), 60)
    for text in chance.sample(texts, QUERIES):
        start = chance.randrange(len(text) - 10)
        for kind, query in (("words", Words(text[start : start + 4])), ("phrase", Phrase(text[start : start + 8]))):
            began = time.process_time()
            engine.run(Plan(query, unit="section"), 60)
            found[kind].append((time.process_time() - began) * 1000)
    return {kind: statistics.median(times) for kind, times in found.items()} | _state(engine)


def _engine(folder: Path):
    return WhooshEngine.backend("default", PATH=str(folder))


def _state(engine) -> dict:
    counts = [segment.count for segment in engine.store.snapshot().segments]
    return {"segments": len(counts), "passages": sum(counts)}


def _memory(name: str) -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.partition(f"{name}:")[2].split()[0]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--laws", type=Path, default=LAWS)
    parser.add_argument("--passages", type=int, default=150_000)
    parser.add_argument("--publications", type=int, default=40)
    parser.add_argument("--step", choices=["build", "publish", "merge", "search"])
    wishes = parser.parse_args()
    if wishes.step == "build":
        build(wishes.folder, wishes.laws, wishes.passages)
    elif wishes.step == "publish":
        print(json.dumps(publish(wishes.folder, wishes.publications)))
    elif wishes.step == "merge":
        print(json.dumps(merge(wishes.folder)))
    elif wishes.step == "search":
        print(json.dumps(search(wishes.folder, wishes.laws)))
    else:
        measure(wishes.folder)


def measure(folder: Path) -> None:
    if not (folder / "current").exists():
        _step("build")
    for step in ("search", "publish", "search", "merge", "search"):
        result = _step(step)
        if seconds := result.pop("seconds", None):
            result |= {"median": statistics.median(seconds), "most": max(seconds)}
        print(step, *(f"{name} {value:,.3g}" if isinstance(value, float) else f"{name} {value:,}" for name, value in result.items()))


def _step(name: str) -> dict:
    """Each in a process of its own, so that no memory is counted twice."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", "benchmarks.publishing", *sys.argv[1:], "--step", name], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout or "{}")


if __name__ == "__main__":
    main()
