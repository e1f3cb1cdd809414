"""Laws by name without 《》: 教育法, 刑法修正案（九）, 中华人民共和国海关法."""
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from documents.vocabulary.characters import HAN
from documents.vocabulary.kinds import IMPLEMENTING
from documents.vocabulary.numerals import CHINESE_NUMERAL
from documents.vocabulary.patterns import any_of
from documents.vocabulary.places import RANKS

_ENDS = re.compile("[法例则典章约定]")
_COUNTRY = "中华人民共和国"
# 刑法修正案（八）, 刑法修正案八: the number belongs to the name, unless something is counted: 修正案三处, 修正案一、.
_COUNTED = f"[条款项次个部份件种方]|处(?![理罚置分])|、(?!刑法|《|{CHINESE_NUMERAL})|{CHINESE_NUMERAL}"
_NUMBER = rf"[（(]{CHINESE_NUMERAL}{{1,3}}[）)]|{CHINESE_NUMERAL}{{1,3}}(?!{_COUNTED})"
_EXTENSION = re.compile(rf"修正案(?:{_NUMBER})?|实施{any_of(IMPLEMENTING)}")
_BRACKETED_NUMBER = re.compile(rf"[（(]({CHINESE_NUMERAL}{{1,3}})[）)]$")
_JUDICIAL = re.compile("(?<=[法典编例定议度])司法解释")  # not that of 公司法解释
_SHORT_NAMES = Path(__file__).parents[2] / "fixtures" / "short_names.yaml"
LONGEST_SHORT_NAME = 30
_UNBRACKETED = re.compile(rf"(?<=修正案)({CHINESE_NUMERAL}{{1,3}})$")
# 教育法律, 公司法人, 刑法学: another word begins inside the name. 宪法和法律委员会 is a body.
_LONGER_WORD = re.compile(rf"律|学|治|庭|院|官|人(?!民)|系|典|规(?!定)|制(?!定)|定(?!义)|和法律委员会|宣誓|日|室|司法解释|案|解释(?=[（(]?{CHINESE_NUMERAL}{{0,3}}[）)]?第|[（(]{CHINESE_NUMERAL})")
_ANOTHER_LAW = re.compile(rf"(?:清算|调解|国际|外国|德国|法国|日本|美国|英国|香港|澳门|台湾|比较|部门|该|此|其|[{RANKS}])$")
_BEFORE_A_SHORT_NAME = re.compile(
    rf"(?:^|[^{HAN}]|[照据合反于用为和与及或按由将对的是从依除犯过以行施因触受指有后前新旧原在同成])$"
)
_CONSTITUTION_AS_BASIS = re.compile(r"(?:根据|依据|依照|按照)$")
_CONSTITUTION_CITED = re.compile(r"第|序言|的?(?:有关|相关)?规定|修正案")


@cache
def seed_short_names() -> Mapping[str, str]:
    """The short names that come with the portal, each with its title: what there is until editors keep their own."""
    entries = yaml.safe_load(_SHORT_NAMES.read_text(encoding="utf-8"))
    return MappingProxyType({entry["name"]: entry["title"] for entry in entries})


@cache
def _table() -> tuple[frozenset[str], int]:
    lines = (Path(__file__).parent / "laws.txt").read_text(encoding="utf-8").splitlines()
    names = {line for line in lines if line and not line.startswith("#")} | {name for name in seed_short_names() if _ENDS.match(name[-1])}
    return frozenset(names), max(map(len, names))


def full_name(name: str, short_names: Mapping[str, str] | None = None) -> str:
    """The title of the work that ``name`` stands for (刑诉法: 刑事诉讼法; 刑法修正案八: 刑法修正案（八）), or ``name``.

    ``short_names``: those that editors keep; else those that come with the portal.
    """
    known = seed_short_names() if short_names is None else short_names
    return known.get(short_form(name)) or _UNBRACKETED.sub(r"（\1）", name)


def short_form(name: str) -> str:
    """公司法解释三 for 公司法司法解释（三）: how short names are kept."""
    return _JUDICIAL.sub("解释", _BRACKETED_NUMBER.sub(r"\1", name.strip()))


def short_name_before(text: str, short_names: Mapping[str, str]) -> str:
    """The short name that ``text`` ends with, where it is no end of a longer word; ``""`` where it ends with none."""
    words = short_form(text)
    for length in range(min(LONGEST_SHORT_NAME, len(words)), 1, -1):
        name = words[-length:]
        if name in short_names and _BEFORE_A_SHORT_NAME.search(words[:-length][-1:]):
            return name
    return ""


def is_law(name: str) -> bool:
    """Whether ``name`` is in the list of laws and regulations."""
    return name in _table()[0]


def law_names(text: str) -> Iterator[tuple[int, int, str]]:
    """``(start, end, name)`` of every law that ``text`` names, in order; of overlapping ones the longest."""
    table, longest = _table()
    done = 0
    for match in _ENDS.finditer(text):
        end = match.end()
        for start in range(max(done, end - longest), end - 1):
            if text[start:end] in table and _stands_alone(text, start, end):
                name = text[start:end]
                if extension := _EXTENSION.match(text, end):
                    name, end = full_name(name + extension[0]), extension.end()
                if text.endswith(_COUNTRY, 0, start):
                    start -= len(_COUNTRY)
                yield start, end, name
                done = end
                break


def goes_on(text: str, end: int) -> bool:
    """Whether the name of a law that ends at ``end`` is only the beginning of a longer word: 教育法律."""
    return bool(_LONGER_WORD.match(text, end))


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 4) : start], text[end : end + 8]
    if _EXTENSION.match(after):
        return True
    if _LONGER_WORD.match(after) or _ANOTHER_LAW.search(before):
        return False
    name = text[start:end]
    if name == "宪法":
        before = text[max(0, start - 12) : start].removesuffix(_COUNTRY)
        return bool(_CONSTITUTION_AS_BASIS.search(before) or _CONSTITUTION_CITED.match(after))
    return len(name) > 2 or name == "刑法" or bool(_BEFORE_A_SHORT_NAME.search(before))
