"""Text → what is looked up: one way for index, query and snippet.

``normalise`` folds what a reader takes for the same; ``words`` are jieba's tokens with our dictionary, which rank;
``grams`` are its characters and pairs of neighbours, which guarantee that a substring is found.
"""
from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from importlib import metadata, resources
from itertools import accumulate
from pathlib import Path

import rjieba

DICTIONARY = Path(__file__).parent / "dictionary"
END = "\x1f"
"""Stands between the values of a field: no phrase runs from one into the next."""

_DASHES = "‐‑‒–—―−－﹣➖⸺⸻"
_SAME = {"「": '"', "」": '"', "『": '"', "』": '"', "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"}
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
# A blank says something only between two Latin words or numbers.
_BLANK = re.compile(r"(?<![0-9a-z]) | (?![0-9a-z])")
_BLANKS = re.compile(r"\s+")
_PIECE = re.compile(r"[^。;\n]{1,400}[。;\n]?|[。;\n]")
_SPEAKS = re.compile(r"[^\W_]")
_LATIN = re.compile(r"[\x00-\x7f]+")
_JOINT = re.compile(r"(?<=[0-9a-z])-(?=[0-9a-z])|(?<=[a-z])\.|\.(?=[a-z])|/")
FUNCTION_WORDS = frozenset("的了和与及或等在是对由于之而也就都把被从以为向地得着")


@cache
def _folds() -> dict[int, str]:
    """Character → character, for ``str.translate``: traditional → simplified, quotes, dashes.

    A character that GB 2312 holds is simplified already: 著 in 著作权 stays, although OpenCC lists it.
    """
    folds = {ord(dash): "-" for dash in _DASHES} | {ord(a): b for a, b in _SAME.items()}
    table = resources.files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        traditional, _, simplified = line.partition("\t")
        if len(traditional) == 1 and not _in_gb2312(traditional):
            folds[ord(traditional)] = simplified.split(" ")[0]
    return folds


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def normalise(text: str) -> str:
    """Fold width, case, 繁/简, quotes, dashes and blanks; drop what cannot be seen. Folding twice changes nothing."""
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold().translate(_folds())
    # Once more, because a mark now stands at its letter from which a blank parted it.
    return unicodedata.normalize("NFKC", _BLANK.sub("", _BLANKS.sub(" ", text)))


@cache
def _segmenter() -> rjieba.Jieba:
    segmenter = rjieba.Jieba()
    for word in dictionary_words():
        segmenter.add_word(word, None, None)
    return segmenter


def dictionary_words() -> list[str]:
    """The words of ``search/dictionary/*.txt``: one a line, ``#`` begins a remark."""
    lines = (line for path in sorted(DICTIONARY.glob("*.txt")) for line in path.read_text("utf-8").splitlines())
    return [word for line in lines if (word := line.partition("#")[0].strip())]


def _cut(normalised: str, method) -> list[str]:
    # rjieba takes 19001-2016 and www.gov.cn for one word, jieba does not: a blank at the joint gives jieba's tokens.
    # Short pieces, because the time of the statistical model grows with the square of an unbroken run.
    text = _JOINT.sub(" ", normalised)
    return [token for piece in _PIECE.findall(text) for token in method(piece) if _SPEAKS.search(token)]


def words(text: str) -> list[str]:
    """The tokens of a text for the index, in order: jieba's words and the shorter words inside them."""
    return words_of(normalise(text))


def words_of(normalised: str) -> list[str]:
    return _cut(normalised, _segmenter().cut_for_search)


def borders(text: str) -> set[int]:
    """The places in ``text`` where a word begins or ends."""
    return {0, *accumulate(map(len, _segmenter().cut(text)))}


def query_words(text: str) -> list[str]:
    """The words that a query asks for: uncut by one another, each once, without 的 and its like."""
    return list(_query_words(text))


@lru_cache(1024)
def _query_words(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(_cut(normalise(text), _segmenter().cut)))
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
    words("检索")


@cache
def fingerprint() -> str:
    """Changes when any text might be cut in another way."""
    parts = [path.read_bytes() for path in (Path(__file__), *sorted(DICTIONARY.glob("*.txt")))]
    versions = ",".join(f"{name} {metadata.version(name)}" for name in ("rjieba", "jieba", "opencc-python-reimplemented"))
    return hashlib.blake2b(versions.encode() + b"\0".join(parts), digest_size=8).hexdigest()
