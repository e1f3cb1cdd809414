"""The parts of a text that correspond to those of another: its divisions, and what stands before the first."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from documents.vocabulary.markdown import from_paragraph, plain

_HEADING = re.compile(r"^(#{1,6}) +(.*?)(?: +#+)? *$", re.M)
_RULE = re.compile(r"[|:\- ]+")


class Division(Protocol):
    """A labelled division, as ``parsing`` finds and the database holds it."""

    label: str
    heading: str
    anchor: str


@dataclass(frozen=True)
class Part:
    """``label``: 第三条, 一、 or none. ``text``: its heading, if it has one, and its paragraphs, one a line, without Markdown."""

    label: str
    text: str
    anchor: str = ""


def parts(markdown: str, divisions: Iterable[Division] = ()) -> tuple[Part, ...]:
    """The parts of canonical ``markdown``, in order; ``divisions``: one for each heading line from ``##`` down.

    >>> parts("为了管理。\\n\\n## 第一条\\n\\n总则。")
    (Part(label='', text='为了管理。', anchor=''), Part(label='', text='第一条\\n总则。', anchor=''))
    """
    return tuple(part for part in _parts(markdown, iter(divisions)) if part.label or part.text)


def _parts(markdown: str, divisions: Iterator[Division]) -> Iterator[Part]:
    headings = list(_HEADING.finditer(markdown))
    starts = [heading.start() for heading in headings] + [len(markdown)]
    yield Part("", _text(markdown[: starts[0]]))
    for heading, end in zip(headings, starts[1:], strict=True):
        division = next(divisions, None) if heading[1] != "#" else None
        printed = division.heading if division else plain(heading[2])
        text = "\n".join(filter(None, [printed, _text(markdown[heading.end() : end])]))
        yield Part(division.label, text, division.anchor) if division else Part("", text)


def _text(markdown: str) -> str:
    return "\n".join(filter(None, map(_line, markdown.split("\n"))))


def _line(line: str) -> str:
    line = line.strip()
    if line.startswith("|"):
        return "" if _RULE.fullmatch(line) else " | ".join(plain(cell.strip()) for cell in line.strip("|").split("|"))
    return plain(from_paragraph(line))
