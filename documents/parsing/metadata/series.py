"""What tells of a series above a text: the name of a gazette or of minutes, and the text's place in it."""
import re
from itertools import islice

from documents.parsing.metadata.bodies import split_names
from documents.parsing.metadata.head import Head
from documents.parsing.metadata.kinds import kind_of
from documents.parsing.metadata.spans import Span, lines, squeezed, trimmed_span
from documents.parsing.metadata.title_lines import title_end
from documents.vocabulary.characters import HAN
from documents.vocabulary.dates import find_dates
from documents.vocabulary.kinds import NUMBERED
from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.patterns import spaced

_PLACE = re.compile(rf"[（(〔\[]?(?:(?:19|20)\d\d\s?年\s?)?第\s?{NUMERAL}{{1,4}}\s?号[）)〕\]]?|[（(〔\[](?:19|20)\d\d[）)〕\]]\s?第?\s?{NUMERAL}{{1,4}}\s?号")
_SERIES = re.compile(rf"[{HAN}\s]{{0,30}}?(?:{spaced('公报', '政报', '简报', '专报')})|(?:[{HAN}\s]{{0,8}}会\s*议\s*)?{spaced('纪要')}")
_NEAR = 6


def head_of_series(head: Head, line: Span) -> bool:
    """甲市人民政府公报, 专题会议纪要 above the title of what was printed there, and what stands between: 〔2022〕第9期, who and when."""
    if head.title or not _SERIES.fullmatch(line.text):
        return False
    near = islice(lines(line.source, line.end), _NEAR)
    title = next((below for below in near if kind_of(below.text) and title_end(below, head.names) and squeezed(below.text) != squeezed(line.text)), None)
    if title is None:
        return False
    for between in lines(line.source, line.end, title.start):
        found = next(find_dates(line.source, between.start, between.end), None)
        who = trimmed_span(line.source, between.start, found.start) if found else between
        if found and split_names(who.text, head.names):
            head.bodies, head.issued, head.issued_on = who, trimmed_span(line.source, found.start, found.end), found.value
        head.put_aside("remark", between)
    head.put_aside("remark", line)
    head.end = title.start
    return True


def place_in_series(head: Head, line: Span) -> bool:
    """2022年第3号 below 关于…的公告, 〔2022〕第3号 below 甲局公告."""
    above = head.title or head.order
    if head.ordinal or not above or not _PLACE.fullmatch(line.text) or kind_of(above.text) not in NUMBERED:
        return False
    head.ordinal = line
    return head.put_aside("number", line)
