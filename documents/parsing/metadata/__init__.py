"""What a text says of itself: title, number, bodies, dates, kind, history, each with its evidence.

``describe`` is the whole face. It reads the raw text, so that every span can be shown to a person.
"""
from collections.abc import Mapping
from dataclasses import fields, replace

from documents.formats.text import RawText
from documents.parsing.document import Evidence
from documents.parsing.metadata.bodies import lexicon, split_names
from documents.parsing.metadata.description import Description, Part
from documents.parsing.metadata.kinds import kind_of
from documents.parsing.metadata.law import describe_law, is_law
from documents.parsing.metadata.paper import describe_paper
from documents.parsing.metadata.spans import readable
from documents.parsing.metadata.titles import speakers, title_of_name
from documents.parsing.metadata.validity import terms
from documents.parsing.metadata.words import squeezed
from documents.vocabulary.numbers import canonical_number

__all__ = ["Description", "Part", "describe", "terms"]

EXPECTED = {"title": "标题", "bodies": "发文机关", "issued_on": "成文日期"}
FACTS = frozenset(field.name for field in fields(Description)) - {"evidence", "parts", "warnings", "history", "repeals"}


def describe(raw: RawText, facts: Mapping[str, object], *, name: str = "") -> Description:
    """What ``raw`` says of itself.

    ``facts`` (a person's word) outrank ``raw.facts`` (the file's word), and both outrank the text. ``name``: of the
    file, where a law's version may be told by its date. Spans count in ``raw.text``. Never raises.
    """
    names, law = lexicon(), is_law(raw.text)
    reading = readable(raw.text, is_markdown=raw.is_markdown and not law, is_broken=not raw.is_markdown)
    description = describe_law(reading.text, name, names) if law else describe_paper(reading.text, names)
    description = reading.in_raw_text(description)
    named = {} if description.title else {"title": title_of_name(name)}
    for origin, told in (("file", named), ("file", _of_file(raw.facts, description, names)), ("given", facts)):
        description = _told(description, told, origin)
    description = _told_by_title(description, {**raw.facts, **facts}, names)
    missing = [label for field, label in EXPECTED.items() if not getattr(description, field)]
    warnings = (f"未能确定：{'、'.join(missing)}。",) if missing else ()
    return replace(description, warnings=description.warnings + warnings)


def _of_file(facts: Mapping[str, object], description: Description, names: frozenset[str]) -> dict[str, object]:
    """What the file says, in our forms, but for what the text says better.

    A page is often titled by the notice that issues the text, and may name only the first of the bodies that sign.
    """
    told = dict(facts)
    if told.get("number"):
        told["number"] = canonical_number(str(told["number"])) or told["number"]
    if told.get("bodies"):
        told["bodies"] = split_names("、".join(told["bodies"]), names) or told["bodies"]
        if set(told["bodies"]) < set(description.bodies):
            del told["bodies"]
    if description.full_title and squeezed(str(told.get("title", ""))) == squeezed(description.full_title):
        del told["title"]
    return told


def _told(description: Description, told: Mapping[str, object], origin) -> Description:
    """``description`` with what is ``told``; where a person says what the text says, its words remain the evidence."""
    known = {field: value for field, value in told.items() if field in FACTS and value}
    evidence = {
        field: Evidence("、".join(value) if isinstance(value, tuple) else str(value), None, origin)
        for field, value in known.items()
        if origin != "given" or field not in description.evidence or value != getattr(description, field)
    }
    return replace(description, **known, evidence={**description.evidence, **evidence})


def _told_by_title(description: Description, told: Mapping[str, object], names: frozenset[str]) -> Description:
    """Kind and bodies as a title says them that is not the text's own, where nothing better is known."""
    proof = description.evidence.get("title")
    if proof is None or proof.origin == "text":
        return description
    said, kind = speakers(description.title, names), kind_of(description.title)
    by_title = {"kind": kind if not told.get("kind") else "", "bodies": said.names if said and not description.bodies else ()}
    known = {field: value for field, value in by_title.items() if value}
    return replace(description, **known, evidence={**description.evidence, **dict.fromkeys(known, proof)})
