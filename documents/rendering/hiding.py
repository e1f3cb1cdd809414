"""What is not wanted syntax is hidden from Python-Markdown as private characters, and shown again, escaped, after it.

Plane 16 of Unicode is private and unused. One character stands for one character, so offsets stay true until the
links are marked.
"""
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from documents.vocabulary.markdown import ESCAPED

_ESCAPED, _NOTHING, _CLOSE, _OPEN, _LAST = 0x100000, 0x100080, 0x100081, 0x100100, 0x10FFFD
_PRIVATE = re.compile(f"[{chr(_ESCAPED)}-{chr(_LAST)}]")

_MARK = re.compile(rf"{ESCAPED.pattern}|\*\*")
_HEADING = re.compile(r"^#{1,6} +", re.M)
_CONTAINER = re.compile(r"^( *)([-*+>]|\d{1,9}\.)(?= )(.*)$", re.M)
_MARKER = re.compile(r"(?:[-*+]|\d{1,9}\.)(?= |$)|>")
_DEEP = re.compile(r"^( {12})( +)", re.M)
_PAIR = re.compile(r"\*\*(?=\S)[^*\n]{1,500}(?<=\S)\*\*|\*(?=\S)[^*\n]{1,500}(?<=\S)\*|`[^`\n]{1,200}`")
_STAR = re.compile(r"(?m)^( *)\*(?= )|[*`]")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(((?:https?://|mailto:|/(?!/)|#)[^\s()<>\"']{0,500})\)")
_NOTE = re.compile(r"(^)?\[\^([\w.-]{1,20})\](?(1):)", re.M)
_MOST_PAIRS = 300
LinkSpan = tuple[int, int, int, int, "Link"]  # start, start of its text, end of its text, end


@dataclass(frozen=True)
class Link:
    """A span of the Markdown that becomes a link or, without ``href``, a marked place.

    ``start``, ``end``: character offsets in the Markdown. ``kind``: CSS classes after ``citation``. ``id``: of the
    element, for ways back to it.
    """

    start: int
    end: int
    href: str = ""
    title: str = ""
    kind: str = ""
    id: str = ""

    def opening(self) -> str:
        """``</a>`` closes it either way: without a target, an ``a`` is a place."""
        values = {"class": f"citation {self.kind}".strip(), "id": self.id, "href": self.href, "title": self.title}
        return "<a" + "".join(f' {name}="{escape(value)}"' for name, value in values.items() if value) + ">"


@dataclass(frozen=True)
class WrittenLink(Link):
    """A link that the Markdown itself has."""

    def opening(self) -> str:
        rel = ' rel="noopener noreferrer"' if self.href.startswith("http") else ""
        return f'<a href="{escape(self.href)}"{rel}>'


@dataclass(frozen=True)
class NoteMark(Link):
    """The mark of a footnote, in the text and at the note: each leads to the other."""

    def opening(self) -> str:
        name = f' id="{escape(self.id)}"' if self.id else ""
        return f'<a class="{self.kind}"{name} href="{escape(self.href)}">'


def plain(markdown: str) -> str:
    """The text of a heading or sentence, which may be cut out of emphasis, without the marks of Markdown."""
    return _MARK.sub(lambda m: m[1] or "", _HEADING.sub("", markdown)).strip()


def hide(markdown: str, links: Iterable[Link]) -> tuple[str, Sequence[Link]]:
    """The text for Python-Markdown, and the links that its private brackets stand for."""
    text = _PRIVATE.sub("\ufffd", markdown).replace("\t", " ").replace("\r", " ")
    text = ESCAPED.sub(lambda m: _nothing(1) + _private(m[1]), text)
    text = re.sub("[<&]", lambda m: _private(m[0]), text)
    text = _CONTAINER.sub(_one_container, text)
    text = _DEEP.sub(lambda m: m[1] + _nothing(len(m[2])), text)
    if _STAR.search(text):
        text = "\n\n".join(map(_hide_unpaired, text.split("\n\n")))
    return _mark(text, links)


def show(html: str, opened: Sequence[Link] = ()) -> str:
    """HTML in which every private character is again, as HTML, what it stands for."""

    def shown(match: re.Match[str]) -> str:
        code = ord(match[0])
        if code < _NOTHING:
            return escape(chr(code - _ESCAPED))
        if code == _CLOSE:
            return "</a>"
        return opened[code - _OPEN].opening() if 0 <= code - _OPEN < len(opened) else ""

    return _PRIVATE.sub(shown, html)


def _private(text: str) -> str:
    return "".join(chr(_ESCAPED + ord(c)) for c in text)


def _nothing(length: int) -> str:
    return chr(_NOTHING) * length


def _one_container(match: re.Match) -> str:
    """A line opens one list or quotation: lists nest by indentation, and only as deep as people read."""
    indent, marker, rest = match.groups()
    inner = rest.lstrip(" ")
    if nested := _MARKER.match(inner):
        rest = rest[: len(rest) - len(inner)] + _private(nested[0]) + inner[nested.end() :]
    return indent + marker + rest


def _hide_unpaired(block: str) -> str:
    """Stars and backticks are syntax only in pairs, and few enough for Python-Markdown to take in its stride."""
    pairs = [m.span() for m in _PAIR.finditer(block)]
    if len(pairs) > _MOST_PAIRS:
        pairs = []
    pieces, at = [], 0
    for start, end in pairs:
        pieces += [_hide_stars(block[at:start]), block[start:end]]
        at = end
    return "".join(pieces) + _hide_stars(block[at:])


def _hide_stars(text: str) -> str:
    return _STAR.sub(lambda m: _private(m[0]) if m[1] is None else m[0], text)


def _mark(text: str, links: Iterable[Link]) -> tuple[str, Sequence[Link]]:
    """``text`` with private brackets around links. Of two that overlap, the one that is written counts, then the first."""
    spans = [*_written_links(text), *_note_marks(text)]
    written = sorted((start, end) for start, *_, end, _ in spans)
    spans += [
        (link.start, link.start, link.end, link.end, link) for link in links
        if 0 <= link.start < link.end and not _overlaps(written, link.start, link.end)
    ]
    pieces: list[str] = []
    opened: list[Link] = []
    at = 0
    for start, inner, inner_end, end, link in sorted(spans, key=lambda span: (span[0], -span[3])):
        if at <= start and end <= len(text) and _OPEN + len(opened) <= _LAST:
            pieces += [text[at:start], chr(_OPEN + len(opened)), text[inner:inner_end], chr(_CLOSE)]
            opened.append(link)
            at = end
    return "".join(pieces) + text[at:], opened


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of ``spans``, which are sorted, shares a character with that from ``start`` to ``end``."""
    before = bisect_left(spans, (end, 0))
    return before > 0 and spans[before - 1][1] > start


def _written_links(text: str) -> Iterator[LinkSpan]:
    for m in _LINK.finditer(text):
        href = _PRIVATE.sub(lambda p: chr(ord(p[0]) - _ESCAPED) if ord(p[0]) < _NOTHING else "", m[2])
        yield m.start(), m.start(1), m.end(1), m.end(), WrittenLink(m.start(), m.end(), href)


def _note_marks(text: str) -> Iterator[LinkSpan]:
    """``[^1]`` in the text, and ``[^1]:`` where the note stands; the way back is to the first mark."""
    marked = set()
    for m in _NOTE.finditer(text):
        place, mark = f"note-{m[2]}", f"note-mark-{m[2]}"
        if m[1] is not None:
            link = NoteMark(m.start(), m.end(), f"#{mark}", "", "note-back", place)
        else:
            link = NoteMark(m.start(), m.end(), f"#{place}", "", "note-mark", "" if mark in marked else mark)
            marked.add(mark)
        yield m.start(), m.start(2), m.end(2), m.end(), link
