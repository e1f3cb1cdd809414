"""The same word in its forms: numbers in figures and in Chinese characters, and words that are spelled in several ways.

``terms`` are what a query looks for: words as jieba cuts them, numbers with their unit whole, each in one form whichever was
typed. ``forms`` are all the forms in which a text may have a term.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from search.text import numbers
from search.text.analyzers import FUNCTION_WORDS, normalise, query_tokens, segments

FILE = Path(__file__).with_name("variants.txt")


def terms(text: str) -> list[str]:
    """What a query looks for, each once.

    >>> terms("未满18周岁的帐户"), terms("50万元")
    (['未满', '十八周岁', '账户'], ['五十万元'])
    """
    return list(_terms(text))


@lru_cache(1024)
def _terms(text: str) -> tuple[str, ...]:
    found = [term for piece, number in _pieces(text) for term in ([numbers.forms(number)[0]] if number else _tokens(piece))]
    return tuple(dict.fromkeys(term for term in found if term not in FUNCTION_WORDS)) or tuple(dict.fromkeys(found))


def canonical(text: str) -> str:
    """``text`` normalised, the same whichever forms its words and numbers have.

    >>> canonical("满18周岁的帐户")
    '满十八周岁的账户'
    """
    return "".join(numbers.forms(number)[0] if number else piece for piece, number in _pieces(text))


def _pieces(text: str) -> Iterator[tuple[str, numbers.Number | None]]:
    standard = standard_spelling(text)
    at, found = 0, list(numbers.find(standard))
    spans = _word_spans(standard) if found else []
    for start, end, number in found:
        # 一次 in 一次性 is no number, nor is 一年 in 统一年度.
        if not any(a < start < b or a <= start and end < b for a, b in spans):
            yield standard[at:start], None
            yield standard[start:end], number
            at = end
    yield standard[at:], None


def _tokens(text: str) -> list[str]:
    return query_tokens(text) if any(c.isalnum() for c in text) else []


def standard_spelling(text: str) -> str:
    """``text`` normalised, with every variant in its standard spelling; what only looks like one, across two words, stays.

    >>> standard_spelling("开立帐户")
    '开立账户'
    """
    text = normalise(text)
    spans = _word_spans(text) if _variants_in(text) else []
    return _variant().sub(lambda found: found[0] if _is_cut(found.start(), found.end(), spans) else _standards()[found[0]], text)


@lru_cache(4096)
def forms(term: str) -> tuple[str, ...]:
    """Every form of a term (normalised), itself first."""
    if number := numbers.whole(term):
        return tuple(dict.fromkeys([term, *numbers.forms(number)]))
    others = (term.replace(standard, other) for standard, spellings in _spellings().items() if standard in term for other in spellings)
    return (term, *others)


def variants_in(text: str) -> dict[str, str]:
    """The variants of ``text`` and what their standard spelling is."""
    text = normalise(text)
    spans = _word_spans(text) if _variants_in(text) else []
    return {found[0]: _standards()[found[0]] for found in _variants_in(text) if not _is_cut(*found.span(), spans)}


def _variants_in(text: str) -> list[re.Match]:
    return list(_variant().finditer(text))


def _word_spans(text: str) -> list[tuple[int, int]]:
    at, spans = 0, []
    for word in segments(text):
        spans.append((at, at + len(word)))
        at += len(word)
    return spans


def _is_cut(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a word lies partly in ``start`` to ``end`` and partly outside."""
    return any(a < start < b < end or start < a < end < b for a, b in spans)


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Standard spelling → its variants."""
    return {standard: tuple(others) for standard, *others in _read(FILE.read_text("utf-8").splitlines())}


def _read(lines: Iterable[str]) -> Iterator[list[str]]:
    for line in lines:
        if words := [normalise(word.strip()) for word in line.partition("#")[0].split("=") if word.strip()]:
            yield words


@cache
def _standards() -> dict[str, str]:
    return {other: standard for standard, others in _spellings().items() for other in others}


@cache
def _variant() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_standards(), key=len, reverse=True))))
