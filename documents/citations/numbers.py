"""发文字号 in running text: 教基一〔2013〕7号, 国发[2021]29 号, 国务院令第158号.

The form is that of GB/T 9704—2012, 7.2.5: 机关代字, the year in 〔〕, the number and 号.
"""
import re
import unicodedata
from collections.abc import Iterator

from documents.parsing.chinese_numbers import NUMERAL, to_int

_YEAR_AND_NUMBER = re.compile(r"[〔\[［（(﹝【〖]\s*((?:19|20)\d\d)\s*[〕\]］）)﹞】〗]\s*第?\s*(\d{1,5})\s*号")
_ORDER = re.compile(rf"令\s*第?\s*({NUMERAL}{{1,8}})\s*号")
_CODE = re.compile(r"[\u4e00-\u9fff]{1,12}$")
_ORDERING_BODY = re.compile(r"[\u4e00-\u9fff]{1,20}(?:国务院|主席|委员会|部|局|署|行|院|室|府|会)$|(?:国务院|主席)$")
# What stands before a number in a sentence and is no part of it.
_LEAD = re.compile(r".*(?:根据|依据|依照|按照|参照|印发|发布|公布|颁布|发出|转发|下发|批准|以及|通知|决定|意见|公告|办法|规定|日|年|按|依|以|和|与|及|或|的|见|即|原|作出|称|我院|我部|现)")
_LEAD_OF_ORDER = re.compile(r".*(?:根据|依据|依照|按照|发布|公布|颁布|日|年|以|由|经|按|见|的|中华人民共和国)")


def numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """``(start, end, canonical number)`` of every 文号 and order number, in order. Court case numbers are none."""
    found = []
    for match in _YEAR_AND_NUMBER.finditer(text):
        if code := _trimmed(_CODE.search(text, max(0, match.start() - 12), match.start()), _LEAD):
            found.append((match.start() - len(code), match.end(), f"{code}〔{match[1]}〕{int(match[2])}号"))
    for match in _ORDER.finditer(text):
        body = _trimmed(_ORDERING_BODY.search(text, max(0, match.start() - 24), match.start()), _LEAD_OF_ORDER)
        if body and (number := to_int(match[1])) is not None:
            found.append((match.start() - len(body), match.end(), f"{body}令第{number}号"))
    return iter(sorted(found))


def canonical(number: str) -> str:
    """``number`` as it is stored: 〔〕, Arabic digits without leading zeros, no blanks; other text unchanged but for width."""
    for start, end, value in numbers(number):
        if start == 0 and end == len(number):
            return value
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", number))


def _trimmed(match: re.Match | None, lead: re.Pattern) -> str:
    return lead.sub("", match[0]) if match else ""
