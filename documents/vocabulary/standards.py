"""Numbers of standards: GB/T 9704—2012, DB11/T 1234-2015, JGJ 16-2008, T/CECS 100-2020.

国家标准 GB (标准化法, Article 11 and 12), 行业标准 by the code of their trade, 地方标准 DB with that of the province, 团体标准 T/.
"""
import re
import unicodedata
from collections.abc import Iterator

from documents.vocabulary.numbers import FoundNumber

_TRADES = (
    "AQ|BB|CB|CH|CJ|CJJ|CY|DA|DL|DZ|EJ|FZ|GA|GH|GM|GY|HB|HG|HJ|HS|HY|JB|JC|JG|JGJ|JR|JT|JTG|JTS|JY|LB|LD|LS|LY|MH|MT|MZ|NB|NY|QB|QC|QJ|QX|RB"
    "|SB|SC|SF|SH|SJ|SL|SN|SY|TB|TD|TY|WB|WH|WM|WS|WW|XB|XF|YB|YC|YD|YJ|YS|YY|YZ|ZY|GBJ|GBZ"
)
_DASH = "[-—–－‐‑]"
_YEAR = rf"\s?{_DASH}{{1,2}}\s?(?P<year>(?:19|20)?\d\d)(?!\d)"
_NUMBER = re.compile(
    rf"""
    (?<![A-Za-z\d/])
    (?P<code> (?:GB|DB\d\d(?:\d\d)?) (?:\s?/\s?[TZ])? | (?:{_TRADES}) (?:\s?/\s?T)? | T/[A-Z]{{2,10}} )
    [\s　]{{0,2}} (?P<serial>\d{{1,6}}(?:\.\d{{1,3}})?) {_YEAR}
    """,
    re.VERBOSE | re.ASCII,
)


def find_standards(text: str) -> Iterator[FoundNumber]:
    """Every number of a standard, with its year, in one writing: ``GB/T 9704-2012``.

    >>> [found.number for found in find_standards("按照GB/T9704—2012执行")]
    ['GB/T 9704-2012']
    """
    for match in _NUMBER.finditer(text):
        code = "".join(unicodedata.normalize("NFKC", match["code"]).split())
        year = match["year"] if len(match["year"]) == 4 else f"19{match['year']}"
        yield FoundNumber(f"{code} {match['serial']}-{year}", *match.span())


def is_standard(number: str) -> bool:
    """Whether ``number``, as ``find_standards`` writes it, is a standard's."""
    return bool(_NUMBER.fullmatch(number))
