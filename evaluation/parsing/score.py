"""Counting: what was told and is right, what was told, what should have been told."""
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from documents.parsing import ParsedDocument
from documents.parsing.provisions import provisions
from documents.vocabulary.numbers import canonical_number

SINGLE = ("title", "full_title", "number", "issued_on", "published_on", "effective_on", "kind")
LABELS = {"labels": "", "labels: 编章节": "第.+[编章节]$", "labels: 条": "第.+条$", "labels: 项 and others": "(?!第).+"}
ROWS = ("title", "full_title", "number", "bodies", "issued_on", "published_on", "effective_on", "kind", *LABELS, "headings")
# A paragraph of prose that ends inside a sentence.
_BREAKS_OFF = re.compile(r"(?![#|>*-]).*[，。；].*[\u3400-\u9fff、，]")


@dataclass
class Count:
    right: int = 0
    told: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    def add(self, right: int, told: int, expected: int) -> bool:
        """Count one document; whether it was all right."""
        self.right, self.told, self.expected = self.right + right, self.told + told, self.expected + expected
        return right == told == expected


class Scores:
    """Counts of every row; ``mistakes`` says what was told in place of what."""

    def __init__(self, aliases: Mapping[str, str]):
        self.counts = {row: Count() for row in ROWS}
        self.mistakes: list[tuple[str, str, object, object]] = []
        self.aliases = aliases

    def add(self, name: str, parsed: ParsedDocument, expected: Mapping[str, object]) -> None:
        """Compare one document, field by field, where ``expected`` says anything of the field."""
        for field in SINGLE:
            if field in expected:
                told, accepted = _plain(field, getattr(parsed, field)), [_plain(field, value) for value in _several(expected[field])]
                wanted = told if told in accepted else next(iter(accepted), "")
                self._count(name, field, told == wanted and bool(wanted), [told] * bool(told), [wanted] * bool(wanted))
        if "bodies" in expected:
            told = self._bodies(parsed.bodies)
            wanted = [next((name for name in names if name in told), names[0]) for names in map(self._bodies, map(_several, _several(expected["bodies"])))]
            self._count(name, "bodies", _common(told, wanted), told, wanted)
        if "labels" in expected:
            told, wanted = (list(map(_label, labels)) for labels in (printed_labels(parsed), expected["labels"]))
            for row, pattern in LABELS.items():
                some = [[label for label in labels if re.match(pattern, label)] for labels in (told, wanted)]
                self._count(name, row, _common(*some), *some)
        if headings := list(map(_squeezed, _several(expected.get("headings")))):
            told = top_headings(parsed)
            self._count(name, "headings", _common(told, headings), told, headings)

    def _count(self, name: str, row: str, right: int, told: Sequence[str], wanted: Sequence[str]) -> None:
        if not self.counts[row].add(int(right), len(told), len(wanted)):
            self.mistakes.append((name, row, *_difference(told, wanted)))

    def _bodies(self, names: Sequence[str]) -> list[str]:
        return [self.aliases.get(_squeezed(name), _squeezed(name)) for name in names]


def printed_labels(parsed: ParsedDocument) -> list[str]:
    """The labels of all divisions in reading order, with those of the items inside articles."""
    labels: list[str] = []
    for section in parsed.sections:
        labels += [section.label] * bool(section.label)
        if re.match("第.+条", section.label):
            inside = provisions(section.text, section.anchor)
            labels += [part.label for part in inside if not part.label.endswith("款")]
    return labels


def top_headings(parsed: ParsedDocument) -> list[str]:
    """The divisions right under the title, label and heading of each."""
    own = [section for section in parsed.sections if not section.anchor.startswith("notice-")]
    return [_squeezed(section.label + section.heading) for section in own if section.level == min(section.level for section in own)]


def broken_paragraphs(parsed: ParsedDocument) -> list[str]:
    """The paragraphs of prose that end inside a sentence."""
    return [line for line in parsed.markdown.split("\n") if _BREAKS_OFF.fullmatch(line)]


def _several(value: Any) -> Sequence[Any]:
    """The answers that are right; none where the text says nothing."""
    return value if isinstance(value, list | tuple) else [value] if value else []


def _plain(field: str, value: object) -> str:
    if not value:
        return ""
    return canonical_number(str(value)) or _squeezed(str(value)) if field == "number" else _squeezed(str(value))


def _label(label: str) -> str:
    """Width and blanks aside, and what parts a label from its text: 1. is 1．, 一、 is 一."""
    return re.sub(r"[.、:。]+$", "", _squeezed(label))


def _squeezed(words: str) -> str:
    return re.sub(r"[\s《》“”\"]", "", unicodedata.normalize("NFKC", words))


def _common(told: Sequence[str], wanted: Sequence[str]) -> int:
    """How many are right, in their order."""
    return sum(block.size for block in SequenceMatcher(None, told, wanted, autojunk=False).get_matching_blocks())


def _difference(told: Sequence[str], wanted: Sequence[str]) -> tuple[list[str], list[str]]:
    """What was told too much and what was missed."""
    return list((Counter(told) - Counter(wanted)).elements()), list((Counter(wanted) - Counter(told)).elements())
