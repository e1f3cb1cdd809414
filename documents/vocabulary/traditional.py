"""Traditional characters as simplified ones, one for one: what is found in the one text stands at the same place in the other.

>>> simplified("第一條　為了管理公園，制定本辦法")
'第一条　为了管理公园，制定本办法'
>>> simplified("著作权法"), simplified("乾隆瞭望")
('著作权法', '乾隆瞭望')
"""
from functools import cache
from importlib import resources


@cache
def simplifying() -> dict[int, str]:
    """Character → character, for ``str.translate``.

    A character that GB 2312 holds is simplified already: 著 in 著作权 stays, although OpenCC lists it.
    """
    table = resources.files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in table.splitlines())
    return {
        ord(traditional): simplified.split(" ")[0]
        for traditional, simplified in pairs
        if len(traditional) == 1 and not _in_gb2312(traditional)
    }


@cache
def _traditional() -> frozenset[str]:
    return frozenset(map(chr, simplifying()))


def simplified(text: str) -> str:
    """``text`` of the same length, in simplified characters."""
    return text if _traditional().isdisjoint(text) else text.translate(simplifying())


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
