"""How well ranked answers fit judgements. Pure; every measure is from 0 to 1, averaged over all judged queries."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2
from statistics import fmean

Run = Mapping[str, Sequence[str]]
Judgements = Mapping[str, set[str]]


def mean_reciprocal_rank(run: Run, judged: Judgements, depth: int = 10) -> float:
    return fmean(
        next((1 / rank for rank, answer in enumerate(run.get(q, ())[:depth], 1) if answer in right), 0.0)
        for q, right in judged.items()
    )


def ndcg(run: Run, judged: Judgements, depth: int = 10) -> float:
    """Normalised discounted cumulative gain with judgements of right or not (Järvelin and Kekäläinen 2002)."""
    def gain(answers: Sequence[str], right: set[str]) -> float:
        return sum(1 / log2(rank + 1) for rank, answer in enumerate(answers[:depth], 1) if answer in right)

    return fmean(
        gain(run.get(q, ()), right) / sum(1 / log2(rank + 1) for rank in range(1, min(depth, len(right)) + 1))
        for q, right in judged.items()
    )


def recall(run: Run, judged: Judgements, depth: int) -> float:
    return fmean(len(right & set(run.get(q, ())[:depth])) / len(right) for q, right in judged.items())


def first_is_right(run: Run, judged: Judgements) -> float:
    return fmean(bool(run.get(q)) and run[q][0] in right for q, right in judged.items())


def summary(run: Run, judged: Judgements) -> dict[str, float]:
    return {
        "MRR@10": mean_reciprocal_rank(run, judged),
        "nDCG@10": ndcg(run, judged),
        **{f"Recall@{depth}": recall(run, judged, depth) for depth in (5, 10, 20, 100)},
    }
