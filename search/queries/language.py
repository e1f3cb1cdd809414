"""The query language: text → tree. Whatever is malformed is read as words; nothing raises.

    query  := either ( "或" either )*
    either := part*
    part   := "-" part | field? ( "(" query ")" | '"' phrase '"' | word )
    field  := a word of one of the fields of ``fields.Language``, such as "标题", "机关" or "年", and ":"

Operators count at the beginning of a word only, so 2018-2022 and 方案（试行） are words; before a digit "-" is a minus sign,
so -26.95% is a word. Full-width forms count as their half-width ones.
"""
import re
import unicodedata
from dataclasses import dataclass

from .fields import Language
from .tree import And, Quote, Tree, Without, Word, conjunction, disjunction, in_field

MAX_LENGTH = 100
MAX_WORDS = 32
MAX_DEPTH = 8

_OR = {"or", "或", "或者", "|", "||"}
_AND = {"and", "&", "&&"}
_QUOTES = {'"': '"', "“": "”", "”": "“", "「": "」", "『": "』", "„": "“", "〝": "〞"}
_OPENERS = "".join(_QUOTES)
_NOT_TEXT = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}


@dataclass(frozen=True)
class Cleaned:
    """``text`` is what will be read; ``cut``: more was typed than is read."""

    text: str
    cut: bool


def clean_query(typed: str) -> Cleaned:
    """``typed`` without control, format and unassigned characters, blanks run together, at most ``MAX_LENGTH`` long."""
    head = typed[: 40 * MAX_LENGTH]
    text = "".join(" " if unicodedata.category(c) in _NOT_TEXT else c for c in head)
    text = " ".join(text.split())
    return Cleaned(text[:MAX_LENGTH].rstrip(), len(text) > MAX_LENGTH or len(typed) > len(head))


def parse(text: str, language: Language) -> Tree:
    """The tree that ``text`` means; ``And()`` for a text without words."""
    return _query(_Reader(_half_width(" ".join(text.split())), language), depth=0)


def _half_width(text: str) -> str:
    """Full-width Latin, digits and operators as half-width; one character for one, so quotes and CJK stay."""
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)


class _Reader:
    """A place in the text. ``words`` counts what was read, so that a query stays within ``MAX_WORDS``."""

    def __init__(self, text: str, language: Language) -> None:
        self.text, self.language, self.at, self.word_count = text, language, 0, 0

    @property
    def at_end(self) -> bool:
        self.skip(" ")
        return self.at >= len(self.text)

    @property
    def next(self) -> str:
        return self.text[self.at : self.at + 1]

    def skip(self, characters: str) -> None:
        while self.next and self.next in characters:
            self.at += 1

    def match(self, pattern: re.Pattern) -> re.Match | None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found


_OPERATOR = re.compile(rf"([^ (){_OPENERS}]+)(?=[ (){_OPENERS}]|$)")
_WORD = re.compile(rf"[^ {_OPENERS}]+")
_NEGATIVE = re.compile(r"-\d")
_SIGNS = "§¶†‡‰‱※"


def _query(reader: _Reader, depth: int) -> Tree:
    alternatives: list[list[Tree]] = [[]]
    while not reader.at_end:
        if reader.next == ")":
            reader.at += 1
            if depth:
                break
            continue
        operator = _OPERATOR.match(reader.text, reader.at)
        if operator and operator[1].lower() in _OR | _AND:
            reader.at = operator.end()
            if operator[1].lower() in _OR:
                alternatives.append([])
            continue
        part = _part(reader, depth)
        if part is not None:
            alternatives[-1].append(part)
    written = [conjunction(parts) for parts in alternatives if parts]
    return disjunction(written) if written else And()


def _part(reader: _Reader, depth: int) -> Tree | None:
    if reader.next == "-" and not _NEGATIVE.match(reader.text, reader.at):
        reader.skip("-")
        part = None if reader.next in ("", " ") else _part(reader, depth)
        return None if part in (None, And()) else part.part if isinstance(part, Without) else Without(part)
    field = reader.match(reader.language.prefix)
    name = reader.language.called(field[1]).name if field else ""
    if reader.next == "(":
        reader.at += 1
        group = _query(reader, depth + 1) if depth < MAX_DEPTH else And()
        return None if group == And() else in_field(group, name)
    if reader.next and reader.next in _OPENERS:
        return _quote(reader, name)
    return _word(reader, name, depth)


def _quote(reader: _Reader, field: str) -> Tree | None:
    """A phrase; an opening quote that nothing closes says nothing."""
    opening = reader.next
    closing = [reader.text.find(c, reader.at + 1) for c in {_QUOTES[opening], opening, '"'}]
    end = min((place for place in closing if place > 0), default=-1)
    if end < 0:
        reader.at += 1
        return _counted(reader, Word(reader.language.keyword(field))) if field else None
    text = " ".join(reader.text[reader.at + 1 : end].split())
    reader.at = end + 1
    return _counted(reader, Quote(text, field)) if _is_searchable(text) else None


def _word(reader: _Reader, field: str, depth: int) -> Tree | None:
    found = reader.match(_WORD)
    text = found[0] if found else ""
    if depth:
        text = _until_group_ends(reader, text)
    if text.count("(") != text.count(")"):  # half a bracket would close or open a group when written again
        text = text.replace("(", ",").replace(")", ",")
    if field and not _is_searchable(text):
        return _counted(reader, Word(reader.language.keyword(field)))
    says_something = _is_searchable(text) and (field or text.lower() not in _OR | _AND)
    return _counted(reader, Word(text, field)) if says_something else None


def _until_group_ends(reader: _Reader, text: str) -> str:
    """``text`` up to the bracket that closes the group around it; brackets opened in the word are the word's."""
    open_here = 0
    for place, character in enumerate(text):
        open_here += (character == "(") - (character == ")")
        if open_here < 0:
            reader.at -= len(text) - place
            return text[:place]
    return text


def _counted(reader: _Reader, leaf: Word | Quote) -> Tree | None:
    reader.word_count += 1
    return leaf if reader.word_count <= MAX_WORDS else None


def _is_searchable(text: str) -> bool:
    """Whether ``text`` has letters or digits, or a sign such as ℃, which is no punctuation and no operator."""
    return any(c.isalnum() or c in _SIGNS or (c > "\x7f" and unicodedata.category(c)[0] == "S") for c in text)
