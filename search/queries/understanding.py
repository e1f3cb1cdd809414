"""Analyse → plan: what was typed becomes the tree of a plan, and what a reader should be told about that.

Pure: it knows no index and no database. ``query`` asks for all words; ``relaxed`` for some of them, for when no text
has all, and for questions, which no text repeats word by word.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from documents.numbers import canonical_number, find_numbers, number_parts
from search.analyzers import normalise, query_words
from search.plan import All, Any, Between, Is, Node, Not, Phrase, Words

from . import questions
from .language import clean, parse
from .tree import And, Or, Quote, Tree, Without, Word, is_plain, leaves, write
from .vocabulary import Vocabulary

TITLE, BODY, SYNONYM, RUN, YEAR = 4.0, 3.0, 2.0, 1.0, 1.0
"""What counts beside the words themselves: that they are in a title as they were typed, the issuing body, a word's
synonym, that words stand together as they were typed, a document's year."""

_YEARS = re.compile(r"(?:(?P<low>\d{4})年?)?(?P<to>\.\.+|-|~|至|到|—)?(?:(?P<high>\d{4})年?)?")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_TITLE_MARKS = re.compile(r"[《〈]([^《》〈〉]{2,})[》〉]")


@dataclass(frozen=True)
class Understood:
    """``number``: the canonical 发文字号 where all of the query is one. ``marks``: what to mark in a text found.
    ``also``: word → what was looked for beside it. ``unknown``: field values that nothing is called."""

    text: str
    tree: Tree
    query: Node
    relaxed: Node | None = None
    cut: bool = False
    number: str | None = None
    about: str = ""
    marks: tuple[str, ...] = ()
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.tree == And()

    @property
    def written(self) -> str:
        """The query in the language, as the links of a result page repeat it."""
        return write(self.tree)


def understand(typed: str, vocabulary: Vocabulary, exact: bool = False) -> Understood:
    """What ``typed`` asks for. ``exact`` (精确): every word is a phrase, and nothing is looked for beside it."""
    cleaned = clean(typed)
    number = canonical_number(cleaned.text)
    tree = parse(_with_whole_numbers(cleaned.text))
    about = ""
    if not exact and is_plain(tree) and number is None and questions.is_question(cleaned.text):
        about = questions.asked_about(cleaned.text)
        tree = parse(about)
    planner = _Planner(vocabulary, exact)
    query = planner.question(about) if about else planner.node(tree)
    if is_plain(tree) and tree != And() and not about and not exact:
        query = Any((query, Phrase(_title(cleaned.text), "title", TITLE)))
    relaxed = None if exact else relax(query)
    return Understood(
        cleaned.text, tree, query, None if about else relaxed, cut=cleaned.cut, number=number, about=about, marks=planner.marks(tree), also=tuple(planner.also.items()),
        unknown=tuple(planner.unknown),
    )


def relax(node: Node) -> Node | None:
    """``node`` asking for some of its words instead of all; ``None`` where that asks for nothing else."""
    loose = _relax(node)
    return loose if loose != node else None


def _relax(node: Node) -> Node:
    if isinstance(node, Words) and len(query_words(node.text)) > 1:
        return replace(node, operator="or")
    if isinstance(node, Any):
        return Any(tuple(_relax(part) for part in node.parts))
    if isinstance(node, All):
        firm = tuple(part for part in node.parts if not _has_words(part))
        loose = tuple(_relax(part) for part in node.parts if _has_words(part))
        parts = (*firm, _any(loose)) if loose else firm
        return parts[0] if len(parts) == 1 else All(parts)
    return node


def of_sections(node: Node) -> Node:
    """``node`` for sections alone: what a document is called or who issued it makes none of its sections an answer."""
    if isinstance(node, Any):
        own = tuple(of_sections(part) for part in node.parts if not _of_documents(part))
        return _any(own) if own else node
    return replace(node, parts=tuple(map(of_sections, node.parts))) if isinstance(node, All) else node


def _of_documents(node: Node) -> bool:
    return (isinstance(node, Is) and node.weight > 0) or (isinstance(node, Phrase) and node.field == "title")


def _has_words(node: Node) -> bool:
    return isinstance(node, Words) or (isinstance(node, All | Any) and any(map(_has_words, node.parts)))


def _with_whole_numbers(text: str) -> str:
    """``text`` with each 发文字号 written without blanks and with its own brackets, which group nothing."""
    pieces, at = [], 0
    for found in find_numbers(text):
        pieces += [text[at : found.start], " " if at < found.start else "", found.number, " "]
        at = found.end
    rest = text[at:]
    return "".join([*pieces, rest]) if pieces else _number(text) or text


def _number(text: str) -> str | None:
    """The canonical spelling of a 发文字号 or of a piece of one; ``None`` where ``text`` is neither."""
    parts = number_parts(text)
    if parts is None or not parts.year:
        return canonical_number(text)
    return f"{parts.code}〔{parts.year}〕" + (f"{parts.serial}号" if parts.serial else "")


def _title(text: str) -> str:
    return text.strip(" 《》〈〉\"“”「」")


class _Planner:
    """Turns a tree into the nodes of a plan, and notes what the reader should be told."""

    def __init__(self, vocabulary: Vocabulary, exact: bool):
        self.vocabulary, self.exact = vocabulary, exact
        self.also: dict[str, tuple[str, ...]] = {}
        self.unknown: list[str] = []

    def node(self, tree: Tree) -> Node:
        if isinstance(tree, Word | Quote):
            return self.field(tree) if tree.field else self.text(tree)
        if isinstance(tree, Without):
            return Not(_Planner(self.vocabulary, exact=True).node(tree.part))
        parts = tuple(map(self.node, tree.parts))
        return Any(parts) if isinstance(tree, Or) else All(parts)

    def question(self, about: str) -> Node:
        """Any of the words, cut together: words that stand side by side are looked for side by side as well."""
        words = Words("，".join(about.split()), "or")
        meanings = [m for text in about.split() for a, b in self._known(text) for m in self._also(text[a:b])]
        return _any((words, *(Phrase(meaning, weight=SYNONYM) for meaning in dict.fromkeys(meanings))))

    def field(self, leaf: Word | Quote) -> Node:
        if leaf.field == "title":
            return Phrase(leaf.text, "title") if isinstance(leaf, Quote) else Words(leaf.text, field="title")
        if leaf.field == "number":
            return Phrase(_number(leaf.text) or leaf.text, "number")
        if leaf.field == "year" and (years := _years(leaf.text)):
            return Between("year", *years)
        values = self.vocabulary.values(leaf.field, leaf.text)
        if not values:
            self.unknown.append(leaf.text)
            return Words(leaf.text, field="body" if leaf.field == "body" else "")
        return _any(Is(leaf.field, value) for value in values)

    def text(self, leaf: Word | Quote) -> Node:
        if isinstance(leaf, Quote) or self.exact:
            return Phrase(leaf.text)
        if number := _number(leaf.text):
            return Any((Phrase(number, "number", TITLE), Phrase(number)))
        if quoted := _TITLE_MARKS.fullmatch(leaf.text):
            return Any((Words(quoted[1]), Phrase(quoted[1], "title", TITLE)))
        pieces = [self.piece(piece) for piece in self.pieces(leaf.text)]
        return pieces[0] if len(pieces) == 1 else All(tuple(pieces))

    def pieces(self, text: str) -> list[str]:
        """``text`` cut where a word begins or ends that stands for others."""
        found, at = [], 0
        for start, end in self._known(text):
            found += [text[at:start], text[start:end]]
            at = end
        return [piece for piece in [*found, text[at:]] if any(c.isalnum() for c in piece)] or [text]

    def _known(self, text: str):
        """Spans of known words, the longest first come. Two characters count only where a run of text begins or
        ends: 人社 is not meant in 私人社团."""
        lower = text.casefold()
        at = 0
        while at < len(lower):
            for end in range(min(len(lower), at + 20), at + 1, -1):
                at_edge = (at == 0 or lower[at - 1] == " ") or (end == len(lower) or lower[end] == " ")
                if (end - at > 2 or at_edge) and self._meanings(lower[at:end]):
                    yield at, end
                    at = end - 1
                    break
            at += 1

    def _meanings(self, word: str) -> tuple[str, ...] | None:
        key = normalise(word)
        others = self.vocabulary.synonyms.get(key, ())
        return others or ((word,) if self.vocabulary.body(key) else None)

    def piece(self, text: str) -> Node:
        meanings = self._also(text)
        bodies = dict.fromkeys(filter(None, map(self.vocabulary.body, (text, *meanings))))
        year = _YEAR.fullmatch(text)
        nodes = (
            Words(text),
            *([Phrase(text, weight=RUN)] if len(query_words(text)) > 1 else []),
            *(Phrase(meaning, weight=SYNONYM) for meaning in meanings),
            *(Is("body", body, BODY) for body in bodies),
            *([Is("year", year[1], YEAR)] if year else []),
        )
        return _any(nodes)

    def _also(self, text: str) -> tuple[str, ...]:
        """What else ``text`` stands for, which the reader is told."""
        meanings = tuple(meaning for meaning in self._meanings(text) or () if meaning != text)
        if meanings:
            self.also[text] = meanings
        return meanings

    def marks(self, tree: Tree) -> tuple[str, ...]:
        """What to mark: phrases and words as they were typed, the words in them, what else they stand for."""
        marks = []
        for leaf in leaves(tree):
            if leaf.field in ("", "title", "number"):
                text = _title(leaf.text)
                whole = isinstance(leaf, Quote) or self.exact or _number(text)
                marks += [text] if whole else [text, *query_words(text)]
        marks += [meaning for meanings in self.also.values() for meaning in meanings]
        return tuple(mark for mark in dict.fromkeys(map(normalise, marks)) if len(mark) > 1 or len(marks) == 1)


def _any(nodes) -> Node:
    nodes = tuple(nodes)
    return nodes[0] if len(nodes) == 1 else Any(nodes)


def _years(text: str) -> tuple[int | None, int | None] | None:
    """2021..2023, 2021.., ..2023, 2021-2023, 2021年至2023年, 2021."""
    match = _YEARS.fullmatch(text)
    if not match or not (match["low"] or match["high"]):
        return None
    low, high = (int(year) if year else None for year in match.group("low", "high"))
    if not match["to"]:
        return None if low and high else (low or high, low or high)
    return (high, low) if low and high and low > high else (low, high)
