"""条、款、项 as they are cited, and the anchors that they have in a document's text.

立法法 (2023), Article 65: laws are divided into 编, 章, 节, 条, 款, 项, 目; the numbers of 编, 章, 节, 条 and 项 are written in
Chinese, 款 are not numbered.
"""
import re

from documents.vocabulary.characters import HAN
from documents.vocabulary.divisions import CHAPTERS, LABELLED
from documents.vocabulary.numerals import CHINESE_DIGITS, DIGITS, NUMERAL, to_chinese, to_int
from documents.vocabulary.patterns import any_of, certain
from documents.vocabulary.verbs import APPLICATIONS

DIVISIONS = {"编": "part", "分编": "subpart", "章": "ch", "节": "s"}
_ = r"[ \t\u00a0\u3000]?"
_DIGITS_OF_ONE = f"{NUMERAL}{{1,9}}"
_N = f"{_}{_DIGITS_OF_ONE}{_}"
_BRACKETED_N = f"[（(]{_N}[）)]"
_NUMBER_OF_A_PART = f"(?:{_N}|{_}{_BRACKETED_N}{_})"
# 第二、三条, 第五至八条, 第38—40条, 第（一）、（三）项, 第（一）（二）项: several numbers share one unit.
_TO = "[至到—－-]"
_AND = "(?:[、和与及或]|(?<=[0-9])，(?=[0-9]))"
_MORE = rf"(?:(?:{_AND}|{_TO})第?{_N}|(?:{_AND}|{_TO})?第?{_BRACKETED_N})"
_ARTICLE_UNIT, _PARAGRAPH_UNIT, _ITEM_UNIT = "[条條]", "款", "[项項]"
# 第一百二十条之一、之二, 第一百二十条之一至之六: articles that were added behind one.
_ADDED = f"(?:之{_DIGITS_OF_ONE}(?:(?:{_AND}|{_TO})之{_DIGITS_OF_ONE}){{0,9}})?"
_ARTICLE = rf"(?:第{_N}{_MORE}{{0,9}}{_ARTICLE_UNIT}|§{{1,2}}{_}[{DIGITS}]{{1,4}}){_ADDED}"
_PARAGRAPH = rf"第{_NUMBER_OF_A_PART}{_MORE}{{0,9}}{_PARAGRAPH_UNIT}"
_SUBITEM = rf"第[（(]?{_N}[）)]?目"
_ITEM = rf"第{_NUMBER_OF_A_PART}{_MORE}{{0,9}}{_ITEM_UNIT}(?:{_SUBITEM})?"
# 第三十九条（二）, where the clause ends there or speaks of it: a list （一）甲；（二）乙 goes on with its own words.
# So may several in a row: 第三十九条（二）（三）项.
_BARE_ITEM = rf"{_BRACKETED_N}(?:{_ITEM_UNIT}|(?=(?:{_BRACKETED_N}){{0,9}}(?:{_ITEM_UNIT}|[，。；、）)]|[的之规所]|情[形况]|{any_of(APPLICATIONS)}[，。；、\n]|[和与及或至到]第?[（({DIGITS}{CHINESE_DIGITS}]|$)))"
_BELOW = rf"(?:{_PARAGRAPH})?(?:{_ITEM})?"
_DIVISION = rf"(?:第{_N}[编編]{_})?(?:第{_N}分[编編]{_})?(?:第{_N}{_MORE}{{0,9}}章{_})?(?:第{_N}{_MORE}{{0,9}}[节節])?"
# Nothing of a division is none: 第三章第三方.
_A_DIVISION = rf"第{_N}(?:分?[编編]|{_MORE}{{0,9}}[章节節])"
_ONE = rf"""(?:
    (?:(?=第){_DIVISION})? {_ARTICLE} (?:{_}{_PARAGRAPH}|前[一二两三四五六]款)? (?:{_}{_ITEM}|{_BARE_ITEM})?
  | {_PARAGRAPH} (?:{_ITEM}|{_BARE_ITEM})?
  | {_ITEM}
  | (?={_A_DIVISION}) {_DIVISION} (?<=[{CHAPTERS}編節])
)"""
# 第一条战线, 第一项任务, 第二章节: no provisions.
_OTHER_NOUN = "(?:战线|道路|生产线|高速|铁路|公路|航线|线路|经验|意见|任务|工作|改革|制度|措施)"
# 第三十九条、四十条, 劳动法39条: 第 is left out. What people count in 条 (十条措施) is no provision.
_COUNTED = "(?:建议|要求|原则|禁令|铁律|红线|底线|举措|政策|理由|线|路|街|河|船|规矩|纪律|标准|生命|腿|鱼|龙|裤|案例|例|件|目|款)"
_SHORT = rf"""(?:
    (?<![第之{DIGITS}{CHINESE_DIGITS}]) {_DIGITS_OF_ONE} (?:{_ARTICLE_UNIT}{_ADDED} (?:{_PARAGRAPH})? (?:{_ITEM}|{_BARE_ITEM})? | {_PARAGRAPH_UNIT} (?:{_ITEM})? | {_ITEM_UNIT})
  | {_BARE_ITEM}
)"""
PROVISION = re.compile(rf"{_ONE} (?:{_TO}(?:{_ONE}|{_SHORT}))? (?!{_OTHER_NOUN})", re.VERBOSE)
SHORT_PROVISION = re.compile(rf"{_SHORT} (?!{_OTHER_NOUN}|{_COUNTED})", re.VERBOSE)
"""A provision without 第: one only directly behind a work, or in a row with another."""
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
_DIVISION_START = re.compile(rf"第{_N}[{CHAPTERS}]")
_PARTS = re.compile(rf"(?:第[（(]?|[（(])(?P<number>{_N})[）)]?(?P<unit>分编|[{LABELLED}款项目])(?:之(?P<added>{_N}))?")
_MORE_NUMBERS = re.compile(rf"(?<=[）){DIGITS}{CHINESE_DIGITS}]){_MORE}+(?=[条款项章节])")
# 款 have no numbers of their own: 第（一）款 is an item.
_BRACKETED = re.compile(rf"(第{_BRACKETED_N})款")
_PRINTED_OTHERWISE = str.maketrans("條項編節()０１２３４５６７８９", "条项编节（）0123456789")
_SHORT_ITEM = re.compile(rf"(^|(?<=[条款]))（({_DIGITS_OF_ONE})）项?$")
_WITHOUT_FIRST = re.compile(rf"(^|(?<=[条款项]){_TO})(?={_DIGITS_OF_ONE}[条款项])")
_ARABIC = re.compile("(?<![0-9])[0-9]{1,8}(?![0-9])")


def spelled(printed: str) -> str:
    """A provision in the one spelling of the standard: 第 264 條, §264 and 264条 as 第二百六十四条, 第三十九条（二） as 第三十九条第（二）项."""
    text = "".join(printed.translate(_PRINTED_OTHERWISE).split())
    text = re.sub("§+([0-9]+)", r"第\1条", text)
    text = _SHORT_ITEM.sub(r"第（\2）项", _WITHOUT_FIRST.sub(r"\1第", text))
    return _ARABIC.sub(lambda digits: to_chinese(int(digits[0])), text)


def parts(provision: str) -> dict[str, str]:
    """第十二条第二款第（三）项 as ``{"条": "12", "款": "2", "项": "3"}``; 第一百二十条之一 has 条 ``120-1``; a range, its first.

    附件2第一条 has none: no document has anchors for the articles of its annexes.
    """
    found: dict[str, str] = {}
    if provision.startswith("附件"):
        return found
    provision = _MORE_NUMBERS.sub("", _BRACKETED.sub(r"\1项", provision))
    for number, unit, added in _PARTS.findall(re.split(_TO, provision)[0]):
        value, behind = to_int(number), to_int(added) if added else None
        if value is not None:
            found[unit] = str(value) if behind is None else f"{value}-{behind}"
    return found


_NUMBERS_OF_A_ROW = rf"第?(?:{_BRACKETED_N}|{_N})(?:{_TO}第?(?:{_BRACKETED_N}|{_N}))?"
_ROW = re.compile(rf"(?P<lead>第)(?P<numbers>(?:{_BRACKETED_N}|{_N}){_MORE}{{1,9}})(?P<unit>[条條款項项章节節])(?P<below>[^《》]*)$")
_ADDED_OF_A_ROW = rf"之{_DIGITS_OF_ONE}(?:{_TO}之{_DIGITS_OF_ONE})?"
_ADDED_ROW = re.compile(
    rf"(?P<lead>第{_N}{_ARTICLE_UNIT})(?P<numbers>{_ADDED_OF_A_ROW}(?:{_AND}{_ADDED_OF_A_ROW})+)(?P<unit>)(?P<below>[^《》]*)$"
)


def row(printed: str, provision: str) -> list[tuple[int, int, str]]:
    """The provisions that ``printed``, which ends with ``provision``, names by one unit: the span and the spelling of each.

    One alone, or several under several (第一、二条第三、四款), give none.

    >>> row("商标法第6、（略）条", "第六条"), row("商标法第6、8条第一款", "第六、八条第一款")
    ([], [(0, 5, '第六条'), (6, 11, '第八条第一款')])
    >>> row("刑法第十条之一、之二", "第十条之一、之二")
    [(0, 7, '第十条之一'), (8, 10, '第十条之二')]
    """
    match, one = _ROW.search(printed), _NUMBERS_OF_A_ROW
    if match is None:
        match, one = _ADDED_ROW.search(printed), _ADDED_OF_A_ROW
    if match is None or _ROW.search(match["below"]) or not provision.endswith(spelled(match[0])):
        return []
    above = provision.removesuffix(spelled(match[0]))
    numbers = [(match.start("numbers") + n.start(), match.start("numbers") + n.end()) for n in re.finditer(one, match["numbers"])]
    if len(numbers) < 2:
        return []
    spans = [(0, numbers[0][1]), *numbers[1:-1], (numbers[-1][0], len(printed))]
    below = ["" for _ in numbers[:-1]] + [match["below"]]
    return [
        (*span, above + spelled(f"{match['lead']}{printed[slice(*number)].strip().removeprefix('第')}{match['unit']}{rest}"))
        for span, number, rest in zip(spans, numbers, below, strict=True)
    ]


_LEADING = re.compile(
    rf"^(?:(?=第){_DIVISION})?(?P<article>{_ARTICLE}|[前本上][一二两三四五六]?[条款])?(?P<paragraph>{_PARAGRAPH})?"
)


def completed(provision: str, before: str) -> str:
    """``provision`` with what it leaves out in a list after ``before``: 第一条第二款、第三款; 前款第（一）项、第（二）项; 第五、六条第一款、第二款."""
    before = next((last for _, _, last in reversed(row(before, before))), before)
    if _DIVISION_START.match(provision):
        return _division_before(before, provision) + provision
    lead, own = certain(_LEADING.match(before)), certain(_LEADING.match(provision))
    if own["article"] or not provision.startswith("第"):
        return provision
    paragraph = "" if own["paragraph"] else lead["paragraph"] or ""
    return (lead["article"] or "") + paragraph + provision


def _division_before(before: str, provision: str) -> str:
    """第二编 of 第二编第五章, for the 第六章 behind it; of 第三章第一节 第三章, for the 第二节."""
    unit = certain(_DIVISION_START.match(provision))[0][-1]
    above = re.match(rf"((?:第{_N}分?[{CHAPTERS}])+?)第{_N}{unit}$", before)
    return above[1] if above else ""


def anchor(cited: dict[str, str]) -> str:
    """The anchor of a provision with an article, ``""`` without: an item without 款 lies in the article's only one."""
    if "条" not in cited:
        return ""
    name = f"art-{cited['条']}"
    if "款" in cited or "项" in cited:
        name += f"-p{cited.get('款', '1')}"
    return name + "".join(f"-{letter}{cited[unit]}" for unit, letter in (("项", "i"), ("目", "s")) if unit in cited)


def section_anchors(cited: dict[str, str]) -> tuple[str, ...]:
    """The anchors that the section may have in which a provision lies: its article, else the 编, 章 or 节 itself.

    Where chapters are numbered through all 编, their anchors say nothing of these: 第二编第十二章 is ch-12. A 节 alone may be
    of any chapter, and has none.
    """
    if "条" in cited:
        return (anchor({"条": cited["条"]}),)
    named = [f"{name}-{cited[unit]}" for unit, name in DIVISIONS.items() if unit in cited]
    if "章" not in cited:
        return ("-".join(named),) if "编" in cited and "节" not in cited else ()
    return tuple(dict.fromkeys(("-".join(named), "-".join(name for name in named if not name.startswith(("part", "subpart"))))))
