"""The figures as a page of Markdown."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from .measures import first_is_right, mean_reciprocal_rank, ndcg, recall
from .own import KINDS, MUST_BE_FIRST, Search

BLIND = Path(__file__).with_name("blind.md")
"""What searches got that were written before any was tried; nobody can measure that a second time."""
BASELINE = "基线：haystack 自带的 Whoosh 与 jieba ChineseAnalyzer，任一词"


def report(judged: dict | None, baseline: dict[str, dict[str, float]], own: tuple[list[Search], dict[str, list[str]]]) -> str:
    return "\n".join([
        "# 检索质量", "",
        "由 `make evaluate-search` 写成；方法见 `evaluation/search/README.md`。", "",
        *(_judged(judged, baseline) if judged else []), *_own(*own), "",
        BLIND.read_text("utf-8"),
    ])


def _judged(figures: dict, baseline: dict[str, dict[str, float]]) -> list[str]:
    names = list(figures["all"])
    rows = [
        ("文澜", figures["all"]), ("　其中单数题", figures["halves"][0]), ("　其中双数题", figures["halves"][1]),
        *([("文澜，并按意思（`make meaning`）", figures["meaning"])] if "meaning" in figures else []),
        (BASELINE, baseline["real"]),
    ]
    return [
        f"## 真实提问：{figures['questions']} 个问题，{figures['articles']} 个法条", "",
        *_table(names, rows),
        "", f"每个问题 {figures['milliseconds']:.0f} 毫秒处理器时间，取前 100 条。没有用判定结果学习。", "",
        f"## 用正式文字写成的案情：{figures['cases']} 个，同样的法条", "",
        *_table(names, [("文澜", figures["formal"]), (BASELINE, baseline["formal"])]), "",
    ]


def _table(names: list[str], rows: Iterable[tuple[str, Mapping[str, float]]]) -> list[str]:
    return [
        "| | " + " | ".join(names) + " |", "| --- |" + " ---: |" * len(names),
        *(f"| {label} | " + " | ".join(f"{values[name]:.3f}" for name in names) + " |" for label, values in rows),
    ]


def _own(asked: list[Search], answers: dict[str, list[str]]) -> list[str]:
    lines = [
        f"## 自带语料：{len(asked)} 个有判定的检索，28 份文件", "",
        "| 种类 | 个数 | 第一个就对 | MRR@10 | nDCG@10 | Recall@10 |", "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for kind, label in {**KINDS, "": "全部"}.items():
        judged = {s.q: set(s.want) for s in asked if kind in ("", s.kind)}
        lines.append(
            f"| {label} | {len(judged)} | {first_is_right(answers, judged):.0%} | "
            f"{mean_reciprocal_rank(answers, judged):.3f} | {ndcg(answers, judged):.3f} | {recall(answers, judged, 10):.3f} |"
        )
    return [*lines, "", *_misses(asked, answers)]


def _misses(asked: list[Search], answers: dict[str, list[str]]) -> list[str]:
    wrong = [s for s in asked if not answers[s.q] or answers[s.q][0] not in s.want]
    if not wrong:
        return ["没有一个检索的第一条是错的。"]
    lines = ["第一条不在判定之中的：", ""]
    for s in wrong:
        must = "（应当第一）" if s.kind in MUST_BE_FIRST else ""
        lines.append(f"- {s.q}{must}：得到{answers[s.q][0] if answers[s.q] else '空'}，应有{'、'.join(sorted(s.want))}")
    return lines
