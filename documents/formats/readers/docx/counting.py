"""Numbers as Word prints them, by the names of ST_NumberFormat (ISO/IEC 29500-1, 17.18.59)."""
from collections.abc import Callable

DIGITS, UNITS = "零一二三四五六七八九", ("", "十", "百", "千")
LEGAL_DIGITS, LEGAL_UNITS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def counted(number: int, kind: str) -> str:
    """``number`` in the format ``kind``; in Arabic figures where the format is not known or does not reach so far."""
    make = FORMATS.get(kind)
    return (make(number) if make and 0 < number < 10_000 else None) or str(number)


def chinese(number: int, digits: str = DIGITS, units: tuple[str, ...] = UNITS) -> str:
    text, gap = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + units[power]
        gap = not digit
    ten = digits[1] + units[1]
    return text[1:] if text.startswith(ten) and digits == DIGITS else text


def positional(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(figure)] for figure in str(number))


def one_of(*ranges: str) -> Callable[[int], str | None]:
    """Signs from sequences given by their first and last, or by all of them."""
    signs = "".join(r if len(r) != 2 else "".join(map(chr, range(ord(r[0]), ord(r[1]) + 1))) for r in ranges)
    return lambda number: signs[number - 1] if number <= len(signs) else None


def letters(number: int) -> str:
    """a … z, aa, bb … as Word goes on."""
    turns, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (turns + 1) if turns < 10 else ""


def roman(number: int) -> str:
    text = ""
    for worth, sign in ROMAN:
        text += sign * (number // worth)
        number %= worth
    return text


FORMATS = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
                     "japaneseCounting", "koreanCounting"), chinese),
    "chineseLegalSimplified": lambda number: chinese(number, LEGAL_DIGITS, LEGAL_UNITS),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), positional("〇一二三四五六七八九")),
    "decimalFullWidth": positional("０１２３４５６７８９"),
    "decimalFullWidth2": positional("０１２３４５６７８９"),
    "decimalZero": lambda number: f"{number:02}",
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), one_of("①⑳", "㉑㉟", "㊱㊿")),
    "decimalEnclosedFullstop": one_of("⒈⒛"),
    "decimalEnclosedParen": one_of("⑴⒇"),
    "ideographEnclosedCircle": one_of("㊀㊉"),
    "ideographTraditional": one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": one_of("子丑寅卯辰巳午未申酉戌亥"),
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
}
NOT_COUNTED = ("bullet", "none")
