"""Offences by name: 盗窃罪, 帮信罪 → the article of the law, which does not call them so itself."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.text.analyzers import normalise

FILE = Path(__file__).with_name("offences.txt")
LAW = "刑法"
_LINE = re.compile(r"(?P<article>\d+)(?P<added>之[一二三四五六七八九十])? (?P<names>.+)")
_SHORTEST_ALONE = 4
_NAMES = re.compile(r"[^、=][^=]*?罪(?:=[^=、]+)*(?=、|$)")


@dataclass(frozen=True)
class Offence:
    """``name`` in full, and where it is: 第264条."""

    name: str
    provision: str


def read(lines: Iterable[str]) -> Mapping[str, Offence]:
    """The offences of a list by every name that they go by, normalised; what is no line of the form is passed over."""
    found: dict[str, Offence] = {}
    for line in lines:
        if match := _LINE.fullmatch(line.partition("#")[0].strip()):
            provision = f"第{match['article']}条{match['added'] or ''}"
            for names in _NAMES.findall(match["names"]):
                whole, *short = names.split("=")
                found |= {normalise(name): Offence(whole, provision) for name in (whole, *short)}
    return found


@cache
def _all() -> Mapping[str, Offence]:
    return read(FILE.read_text("utf-8").splitlines())


def called(name: str) -> Offence | None:
    """The offence that goes by ``name`` (normalised)."""
    return _all().get(name)


def called_alone(text: str) -> Offence | None:
    """The offence that ``text`` (normalised), which is all that was typed, names without 罪: 交通肇事; not 爆炸, which is more than one."""
    return _all().get(f"{text}罪") if len(text) >= _SHORTEST_ALONE else None
