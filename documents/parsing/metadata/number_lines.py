"""Lines that hold a number and its day: 甲教〔2019〕12号/2019.03.05, （1985年5月4日皖政〔1985〕38号）."""
import re

from documents.parsing.metadata.bodies import split_names
from documents.parsing.metadata.head import Head
from documents.parsing.metadata.spans import Span, trimmed_span
from documents.vocabulary.dates import FoundDate, find_dates
from documents.vocabulary.numbers import FoundNumber, canonical_number, find_numbers

_DATED_NUMBER = re.compile(
    r"""
    [（(] (?P<date>[12]\d{3}[ ]?年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日)
    \s*[以经]? (?P<number>[^（()）]{2,20}\d{4}[^（()）]{1,8}号) (?:印发|发布|公布|文件)? [）)]
    """,
    re.VERBOSE,
)
_LONGEST_LINE = 80
_BETWEEN = re.compile(r"(?:[\s　/／|｜\\,，;；、.。:：()（）\[\]【】·—–-]|文号|(?:发文)?字号|(?:成文|发文|印发)?(?:日期|时间)|印发|制发)*")


def dated_number(head: Head, line: Span) -> bool:
    """（1985年5月4日皖政〔1985〕38号） under the title; the text may go on in the line."""
    match = _DATED_NUMBER.match(line.text)
    if not match:
        return False
    number, found = canonical_number(match["number"]), next(find_dates(match["date"]), None)
    if not number or not found or not head.title or head.issued:
        return False
    head.issued = trimmed_span(line.source, line.start + match.start("date"), line.start + match.end("date"))
    head.issued_on = found.value
    head.number_value = head.number_value or number
    head.number = head.number or trimmed_span(line.source, line.start + match.start("number"), line.start + match.end("number"))
    return head.put_aside("number", trimmed_span(line.source, line.start, line.start + match.end()))


def number_beside_date(head: Head, line: Span) -> bool:
    """A line above the text that holds a number and a day, in either order, and nothing else but who issues: the day is that of issue."""
    both = _number_and_date(line.text, head) if len(line.text) <= _LONGEST_LINE and not head.addressees else None
    if not both or (head.number and head.number_value != both[0].number):
        return False
    number, found = both
    before = trimmed_span(line.source, line.start, line.start + min(number.start, found.start))
    if split_names(before.text, head.names):
        head.bodies = head.bodies or before
    head.number_value = number.number
    head.number = head.number or trimmed_span(line.source, line.start + number.start, line.start + number.end)
    if not head.issued:
        head.issued, head.issued_on = trimmed_span(line.source, line.start + found.start, line.start + found.end), found.value
    return head.put_aside("number", line)


def _number_and_date(text: str, head: Head) -> tuple[FoundNumber, FoundDate] | None:
    numbers, dates = find_numbers(text), list(find_dates(text))
    if len(numbers) != 1 or len(dates) != 1:
        return None
    number, found = numbers[0], dates[0]
    (start, end), (begin, stop) = sorted([(number.start, number.end), (found.start, found.end)])
    if end > begin or not all(map(_BETWEEN.fullmatch, (text[end:begin], text[stop:]))):
        return None
    return (number, found) if _BETWEEN.fullmatch(text[:start]) or split_names(text[:start], head.names) else None
