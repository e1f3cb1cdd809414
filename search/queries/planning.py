"""A tree → the nodes of a plan, with all that its words stand for."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from documents.citations.titles import title_key
from documents.vocabulary.numbers import canonical_number, number_parts
from search import weights
from search.plan import All, Any, Between, Is, Node, Not, Phrase, Said, Words
from search.text.analyzers import borders, normalise, segments
from search.text.numbers import BEFORE
from search.text.spellings import forms, terms, variants_in

from . import frames, offences
from .short_titles import COUNTRY
from .tree import Or, Quote, Tree, Without, Word, leaves
from .variants import any_of
from .vocabulary import Vocabulary

_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_TITLE_MARKS = re.compile(r"[《〈]([^《》〈〉]{2,})[》〉]")
_LONGEST_NAME = 20
_WIDEST_GAP = 8


class Planner:
    """Turns a tree into the nodes of a plan, and collects remarks for the reader."""

    def __init__(self, vocabulary: Vocabulary, exact: bool) -> None:
        self.vocabulary, self.exact = vocabulary, exact
        self.expansions: dict[str, tuple[str, ...]] = {}
        self.unknown: list[str] = []
        self.provisions: dict[str, str] = {}

    def node(self, tree: Tree) -> Node:
        if isinstance(tree, Word | Quote):
            return self.field(tree) if tree.field else self.text(tree)
        if isinstance(tree, Without):
            return Not(Planner(self.vocabulary, exact=True).node(tree.part))
        parts = tuple(map(self.node, tree.parts))
        return Any(parts) if isinstance(tree, Or) else All(parts)

    def question(self, about: str, typed: str) -> Node:
        """Any of the words, cut together: words that stand side by side are looked for side by side as well. What has a question
        word in it may stand for others too: 怎么判. What stands for others with the words around it does not so alone: of 老公…打 is
        said what it is, and not what 老公 is."""
        words = Words("，".join(about.split()), "or")
        titles = (Phrase(word, "title", weights.MATTER) for word in terms(words.text) if len(word) > 1)
        known = [typed[a:b] for a, b in self._known(typed)]
        apart = list(self._apart(typed))
        alone = [word for word in known if not any(normalise(word) in key for _, key in apart)]
        runs = [*((word, word) for word in alone), *apart]
        meanings = [meaning for run, key in runs for meaning in self._also(run, key)]
        synonyms = (Phrase(meaning, weight=weights.SYNONYM) for meaning in dict.fromkeys(meanings))
        asked = (Said(said, weights.FRAME) for said in frames.answered_by(typed))
        together = (Phrase(pair, weight=weights.TOGETHER) for pair in dict.fromkeys(_neighbours(about)))
        return any_of((words, *titles, *synonyms, *asked, *self._laws(known), *together))

    def field(self, leaf: Word | Quote) -> Node:
        if leaf.field == "title":
            return Phrase(leaf.text, "title") if isinstance(leaf, Quote) else Words(leaf.text, field="title")
        if leaf.field == "number":
            return Phrase(number_spelled(leaf.text) or leaf.text, "number")
        if bounds := self.vocabulary.language.named(leaf.field).range(leaf.text):
            return Between(leaf.field, bounds.low, bounds.high)
        values = self.vocabulary.values(leaf.field, leaf.text)
        if not values:
            self.unknown.append(leaf.text)
            return Words(leaf.text, field="body" if leaf.field == "body" else "")
        return any_of(Is(leaf.field, value) for value in values)

    def text(self, leaf: Word | Quote) -> Node:
        if isinstance(leaf, Quote) or self.exact or not any(c.isalnum() for c in leaf.text):
            return Phrase(leaf.text)
        if number := number_spelled(leaf.text):
            return Any((Phrase(number, "number", weights.TITLE), Phrase(number)))
        if quoted := _TITLE_MARKS.fullmatch(leaf.text):
            return Any((Words(quoted[1]), Phrase(quoted[1], "title", weights.TITLE)))
        self.expansions |= {variant: (standard,) for variant, standard in variants_in(leaf.text).items()}
        pieces = [self.piece(piece) for piece in self.pieces(leaf.text)]
        return any_of((pieces[0] if len(pieces) == 1 else All(tuple(pieces)), *self._short_for(leaf.text)))

    def _short_for(self, text: str) -> list[Node]:
        """The documents of the titles that ``text`` is short for, recorded for the reader."""
        titles = self.vocabulary.short_for(text)
        if titles:
            self.expansions[text] = tuple(title.removeprefix(COUNTRY) for title in titles)
        return [Is("name", title_key(title), weights.NAME) for title in titles]

    def pieces(self, text: str) -> list[str]:
        """``text`` cut where a word begins or ends that stands for others."""
        found, at = [], 0
        for start, end in self._known(text):
            found += [text[at:start], text[start:end]]
            at = end
        return [piece for piece in [*found, text[at:]] if any(c.isalnum() for c in piece)] or [text]

    def _known(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans of known words, the longest first come. One or two characters count only where words begin and end: 人社 is
        not meant in 私人社团."""
        at, edges, folded = 0, borders(text), normalise(text)
        each = len(folded) == len(text)  # character by character, and looked up so
        while at < len(text):
            for end in range(min(len(text), at + _LONGEST_NAME), at, -1):
                if (end - at > 2 or {at, end} <= edges) and self._is_known(folded[at:end] if each else normalise(text[at:end])):
                    yield at, end
                    at = end - 1
                    break
            at += 1

    def _apart(self, text: str) -> Iterator[tuple[str, str]]:
        """Runs of ``text`` that begin and end as a known word of two parts does, and that word: 没跟我签合同, 没…合同."""
        folded = normalise(text)
        for first, last, key in self.vocabulary.apart:
            start = folded.find(first)
            end = folded.find(last, start + len(first)) if start >= 0 else -1
            if start + len(first) <= end <= start + len(first) + _WIDEST_GAP:
                yield folded[start : end + len(last)], key

    def _is_known(self, key: str) -> bool:
        return key in self.vocabulary.synonyms or key in self.vocabulary.bodies or offences.called(key) is not None

    def _meanings(self, word: str) -> tuple[str, ...]:
        key = normalise(word)
        others = self.vocabulary.synonyms.get(key, ())
        return others or ((offence.name,) if (offence := offences.called(key)) else ())

    def piece(self, text: str) -> Node:
        meanings = self._also(text)
        bodies = dict.fromkeys(filter(None, map(self.vocabulary.body, (text, *meanings))))
        year = _YEAR.fullmatch(text)
        nodes: tuple[Node, ...] = (
            Words(text),
            *([self.run(text)] if len(terms(text)) > 1 else []),
            *(Phrase(meaning, weight=weights.SYNONYM) for meaning in meanings),
            *(Is("body", body, weights.BODY) for body in bodies),
            *([Is("year", year[1], weights.YEAR)] if year else []),
            *self._laws([text]),
        )
        return any_of(nodes)

    def _laws(self, words: Iterable[str]) -> list[Node]:
        """The law on the offences among ``words``, of which the articles are recorded for the reader."""
        named = {word: offence for word in words if (offence := offences.called(normalise(word)))}
        self.provisions |= {word: f"{offences.LAW}{offence.provision}" for word, offence in named.items()}
        return [Is("name", offences.LAW, weights.NAME)] if named else []

    def law_alone(self, text: str) -> list[Node]:
        """The law on the offence that all of the query names without 罪, beside what else has these words."""
        offence = offences.called_alone(normalise(text))
        if offence is None:
            return []
        self.provisions[text] = f"{offences.LAW}{offence.provision}"
        return [Is("name", offences.LAW, weights.OFFENCE)]

    def run(self, text: str) -> Node:
        """The words of ``text`` as they stand together."""
        return _bounded(Phrase(text, weight=weights.RUN))

    def title(self, text: str) -> Node:
        """``text`` as it stands in a title."""
        return _bounded(Phrase(text, "title", weights.TITLE))

    def _also(self, text: str, key: str = "") -> tuple[str, ...]:
        """What else ``text``, which is known as itself or by ``key``, stands for, recorded for the reader."""
        meanings = tuple(meaning for meaning in self._meanings(key or text) if meaning != text)
        if meanings:
            self.expansions[text] = meanings
        return meanings

    def marks(self, tree: Tree) -> tuple[str, ...]:
        """What to mark: phrases and words as they were typed, the words in them, what else they stand for. Of what is cut into
        words, single characters are words only where nothing longer is."""
        marks = []
        for leaf in leaves(tree):
            if leaf.field in ("", "title", "number"):
                text = bare_title(leaf.text)
                whole = isinstance(leaf, Quote) or self.exact or number_spelled(text)
                words = [] if whole else terms(text)
                longer = [word for word in words if len(word) > 1]
                marks += [text, *(form for word in longer or words for form in forms(word))]
        marks += [meaning for meanings in self.expansions.values() for meaning in meanings]
        return tuple(filter(None, dict.fromkeys(map(normalise, marks))))


def _bounded(phrase: Phrase) -> Node:
    """``phrase``; where a number begins it, not in a longer one."""
    return All((Words(phrase.text, weight=0), phrase)) if normalise(phrase.text)[:1] in BEFORE else phrase


def _neighbours(about: str) -> Iterator[str]:
    """Each two words that stand side by side, as one; a single character between or beside them binds and says little."""
    for run in about.split():
        words = segments(normalise(run))
        yield from (one + other for one, other in zip(words, words[1:]) if len(one) > 1 and len(other) > 1)  # noqa: B905


def number_spelled(text: str) -> str | None:
    """The canonical spelling of a 发文字号 or of a piece of one; ``None`` where ``text`` is neither."""
    parts = number_parts(text)
    if parts is None or not parts.year:
        return canonical_number(text)
    return f"{parts.code}〔{parts.year}〕" + (f"{parts.serial}号" if parts.serial else "")


def bare_title(text: str) -> str:
    """``text`` without the marks of a title or quotation marks around it."""
    return text.strip(" 《》〈〉\"“”「」")
