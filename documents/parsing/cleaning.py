"""Characters that are not text go; blanks that a layout left inside sentences go. No other character is touched."""
import re

from documents.vocabulary.agencies import PRINTED_LETTERS
from documents.vocabulary.characters import ALL_HAN as CJK
from documents.vocabulary.characters import BLANK, LINE_END, STOPS, UNSEEN
from documents.vocabulary.divisions import PRINTED_LABELLED
from documents.vocabulary.numerals import NUMERAL

OTHER_BLANKS = re.compile(f"[{BLANK}](?<![ \u3000])")
MANY_BLANKS = re.compile("[ \u3000]+")

CLOSED = STOPS + "）》”’】"
PROSE = re.compile("[，。；！？,;?!]")
BEFORE_UNIT = re.compile("(?<=[0-9]) (?=[年月日])")
AFTER_STOP = re.compile(f"(?<=[{STOPS}”]) (?=[{CJK}“《（0-9A-Za-z])|(?<=[,;]) (?=[{CJK}“《])")
BETWEEN_SCRIPTS = re.compile(f"(?<=[{CJK}{CLOSED}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%％]) (?=[{CJK}{CLOSED}])")
# A blank after the name of a body parts it from the next one (中共中央 国务院), one after 2月27日电 or 第一条 what it opens, and
# one before 第一条 what it stands behind.
WITHIN_WORDS = re.compile(
    f"(?<=[{CJK}])(?<![{PRINTED_LETTERS}军电{PRINTED_LABELLED}]) (?=[{CJK}“])(?!第{NUMERAL}{{1,9}}[{PRINTED_LABELLED}] )"
)
SPACED_OUT = re.compile(f"(?:[{CJK}] ){{1,20}}[{CJK}]")


def clean(text: str) -> str:
    """The text with one kind of newline, no invisible or control characters, and plain blanks.

    The ideographic blank stays: at the start of a line it opens a paragraph.
    """
    text = LINE_END.sub("\n", text)
    text = UNSEEN.sub("", text)
    return OTHER_BLANKS.sub(" ", text)


def tidy(paragraph: str) -> str:
    """A paragraph without the blanks that layout left in it: 和 谐 → 和谐, 2035 年 → 2035年, 总 则 → 总则.

    Titles and lists of names, which use blanks to part their members and have no punctuation, stay as they are.
    """
    paragraph = paragraph.replace("\u3000", " ").strip()
    if " " not in paragraph:
        return paragraph
    paragraph = BEFORE_UNIT.sub("", MANY_BLANKS.sub(" ", paragraph))
    if SPACED_OUT.fullmatch(paragraph):
        return paragraph.replace(" ", "")
    if " " not in paragraph or not PROSE.search(paragraph):
        return paragraph
    paragraph = AFTER_STOP.sub("", paragraph)
    paragraph = BETWEEN_SCRIPTS.sub("", paragraph)
    return WITHIN_WORDS.sub("", paragraph)
