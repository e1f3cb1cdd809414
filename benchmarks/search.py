"""How fast search is, as ratios against what it could have been: ``make bench``.

In one run, on the same sections of the laws in LAWS (a zip of Markdown files) and with the same queries: the whole
of our backend, haystack's own Whoosh backend with jieba's ``ChineseAnalyzer``, and SQLite FTS5 over jieba's tokens.
Processor milliseconds, median and 95th percentile of at least five rounds; ours both with the index's arrays in
memory (as after a minute of use) and fresh from the disk. Answers that a process remembers are never counted.
Writes ``docs/performance.md``.
"""
from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from haystack import connections  # noqa: E402

from benchmarks import fts5, serving, stock, substrings  # noqa: E402
from benchmarks.memory import measured  # noqa: E402
from documents.models import Document, Section  # noqa: E402
from search.backends.document_entries import entries  # noqa: E402
from search.plan import Phrase, Plan, Words  # noqa: E402

QUERIES, ROUNDS, SEED = 20, 5, 20260101
PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
KINDS = {
    "words": "一个常用词", "three": "三个词，全部", "five": "五个词，任一", "phrase": "原文短语",
    "facets": "三个分面，全部命中", "newest": "按日期从新到旧",
}
GOALS = {"words": (5, 12), "three": (5, 12), "five": (6, 15), "phrase": (6, 15), "facets": (6, 15), "newest": (5, 12)}


class Ours:
    name = "文澜"

    def __init__(self):
        self._backend = connections["default"].get_backend()

    def words(self, words: list[str]) -> int:
        return self._run(Words(" ".join(words)))

    def any(self, words: list[str]) -> int:
        return self._run(Words(" ".join(words), "or"))

    def phrase(self, text: str) -> int:
        return self._run(Phrase(text))

    def facets(self, words: list[str]) -> int:
        return self._run(Words(" ".join(words)), facets=fts5.FACETS)

    def newest(self, words: list[str]) -> int:
        return self._run(Words(" ".join(words)), sort="newest")

    def _run(self, query, **how) -> int:
        return self._backend.run(Plan(query, unit="section", **how), 10.0).total

    def forget(self) -> None:
        """Drop every array that is kept in memory, as after a start."""
        self._backend.store.__init__(self._backend.store.path)


def load(laws: Path) -> None:
    call_command("migrate", verbosity=0)
    if not Document.objects.exists():
        settings.INDEX_IN_BACKGROUND = False
        call_command("import_documents", str(laws))


def build(folder: Path, force: bool) -> dict:
    """Build all three indexes, or those that are missing; → seconds and memory of each."""
    known = folder / "built.json"
    built = json.loads(known.read_text()) if known.exists() and not force else {}
    command = [sys.executable, "-W", "ignore", "manage.py", "rebuild_index", "--verbosity", "0"]
    built["ours"] = measured(command)
    if "stock" not in built:
        built["stock"] = measured([sys.executable, "-W", "ignore", "-m", "benchmarks.search", "--build-stock"])
    if "fts5" not in built:
        (folder / "fts5.sqlite3").unlink(missing_ok=True)
        built["fts5"] = measured([sys.executable, "-W", "ignore", "-m", "benchmarks.search", "--build-fts5"])
    known.write_text(json.dumps(built, indent=1))
    return built


def sections() -> list[Section]:
    filled = Section.objects.filter(document__state="published").exclude(text="", heading="")
    return list(filled.select_related("document").order_by("document_id", "position"))


def queries() -> dict[str, list]:
    """The searches of each kind: common words, and stretches of the texts, by a fixed seed."""
    chance = random.Random(SEED)
    snapshot = connections["default"].get_backend().store.snapshot()
    largest = max(snapshot.segments, key=lambda segment: segment.count)
    ranked = sorted(((len(found), term) for term, found in largest.terms_of("text") if len(term) > 1), reverse=True)
    common = [term for _, term in ranked[20:400]]
    texts = [section.text.replace("\n", "") for section in chance.sample(sections(), 400)]
    texts = [text for text in texts if len(text) > 30][:QUERIES]

    def several(count: int) -> list[list[str]]:
        return [chance.sample(common, count) for _ in range(QUERIES)]

    def stretch(text: str) -> str:
        start, length = chance.randrange(len(text) - 12), chance.randint(4, 10)
        return text[start : start + length]

    return {
        "words": several(1), "three": several(3), "five": several(5), "phrase": list(map(stretch, texts)),
        "facets": several(1), "newest": several(1),
    }


def run(engine, kind: str, query) -> int:
    method = {"three": "words", "five": "any"}.get(kind, kind)
    return getattr(engine, method)(query)


def timed(engines: list, asked: dict[str, list], rounds: int) -> dict[str, dict[str, list[float]]]:
    """→ milliseconds by engine and kind; the engines take turns, so that a busy machine is busy for all of them."""
    times = {engine.name: {kind: [] for kind in asked} for engine in engines}
    for kind, kind_queries in asked.items():
        for engine in engines:
            for query in kind_queries:
                run(engine, kind, query)
        for _ in range(rounds):
            for engine in engines:
                times[engine.name][kind] += [milliseconds(engine, kind, query) for query in kind_queries]
    return times


def milliseconds(engine, kind: str, query) -> float:
    start = time.process_time()
    run(engine, kind, query)
    return (time.process_time() - start) * 1000


def cold(ours: Ours, asked: dict[str, list]) -> dict[str, list[float]]:
    times = {}
    for kind, kind_queries in asked.items():
        ours.forget()
        ours.words(["国家"])
        times[kind] = [milliseconds(ours, kind, query) for query in kind_queries]
    return times


def p(times: list[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.95)]


def table(times, first, engines) -> list[str]:
    names = [engine.name for engine in engines]
    lines = [
        f"| 处理器毫秒，中位 / 95% | {' | '.join(names)} | 文澜，刚从磁盘读 | 比 haystack 快 | 比 FTS5 快 | 目标 |",
        "| --- |" + " --- |" * (len(names) + 4),
    ]
    for kind, label in KINDS.items():
        values = {name: p(times[name][kind]) for name in names}
        ours, stock_, fts = (values[name][0] for name in (Ours.name, stock.Stock.name, fts5.FTS5.name))
        cells = [f"{a:.2f} / {b:.2f}" for a, b in (*values.values(), p(first[kind]))]
        goal = "≤ {} / {}".format(*GOALS[kind])
        lines.append(f"| {label} | {' | '.join(cells)} | {stock_ / ours:.0f} × | {fts / ours:.1f} × | {goal} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("laws", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--force", action="store_true", help="build the indexes of comparison anew")
    parser.add_argument("--build-stock", action="store_true")
    parser.add_argument("--build-fts5", action="store_true")
    wishes = parser.parse_args()
    folder = Path(settings.DATA_DIR)
    if wishes.build_stock:
        stock.build(folder / "stock", sections())
    elif wishes.build_fts5:
        fts5.build(folder / "fts5.sqlite3", entries(Document.objects.published().values_list("pk", flat=True)))
    else:
        measure(folder, wishes)


def measure(folder: Path, wishes) -> None:
    load(wishes.laws)
    built = build(folder, wishes.force)
    engines = [Ours(), stock.Stock(folder / "stock"), fts5.FTS5(folder / "fts5.sqlite3")]
    asked = queries()
    times = timed(engines, asked, wishes.rounds)
    first = cold(engines[0], asked)
    exact = substrings.measure()
    served = serving.measure(folder)
    page = report(engines, times, first, built, exact, served)
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page)
    print(page)


def report(engines, times, first, built, exact, served) -> str:
    ours, other = built["ours"], built["stock"]
    count = len(sections())
    lines = [
        "# 检索的速度",
        "",
        "由 `make bench` 写成，一次运行，请勿手改。三者用同一批条款、同一组检索词，轮流进行；看比值，绝对值随机器而变。",
        f"语料：{Document.objects.published().count():,} 部法律法规，{count:,} 个条款。"
        f"Python {platform.python_version()}，{os.cpu_count()} 核，运行时系统负荷 {os.getloadavg()[0]:.1f}。",
        f"每类 {QUERIES} 个检索，各 {len(times[Ours.name]['words']) // QUERIES} 轮；同一进程记住的结果不算在内。",
        "",
        *table(times, first, engines),
        "",
        "| 其他 | 文澜 | 对照 | 目标 |",
        "| --- | --- | --- | --- |",
        f"| 建立索引，秒（处理器秒） | {_seconds(ours)}，两个进程 | haystack {_seconds(other)}，"
        f"慢 {other['seconds'] / ours['seconds']:.1f} 倍（{other['cpu'] / ours['cpu']:.1f} 倍）；"
        f"FTS5 {_seconds(built['fts5'])} | ≥ 3 × |",
        f"| 建立索引的内存 | {ours['megabytes']:.0f} MB | haystack {other['megabytes']:.0f} MB | ≤ 700 MB |",
        f"| 1,000 个随机原文片段 | 查全 {exact['recall']:.4f}，查准 {exact['precision']:.4f} | | 1.0，1.0 |",
        f"| 结果页，经 HTTP，实际毫秒 | {served['page'][0]:.0f} / {served['page'][1]:.0f} | | ≤ 40 / 80 |",
        f"| 发布到另一进程查到，{serving.READERS} 人同时检索，秒 "
        f"| {served['publish'][0]:.2f} / {served['publish'][1]:.2f} | | ≤ 0.5 / 2 |",
        "",
        "haystack 和 FTS5 的索引建好后留用（`--force` 重建），当时机器的负荷可能不同：建立索引以括号里的处理器秒为准。",
        "",
    ]
    return "\n".join(lines)


def _seconds(built: dict) -> str:
    return f"{built['seconds']:.0f}（{built['cpu']:.0f}）"


if __name__ == "__main__":
    main()
