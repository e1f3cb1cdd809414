"""款, 项 and 目 as they are cited, in the article that they are said to be in."""
import re
from collections.abc import Collection, Iterable, Mapping

from documents.parsing import provisions

from .provisions import parts

_ARTICLE_BEHIND = re.compile("[后前]增加[一二三四五六七八九十]+条")
_ADDS_OR_DELETES = re.compile("增加|删")
PARTS_OF_AN_ITEM = (("项", "i"), ("目", "s"))
"""The units below a 款, each with its letter in an anchor."""


def names_a_part(cited: Mapping[str, str]) -> bool:
    """Whether ``cited``, the numbers of a provision by unit, names more than an article or a division."""
    return not {"款", "项", "目"}.isdisjoint(cited)


def has_parts(anchor: str) -> bool:
    """Whether ``anchor`` is that of a 款, 项 or 目.

    >>> has_parts("art-120-1-p2"), has_parts("art-120-1"), has_parts("part-1")
    (True, False, False)
    """
    return bool(re.search(r"-[pis]\d", anchor)) and anchor.startswith("art-")


def parts_of(text: str, section: str) -> frozenset[str]:
    """The anchors of the 款, 项 and 目 that the article ``section`` of this ``text`` has."""
    return frozenset(found.anchor for found in provisions(text, section))


def part_in(there: Collection[str], section: str, cited: Mapping[str, str]) -> str:
    """The anchor of the 款, 项 or 目 ``cited``, of those that are ``there`` in the article ``section``; ``""`` where it has none such.

    What is cited without its 款 lies in the first that has it.

    >>> there = parts_of("有下列情形的：\n（一）甲；\n（二）乙。", "art-5")
    >>> part_in(there, "art-5", {"条": "5", "项": "2"}), part_in(there, "art-5", {"条": "5", "款": "2"})
    ('art-5-p1-i2', '')
    """
    within = "".join(f"-{letter}{cited[unit]}" for unit, letter in PARTS_OF_AN_ITEM if unit in cited)
    places = [cited["款"]] if "款" in cited else sorted(numbers_behind(f"{section}-p", there), key=int)
    return next((name for place in places if (name := f"{section}-p{place}{within}") in there), "")


def may_renumber(provision: str, sentence: str) -> bool:
    """Whether the 款 and 项 of an article may have had other numbers before a ``sentence`` that amends it at ``provision``.

    >>> may_renumber("第五条", "将第五条修改为"), may_renumber("第五条第一款", "将第五条第一款修改为"), may_renumber("第五条第一款", "删去第五条第一款")
    (True, False, True)
    >>> may_renumber("第五条", "在第五条后增加一条")
    False
    """
    if _ARTICLE_BEHIND.search(sentence):
        return False
    return not names_a_part(parts(provision)) or bool(_ADDS_OR_DELETES.search(sentence))


def numbers_behind(prefix: str, anchors: Iterable[str]) -> list[str]:
    """What numbers ``anchors`` have directly behind ``prefix``."""
    rests = (name.removeprefix(prefix) for name in anchors if name.startswith(prefix))
    return [rest for rest in rests if rest.isdecimal()]
