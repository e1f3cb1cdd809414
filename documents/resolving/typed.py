"""What people type for a provision: 民法典1079条, 根据《刑法》第 264 条的规定, 旧公司法第26条, 教育法第二章.

Only the form is read here: which title, which edition, which place. Whether there are such is for ``exact`` to look up.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from documents.vocabulary.characters import HAN
from documents.vocabulary.divisions import CHAPTERS
from documents.vocabulary.numerals import NUMERAL, to_int
from documents.vocabulary.patterns import any_of
from documents.vocabulary.verbs import BASING, MAKING, PASSING, PUBLISHING, REVISING, TAKING_EFFECT

LONGEST = 120
_N = f"{NUMERAL}{{1,9}}"
_BRACKETED = rf"(?:{_N}|\({_N}\))"
_AND = "(?:以及|[、,和及与或至到~-])"
_LEAD = re.compile(
    rf"""(?: 请问 | 请 | 帮我 | 我?[想要]+ | 查[看询找阅一下]* | 看[看一下]* | 搜索? | 检索 | 找[找一下]* | 打开
      | 详见 | 参[见看照阅] | 见 | {any_of(BASING)} | [依按据] | 适用 | 引用 | 援引 | 违反 | 触犯 | 关于 | 我国的? | [:,]
    )+""",
    re.VERBOSE,
)
_OF_ITS_YEAR = rf"(?:{any_of(REVISING, MAKING, PUBLISHING, PASSING, TAKING_EFFECT)}|版本?|本)*"
_EDITION = re.compile(
    rf"""(?: (?P<year>(?:19|20)\d\d) 年?{_OF_ITS_YEAR}的?
      | (?P<former> 旧版?的? | 老 | 原来?的? | {any_of(REVISING)}(?:以|之)?前的? | [以从]前的 | 过去的 )
      | 新版?的? | 最新的? | 现行的? | 现在的? | 当前的? | 有效的?
    )""",
    re.VERBOSE,
)
_EDITION_AFTER = re.compile(rf"(?:\((?P<bracketed>(?:19|20)\d\d)年?{_OF_ITS_YEAR}\)|(?P<plain>(?:19|20)\d\d)年?{_OF_ITS_YEAR})$")
_JOINT = rf"(?:[里中]?的|[里中之]|[:,§/-]|\((?=第?{_N}条))?"
"""What stands between a law and its article: 公司法的第47条, 公司法（47条）."""
_TAIL = r"""(?:
    (?: 之? 的? (?:有关|相关|具体|主要)* (?:规定|内容|原文|全文|条文|法条|意思|含义) 了?
      | [是讲说有]?了? (?:什么|啥|哪些) (?:规定|内容|意思)? | (?:是|是?怎么|是?如何) (?:规定|说|写|讲)? 的? | 中 | [。;:?!.…、,)] )*
)"""
_PLACE = re.compile(
    rf"""
    (?P<title>.{{1,80}}?)
    (?P<divisions>(?:总则|分则)?(?:第?{_N}分?[{CHAPTERS}])*)
    (?: {_JOINT} (?<!{NUMERAL}) (?P<article> 第?{_N} )
        (?: (?P<more_articles>{_AND}第?{_N})* 条 (?P<added>之{_N})?
            (?P<paragraph> 第?{_BRACKETED} (?P<more_paragraphs>{_AND}第?{_BRACKETED})* 款 )?
            (?P<item> 第?{_BRACKETED} (?P<more_items>{_AND}?第?{_BRACKETED})* 项 | \({NUMERAL}{{1,3}}\) )? (?P<subitem>第?{_BRACKETED}目)?
            (?P<more> {_AND} 第?{_BRACKETED}(?:[条款项](?:之{_N})?)? (?:第?{_BRACKETED}[款项])* )*
          | (?P<bare>)
        )
    )?
    {_TAIL}
    """,
    re.VERBOSE,
)
# 刑事诉讼法特别程序编第三百条: the articles of a law are counted through all its 编.
_IN_A_PART = re.compile(rf"(?P<law>.+法典?》?)[·(]?(?:[{HAN}]{{2,6}}编|总则|附则)\)?")
_DIVISION = re.compile(rf"总则|分则|(?P<number>{_N})(?P<unit>分?[{CHAPTERS}])")
_NUMBER = re.compile(_N)
_YEARS = range(1900, 2100)
_MORE = ("more_articles", "more_paragraphs", "more_items", "more")


@dataclass(frozen=True)
class TypedPlace:
    """``article``: 第264条第2款, or empty, with then a path of ``divisions``: (5, 章), or a heading. ``year``: of the edition
    that is named. ``former``: the one before that in force is meant. ``is_several``: further places are named behind it."""

    title: str
    article: str = ""
    divisions: tuple[tuple[int, str], ...] = ()
    year: int | None = None
    former: bool = False
    is_several: bool = False


def read_places(text: str) -> Iterator[TypedPlace]:
    """The provisions that ``text`` may name, if all of it names one, the likeliest first.

    >>> next(read_places("根据刑法第264、266条的规定"))
    TypedPlace(title='根据刑法', article='第264条', divisions=(), year=None, former=False, is_several=True)
    """
    folded = "".join(unicodedata.normalize("NFKC", text[: LONGEST + 1]).replace("條", "条").replace("號", "号").split())
    match = _PLACE.fullmatch(folded) if len(text) <= LONGEST else None
    if match is None or not (match["article"] or match["divisions"]) or match["title"].count("《") != match["title"].count("》"):
        return
    article = _article(match)
    divisions = () if article else tuple(
        (to_int(found["number"]) or 0, found["unit"]) if found["number"] else (0, found[0]) for found in _DIVISION.finditer(match["divisions"])
    )
    if not article and not divisions:
        return
    is_several = any(match[name] for name in _MORE)
    yield from (TypedPlace(title, article, divisions, year, former, is_several) for title, year, former in _titles(match["title"]))


def _article(match: re.Match) -> str:
    if not match["article"]:
        return ""
    number = match["article"].removeprefix("第")
    value = to_int(number)
    if value is None or match["bare"] is not None and (value in _YEARS or not number.isascii() and not match["article"].startswith("第")):
        return ""
    written = f"第{value}条{match['added'] or ''}"
    for unit, name in (("款", "paragraph"), ("项", "item"), ("目", "subitem")):
        if found := _NUMBER.search(match[name] or ""):
            written += f"第{to_int(found[0])}{unit}"
    return written


def _titles(run: str) -> Iterator[tuple[str, int | None, bool]]:
    """The title, and what is said of the edition: ``run`` as it stands, then without words before and behind the name."""
    yield run, None, False
    lead = _LEAD.match(run)
    rest = run[lead.end() :] if lead else run
    before = _EDITION.match(rest)
    name = rest[before.end() :] if before else rest
    after = _EDITION_AFTER.search(name)
    name = name[: after.start()] if after else name
    year = before["year"] if before else None
    if after:
        year = after["bracketed"] or after["plain"]
    if name and name != run:
        yield name, int(year) if year else None, bool(before and before["former"])
    if part := _IN_A_PART.fullmatch(name):
        yield part["law"], int(year) if year else None, bool(before and before["former"])
