"""What was looked for, marked where it stands: snippets, titles, whole documents.

Hits are found in text that is folded as the index folds it, so 雙減 marks 双减; what is printed is the text itself,
escaped piece by piece, with nothing but ``<mark>`` added.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from search.text import numbers
from search.text.analyzers import is_latin, normalise
from search.text.numbers import BEFORE

MOST_HITS = 50
MOST_HITS_IN_DOCUMENT = 1000
LENGTH = 140
_MOST_FOLDS = 1 << 14
_LEAD = 30
_PAUSE = re.compile(r"[。；！？，、：\n]")
_TAG_OR_TEXT = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>)|([^<]+)""")
_IN_LINE = re.compile(r"</?(?:a|abbr|b|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)\b", re.I)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")

Span = tuple[int, int]


def spans(text: str, marks: tuple[str, ...], most: int = MOST_HITS) -> list[Span]:
    """Where ``marks`` (normalised) stand in ``text``, in order, joined where they touch; at most ``most`` hits."""
    pattern = _pattern(marks)
    if pattern is None:
        return []
    matches = list(islice(pattern.finditer(text.translate(_folds)), most))
    origin = _origin(text) if matches else []  # most texts of a page hold none
    found: list[Span] = []
    for match in matches:
        start, end = origin[match.start()], origin[match.end() - 1] + 1
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def marked(text: str, marks: tuple[str, ...]) -> SafeString:
    """All of ``text`` as safe HTML with the hits marked."""
    return _join(text, 0, len(text), spans(text, marks))


def snippet(text: str, marks: tuple[str, ...], length: int = LENGTH) -> SafeString:
    """The part of ``text``, at most ``length`` characters, that holds most of what was looked for."""
    found = spans(text, marks)
    start = _best_start(text, found, length)
    end = min(len(text), start + length)
    body = _join(text, start, end, found)
    return format_html("{}{}{}", "…" if start else "", body, "…" if end < len(text) else "")


def mark_html(html: str, marks: tuple[str, ...]) -> tuple[SafeString, int]:
    """Safe ``html`` with the hits in its text marked, each ``<mark id="mark-1">`` and on; and how many there are.

    A hit that crosses the edge of a link or of emphasis is marked in pieces, of which the first has the id.
    """
    if _pattern(marks) is None:
        return mark_safe(html), 0
    pieces = [tag or text for tag, text in _TAG_OR_TEXT.findall(html)]
    count = 0
    for run in _runs(pieces):
        if count < MOST_HITS_IN_DOCUMENT:
            count += _mark_run(pieces, run, marks, count)
    return mark_safe("".join(pieces)), count


def _runs(pieces: list[str]) -> Iterator[list[int]]:
    """The places in ``pieces`` of texts between which stand no tags but those within a line."""
    run: list[int] = []
    for place, piece in enumerate(pieces):
        if not piece.startswith("<"):
            run.append(place)
        elif not _IN_LINE.match(piece) and run:
            yield run
            run = []
    if run:
        yield run


def _mark_run(pieces: list[str], run: list[int], marks: tuple[str, ...], count: int) -> int:
    """Mark the hits in a run of texts, in place; → how many they are."""
    found = list(_spans_outside_entities("".join(pieces[place] for place in run), marks))
    begins = 0
    for place in run:
        text = pieces[place]
        pieces[place] = _with_marks(text, begins, found, count)
        begins += len(text)
    return len(found)


def _with_marks(text: str, begins: int, found: list[Span], count: int) -> str:
    """``text``, which begins at a place of a run, with its part of the hits that are ``found`` in that."""
    written, at, ends = [], 0, begins + len(text)
    for number, (start, end) in enumerate(found, count + 1):
        if start < ends and end > begins:
            name = f' id="mark-{number}" tabindex="-1"' if start >= begins else ""
            low, high = max(start, begins) - begins, min(end, ends) - begins
            written += [text[at:low], f"<mark{name}>", text[low:high], "</mark>"]
            at = high
    return "".join([*written, text[at:]])


def _spans_outside_entities(text: str, marks: tuple[str, ...]) -> Iterator[Span]:
    """Spans in the text of HTML: an entity is hidden, so that ``amp`` marks no part of ``&amp;``."""
    hidden = _ENTITY.sub(lambda entity: "\0" * len(entity[0]), text)
    yield from spans(hidden, marks, MOST_HITS_IN_DOCUMENT)


@lru_cache(maxsize=256)
def _pattern(marks: tuple[str, ...]) -> re.Pattern | None:
    words = sorted({mark.replace(" ", "") for mark in marks} - {""}, key=len, reverse=True)
    if not words:
        return None
    return re.compile("|".join(map(_whole, words)))


def _whole(word: str) -> str:
    """A pattern for a word that is no part of a longer Latin one, and a number that is none of a longer number."""
    before = "0-9a-z" if is_latin(word) else re.escape(BEFORE) if numbers.whole(word) else ""
    return rf"{f'(?<![{before}])' if before else ''}{re.escape(word)}{'(?![0-9a-z])' if is_latin(word) else ''}"


class _Folds(dict[int, str]):
    """What each character is folded to, learnt as it comes."""

    def __missing__(self, code: int) -> str:
        if len(self) >= _MOST_FOLDS:
            self.clear()
        character = chr(code)
        self[code] = folded = character if character == "\0" else normalise(character).replace(" ", "")
        return folded


_folds = _Folds()


def _origin(text: str) -> list[int]:
    """For each character of ``text`` when folded, the place of the one it comes from."""
    return [place for place, character in enumerate(text) for _ in _folds[ord(character)]]


def _best_start(text: str, found: list[Span], length: int) -> int:
    """Where the window begins that holds most different hits, early ones first."""
    if not found or len(text) <= length:
        return 0
    room = length - _LEAD

    def worth(first: int) -> int:
        start = found[first][0]
        return sum(map(len, {text[a:b] for a, b in found[first:] if b <= start + room}))

    hit = found[max(range(len(found)), key=lambda first: (worth(first), -first))][0]
    earliest = max(0, hit - _LEAD)
    pauses = [pause.end() for pause in _PAUSE.finditer(text, earliest, hit)]
    return 0 if earliest == 0 else min(pauses[0] if pauses else earliest, max(len(text) - length, 0))


def _join(text: str, start: int, end: int, found: list[Span]) -> SafeString:
    pieces, at = [], start
    for a, b in found:
        a, b = max(a, start), min(b, end)
        if a < b:
            pieces += [("", text[at:a]), ("mark", text[a:b])]
            at = b
    pieces.append(("", text[at:end]))
    return format_html_join("", "{}", (
        (format_html("<mark>{}</mark>", piece) if kind else escape(piece),) for kind, piece in pieces
    ))
