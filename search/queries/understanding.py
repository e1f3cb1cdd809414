"""Analyse → plan: what was typed becomes the tree of a plan, with remarks for the reader.

Pure: it knows no index and no database. ``query`` asks for all words; ``relaxed`` for some of them, for when no text
has all, and for questions, which no text repeats word by word.
"""
from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import date

from documents.citations.titles import title_key
from documents.vocabulary.numbers import canonical_number, find_numbers
from search import weights
from search.plan import All, Any, Is, Node
from search.text.simplified import simplified

from . import conditions, questions
from .conditions import Condition
from .language import clean_query, parse
from .planning import Planner, bare_title, number_spelled
from .tree import And, Quote, Tree, conjunction, fields_of, is_plain, is_prose, leaves, without_fields, write
from .variants import relax
from .vocabulary import Vocabulary


@dataclass(frozen=True)
class Understood:
    """``number``: the canonical 发文字号 where all of the query is one. ``marks``: what to mark in a text found.
    ``expansions``: word → what was looked for beside it. ``unknown``: field values that nothing is called. ``written``:
    the query in the language, as the links of a result page repeat it. ``left_out``: fields that the index does not have
    yet. ``says_nothing``: something was typed, but no word or sign that could be looked for. ``provisions``: what is named
    in the query, and the article on it: 盗窃罪, 刑法第264条.
    ``conditions``: what a sentence says of time, bodies and kinds, which is no part of ``query``."""

    text: str
    tree: Tree
    query: Node
    relaxed: Node | None = None
    cut: bool = False
    number: str | None = None
    about: str = ""
    marks: tuple[str, ...] = ()
    expansions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unknown: tuple[str, ...] = ()
    written: str = ""
    left_out: tuple[str, ...] = ()
    says_nothing: bool = False
    provisions: tuple[tuple[str, str], ...] = ()
    conditions: tuple[Condition, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.tree == And()

    @property
    def is_sentence(self) -> bool:
        """Whether it is words alone, which mean something: no 发文字号, nothing quoted, no provision that is named."""
        return is_plain(self.tree) and not (self.is_empty or self.number or self.provisions)


def understand(
    typed: str, vocabulary: Vocabulary, exact: bool = False, missing: Set[str] = frozenset(),
    today: date | None = None, without: Collection[str] = (),
) -> Understood:
    """The query that ``typed`` means. ``exact`` (精确): every word is a phrase, and nothing is looked for beside it. ``missing``:
    fields that the index does not have; what is looked for in them is left out. ``today``: from which 去年 counts; without it, and
    for what is named in ``without``, the words of conditions are words."""
    cleaned, language = clean_query(typed), vocabulary.language
    said: tuple[conditions.Condition, ...] = ()
    text = simplified(cleaned.text)
    number = canonical_number(text)
    if today and not exact and number is None:
        text, said = conditions.read(text, vocabulary, today, {*without, *missing})
    whole = parse(_with_whole_numbers(text), language)
    tree, left_out = without_fields(whole, missing), fields_of(whole) & missing
    says_nothing = tree == And() and bool(text) and not left_out and not said
    about, planner = "", Planner(vocabulary, exact)
    query: Node
    relaxed: Node | None
    if says_nothing:
        query, relaxed = Any(()), None
    elif not exact and is_prose(tree) and number is None and questions.is_question(text):
        about = questions.subject_of(text)
        quotes = [leaf for leaf in leaves(tree) if isinstance(leaf, Quote)]
        tree = conjunction([*quotes, parse(about, language)])
        query, relaxed = planner.question(about, text), None
        if quotes:
            query, relaxed = All((*map(planner.node, quotes), query)), query
    else:
        query = planner.node(tree)
        if is_plain(tree) and tree != And() and not exact:
            title = bare_title(text)
            query = Any((query, planner.title(title), Is("name", title_key(title), weights.NAME), *planner.law_alone(title)))
        relaxed = None if exact else relax(query)
    return Understood(
        cleaned.text, tree, query, relaxed, cut=cleaned.cut, number=number, about=about,
        marks=planner.marks(tree), expansions=tuple(planner.expansions.items()), unknown=tuple(planner.unknown),
        written=write(whole if left_out else tree, language), left_out=tuple(sorted(left_out)), says_nothing=says_nothing,
        provisions=tuple(planner.provisions.items()), conditions=said,
    )


def _with_whole_numbers(text: str) -> str:
    """``text`` with each 发文字号 written without blanks and with its own brackets, which group nothing."""
    pieces, at = [], 0
    for found in find_numbers(text):
        pieces += [text[at : found.start], " " if at < found.start else "", found.number, " "]
        at = found.end
    rest = text[at:]
    return "".join([*pieces, rest]) if pieces else number_spelled(text) or text
