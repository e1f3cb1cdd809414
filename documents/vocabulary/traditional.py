"""Traditional characters as simplified ones, one for one: what is found in the one text stands at the same place in the other.

>>> simplified("第一條　為了管理公園，制定本辦法")
'第一条　为了管理公园，制定本办法'
>>> simplified("著作权法"), simplified("乾隆瞭望"), simplified("關於徵收菸葉稅的通知")
('著作权法', '乾隆瞭望', '关于征收烟叶税的通知')
"""
from functools import cache
from importlib import resources

from opencc import OpenCC

_HARDLY_SIMPLIFIED = "於後徵夥菸"


@cache
def simplifying() -> dict[int, str]:
    """Character → character, for ``str.translate``.

    A character that GB 2312 holds is simplified already: 著 in 著作权 stays, although OpenCC lists it. It holds a few that simplified
    texts have in names and ancient words alone.
    """
    table = resources.files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in table.splitlines())
    return {
        ord(traditional): simplified.split(" ")[0]
        for traditional, simplified in pairs
        if len(traditional) == 1 and (traditional in _HARDLY_SIMPLIFIED or not _in_gb2312(traditional))
    }


@cache
def _traditional() -> frozenset[str]:
    return frozenset(map(chr, simplifying()))


def simplified(text: str) -> str:
    """``text`` of the same length, in simplified characters."""
    return text if _traditional().isdisjoint(text) else text.translate(simplifying())


def in_other_characters(text: str) -> set[str]:
    """How a short ``text`` is written in simplified characters, and in traditional ones on the mainland, in Taiwan and Hong Kong.

    >>> sorted(in_other_characters("台湾里程办法"))
    ['台湾里程办法', '台灣里程辦法', '臺灣里程辦法']
    """
    plain = simplified(text)
    return {plain, *(converter.convert(plain) for converter in _to_traditional())}


@cache
def _to_traditional() -> tuple[OpenCC, ...]:
    return tuple(map(OpenCC, ("s2t", "s2tw", "s2hk")))


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
