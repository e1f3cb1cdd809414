"""Text → what is looked up: one way for index, query and snippet.

``normalise`` folds what a reader takes for the same; ``tokens`` are jieba's tokens with our dictionary, which rank;
``grams`` are its characters and pairs of neighbours, which guarantee that a substring is found.

jieba defines the tokens. They are cut by rjieba, its port to Rust, which is ten times as fast and agrees with it but for
two kinds of characters that are taken apart beforehand (``_parts``); the tests hold the one to the other.
"""
from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from importlib import metadata
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING

from documents.vocabulary import characters
from documents.vocabulary.traditional import simplifying

if TYPE_CHECKING:
    import rjieba

DICTIONARY = Path(__file__).parents[1] / "dictionary"
END = "\x1f"
"""Stands between the values of a field: no phrase runs from one into the next."""

_DASHES = "‐‑‒–—―−－﹣➖⸺⸻"
_SAME = {"「": '"', "」": '"', "『": '"', "』": '"', "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"}
# A blank says something only between two Latin words or numbers.
_BLANK = re.compile(r"(?<![0-9a-z]) | (?![0-9a-z])")
_BLANKS = re.compile(r"\s+")
_PIECE = re.compile(r"[^。;\n]{1,400}[。;\n]?|[。;\n]")
_SPEAKS = re.compile(r"[^\W_]")
_LATIN = re.compile(r"[\x00-\x7f]+")
_JOINED = re.compile(r"[A-Za-z0-9]*[+#&._%-][A-Za-z0-9+#&._%-]*|[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""What rjieba may keep together and jieba takes apart: Latin with marks in it, such as 19001-2016 and www.gov.cn, and
the characters that jieba does not know as Chinese."""
_MARKED_WORDS = "AT&T", "c++", "C++", "c#", "C#"
"""The words of jieba's dictionary with such a mark in them."""
FUNCTION_WORDS = frozenset("的了和与及或等在是对由于之而也就都把被从以为向地得着")


@cache
def _folds() -> dict[int, str]:
    """Character → character, for ``str.translate``: traditional → simplified, quotes, dashes."""
    return {ord(dash): "-" for dash in _DASHES} | {ord(a): b for a, b in _SAME.items()} | simplifying()


def normalise(text: str) -> str:
    """Fold width, case, 繁/简, quotes, dashes and blanks; drop what cannot be seen. Folding twice changes nothing."""
    text = unicodedata.normalize("NFKC", characters.UNSEEN.sub("", text)).casefold().translate(_folds())
    # Once more, because a mark now stands at its letter from which a blank parted it.
    return unicodedata.normalize("NFKC", _BLANK.sub("", _BLANKS.sub(" ", text)))


@cache
def _segmenter() -> rjieba.Jieba:
    import rjieba  # which loads its words at once, and few commands cut any text

    segmenter = rjieba.Jieba()
    for word in dictionary_words():
        segmenter.add_word(word, None, None)
    return segmenter


def dictionary_words() -> list[str]:
    """The words of ``search/dictionary/*.txt``: one a line, ``#`` begins a remark."""
    lines = (line for path in sorted(DICTIONARY.glob("*.txt")) for line in path.read_text("utf-8").splitlines())
    return [word for line in lines if (word := line.partition("#")[0].strip())]


@cache
def _latin() -> re.Pattern:
    """Matches a token of Latin with marks, as jieba's ``finalseg`` has it, or what a word of a dictionary has of it."""
    marked = {run for word in (*_MARKED_WORDS, *dictionary_words()) for run in _JOINED.findall(word)}
    known = "|".join(map(re.escape, sorted(marked, key=len, reverse=True)))
    return re.compile(rf"{known}|(?:(?!{known})[A-Za-z0-9])+(?:\.[0-9]+)?%?|(?:(?!{known})[^A-Za-z0-9])+")


def _parts(text: str) -> list[str]:
    """``text`` in parts that rjieba cuts as jieba does: short ones, because the time of the statistical model grows
    with the square of an unbroken run."""
    pieces = (_JOINED.sub(_take_apart, piece) for piece in _PIECE.findall(text))
    return [part for piece in pieces for part in piece.split("\0") if part]


def _take_apart(joined: re.Match) -> str:
    cut = "\0".join(_latin().findall(joined[0]))
    return cut if joined[0].isascii() else f"\0{cut}\0"


def segments(text: str) -> list[str]:
    """All of ``text``, in order, cut where jieba cuts it.

    >>> segments("双减政策见www.gov.cn")
    ['双减', '政策', '见', 'www', '.', 'gov', '.', 'cn']
    """
    return [token for part in _parts(text) for token in _segmenter().cut(part)]


def tokens(text: str) -> list[str]:
    """The tokens of a text for the index, in order: jieba's words and the shorter words inside them."""
    return normalised_tokens(normalise(text))


def normalised_tokens(normalised: str) -> list[str]:
    return list(chain.from_iterable(map(_with_words_inside, segments(normalised))))


@lru_cache(1 << 16)
def _with_words_inside(word: str) -> tuple[str, ...]:
    """Before a longer word the words of two and of three characters inside it: jieba's mode for search engines."""
    if not _SPEAKS.search(word):
        return ()
    grams = [word[at : at + size] for size in (2, 3) if len(word) > size for at in range(len(word) - size + 1)]
    return (*filter(_segmenter().has_word, grams), word)


def borders(text: str) -> set[int]:
    """The places in ``text`` where a word begins or ends."""
    return {0, *accumulate(map(len, segments(text)))}


def query_tokens(text: str) -> list[str]:
    """The tokens that a query searches for: none inside another, each once, without 的 and its like."""
    return list(_query_tokens(text))


@lru_cache(1024)
def _query_tokens(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(filter(_SPEAKS.search, segments(normalise(text)))))
    return tuple(word for word in found if word not in FUNCTION_WORDS) or found


def grams(normalised: str) -> list[str]:
    """Each character, and each with the one after it."""
    pairs = [a + b for a, b in zip(normalised, normalised[1:]) if a != END and b != END]  # noqa: B905
    return pairs + list(normalised.replace(END, ""))


def is_latin(word: str) -> bool:
    """Whether a word stands between blanks: ``art`` is not a word of ``party``, but 普惠 is one of 普惠性."""
    return bool(_LATIN.fullmatch(word))


def warm_up() -> None:
    """Load dictionary and tables now rather than in somebody's first search."""
    tokens("检索")


@cache
def fingerprint() -> str:
    """Changes when any text might be cut in another way."""
    parts = [path.read_bytes() for path in (Path(__file__), Path(characters.__file__), *sorted(DICTIONARY.glob("*.txt")))]
    versions = ",".join(f"{name} {metadata.version(name)}" for name in ("rjieba", "jieba", "opencc-python-reimplemented"))
    return hashlib.blake2b(versions.encode() + b"\0".join(parts), digest_size=8).hexdigest()
