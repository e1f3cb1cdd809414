"""The query language as a tree, and the tree written back in the language.

``parse(write(tree)) == tree`` for every tree that ``parse`` can answer: the advanced form and the links of the
result page rely on it.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

FIELDS = {
    "title": "标题", "body": "机关", "number": "文号", "topic": "主题", "year": "年", "kind": "种类",
    "column": "栏目", "validity": "时效",
}
"""The fields of the language by their names in the index, each with the word that people write."""


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


def conjunction(parts) -> Tree:
    """``And`` of ``parts``, flat; of one part, the part itself."""
    flat = tuple(p for part in parts for p in (part.parts if isinstance(part, And) else (part,)))
    return flat[0] if len(flat) == 1 else And(flat)


def disjunction(parts) -> Tree:
    flat = tuple(p for part in parts for p in (part.parts if isinstance(part, Or) else (part,)))
    return flat[0] if len(flat) == 1 else Or(flat)


def write(tree: Tree) -> str:
    """``tree`` in the query language."""
    if isinstance(tree, And):
        return " ".join(_write_within(part) if isinstance(part, Or) else write(part) for part in tree.parts)
    if isinstance(tree, Or):
        return " 或 ".join(write(part) for part in tree.parts)
    if isinstance(tree, Without):
        return "-" + _write_within(tree.part)
    prefix = f"{FIELDS[tree.field]}:" if tree.field else ""
    return prefix + (f'"{tree.text}"' if isinstance(tree, Quote) else tree.text)


def _write_within(tree: Tree) -> str:
    return f"({write(tree)})" if isinstance(tree, And | Or) else write(tree)


def in_field(tree: Tree, field: str) -> Tree:
    """``tree`` with those of its words that name no field looked for in ``field``."""
    if isinstance(tree, Word | Quote):
        return replace(tree, field=tree.field or field)
    if isinstance(tree, Without):
        return Without(in_field(tree.part, field))
    return replace(tree, parts=tuple(in_field(part, field) for part in tree.parts))


def leaves(tree: Tree):
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
