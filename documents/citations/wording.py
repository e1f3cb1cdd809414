"""How alike two passages are, by their words alone."""
import re
import unicodedata

from documents.vocabulary.numerals import NUMERAL, to_int

_NO_WORDS = re.compile(r"[\W_]+")
_NUMBER = re.compile(f"{NUMERAL}+")


def words_of(text: str) -> str:
    """``text`` without marks and blanks, and numbers in one writing: 6个 and 六个."""
    bare = _NO_WORDS.sub("", unicodedata.normalize("NFKC", text))
    return _NUMBER.sub(lambda number: str(to_int(number[0]) or number[0]), bare)


def likeness(one: str, other: str) -> float:
    """The share of the pairs of characters of ``one`` that the ``other`` has too."""
    pairs, others = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (words_of(one), words_of(other)))
    return len(pairs & others) / (len(pairs) or 1)
