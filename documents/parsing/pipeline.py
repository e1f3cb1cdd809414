"""From a raw text to a structured document."""
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from itertools import takewhile
from pathlib import PurePath

from documents.formats.text import RawText
from documents.vocabulary import facts as declared
from documents.vocabulary import markdown

from . import blocks as reading
from . import broken, compilation, labels, lines
from .anchors import anchors
from .blocks import Block
from .body import has_body
from .cleaning import clean, tidy
from .decimals import begins_outline
from .division import Division
from .document import DocumentFacts, InnerDocument, ParsedDocument, ParsedSection
from .metadata import describe
from .outline import divide, divide_as_marked

Divide = Callable[[Sequence[Block]], tuple[list[Block], list[Division]]]
Outlined = Sequence[tuple[list[Block], list[Division]]]
HEAD = 60
LONGEST_SIGNATURE = 400
LINES_OF_A_TITLE = 4
TITLES = ("title", "full_title")


def parse(raw: RawText, facts: Mapping[str, object], known_bodies: frozenset[str], *, name: str = "") -> ParsedDocument:
    """Understand a text.

    ``facts``: given by a person, by field name of ``ParsedDocument``; they outrank what the file and its text say.
    ``known_bodies``: the names of issuing bodies. ``name``: of the file. Never raises: what cannot be determined stays
    empty, and ``warnings`` says in Chinese what a person should look at.
    """
    description = describe(raw, facts, known_bodies, name=name)
    blocks = read(raw)
    found = compilation.cuts(blocks)
    if is_several := len(found) >= compilation.FEWEST:
        description = compilation.without_inner_facts(description, found, compilation.title_of_all(blocks, found, PurePath(name).stem))
    blocks = part_names(blocks, description.bodies)
    is_given = raw.is_markdown and markdown.has_given_outline(raw.text)
    title, outlined = outline(blocks, (description.title, description.full_title), facts, known_bodies, divide_as_marked if is_given else divide)
    known = description.with_facts(_declared_unknown({**raw.facts, **facts}))
    return ParsedDocument(
        **{field.name: getattr(known, field.name) for field in fields(DocumentFacts)},
        markdown=write(title, outlined, is_given=is_given),
        sections=sections(outlined),
        has_body=has_body(raw, description),
        inner=tuple(cut.title for cut in found) if is_several else (),
    )


def documents_in(raw: RawText) -> tuple[InnerDocument, ...]:
    """The documents that ``raw`` holds, each with its text as Markdown, where they are several; what stands above the first
    comes before them, without a title.

    >>> text = "甲办法\\n第一条 为了甲。\\n乙办法\\n第一条 为了乙。"
    >>> [(inner.title, inner.text) for inner in documents_in(RawText(text))]
    [('甲办法', '甲办法\\n\\n第一条 为了甲。\\n'), ('乙办法', '乙办法\\n\\n第一条 为了乙。\\n')]
    """
    blocks = read(raw)
    found = compilation.cuts(blocks)
    if len(found) < compilation.FEWEST:
        return ()
    starts = compilation.starts(blocks, found)
    bounds = [*zip((0, *starts), (*starts, len(blocks)), ("", *(cut.title for cut in found)), strict=True)]
    return tuple(InnerDocument(title, reading.written(blocks[start:end])) for start, end, title in bounds if end > start)


def outline(
    blocks: Sequence[Block], titles: Sequence[str], facts: Mapping[str, object], known_bodies: frozenset[str], divide: Divide = divide
) -> tuple[str | None, Outlined]:
    """The printed title, and the divisions above and below it.

    Where the text prints none of ``titles``, its canonical form is searched for one too: otherwise a second reading
    could find a title there and give another result. So it is where a person gives another title than is printed.
    """
    parted = part_at_title(blocks, titles)
    if parted is None:
        outlined = [divide(blocks)]
        own = {name: value for name, value in facts.items() if name not in TITLES}
        description = describe(RawText(write(None, outlined), is_markdown=True), own, known_bodies)
        parted = part_at_title(blocks, (description.title, description.full_title))
    if parted is None:
        return None, outlined
    title, before, after = parted
    return title, [divide(before), divide(after)]


def _declared_unknown(facts: Mapping[str, object]) -> dict[str, object]:
    """The empty values of those that ``facts`` declare unknown: what the text seems to say of them does not count."""
    return {fact.name: fact.empty for fact in declared.FACTS if fact.is_stored and fact.name in facts and not facts[fact.name]}


def read(raw: RawText) -> list[Block]:
    """The blocks of a text, cleaned and whole."""
    found = clean(raw.text).split("\n")
    if not raw.is_markdown:
        found = lines.paragraphs(found)
    return broken.joined(reading.read(found, raw.is_markdown))


def part_names(blocks: Sequence[Block], names: Sequence[str]) -> list[Block]:
    """Signatures that run together (教育部中央网信办公安部) with a blank between the names."""
    if len(names) < 2:
        return list(blocks)
    name = "|".join(sorted((re.escape("".join(name.split())) for name in names), key=len, reverse=True))
    one, several = re.compile(name), re.compile(f"(?:{name}){{2,}}")
    return [
        replace(block, text=" ".join(one.findall(joined)))
        if len(joined := "".join(block.text.split())) <= LONGEST_SIGNATURE and not block.depth and several.fullmatch(joined)
        else block
        for block in blocks
    ]


def part_at_title(blocks: Sequence[Block], titles: Sequence[str]) -> tuple[str, list[Block], list[Block]] | None:
    """The title line of the text proper, what stands before it (the notice that issues it), and what follows.

    A ``#`` line that prints one of ``titles``, with those that follow it at once; else the last place above the first
    division that prints one of them, on one line or several; else the first ``#`` line. ``None``: no title is printed.
    """
    place = _marked(blocks, titles) or _printed(blocks, titles) or _first_marked(blocks)
    if place is None:
        return None
    title = tidy(" ".join(block.text for block in blocks[place]))
    return title, _unmarked(blocks[: place.start]), list(blocks[place.stop :])


def _marked(blocks: Sequence[Block], titles: Sequence[str]) -> slice | None:
    marks = _marks(blocks)
    start = next((i for title in titles if title for i, mark in enumerate(marks) if mark and _prints(blocks[i], title)), None)
    return None if start is None else _run(marks, start)


def _first_marked(blocks: Sequence[Block]) -> slice | None:
    marks = _marks(blocks)
    return _run(marks, marks.index(True)) if True in marks else None


def _marks(blocks: Sequence[Block]) -> list[bool]:
    return [block.depth == 1 and not labels.read(block.text) and not begins_outline(block.text) for block in blocks]


def _run(marks: Sequence[bool], start: int) -> slice:
    return slice(start, start + sum(1 for _ in takewhile(bool, marks[start:])))


def _prints(block: Block, title: str) -> bool:
    return lines.squeeze(markdown.plain(block.text)) == lines.squeeze(title)


def _unmarked(blocks: Sequence[Block]) -> list[Block]:
    """What stands above the title of the text proper: letterhead and title of a notice, which a file may have marked,
    open no division there."""
    return [replace(block, kind="paragraph", depth=0) if block.depth and not labels.read(block.text) else block for block in blocks]


def _printed(blocks: Sequence[Block], titles: Sequence[str]) -> slice | None:
    above = takewhile(lambda b: b.kind == "paragraph" or b.depth and not labels.read(b.text), blocks[:HEAD])
    head = [lines.squeeze(markdown.plain(block.text)) for block in above]
    for title in filter(None, map(lines.squeeze, titles)):
        for start in (i for i in reversed(range(len(head))) if not labels.read(blocks[i].text)):
            for stop in range(start + 1, min(start + LINES_OF_A_TITLE, len(head)) + 1):
                if "".join(head[start:stop]) == title:
                    return slice(start, stop)
    return None


def write(title: str | None, outlined: Outlined, *, is_given: bool = False) -> str:
    """The canonical Markdown: one blank line between blocks, every division's heading on a line of its own; closed where the
    outline ``is_given`` by a person, so that it is read as such again."""
    parts: list[str] = []
    for place, (opening, divisions) in enumerate(outlined):
        if title is not None and place == len(outlined) - 1:
            parts.append(markdown.heading(0, title, is_closed=is_given))
        parts += map(written, opening)
        for division in divisions:
            parts.append(markdown.heading(division.level, division.heading_line, is_closed=is_given))
            parts += map(written, division.texts)
    return "\n\n".join(parts) + "\n" if parts else ""


def written(block: Block) -> str:
    """A block below a heading as it stands in the canonical Markdown."""
    return block.text if block.kind == "verbatim" else markdown.paragraph(block.text)


def sections(outlined: Outlined) -> tuple[ParsedSection, ...]:
    """The divisions as values, with their anchors; those of a notice above the text proper begin with ``notice-``."""
    prefixes = ["notice-"] * (len(outlined) - 1) + [""]
    return tuple(
        _section(division, anchor)
        for (_, divisions), prefix in zip(outlined, prefixes, strict=True)
        for division, anchor in zip(divisions, anchors(divisions, prefix), strict=True)
    )


def _section(division: Division, anchor: str) -> ParsedSection:
    return ParsedSection(
        level=division.level,
        label=division.label.printed if division.label else "",
        heading=division.heading,
        anchor=anchor,
        text="\n".join(markdown.plain(b.text) for b in division.texts),
    )
