"""Characters that are not text go; blanks that a layout left inside sentences go. No other character is touched."""
import re

BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\t\x0b\x0c"
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff]"
)
NEWLINES = re.compile("\r\n?|[\x85\u2028\u2029]")
BLANK = re.compile(f"[{BLANKS}]")
MANY_BLANKS = re.compile("[ \u3000]+")

CJK = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
STOPS = "，。；：、！？"
CLOSED = STOPS + "）》”’】"
PROSE = re.compile("[，。；！？,;?!]")
BEFORE_UNIT = re.compile("(?<=[0-9]) (?=[年月日])")
AFTER_STOP = re.compile(f"(?<=[{STOPS}”]) (?=[{CJK}“《（0-9A-Za-z])|(?<=[,;]) (?=[{CJK}“《])")
BETWEEN_SCRIPTS = re.compile(f"(?<=[{CJK}{CLOSED}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%％]) (?=[{CJK}{CLOSED}])")
# A blank after the name of a body parts it from the next one (中共中央 国务院), one after 2月27日电 or 第一条 what it opens.
WITHIN_WORDS = re.compile(f"(?<=[{CJK}])(?<![部委院局署办会室行厅司央军电编章节条]) (?=[{CJK}“])")
SPACED_OUT = re.compile(f"(?:[{CJK}] ){{1,20}}[{CJK}]")


def clean(text: str) -> str:
    """The text with one kind of newline, no invisible or control characters, and plain blanks.

    The ideographic blank stays: at the start of a line it opens a paragraph.
    """
    text = NEWLINES.sub("\n", text)
    text = INVISIBLE.sub("", text)
    return BLANK.sub(" ", text)


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
