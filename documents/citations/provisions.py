"""条、款、项 as they are cited, and the anchors that they have in a document's text.

立法法 (2023), Article 65: laws are divided into 编, 章, 节, 条, 款, 项, 目; the numbers of 编, 章, 节, 条 and 项 are written in
Chinese, 款 are not numbered.
"""
import re

from documents.vocabulary.characters import HAN
from documents.vocabulary.numerals import CHINESE_DIGITS, DIGITS, NUMERAL, to_int
from documents.vocabulary.patterns import certain

_N = f"{NUMERAL}{{1,9}}"
_BRACKETED_N = f"[（(]{_N}[）)]"
# 第二、三条, 第五至八条, 第（一）、（三）项, 第（一）（二）项: several numbers share one unit.
_MORE = rf"(?:[、至到和]第?{_N}|[、至到和]?第?{_BRACKETED_N})"
_ARTICLE = rf"第{_N}{_MORE}{{0,9}}条(?:之{_N})?"
_PARAGRAPH = rf"第[（(]?{_N}[）)]?{_MORE}{{0,9}}款"
_ITEM = rf"第[（(]?{_N}[）)]?{_MORE}{{0,9}}项(?:第[（(]?{_N}[）)]?目)?"
_BELOW = rf"(?:{_PARAGRAPH})?(?:{_ITEM})?"
_DIVISION = rf"(?:第{_N}编)?(?:第{_N}分编)?(?:第{_N}{_MORE}{{0,9}}章)?(?:第{_N}{_MORE}{{0,9}}节)?"
_ONE = rf"""(?:
    {_ARTICLE} (?:{_PARAGRAPH}|前[一二两三四五六]款)? (?:{_ITEM}|{_BRACKETED_N}项)?
  | {_PARAGRAPH} (?:{_ITEM})?
  | {_ITEM}
  | (?=第) {_DIVISION} (?<=[编章节])
)"""
# 第一条战线, 第一项任务, 第二章节: no provisions.
_OTHER_NOUN = "(?:战线|道路|生产线|高速|铁路|公路|航线|线路|经验|意见|任务|工作|改革|制度|措施)"
PROVISION = re.compile(rf"{_ONE} (?:[至到—－-]{_ONE})? (?!{_OTHER_NOUN})", re.VERBOSE)
# 以前条件, 前款项, 前项目, 根本条例, 本章程, 本节能: other words.
_ONE_BEFORE = r"""(?:
    上款(?=[规所的情中])
  | (?<=从事)前款
  | (?<![以之目提当日事生眼跟]) 前 [一二两三四五六]? (?: 条(?!件) | 款(?!项) | 项(?=[规所的情行中外之、，。；）和或第]) )
)"""
_THIS_ONE = rf"""(?:
    (?<![{HAN}]根) (?<![基根资成文版脚课读副样日书标剧原治]) 本
    (?: 条(?![例件]) | 款(?!项) | 项(?!目) | 章(?!程)(?:第{_N}节)? | 节(?!能|约|目|日) | 编(?![制者号辑]) )
)"""
RELATIVE = re.compile(rf"(?:{_ONE_BEFORE}|{_THIS_ONE}) {_BELOW} (?:[至到]{_ONE})?", re.VERBOSE)
_DIVISION_START = re.compile(rf"第{_N}[编章节]")
_PARTS = re.compile(rf"(?:第[（(]?|[（(])(?P<number>{_N})[）)]?(?P<unit>[条款项编章节])(?:之(?P<added>{_N}))?")
_MORE_NUMBERS = re.compile(rf"(?<=[）){DIGITS}{CHINESE_DIGITS}]){_MORE}+(?=[条款项章节])")
# 款 have no numbers of their own: 第（一）款 is an item.
_BRACKETED = re.compile(rf"(第{_BRACKETED_N})款")


def parts(provision: str) -> dict[str, str]:
    """第十二条第二款第（三）项 as ``{"条": "12", "款": "2", "项": "3"}``; 第一百二十条之一 has 条 ``120-1``; a range, its first.

    附件2第一条 has none: no document has anchors for the articles of its annexes.
    """
    found: dict[str, str] = {}
    if provision.startswith("附件"):
        return found
    provision = _MORE_NUMBERS.sub("", _BRACKETED.sub(r"\1项", provision))
    for number, unit, added in _PARTS.findall(re.split("[至到—－-]", provision)[0]):
        value = to_int(number)
        if value is not None:
            found[unit] = f"{value}-{to_int(added)}" if added else str(value)
    return found


_LEADING = re.compile(rf"^(?P<article>{_ARTICLE}|[前本][一二两三四五六]?[条款])?(?P<paragraph>{_PARAGRAPH})?")


def completed(provision: str, before: str) -> str:
    """``provision`` with what it leaves out in a list after ``before``: 第一条第二款、第三款; 前款第（一）项、第（二）项."""
    lead, own = certain(_LEADING.match(before)), certain(_LEADING.match(provision))
    if own["article"] or not provision.startswith("第") or _DIVISION_START.match(provision):
        return provision
    return (lead["article"] or "") + ("" if own["paragraph"] else lead["paragraph"] or "") + provision


def anchor(cited: dict[str, str]) -> str:
    """The anchor of a provision with an article, ``""`` without: an item without 款 lies in the article's only one."""
    if "条" not in cited:
        return ""
    name = f"art-{cited['条']}"
    if "款" in cited or "项" in cited:
        name += f"-p{cited.get('款', '1')}"
    return name + (f"-i{cited['项']}" if "项" in cited else "")
