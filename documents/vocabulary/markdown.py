"""The small Markdown of the corpus: one grammar for what writes it and what reads it.

``plain(escape(line)) == line``, and ``from_paragraph`` undoes ``paragraph``.
"""
import re

ESCAPABLE = r"!-/:-@\[-`{-~"
"""The punctuation marks that a backslash escapes, to be written inside the brackets of a class."""
ESCAPED = re.compile(rf"\\([{ESCAPABLE}])")
"""A punctuation mark that Markdown is to read as itself."""

COMMENT = re.compile(r"(?<!\\)<!--[^\n]{0,500}?-->")
"""A comment, which readers do not see."""

IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\((?P<target>[^)\n]{0,2000})\)|<img\b[^>\n]{0,2000}?\bsrc=[\"']?(?P<source>[^\"'>\s]{0,2000})[^>\n]{0,2000}>", re.IGNORECASE)
"""A picture in a text, in Markdown or HTML."""

HEADING = re.compile(r"^#{1,6} +[^\n]*?( +#+)? *$", re.MULTILINE)
"""A heading line of canonical text; its group is the mark at its end, where it has one."""

_LINK_TEXT = r"(?:\\.|[^\\\]\n]){0,300}"
# What Markdown would read as emphasis, code, HTML, an entity or a link.
_SYNTAX = r"[\\`*_]|<(?=[A-Za-z/!?])|&(?=#?\w{1,30};)|\[(?=[^\]\n]{0,300}\][(\[])"
_INLINE = re.compile(rf"{_SYNTAX}|\[(?=\^)")
_INLINE_BUT_NOTES = re.compile(rf"(?!\[\^\d+\])(?:{_SYNTAX})")
_BLOCK_START = re.compile(r"[#>|]|~~~|```|[-+*](?= |$)|=+$|-+$|\[[^\]\n]{1,200}\](?=:)")
_ORDERED = re.compile(r"(\d{1,9})([.)])(?= |$)")
_ESCAPED_START = re.compile(r"\\(?=[#>~|\-+=]|```|\* |\[[^\]\n]{1,200}\]:)|(\d{1,9})\\([.)](?= |$))")
_CLOSING_MARK = re.compile(r"(?<!\\)#(?=(?:\\?#)*$)")
_MARKUP = re.compile(
    rf"""
    {ESCAPED.pattern}
    | !?\[(?P<link>{_LINK_TEXT})\]\([^)\n]{{0,1000}}\)
    | (?P<marks>\*\*|__)(?=\S)(?P<emphasised>(?:\\.|[^\\\n]){{1,500}}?)(?<=\S)(?P=marks)
    """,
    re.VERBOSE,
)
DEEPEST = 6


def escape(line: str, *, keep_notes: bool = False) -> str:
    """One line of plain text as inline Markdown that reads the same; with ``keep_notes``, [^1] is the mark of a footnote.

    >>> escape("a*b")
    'a\\\\*b'
    """
    return (_INLINE_BUT_NOTES if keep_notes else _INLINE).sub(r"\\\g<0>", line)


def starts_a_block(text: str) -> bool:
    """Whether ``text`` would be no paragraph for how it begins: a heading, quotation, table, list or code; 1. aside."""
    return bool(_BLOCK_START.match(text))


def paragraph(text: str) -> str:
    """Inline Markdown as a paragraph: first characters that would make a heading, list or table of it are escaped."""
    if starts_a_block(text):
        return "\\" + text
    return _ORDERED.sub(r"\1\\\2", text, count=1) if _ORDERED.match(text) else text


def from_paragraph(text: str) -> str:
    """The inline Markdown that ``paragraph`` was given."""
    start = _ESCAPED_START.match(text)
    return (start[1] or "") + (start[2] or "") + text[start.end() :] if start else text


def plain(text: str) -> str:
    """The text of inline Markdown, without escapes, emphasis and the addresses of links."""
    return _MARKUP.sub(_text_of, text) if any(c in text for c in "\\*_[") else text


def _text_of(markup: re.Match) -> str:
    return markup[1] or plain(markup["link"] or markup["emphasised"] or "")


def heading(level: int, text: str, *, is_closed: bool = False) -> str:
    """A heading line: level 0 is the title (``#``), level 1 ``##``, level 5 and deeper ``######``; with ``is_closed`` marked
    at its end as well: see ``has_given_outline``."""
    text = _CLOSING_MARK.sub(r"\\#", text) if text.endswith("#") else text
    mark = "#" * min(level + 1, DEEPEST)
    return f"{mark} {text} {mark}" if is_closed else f"{mark} {text}"


def has_given_outline(text: str) -> bool:
    """Whether a person has said which lines are headings, and of which level: then every heading is closed (``## 总则 ##``).

    >>> has_given_outline("# 办法 #\\n\\n## 总则 ##"), has_given_outline("# 办法\\n\\n## 总则 ##")
    (True, False)
    """
    headings = HEADING.findall(text)
    return bool(headings) and all(headings)


def place(start: int) -> str:
    """The id, on its page, of what a document's text mentions from ``start`` on."""
    return f"cite-{start}"
