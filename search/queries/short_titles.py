"""Titles that are typed in short: 治安处罚法, 反电诈法, 交强险条例. A short form has some characters of its title in their order, from
where a word begins, and ends as the title does."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from documents.vocabulary.characters import HAN
from documents.vocabulary.kinds import RULES
from documents.vocabulary.patterns import any_of
from search.text.analyzers import normalise, segments

COUNTRY = "中华人民共和国"
_SHORT = re.compile(rf"(?P<stem>[{HAN}]{{2,8}}?)(?P<end>{any_of(('法',), RULES)})")
_ENDS = re.compile(rf"(?P<end>{any_of(('法',), RULES)})$")
_LONGEST, _MOST = 30, 3
_SAVED, _LONG, _SAVED_OF_LONG = 2, 4, 1
"""How many characters a short form leaves out at least. Of a long one a single one may be forgotten: 反不当竞争法."""


class ShortTitles:
    """What ``titles`` are called in short. ``known``: short forms that are agreed on, with the title that each stands for."""

    def __init__(self, titles: Iterable[tuple[str, float]], known: Mapping[str, str]) -> None:
        """``titles``: each with its authority, by which of several that fit one comes first."""
        self._known = {normalise(short): title for short, title in known.items()}
        self._tails: set[str] = set()
        self._titles: dict[tuple[str, str], list[tuple[float, str, str]]] = defaultdict(list)
        for title, authority in titles:
            bare = normalise(title.removeprefix(COUNTRY))
            if len(bare) <= _LONGEST and (whole := _ENDS.search(bare)):
                for start in _starts(bare):
                    self._tails.add(bare[start:])
                    self._titles[bare[start], whole["end"]].append((-authority, title, bare[start : whole.start()]))

    def is_agreed(self, text: str) -> bool:
        """Whether ``text`` is one of the ``known`` short forms, which stand for their titles whatever documents there are."""
        return normalise(text) in self._known

    def meant(self, text: str) -> tuple[str, ...]:
        """The titles that ``text`` is short for, the likeliest first; none where a title ends with it as it stands.

        >>> ShortTitles([("中华人民共和国治安管理处罚法", 1.0)], {}).meant("治安处罚法")
        ('中华人民共和国治安管理处罚法',)
        """
        text = normalise(text)
        if text in self._known:
            return (self._known[text],)
        short = _SHORT.fullmatch(text)
        if short is None or text in self._tails:
            return ()
        stem = short["stem"]
        least = len(stem) + (_SAVED_OF_LONG if len(stem) >= _LONG else _SAVED)
        fitting = sorted(
            row for row in self._titles.get((text[0], short["end"]), ()) if len(row[2]) >= least and _in_order(stem, row[2])
        )
        return tuple(dict.fromkeys(title for _, title, _ in fitting))[:_MOST]


def _starts(title: str) -> Iterable[int]:
    """Where words of ``title`` begin."""
    at = 0
    for word in segments(title):
        if word[0].isalnum():
            yield at
        at += len(word)


def _in_order(characters: str, text: str) -> bool:
    rest = iter(text)
    return all(character in rest for character in characters)
