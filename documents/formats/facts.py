"""What a file says of itself outside its text, by our field names: front matter, meta tags, the 信息索引 block."""
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from documents.vocabulary import facts as declared
from documents.vocabulary.dates import find_dates
from documents.vocabulary.facts import Type

from .characters import clean

NOTHING = frozenset({"", "-", "—", "——", "/", "无", "暂无", "null", "None"})
SEPARATORS = re.compile(r"[、,，;；\s]+")
# Written by programs: without 日, or with blanks. The hour may run on from the day: 2023-04-1909:49.
DATE = re.compile(r"(?<!\d)(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})(?!\d(?!\d?:\d\d))")
REPUBLIC = re.compile(r"(?:中[華华])?(?:民[國国])?\s*(1\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})日?")  # 112-07-05, as sites in Taiwan write
BEFORE_THE_REPUBLIC = 1911


def gather(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Facts from pairs of field name and raw value; the first that is not empty wins."""
    facts: dict[str, object] = {}
    for name, value in pairs:
        if name not in facts and (fact := typed(name, value)):
            facts[name] = fact
    return facts


def typed(name: str, value: object) -> str | date | tuple[str, ...] | None:
    """``value`` as the fact ``name`` has it; ``None`` where it says nothing, or no such fact is declared."""
    fact = declared.by_name().get(name)
    if fact is None:
        return None
    if fact.type is Type.DATE:
        return to_date(value)
    if fact.type is Type.NAMES:
        parts = value if isinstance(value, list | tuple) else SEPARATORS.split(one_line(value))
        return tuple(part for part in map(one_line, parts) if part not in NOTHING) or None
    text = one_line(value)
    if text in NOTHING or isinstance(value, list | tuple | Mapping) or (fact.shape and not re.fullmatch(fact.shape, text)):
        return None
    return text


def one_line(value: object) -> str:
    """``value`` as one line of clean text."""
    return " ".join(clean("" if value is None else str(value)).split())


def to_date(value: object) -> date | None:
    """A date, also with a time behind it. 2025年13月 is none."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    written = one_line(value)
    if spelt := next(find_dates(written), None):
        return spelt.value
    found, of_the_republic = DATE.search(written), REPUBLIC.fullmatch(written)
    try:
        if of_the_republic:
            return date(BEFORE_THE_REPUBLIC + int(of_the_republic[1]), int(of_the_republic[2]), int(of_the_republic[3]))
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
