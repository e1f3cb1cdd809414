"""The small Markdown of this house: what plain text must escape, and how blocks are written down."""
import re

INLINE = re.compile(r"[\\`*_]|<(?=[A-Za-z/!?])|&(?=#?\w{1,30};)|!?\[(?=[^\]\n]{0,200}\](?:[(\[]))|\[(?=\^)")
AT_START = re.compile(r"(?:#|>|~~~|```|\||[-+*](?= |$)|=+$|-+$|(?:\[[^\]\n]{1,200}\](?=:)))")
ORDERED = re.compile(r"^(\d{1,9})([.)])(?= |$)")
ESCAPED_START = re.compile(r"^(?:\\(?=[#>~|\-+=]|```|\* |\[[^\]\n]{1,200}\]:)|(\d{1,9})\\([.)](?= |$)))")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,1000}\)")
CLOSING = re.compile(r"(?<!\\)#(?=(?:\\?#)*$)")
DEEPEST = 6


def escape(line: str) -> str:
    """One line of plain text as inline Markdown that reads the same."""
    return INLINE.sub(r"\\\g<0>", line)


def paragraph(text: str) -> str:
    """Inline Markdown as a paragraph: first characters that would make a heading, list or table of it are escaped."""
    if AT_START.match(text):
        return "\\" + text
    return ORDERED.sub(r"\1\\\2", text, count=1) if text[:1].isdecimal() else text


def from_paragraph(text: str) -> str:
    """The inline Markdown that ``paragraph`` was given."""
    return ESCAPED_START.sub(r"\1\2", text, count=1) if "\\" in text else text


def plain(text: str) -> str:
    """The words of inline Markdown, without escapes, emphasis and the addresses of links."""
    if not any(c in text for c in "\\*_["):
        return text
    text = LINK.sub(r"\1", text)
    text = EMPHASIS.sub(r"\2", text)
    return ESCAPED.sub(r"\1", text)


def heading(level: int, words: str) -> str:
    """A heading line: level 0 is the title (``#``), level 1 ``##``, level 5 and deeper ``######``."""
    words = CLOSING.sub(r"\\#", words) if words.endswith("#") else words
    return "#" * min(level + 1, DEEPEST) + " " + words
