"""A text as a list of blocks: paragraphs, headings that its file marked, and Markdown that is kept as it is."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from documents.vocabulary import markdown
from documents.vocabulary.patterns import certain

from . import labels
from .cleaning import MANY_BLANKS, tidy

HEADING = re.compile(r" {0,3}(#{1,6})(?:[ ]+|(?=[^#\s]))(.*?)(?: +#+)? *$")
LONGEST_LINE = 40
FENCE = re.compile(r" {0,3}(```|~~~)")
EMPHASIZED = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,200}?)\1")
VERBATIM = re.compile(r" {0,3}(\||>|[-*+] +\S|\[\^?[^\]\n]+\]:)")


@dataclass(frozen=True)
class Block:
    """``text`` is inline Markdown of one line; of a ``verbatim`` block (table, list, quotation, code) all its lines.

    ``depth`` is the number of ``#`` of a heading that the file marked, 0 for all else.
    """

    kind: Literal["paragraph", "heading", "verbatim"]
    text: str
    depth: int = 0


def read(lines: Iterable[str], is_markdown: bool) -> list[Block]:
    """The blocks of cleaned lines. Plain text is escaped, so that from here on every text is Markdown."""
    if not is_markdown:
        return [Block("paragraph", markdown.escape(tidied(line))) for line in lines if line.strip()]
    return list(_joined(_markdown_blocks(lines)))


def written(blocks: Iterable[Block]) -> str:
    """``blocks`` as Markdown from which ``read`` makes them again."""
    return "".join(f"{'#' * block.depth + ' ' if block.kind == 'heading' else ''}{block.text}\n\n" for block in blocks).rstrip("\n") + "\n"


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """A chapter's heading that was broken over two lines becomes one: 第五章 卷烟纸、滤嘴棒、 and 烟草专用机械的生产."""
    above = None
    for block in blocks:
        is_rest = block.kind == "paragraph" and len(block.text) <= LONGEST_LINE and not labels.read(block.text)
        if above and is_rest and _breaks_off(above):
            above = replace(above, text=tidied(above.text + block.text))
            continue
        if above:
            yield above
        above = block
    if above:
        yield above


def _breaks_off(block: Block) -> bool:
    if block.kind != "heading" or not block.text.endswith(("、", "，")) or len(block.text) > LONGEST_LINE:
        return False
    label = labels.read(block.text)
    return label is not None and label.kind in labels.STATUTE


def _markdown_blocks(lines: Iterable[str]) -> Iterator[Block]:
    for kind, group in groupby(_typed(lines), key=lambda pair: pair[0]):
        members = [line for _, line in group]
        if kind == "verbatim":
            yield Block("verbatim", "\n".join(line.rstrip() for line in members).strip("\n"))
        elif kind == "heading":
            for line in members:
                hashes, text = certain(HEADING.match(line)).groups()
                if text.strip():
                    yield Block("heading", tidied(_label_unmarked(text)), len(hashes))
        elif kind == "paragraph":
            yield from (Block("paragraph", markdown.from_paragraph(tidied(_label_unmarked(line)))) for line in members)


def _label_unmarked(line: str) -> str:
    """A line whose label is emphasized (**第一条** 为了…) without that emphasis: the outline says as much."""
    text = line.lstrip()
    mark = EMPHASIZED.match(text) if text[:2] in ("**", "__") else None
    return mark[2] + text[mark.end() :] if mark and labels.read(mark[2]) else line


def tidied(line: str) -> str:
    """A line without the blanks of its layout; the blank after a label (第一条 为了…) is not one of them."""
    text = MANY_BLANKS.sub(" ", line).strip()
    labelled = ""
    for _ in range(labels.DEEPEST):
        if not (label := labels.read(text)):
            break
        labelled += label.printed + (" " if label.spaced else "")
        text = label.rest
    return labelled + tidy(text)


def _typed(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    fence = ""
    for line in lines:
        mark = FENCE.match(line)
        if fence or mark:
            yield "verbatim", line
            opened = mark[1] if mark else ""
            fence = "" if opened == fence else fence or opened
            continue
        line = markdown.COMMENT.sub("", line) if "<!--" in line else line
        if not line.strip():
            yield "blank", line
        elif HEADING.match(line):
            yield "heading", line
        else:
            yield "verbatim" if VERBATIM.match(line) else "paragraph", line
    if fence:
        yield "verbatim", fence
