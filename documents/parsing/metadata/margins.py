"""Lines that belong to a paper's layout, not to its text: 附件说明, 附注, 抄送, 联系人 (GB/T 9704-2012, 7.3.4 to 7.4)."""
import re
from collections.abc import Iterator
from datetime import date, timedelta

from documents.parsing.metadata.description import Part
from documents.parsing.metadata.spans import Span, lines
from documents.vocabulary.agencies import LETTERS as OFFICE_LETTERS
from documents.vocabulary.dates import YEAR_DIGIT, find_dates
from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.patterns import spaced
from documents.vocabulary.sites import is_of_site

_ATTACHMENTS = re.compile(rf"{spaced('附件')}[：:]")
_NEXT_ATTACHMENT = re.compile(r"\d{1,2}[.．、]\s*\S")
_COPIES = re.compile(rf"{spaced('抄送', '抄报', '主送', '分送')}[：:]\s*\S")
_DAY = rf"(?:[12]\d{{3}}|{YEAR_DIGIT}{{4}})[ ]?年[ ]?{NUMERAL}{{1,2}}[ ]?月[ ]?{NUMERAL}{{1,3}}[ ]?日"
_PRINTED = re.compile(
    rf"""
    (?:[^\s，。；：:]{{2,40}}?[{OFFICE_LETTERS}处科组心])? \s* {_DAY} \s* {spaced('印发')}
        (?:\s*[（(]?共印.{{1,12}})?
    | .{{0,30}}印发(?:日期|时间)[：:].*
    """,
    re.VERBOSE,
)
_CONTACT = re.compile(
    rf"""
    [（(]? (?:\S{{2,24}}\s*)?
    (?: {spaced('联系人')} (?:及\S{{1,8}})? | 联系(?:方式|电话|单位|地址) | 咨询电话 | 经办人 )
    [：:]\s*\S
    """,
    re.VERBOSE,
)
_NOTE = re.compile(r"[（(](?:此件\S{2,20}|本文有删减|新华社\S+电|完)[）)]")

_LONGEST_REMARK = 200
_LONGEST_PRINTED = 120
_PRINTED_WITHIN = timedelta(days=100)
_OF_THE_PAPER = rf"""
    [【\[(（]? (?:此件|本件|文件)? (?:主动|依申请|不予|公开|发布|可公开) (?:公开|发布)? (?:发布|选项.*)? [】\])）]?
    | （?此件.{{2,12}}）?
    | (?:绝密|机密|秘密) (?:[★☆].*)?                 # 密级 and its term
    | {spaced('特急', '特提', '加急', '平急', '急件')}
    | (?:政务|信息)?公开(?:选项|属性|方式)[：:].*
    | {spaced('签发人', '密级', '紧急程度')}[：:].*
    | {spaced('份号')}[：:]?.*
    | \d{{6}}                                       # 份号 alone
    | [〔\[（(](?:19|20)\d\d[〕\]）)]\s*第?\d{{1,4}}[号期]? (?:\s*签发人[：:].*)? | [（(]?第{NUMERAL}{{1,4}}期[）)]?   # its place in a series, without a name
    | [A-Z]\d{{2,3}}                                # the class of an official gazette
    | [-—–]\s*\d{{1,4}}\s*[-—–]                     # a page's number
    | [-—_=*·\s]+                                  # a rule
"""
_REMARK = re.compile(_OF_THE_PAPER, re.VERBOSE)


def is_remark(text: str) -> bool:
    """Whether a line above the text is 份号, 密级, 紧急程度, 签发人, 公开属性, or of the page around it."""
    return len(text) <= _LONGEST_REMARK and bool(_REMARK.fullmatch(text)) or is_of_site(text)


def is_margin(line: Span) -> bool:
    """Whether a line below the date is of the layout, or of the page around the text."""
    return bool(_role(line)) or is_remark(line.text)


def find_margins(text: str, start: int) -> Iterator[Part]:
    """The lines of ``text`` from ``start`` that are 附件说明, 附注, 抄送, 印发机关 or 联系人."""
    listing = False
    for line in lines(text, start):
        role = _role(line)
        listing = role == "attachments" or (listing and bool(_NEXT_ATTACHMENT.match(line.text)) and len(line.text) < 120)
        if role or listing:
            yield Part(role or "attachments", line.start, line.end)


def printed_on(text: str, issued: date) -> date | None:
    """The day of printing in the 版记 (甲市人民政府办公室秘书处　2024年7月29日印发), the first that is not before ``issued`` and near it."""
    for line in lines(text):
        if len(line.text) <= _LONGEST_PRINTED and _PRINTED.fullmatch(line.text):
            for found in find_dates(line.text):
                if issued <= found.value <= issued + _PRINTED_WITHIN:
                    return found.value
    return None


def _role(line: Span) -> str:
    if len(line.text) > 400:
        return ""
    if _ATTACHMENTS.match(line.text):
        return "attachments"
    if _COPIES.match(line.text) or _PRINTED.fullmatch(line.text):
        return "copies"
    if _CONTACT.match(line.text):
        return "contact"
    return "remark" if _NOTE.fullmatch(line.text) else ""
