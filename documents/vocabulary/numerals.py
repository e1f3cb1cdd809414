"""Chinese numerals and integers, both ways: 十二 12, 一百二十 120, 二〇二五 2025; full-width, circled and plain digits too."""
import re
import unicodedata
from functools import lru_cache

_DIGITS = {c: n for n, row in enumerate(("〇○零Ｏ◯", "一壹", "二贰貳两", "三叁參叄", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")) for c in row}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}

_TENS = {"廿": "二十", "卅": "三十"}

DIGITS = "0-9０-９"
"""Arabic digits, to be written inside the brackets of a class."""
CHINESE_DIGITS = "〇○◯零一二三四五六七八九十百千万两廿卅"
"""The characters of a number in Chinese writing, to be written inside the brackets of a class."""
CHINESE_NUMERAL = f"[{CHINESE_DIGITS}]"
"""A pattern for one character of a number in Chinese writing."""
NUMERAL = f"[{DIGITS}{CHINESE_DIGITS}]"
"""A pattern for one character of a number."""


@lru_cache(maxsize=4096)
def to_int(text: str) -> int | None:
    """The number that ``text`` writes, blanks aside; ``None`` where it is not one number from beginning to end.

    Digit by digit (二〇二五, 一九九四) as well as with units (二千零二十五, 十四, 廿三, 一百零三, 一万二千), and as one
    character that holds the marks of a list (①, ⒈, ⑴).
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    text = text.strip("().") if len(text) <= 4 else text
    text = "".join(_TENS.get(c, c) for c in text)
    if text.isascii():
        return int(text) if text.isdecimal() and len(text) < 19 else None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text)) if len(text) < 19 else None
    head, myriad, tail = text.rpartition("万")
    if myriad:
        high, low = _below_a_myriad(head), _below_a_myriad(tail) if tail else 0
        return None if high is None or low is None else high * 10_000 + low
    return _below_a_myriad(text)


def _below_a_myriad(text: str) -> int | None:
    """千, 百 and 十 in falling order; 十四 begins with its unit."""
    total, digit, last = 0, None, 10_000
    for place, char in enumerate(text):
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _UNITS and _UNITS[char] < last and (digit or place == 0 or (char in "十拾" and digit is None)):
            last = _UNITS[char]
            total, digit = total + (digit or 1) * last, None
        else:
            return None
    return total + (digit or 0) if text else None


def to_chinese(number: int) -> str:
    """A number from 0 to 99,999,999 as laws print it: 120 → 一百二十, 1010 → 一千零一十.

    Raises ``ValueError`` outside that range.
    """
    if not 0 <= number < 100_000_000:
        raise ValueError(f"no Chinese writing for {number}")
    high, low = divmod(number, 10_000)
    written = _write_below_a_myriad(high) + "万" + ("零" if 0 < low < 1000 else "") if high else ""
    written += _write_below_a_myriad(low) if low or not high else ""
    return written[1:] if written.startswith("一十") else written


def _write_below_a_myriad(number: int) -> str:
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("零" if gap and written else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return written or "零"
