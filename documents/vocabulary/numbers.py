"""发文字号: found in text in every bracket and spacing, and written in one way.

A number is 机关代字 + 〔年份〕 + 序号 (GB/T 9704-2012, 7.2.5: 教基〔2025〕1号); beside it stand orders (教育部令第48号)
and announcements (财政部公告2023年第12号). Canonical: 〔〕, no blanks, no 第 after the brackets, Arabic digits without
leading zeros, no 中华人民共和国 before a body, 、 between bodies.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.vocabulary.agencies import BEFORE_A_NUMBER, LETTERS
from documents.vocabulary.characters import BLANK, HAN
from documents.vocabulary.kinds import INTERPRETATIONS, NUMBERED, PAPERS
from documents.vocabulary.numerals import DIGITS, NUMERAL, to_int
from documents.vocabulary.patterns import any_of, certain, spaced
from documents.vocabulary.verbs import CARRYING_OUT, ENDING, FORWARDING, PUBLISHING, REVISING

_LONGEST, _MOST_BODIES = 120, 20
_ = rf"[{BLANK}]*"
_OPEN, _CLOSE = r"[〔\[［【(（﹝〈<＜「『〖]", r"[〕\]］】)）﹞〉>＞」』〗]"
_ARABIC_YEAR, _CHINESE_YEAR = rf"[12１２](?:{_}[{DIGITS}]){{3}}", "[一二][〇○◯零一二三四五六七八九]{3}"
_YEAR = rf"(?P<year>{_ARABIC_YEAR}|{_CHINESE_YEAR})"
_YEAR_OF_THE_CENTURY = "(?P<short>[5-9][0-9])"
_SERIAL = rf"(?P<serial>{NUMERAL}(?:{_}{NUMERAL}){{0,6}}){_}号"
_NUMBERED = spaced(*NUMBERED, blanks=_)
_FORM = f"(?P<form>{_NUMBERED})"

_BRACKETED = re.compile(rf"{_OPEN}{_}(?:{_YEAR}|{_YEAR_OF_THE_CENTURY}){_}年?{_}{_CLOSE}{_}第?{_}{_SERIAL}")
# (86)财税字第82号, as printed until the nineties; 〔2013〕陕民三终字第38号 is a case.
_YEAR_FIRST = re.compile(
    rf"""
    {_OPEN}{_} (?:{_YEAR}|{_YEAR_OF_THE_CENTURY}) {_}{_CLOSE}{_}
    (?P<code> (?: (?![终初再执监抗申辖]) [{HAN}] ){{2,8}} 字 ) {_}第?{_} {_SERIAL}
    """,
    re.VERBOSE,
)
_NEXT_SERIAL = re.compile(rf"{_}[、和及]{_}{_SERIAL}(?![楼院室线])")
_SERIES = re.compile(
    rf"""
    {_FORM} \s{{0,12}} (?P<open>[（(]{_})? (?:{_YEAR}{_}年{_})? 第{_}{_SERIAL} (?(open){_}[）)])
    (?!{_}{any_of(NUMBERED)})
    """,
    re.VERBOSE,
)
_SHORT_YEAR = re.compile("〔([5-9][0-9])〕")
_NUMBERED_END = re.compile(rf"{any_of(NUMBERED)}\s*$")
_SERIES_LAST = re.compile(rf"(?:{_YEAR}{_}年{_})?第{_}{_SERIAL}{_}{_FORM}")
_NUMBER_FIRST = re.compile(rf"号{_}(?:{_NUMBERED}|国务院|主席)")
_SERIES_FIRST = re.compile(rf"第{_}{_SERIAL}{_}(?P<body>国务院|主席){_}令")

_CODE_RUN = re.compile(
    rf"""
    (?:
        (?: (?<![{HAN}]) [{HAN}]{_}(?<=\s) ){{1,8}} [{HAN}]
      | (?: [{HAN}]{{1,2}} [(（][{HAN}]{{1,2}}[)）] )? [{HAN}]{{1,16}}
    ) {_}$
    """,
    re.VERBOSE,
)
# 规划, 标准 and their like may open a code; 函 and 令 close many.
_IN_CODES = ("规划", "计划", "标准", "规范", "制度")
# What leads to a number; no office is short for any of these. 自然资发, 经信, 本政发 and 如政发 are codes.
_LEADING = (
    "结合", "对照", "对应", "参考", "详见", "参见", "参阅", "查阅", "学习", "传达", "收到", "接到", "下达", "转来", "违反", "符合", "适用", "引用", "援引", "遵循",
    "遵守", "细化", "重申", "明确", "强调", "抓好", "做好", "配合", "衔接", "包括", "包含", "特别", "尤其", "现行", "围绕", "针对", "依托", "对接", "对标", "比照",
    "抄录", "附上", "延续", "替代", "取代", "代替", "补充", "调整", "继续", "停止", "暂停", "终止", "废除", "取消", "撤销", "恢复", "延长", "对于", "关于", "基于",
    "鉴于", "由于", "至于", "属于", "严格", "认真", "切实", "全面", "深入", "抓紧", "有关", "相关", "上述", "前述", "上级", "下列", "以下", "之前", "此前", "其他",
)
_BEFORE_A_CODE = re.compile(
    rf"""
    {any_of(set(PAPERS) - {*_IN_CODES, "函", "公告", "通告"}, INTERPRETATIONS)} | {any_of(_IN_CODES)} (?=\S{{2}})
    | [{DIGITS}]{_}[年月日] | 文件 | 文号 | 字号 | 编号 | 简称 | 作出 | 同时 | 其中 | 第{NUMERAL}+[条款项]
    | {any_of(PUBLISHING, REVISING, FORWARDING, CARRYING_OUT, ENDING)} | {any_of(_LEADING)} | 我[{LETTERS}] | (?:办公[厅室]|人民政府)(?=.{{2}})
    | 自(?![然治主贡]) | [从就](?!业) | 其(?!他) | [因该此各请的了以按照据和及与或见由原将对称为是在被]
    """,
    re.VERBOSE,
)
_BEFORE_A_BODY = re.compile(
    rf"""
    {NUMERAL}{_}[年月日] | 号[和及与]? | {any_of(CARRYING_OUT)} | [法例定案知见》](?:以及|[和及与])
    | [的以按照据见由原将称为是在被]
    """,
    re.VERBOSE,
)
# Short for the government of a place, where it decrees: 穗府令第31号, 沈政令第29号; not 行政令.
_DECREES = rf"(?<![{HAN}])[{HAN}]{{1,3}}(?:府|(?<![行财民邮路市参执内])政)"
_BODY_END = re.compile(f"(?:{BEFORE_A_NUMBER}|{_DECREES})$")
_STATE = re.compile("中华人民共和国(?=.)")

_CODE = rf"(?P<code>[{HAN}、“”()（） 　]{{1,60}}?)"
_PIECES = tuple(re.compile(pattern) for pattern in (
    rf"{_CODE}?{_}{_OPEN}{_}{_YEAR}{_}{_CLOSE}{_}(?:第?{_}{_SERIAL})?",
    rf"{_CODE}?{_}{_YEAR}{_}年?{_}第?{_}{_SERIAL}{any_of(NUMBERED)}?",
    rf"{_CODE}{_}第{_}{_SERIAL}",
))


@dataclass(frozen=True)
class FoundNumber:
    """A number as it stands in a text: ``text[start:end]`` writes ``number``."""

    number: str
    start: int
    end: int


@dataclass(frozen=True)
class NumberParts:
    """What is known of a number: all of it, or the piece that a reader typed."""

    code: str
    year: int | None
    serial: int | None

    def matches(self, number: str) -> bool:
        """Whether the canonical ``number`` has all that is known here, and begins as ``code`` does."""
        other = number_parts(number)
        return (
            other is not None
            and other.code.startswith(self.code)
            and self.year in (None, other.year)
            and self.serial in (None, other.serial)
        )


def find_numbers(text: str) -> tuple[FoundNumber, ...]:
    """Every number in ``text``, in order, without overlap, in time proportional to the length of ``text``."""
    kept: list[FoundNumber] = []
    for found in sorted((*_bracketed(text), *_series(text)), key=lambda found: (found.start, -found.end)):
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return tuple(kept)


def canonical_number(text: str) -> str | None:
    """The canonical form of ``text`` where all of it is one number: 教基[2025]第01号 → 教基〔2025〕1号."""
    text = text.strip()
    found = find_numbers(text) if len(text) <= _LONGEST else ()
    return found[0].number if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else None


def is_same_number(one: str, other: str) -> bool:
    """Whether two canonical numbers are one, as texts until the nineties printed it and as later ones do: 政发〔98〕7号, 政发〔1998〕7号."""
    return one == other or _SHORT_YEAR.sub(r"〔19\1〕", one) == _SHORT_YEAR.sub(r"〔19\1〕", other)


def number_parts(text: str) -> NumberParts | None:
    """The parts of a whole number or of a piece of one: 教基〔2025〕, 〔2025〕1号, 2025年1号, 教基2025年1号.

    ``None`` where ``text`` is neither: a year alone is not a number, nor is a year after words.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    text = canonical_number(text) or text
    match = next(filter(None, (pattern.fullmatch(text) for pattern in _PIECES)), None)
    if match is None:
        return None
    code, year, serial = (match.groupdict().get(name) or "" for name in ("code", "year", "serial"))
    return NumberParts(_joined(code), to_int(year), to_int(serial))


def _bracketed(text: str) -> Iterator[FoundNumber]:
    for match in _BRACKETED.finditer(text):
        start, code = _code_before(text, match.start())
        serial = to_int(match["serial"])
        if code and serial:
            year, end = to_int(match["year"] or match["short"]), match.end()
            yield FoundNumber(f"{code}〔{year}〕{serial}号", start, end)
            while more := _NEXT_SERIAL.match(text, end):  # 教基〔2013〕7号、8号
                yield FoundNumber(f"{code}〔{year}〕{to_int(more['serial'])}号", more.start("serial"), more.end())
                end = more.end()
    for match in _YEAR_FIRST.finditer(text):
        if serial := to_int(match["serial"]):
            yield FoundNumber(f"{match['code']}〔{to_int(match['year'] or match['short'])}〕{serial}号", *match.span())


def _code_before(text: str, end: int) -> tuple[int, str]:
    """Where the 机关代字 that ends at ``end`` begins, and its letters; the run may begin with words not of it."""
    line = text[max(0, end - _LONGEST) : end].rpartition("\n")[2]
    series = _NUMBERED_END.search(line)
    if series and (start := bodies_before(text, end - len(series[0]))) < end - len(series[0]):
        return start, _joined(text[start:end])
    run = _CODE_RUN.search(line)
    if not run:
        return end, ""
    start = run.start()
    for stop in _BEFORE_A_CODE.finditer(line, max(start - 1, 0)):
        start = stop.end()
    return end - len(line) + start, re.sub(r"\s", "", line[start:])


def _series(text: str) -> Iterator[FoundNumber]:
    """令 and 公告 with a running number: 教育部令第48号, 海关总署第104号令, 第741号国务院令, 2023年第12号公告."""
    number_comes_first = _NUMBER_FIRST.search(text)
    for pattern in (_SERIES, _SERIES_LAST) if number_comes_first else (_SERIES,):
        for match in pattern.finditer(text):
            start = bodies_before(text, match.start())
            serial, form = to_int(match["serial"]), _joined(match["form"])
            if not serial or (form == "令" and start == match.start()):
                continue
            year = f"{to_int(match['year'])}年" if match["year"] else ""
            yield FoundNumber(f"{_joined(text[start:match.start()])}{form}{year}第{serial}号", start, match.end())
    for match in _SERIES_FIRST.finditer(text) if number_comes_first else ():
        if serial := to_int(match["serial"]):
            yield FoundNumber(f"{match['body']}令第{serial}号", *match.span())


def bodies_before(text: str, end: int) -> int:
    """Where the list of bodies begins that ends at ``end``; ``end`` itself where none stands there."""
    line = text[max(0, end - _LONGEST) : end].rpartition("\n")[2]
    start = certain(re.search(rf"[{HAN}{BLANK}“”、]*$", line)).start()
    for stop in _BEFORE_A_BODY.finditer(line, max(start - 1, 0)):
        start = max(start, stop.end())
    names = [(name.start(), name.group()) for name in re.compile(r"[^\s、]+").finditer(line, start)]
    if len(names) > 2 and all(len(name) == 1 for _start, name in names):
        return end - len(line) + names[0][0]
    begin = len(line)
    for place, name in reversed(names):
        if not _BODY_END.search(name):
            break
        begin = place
    return _lines_of_bodies(text, end) if not line.strip() else end - len(line) + begin


def _lines_of_bodies(text: str, end: int) -> int:
    """Where the bodies begin that stand above ``end``, one a line, as above the 令 of an order of several."""
    begin = end
    for line in reversed(list(re.finditer(r"[^\n]+", text[max(0, end - 4 * _LONGEST) : end]))[-_MOST_BODIES:]):
        name = line.group().strip()
        if name and not (re.fullmatch(rf"[{HAN}{BLANK}“”]+", name) and _BODY_END.search(name.replace(" ", ""))):
            break
        begin = max(0, end - 4 * _LONGEST) + line.start() if name else begin
    return begin


def _joined(text: str) -> str:
    parts = re.findall(r"[^\s、]+", text)
    if all(len(part) == 1 for part in parts):
        parts = ["".join(parts)]
    return "、".join(_STATE.sub("", part) for part in parts)
