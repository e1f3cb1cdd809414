"""The query language as a tree, and the tree written back in the language.

``parse(write(tree, language), language) == tree`` for every tree that ``parse`` can return: the advanced form and the links of the
result page rely on it.
"""
from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from .fields import Language


@dataclass(frozen=True)
class Word:
    """A run of characters without blanks, to be cut into words; ``field`` ``""``: anywhere."""

    text: str
    field: str = ""


@dataclass(frozen=True)
class Quote:
    """Exactly these characters."""

    text: str
    field: str = ""


@dataclass(frozen=True)
class And:
    parts: tuple[Tree, ...] = ()


@dataclass(frozen=True)
class Or:
    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class Without:
    part: Tree


Tree = Word | Quote | And | Or | Without


def conjunction(parts: Iterable[Tree]) -> Tree:
    """``And`` of ``parts``, flat; of one part, the part itself."""
    flat = tuple(p for part in parts for p in (part.parts if isinstance(part, And) else (part,)))
    return flat[0] if len(flat) == 1 else And(flat)


def disjunction(parts: Iterable[Tree]) -> Tree:
    flat = tuple(p for part in parts for p in (part.parts if isinstance(part, Or) else (part,)))
    return flat[0] if len(flat) == 1 else Or(flat)


def write(tree: Tree, language: Language) -> str:
    """``tree`` in the query language."""
    if isinstance(tree, And):
        return " ".join(_write_within(part, language) if isinstance(part, Or) else write(part, language) for part in tree.parts)
    if isinstance(tree, Or):
        return " 或 ".join(write(part, language) for part in tree.parts)
    if isinstance(tree, Without):
        written = _write_within(tree.part, language)
        return f"-({written})" if written[:1].isdecimal() else f"-{written}"  # -5 is a number
    prefix = f"{language.keyword(tree.field)}:" if tree.field else ""
    return prefix + (f'"{tree.text}"' if isinstance(tree, Quote) else tree.text)


def _write_within(tree: Tree, language: Language) -> str:
    return f"({write(tree, language)})" if isinstance(tree, And | Or) else write(tree, language)


def in_field(tree: Tree, field: str) -> Tree:
    """``tree`` with those of its words that name no field looked for in ``field``."""
    if isinstance(tree, Word | Quote):
        return replace(tree, field=tree.field or field)
    if isinstance(tree, Without):
        return Without(in_field(tree.part, field))
    return replace(tree, parts=tuple(in_field(part, field) for part in tree.parts))


def without_fields(tree: Tree, names: Container[str]) -> Tree:
    """``tree`` without what is looked for in any of these fields; ``And()`` where nothing else is."""
    if isinstance(tree, Word | Quote):
        return And() if tree.field in names else tree
    if isinstance(tree, Without):
        part = without_fields(tree.part, names)
        return part if part == And() else Without(part)
    parts = [part for whole in tree.parts if (part := without_fields(whole, names)) != And()]
    return disjunction(parts) if isinstance(tree, Or) and parts else conjunction(parts)


def fields_of(tree: Tree) -> set[str]:
    """The fields in which ``tree`` looks for anything, also for what is excluded."""
    if isinstance(tree, Word | Quote):
        return {tree.field} - {""}
    parts = (tree.part,) if isinstance(tree, Without) else tree.parts
    return set().union(*map(fields_of, parts))


def leaves(tree: Tree) -> Iterator[Word | Quote]:
    """The words and quotes of ``tree`` that are looked for, in order: not those excluded."""
    if isinstance(tree, Word | Quote):
        yield tree
    elif not isinstance(tree, Without):
        for part in tree.parts:
            yield from leaves(part)


def is_prose(tree: Tree) -> bool:
    """Whether ``tree`` is only words and quotations, as in a sentence."""
    if isinstance(tree, And):
        return all(map(is_prose, tree.parts))
    return isinstance(tree, Word | Quote) and not tree.field


def is_plain(tree: Tree) -> bool:
    """Whether ``tree`` is only words, as someone writes who uses no operators."""
    if isinstance(tree, And):
        return all(is_plain(part) for part in tree.parts)
    return isinstance(tree, Word) and not tree.field
