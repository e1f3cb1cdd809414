"""Lines that belong to a paper's layout, not to its text: 附件说明, 附注, 抄送, 联系人 (GB/T 9704-2012, 7.3.4 to 7.4)."""
import re
from collections.abc import Iterator

from documents.parsing.metadata.description import Part
from documents.parsing.metadata.words import Stretch, lines

_ATTACHMENTS = re.compile(r"附\s*件[：:]")
_NEXT_ATTACHMENT = re.compile(r"\d{1,2}[.．、]\s*\S")
_COPIES = re.compile(r"(?:抄\s*[送报]|主\s*送|分\s*送)[：:]\s*\S")
_PRINTED = re.compile(r"\S{2,40}?[\s　]+[12]\d{3}年\d{1,2}月\d{1,2}日\s*印\s*发|.{0,30}印发日期[：:].*")
_CONTACT = re.compile(r"[（(]?(?:\S{2,24}[\s　]*)?(?:联\s*系\s*人(?:及\S{1,8})?|联系(?:方式|电话|单位|地址)|咨询电话|经办人)[：:]\s*\S")
_REMARK = re.compile(r"[（(](?:此件\S{2,20}|本文有删减|新华社\S+电|完)[）)]")


def find_margins(text: str, start: int) -> Iterator[Part]:
    """The lines of ``text`` from ``start`` that are 附件说明, 附注, 抄送, 印发机关 or 联系人."""
    listing = False
    for line in lines(text, start):
        role = _role(line)
        listing = role == "attachments" or (listing and bool(_NEXT_ATTACHMENT.match(line.words)) and len(line.words) < 120)
        if role or listing:
            yield Part(role or "attachments", line.start, line.end)


def _role(line: Stretch) -> str:
    if len(line.words) > 400:
        return ""
    if _ATTACHMENTS.match(line.words):
        return "attachments"
    if _COPIES.match(line.words) or _PRINTED.fullmatch(line.words):
        return "copies"
    if _CONTACT.match(line.words):
        return "contact"
    return "remark" if _REMARK.fullmatch(line.words) else ""
