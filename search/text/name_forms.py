"""By what a name is found: what may be typed for it, how it sounds, which words are in it and what looks like them."""
from __future__ import annotations

from collections.abc import Iterator

from search.text.analyzers import normalise, segments, tokens
from search.text.pinyin import initials, syllables, syllables_by_character

COUNTRY = "中华人民共和国"
LONGEST_WORD = 8
"""Of a word that another may be taken for, in characters."""
_LONGEST_KEY = 24
_LONGEST_SOUND = 20
_SHORTEST_MASKED = 4


def typed_for(name: str, kind: str) -> Iterator[tuple[str, bool]]:
    """What may be typed for a name, and whether the name begins so: the name from each of its words on, and the pinyin and initials of
    that. Laws are called by what follows the name of the country.

    >>> [key for key, at_start in typed_for("学籍", "topic")]
    ['学籍', 'xueji', 'xj']
    """
    text = normalise(name).strip("\"'《》").removeprefix(COUNTRY)
    if name.startswith(COUNTRY):
        yield COUNTRY + text[:_LONGEST_KEY], True
    if kind == "number":
        yield text, True
        yield text.replace("〔", "").replace("〕", ""), True
        return
    at, sounds = 0, syllables_by_character(text)
    for word in segments(text):
        if word[:1].isalnum():
            yield text[at : at + _LONGEST_KEY], at == 0
            following = sounds[at : at + _LONGEST_SOUND]
            yield "".join(following), at == 0
            yield initials(following), at == 0
        at += len(word)


def sounds_of(name: str) -> tuple[str, ...]:
    """The pinyin of a name, whole and as initials; of a law without the name of the country; of a long name none."""
    name = name.removeprefix(COUNTRY)
    if len(name) > _LONGEST_SOUND:
        return ()
    sounds = syllables_by_character(name)
    return "".join(sounds).casefold(), initials(sounds).casefold()


def words_in(name: str) -> tuple[str, ...]:
    """A name, its words and the words inside them, as they are compared: 竞争 is one of 不正当竞争."""
    return tuple(dict.fromkeys((normalise(name), *tokens(name))))


def likenesses(word: str) -> list[tuple[str, float]]:
    """What a word has in common with those that it may be taken for, and how sure that is: its sound; of a longer word each character
    but one.

    >>> likenesses("叫育部")
    [('jiaoyubu', 2.0)]
    """
    masks = [f"{word[:i]}?{word[i + 1:]}" for i in range(len(word))] if len(word) >= _SHORTEST_MASKED else []
    return [("".join(syllables(word)), 2.0), *((mask, 1.0) for mask in masks)]
