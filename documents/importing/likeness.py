"""How alike two texts are, by their letters and digits alone."""
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from documents.vocabulary.traditional import simplified

_NOT_TEXT = re.compile(r"[\W_]+")
_RUN = 5
_NEARLY = 0.95
_FEW = 5
_WORD = range(2, 9)
# Amounts and days in Chinese numerals; the labels of a list (一、) differ with what prints them.
_NUMERAL = "[〇零一二三四五六七八九十百千万亿两]+"
_FIGURE = re.compile(
    rf"""
    \d+
    | {_NUMERAL} (?=[元万亿年月日天个人名户件项次期批倍成亩米吨公平])
    | (?<=分之) {_NUMERAL}
    | (?<=第) {_NUMERAL} (?=[批期次号])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Likeness:
    """``held``: the share of the held text that is in the new one as well; ``new``: the share of the new in the held.

    A character counts where it stands in a run of at least five that both texts have. ``is_near_equal``: nothing but a
    few wrong characters in a hundred differs, no word stands in the place of another, and no figure (an amount, a year) differs. Measured on notices of 210 places and
    on 1,564 laws: of texts that share a title, copies have 1.00 in both directions, other cities' and other years' at most 0.93.
    """

    held: float
    new: float
    is_near_equal: bool

    @property
    def share(self) -> float:
        return min(self.held, self.new)

    @property
    def loses_nothing(self) -> bool:
        """Whether the new text says nearly all that the held one says."""
        return self.held >= _NEARLY or self.is_near_equal


@lru_cache(maxsize=1)  # called twice for one pair: to decide whether it is one document, and to say what differs
def likeness(held: str, new: str) -> Likeness:
    """Compare two texts in Markdown; in time that grows with their length, as no alignment is sought."""
    texts = [_NOT_TEXT.sub("", simplified(unicodedata.normalize("NFKC", text))) for text in (held, new)]
    common = _runs(texts[0]) & _runs(texts[1])
    gaps = [_gaps(text, common) for text in texts]
    in_common = [len(text) - sum(lengths) for text, lengths in zip(texts, gaps, strict=True)]
    few_differ = all(len(text) - n <= max(_FEW, (1 - _NEARLY) * len(text)) for text, n in zip(texts, in_common, strict=True))
    shares = [n / len(text) if text else 1.0 for text, n in zip(texts, in_common, strict=True)]
    is_reworded = all(any(length in _WORD for length in lengths) for lengths in gaps)
    is_near_equal = texts[0] == texts[1] or few_differ and not is_reworded and _figures(held) == _figures(new)
    return Likeness(shares[0], shares[1], is_near_equal)


def _runs(text: str) -> set[str]:
    return {text[i : i + _RUN] for i in range(len(text) - _RUN + 1)}


def _gaps(text: str, runs: set[str]) -> list[int]:
    """The lengths of the parts of ``text`` that stand in none of ``runs``."""
    gaps, end = [], 0
    for start in range(len(text) - _RUN + 1):
        if text[start : start + _RUN] in runs:
            if start > end:
                gaps.append(start - end)
            end = start + _RUN
    return [*gaps, len(text) - end] if len(text) > end else gaps


def _figures(text: str) -> list[str]:
    return sorted(_FIGURE.findall(unicodedata.normalize("NFKC", text)))
