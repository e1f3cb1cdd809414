"""The words that a text defines for itself: 本办法所称…，是指…; 下列用语的含义; …（以下简称…）.

Only these forms of the drafting rules of laws are read; what is put otherwise is no definition here.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.vocabulary.characters import HAN

LONGEST = 200
_TERM = rf"[“\"]?(?P<term>[{HAN}A-Za-z0-9、（）]{{2,20}}?)[”\"]?"
_CALLED = re.compile(rf"(?:本[{HAN}]{{1,8}}?(?:第[{HAN}]{{1,8}}?条)?|[，；。]|^)所称(?:的)?{_TERM}[，,]?(?:是指|系指|包括)", re.M)
_ITEM = re.compile(rf"^[（(][{HAN}\d]{{1,3}}[）)]{_TERM}[，,：:]?(?:是指|系指|，指)", re.M)
_SHORT = re.compile(rf"[（(]以下(?:统一)?(?:简称|统称|称)(?:为)?[：:]?[“\"]?(?P<term>《?[{HAN}A-Za-z0-9]{{2,15}}》?)[”\"]?[）)]")
_MEANINGS = re.compile("用语的?(?:含义|定义|意义)")
KEYWORDS = ("所称", "以下简称", "以下统称", "以下称", "用语")
"""One of them is in every text that defines a word."""


@dataclass(frozen=True)
class Definition:
    """``term`` is what ``text``, a sentence, says; it begins at ``start`` of the text that was read."""

    term: str
    text: str
    start: int


def definitions(text: str) -> Iterator[Definition]:
    """The definitions in a text of one paragraph a line, in order, each term once.

    >>> [(d.term, d.text) for d in definitions("本办法所称学籍，是指学生在学校就读的身份标识。")]
    [('学籍', '本办法所称学籍，是指学生在学校就读的身份标识。')]
    """
    patterns = [_CALLED, _SHORT, *([_ITEM] if _MEANINGS.search(text) else [])]
    found = sorted((m for pattern in patterns for m in pattern.finditer(text)), key=lambda m: m.start("term"))
    terms: set[str] = set()
    for match in found:
        term = match["term"]
        if term not in terms:
            terms.add(term)
            start = max(text.rfind("\n", 0, match.start("term")), text.rfind("。", 0, match.start("term"))) + 1
            yield Definition(term, _sentence(text, start), start)


def _sentence(text: str, start: int) -> str:
    """From ``start`` to the end of the sentence, its line or, where it is long, so many characters."""
    ends = [end + len(mark) for mark in ("。", "\n") if (end := text.find(mark, start)) >= 0]
    sentence = text[start : min(ends, default=len(text))].strip()
    return sentence if len(sentence) <= LONGEST else f"{sentence[:LONGEST]}……"
