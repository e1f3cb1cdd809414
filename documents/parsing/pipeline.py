"""From a raw text to a structured document."""
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields
from itertools import takewhile

from documents.formats.text import RawText

from . import blocks as reading
from . import labels, lines, markdown
from .anchors import anchors
from .blocks import Block
from .cleaning import clean, tidy
from .document import ParsedDocument, ParsedSection
from .metadata import Description, describe
from .outline import Division, divide, heading_line, plain_heading

DESCRIBED = {f.name for f in fields(Description)} & {f.name for f in fields(ParsedDocument)}
LONGEST_TITLE = 120
HEAD = 60
HEAD_LENGTH = 400
NOT_IN_TITLES = re.compile("[。；！？：:]$|[。；]")


def parse(
    raw: RawText, facts: Mapping[str, object], *, name: str = "", known_bodies: tuple[str, ...] = ()
) -> ParsedDocument:
    """Understand a text.

    ``facts`` are a person's word by field name of ``ParsedDocument`` and outrank what the file and its text say.
    ``name``: of the file. ``known_bodies``: names of issuing bodies beyond the built-in ones. Raises nothing: what
    cannot be told stays empty, and ``warnings`` says in Chinese what a person should look at.
    """
    description = describe(raw, facts, name=name, known_bodies=known_bodies)
    titles = [title for title in (description.title, description.full_title) if title]
    title, before, after = part_at_title(read(raw), titles)
    outlined = [divide(before), divide(after)] if title is not None else [divide(after)]
    values = {field: getattr(description, field) for field in DESCRIBED} | _told_unknown({**raw.facts, **facts})
    return ParsedDocument(
        **{**values, "title": description.title or tidy(markdown.plain(title or ""))},
        markdown=write(title, outlined),
        sections=sections([division for _, divisions in outlined for division in divisions]),
    )


def _told_unknown(told: Mapping[str, object]) -> dict[str, object]:
    """The empty values of facts that are told to be unknown: what the text seems to say of them does not count."""
    return {field.name: field.default for field in fields(Description) if field.name in told and not told[field.name]}


def read(raw: RawText) -> list[Block]:
    """The blocks of a text, cleaned, without the line of a list page that repeats the title above it."""
    found = clean(raw.text).split("\n")
    if not raw.is_markdown:
        found = lines.paragraphs(found)
    blocks = reading.read(found, raw.is_markdown)
    return blocks[1:] if _is_listing(blocks) else blocks


def _is_listing(blocks: Sequence[Block]) -> bool:
    if len(blocks) < 2 or not (match := lines.LISTING.match(markdown.plain(blocks[0].text))):
        return False
    return squeeze(match["title"]) in squeeze(markdown.plain(blocks[1].text[:HEAD_LENGTH]))


def part_at_title(blocks: Sequence[Block], titles: Sequence[str]) -> tuple[str | None, list[Block], list[Block]]:
    """The title line of the text proper, what stands before it (the notice that issues it), and what follows.

    A first ``#`` line is the title, with those that follow it at once. Otherwise it is the last paragraph above the
    first division that prints one of ``titles``; for a text without facts, a short first line.
    """
    for start, block in enumerate(blocks):
        if block.depth == 1 and not labels.read(block.text):
            end = next((i for i in range(start, len(blocks)) if blocks[i].depth != 1 or labels.read(blocks[i].text)), len(blocks))
            return " ".join(b.text for b in blocks[start:end]), list(blocks[:start]), list(blocks[end:])
    place = _printed(blocks, titles)
    if place is None and not titles and _looks_like_title(blocks):
        place = 0
    if place is None:
        return None, [], list(blocks)
    return blocks[place].text, list(blocks[:place]), list(blocks[place + 1 :])


def _printed(blocks: Sequence[Block], titles: Sequence[str]) -> int | None:
    head = list(takewhile(lambda b: b.kind == "paragraph", blocks[:HEAD]))
    for title in titles:
        places = [i for i, block in enumerate(head) if squeeze(markdown.plain(block.text)) == squeeze(title)]
        if places:
            return places[-1]
    return None


def _looks_like_title(blocks: Sequence[Block]) -> bool:
    first = blocks[0] if blocks else None
    return bool(
        first and first.kind == "paragraph" and len(first.text) <= LONGEST_TITLE
        and not labels.read(first.text) and not NOT_IN_TITLES.search(first.text)
    )


def squeeze(text: str) -> str:
    """A title for comparison: without blanks, book title marks, and differences of width."""
    return re.sub(r"[\s《》]", "", unicodedata.normalize("NFKC", text))


def write(title: str | None, outlined: Sequence[tuple[list[Block], list[Division]]]) -> str:
    """The canonical Markdown: one blank line between blocks, every division's heading on a line of its own."""
    parts: list[str] = []
    for place, (opening, divisions) in enumerate(outlined):
        if title is not None and place == len(outlined) - 1:
            parts.append(markdown.heading(0, tidy(title)))
        parts += map(_written, opening)
        for division in divisions:
            parts.append(markdown.heading(division.level, heading_line(division)))
            parts += map(_written, division.texts)
    return "\n\n".join(parts) + "\n" if parts else ""


def _written(block: Block) -> str:
    return block.text if block.kind == "verbatim" else markdown.paragraph(tidy(block.text))


def sections(divisions: Sequence[Division]) -> tuple[ParsedSection, ...]:
    """The divisions as values, with their anchors."""
    return tuple(
        ParsedSection(
            level=division.level,
            label=division.label.printed if division.label else "",
            heading=plain_heading(division),
            anchor=anchor,
            text="\n".join(markdown.plain(b.text if b.kind == "verbatim" else tidy(b.text)) for b in division.texts),
        )
        for division, anchor in zip(divisions, anchors(divisions), strict=True)
    )
