"""The labels that number the divisions of Chinese documents: 第一章, 第一条, 一、, （一）, 1., （1）, ①, 问：, 附件1.

The order of the four running levels is that of GB/T 9704-2012, 7.3.3: 一、, （一）, 1., （1）; that of statutes is
《立法法》 (2023), Article 65: 编, 章, 节, 条, 款, 项, 目.
"""
import re
from dataclasses import dataclass
from functools import lru_cache

from documents.vocabulary.numerals import CHINESE_DIGITS, DIGITS, to_int
from documents.vocabulary.numerals import CHINESE_NUMERAL as CN
from documents.vocabulary.numerals import NUMERAL as N

CIRCLED = "①-⑳㉑-㉟㊱-㊿"
DOTTED = "⒈-⒛"
BRACKETED = "⑴-⒇"

# Rank: a division stands below those of smaller rank. Bigger steps leave room for decimal numbering (5.9.4).
RANKS = {
    "annex": 0, "part": 10, "subpart": 20, "chapter": 30, "section": 40, "article": 50, "question": 55, "cn": 60,
    "paren_cn": 70, "arabic": 80, "decimal": 80, "half_paren": 90, "paren_arabic": 100, "circled": 110, "box": 120,
}
DEEPEST = 50
STATUTE = ("part", "subpart", "chapter", "section", "article")

DIGIT, CN_DIGIT = DIGITS, CHINESE_DIGITS
NUMERAL = DIGIT + CN_DIGIT
FIGURES = "[0-9]{1,3}|[０-９]{1,3}"
DECIMAL = r"""
    (?P<n>[0-9]{1,3}[.．][0-9]{1,3}) (?: [.．]? (?=[ ](?![万亿千百个元年])|$) | 、 )   # 5.9, not 5.9 万元
    | (?P<n2>[0-9]{1,3}(?:[.．][0-9]{1,3}){2,5}) (?![0-9%％])                # 5.9.4
"""
ARABIC = rf"""
    (?P<n>{FIGURES}) (?: [ ]?[.．](?![{DIGIT}]) | [.．](?=[12１２][{DIGIT}]{{3}}年) | 、 )   # 1., 1.2025年, 1、
    | (?P<n2>[{DOTTED}])
"""

# Which kinds of label a paragraph may have that begins with one of some characters, in the order they are tried.
PATTERNS = tuple(
    (re.compile(f"[{opening}]"), kind, re.compile(pattern, re.VERBOSE))
    for opening, kind, pattern in (
        ("第", "subpart", rf"第[ ]?(?P<n>{N}{{1,6}})[ ]?分[编編]"),
        ("第", "part", rf"第[ ]?(?P<n>{N}{{1,6}})[ ]?(?:[编編篇]|部分)"),
        ("第", "chapter", rf"第[ ]?(?P<n>{N}{{1,6}})[ ]?章(?:之(?P<sub>{CN}{{1,3}}))?"),
        ("第", "section", rf"第[ ]?(?P<n>{N}{{1,6}})[ ]?[节節]"),
        ("第", "article", rf"第[ ]?(?P<n>{N}{{1,9}})[ ]?[条條](?:[ ]?之(?P<sub>{CN}{{1,3}})(?!{CN}))?(?:、(?![ ]?第{N}{{1,9}}[条條](?!所[称稱指])))?"),
        (f"{NUMERAL}问問记記", "question", rf"(?:(?P<n>{N}{{1,3}})[ ]?[.．、][ ]?)?(?:[问問]|[记記]者)[：:]"),
        (CN_DIGIT, "cn", rf"(?P<n>{CN}{{1,4}})(?:、(?!{CN}{{1,4}}、)|[.．][ ]?)"),
        ("（(", "paren_cn", rf"[（(][ ]?(?P<n>{CN}{{1,4}})[ ]?[）)]、?"),
        (NUMERAL, "half_paren", rf"(?P<n>{CN}{{1,3}}|[0-9]{{1,3}})[）)]、?"),
        (DIGIT, "decimal", DECIMAL),
        (f"{DIGIT}{DOTTED}", "arabic", ARABIC),
        (f"（({BRACKETED}", "paren_arabic", rf"[（(][ ]?(?P<n>{FIGURES})[ ]?[）)]、?|(?P<n2>[{BRACKETED}])"),
        (CIRCLED, "circled", f"(?P<n>[{CIRCLED}])"),
        ("附", "annex", rf"(?:附件|附表|附[录錄]|附[图圖]|附(?![ ]?[则則]))[ ]?(?P<n>{N}{{1,3}})?(?:[ ]?[：:]|(?=[ ]|$))"),
        ("专專", "box", rf"[专專][栏欄][ ]?(?P<n>{N}{{1,3}})[：:]?"),
    )
)
LONGEST = 60


@dataclass(frozen=True)
class Label:
    """``printed`` is what the text prints, ``rest`` what follows it; ``number`` (and ``sub`` of 之一) its value."""

    kind: str
    printed: str
    rest: str
    number: int | None
    sub: int | None = None
    spaced: bool = False

    @property
    def depth(self) -> int:
        """How deep decimal numbering goes: 5.9.4 stands below 5.9."""
        return self.printed.replace("．", ".").strip(".").count(".") if self.kind == "decimal" else 0


def read(text: str) -> Label | None:
    """The label at the start of a paragraph, if there is one. Whether it opens a division is decided elsewhere."""
    label = _opening(text[:LONGEST])
    if label is None:
        return None
    kind, printed, end, number, sub = label
    rest = text[end:]
    return Label(kind, printed, rest.strip(), number, sub, rest.startswith(" "))


@lru_cache(maxsize=4096)
def _opening(text: str) -> tuple[str, str, int, int | None, int | None] | None:
    """The kind of label at the start of ``text``, as printed, where it ends, and its numbers.

    Cached: a paragraph's label is read several times while its place is sought.
    """
    for kind, pattern in _kinds(text[:1]):
        if match := pattern.match(text):
            return _parts(kind, match)
    return None


@lru_cache(maxsize=512)
def _kinds(char: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, pattern) for opening, kind, pattern in PATTERNS if opening.match(char))


def _parts(kind: str, match: re.Match) -> tuple[str, str, int, int | None, int | None] | None:
    groups = match.groupdict()
    digits = groups.get("n") or groups.get("n2") or ""
    if kind == "decimal":
        digits = re.split("[.．]", digits)[-1]
    number = to_int(digits) if digits else None
    if number is None and digits:
        return None
    sub = to_int(groups["sub"]) if groups.get("sub") else None
    printed = match[0].replace(" ", "")
    return kind, printed.rstrip("、") if kind == "article" else printed, match.end(), number, sub
