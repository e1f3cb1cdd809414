"""What a text says of itself: title, number, bodies, dates, kind, history, each with its evidence.

``describe`` is the whole face. It reads the raw text, so that every span can be shown to a person.
"""
from collections.abc import Mapping
from dataclasses import fields, replace

from documents.formats.text import RawText
from documents.parsing.document import Evidence
from documents.parsing.metadata.bodies import lexicon
from documents.parsing.metadata.description import Description, Part
from documents.parsing.metadata.kinds import kind_of
from documents.parsing.metadata.law import describe_law, is_law
from documents.parsing.metadata.paper import describe_paper
from documents.parsing.metadata.spans import readable
from documents.parsing.metadata.titles import speakers, title_of_name
from documents.parsing.metadata.validity import validities

__all__ = ["Description", "Part", "describe", "validities"]

FACTS = frozenset(field.name for field in fields(Description)) - {"evidence", "parts", "warnings", "history", "repeals"}


def describe(
    raw: RawText, facts: Mapping[str, object], *, name: str = "", known_bodies: tuple[str, ...] = ()
) -> Description:
    """What ``raw`` says of itself.

    ``facts`` (a person's word) outrank ``raw.facts`` (the file's word), and both outrank the text. ``name``: of the
    file, where a law's version may be told by its date. ``known_bodies``: names and aliases of issuing bodies
    beyond the built-in ones, which tell names apart that run together. Spans count in ``raw.text``. Never raises.
    """
    names, law = lexicon(known_bodies), is_law(raw.text)
    reading = readable(raw.text, is_markdown=raw.is_markdown and not law)
    description = describe_law(reading.text, name, names) if law else describe_paper(reading.text, names)
    description = reading.in_raw_text(description)
    if not description.title:
        description = _named(description, title_of_name(name), names)
    for origin, told in (("file", raw.facts), ("given", facts)):
        description = _told(description, told, origin)
    return description


def _named(description: Description, title: str, names: frozenset[str]) -> Description:
    """What the title tells that the file is named after, where the text itself says nothing."""
    said = speakers(title, names)
    told = {"title": title, "kind": kind_of(title), "bodies": said.names if said else ()}
    told = {field: value for field, value in told.items() if not getattr(description, field)}
    return _told(description, told, "file")


def _told(description: Description, told: Mapping[str, object], origin) -> Description:
    known = {field: value for field, value in told.items() if field in FACTS and value}
    evidence = {field: Evidence(str(value), None, origin) for field, value in known.items()}
    return replace(description, **known, evidence={**description.evidence, **evidence})
