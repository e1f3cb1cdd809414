"""What a text says of itself: title, number, bodies, dates, kind, history, each with its evidence.

``describe`` is the whole face. It reads the raw text, so that every span can be shown to a person.
"""
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from documents.formats.text import RawText
from documents.parsing.document import Evidence, SaidBy
from documents.parsing.metadata.bodies import interned
from documents.parsing.metadata.description import Description, Part
from documents.parsing.metadata.file_name import read_file_name
from documents.parsing.metadata.kinds import kind_of
from documents.parsing.metadata.law import describe_law, is_law
from documents.parsing.metadata.margins import is_remark
from documents.parsing.metadata.paper import describe_paper
from documents.parsing.metadata.placed import with_places
from documents.parsing.metadata.precedence import (
    doubts,
    facts_of_file,
    facts_of_name,
    said_otherwise,
    with_bodies_beside,
)
from documents.parsing.metadata.readable import readable
from documents.parsing.metadata.titles import speakers
from documents.parsing.metadata.validity import terms
from documents.vocabulary import facts as declared
from documents.vocabulary.kinds import KINDS

__all__ = ["Description", "Part", "describe", "is_remark", "terms"]


def describe(raw: RawText, facts: Mapping[str, object], known_bodies: frozenset[str], *, name: str = "") -> Description:
    """What ``raw`` says of itself. ``known_bodies``: the names of issuing bodies, which it may run together.

    ``facts`` (given by a person) outrank ``raw.facts`` (from the file), and both outrank the text. ``name``: of the
    file, whose date may name a law's version. Spans count in ``raw.text``. Never raises.
    """
    names, law = interned(known_bodies), is_law(raw.text)
    reading = readable(raw.text, is_markdown=raw.is_markdown and not law, is_broken=not raw.is_markdown)
    of_text = describe_law(reading.text, name, names) if law else describe_paper(reading.text, names)
    of_text, of_name = _fitting(reading.in_raw_text(of_text, names)), read_file_name(name, names)
    description = _with_facts(of_text, facts_of_name(of_name, of_text, reading.text), "file")
    description = _with_facts(description, facts_of_file(raw, of_text, names), "file")
    description = _with_facts(description, facts, "given")
    description = _with_facts_of_title(description, {**raw.facts, **facts}.get("kind"), names)
    description = with_places(with_bodies_beside(description, of_name, names), PurePath(name.replace("\\", "/")).name)
    missing = [fact.label for fact in declared.FACTS if fact.is_expected and not description.fact(fact.name)]
    warnings: tuple[str, ...] = (f"未能确定：{'、'.join(missing)}。",) if missing else ()
    if not facts:
        warnings += said_otherwise(description, of_text, raw.facts, of_name, names) + doubts(description, of_name)
    return replace(description, warnings=description.warnings + warnings)


def _with_facts(description: Description, facts: Mapping[str, object], origin: SaidBy) -> Description:
    """``description`` with ``facts`` in place of its own; where a person confirms what the text says, it remains the evidence."""
    known, complaints = _taken({fact.name: facts[fact.name] for fact in declared.FACTS if fact.is_stored and facts.get(fact.name)})
    evidence = {
        field: Evidence("、".join(value) if isinstance(value, tuple) else str(value), None, origin)
        for field, value in known.items()
        if origin != "given" or field not in description.evidence or value != description.fact(field)
    }
    warnings = description.warnings + complaints
    return replace(description.with_facts(known), evidence={**description.evidence, **evidence}, warnings=warnings)


def _fitting(description: Description) -> Description:
    """``description`` without what its text seems to say and no document can have. Its title stays: importing refuses it."""
    said = {fact.name: description.fact(fact.name) for fact in declared.FACTS if fact.is_stored and fact.name != "title"}
    taken, complaints = _taken({name: value for name, value in said.items() if value})
    changed = {name: taken.get(name, declared.fact(name).empty) for name, value in said.items() if value and taken.get(name) != value}
    evidence = {name: proof for name, proof in description.evidence.items() if name not in changed or changed[name]}
    return replace(description.with_facts(changed), evidence=evidence, warnings=description.warnings + complaints)


def _taken(values: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Those of the ``values`` of facts that a document can have, and a warning on each other."""
    taken: dict[str, Any] = {}
    complaints: list[str] = []
    for name, value in values.items():
        parts = value if isinstance(value, tuple) else (value,)
        found = [(part, declared.fact(name).complaint(part) if isinstance(part, str) else "") for part in parts]
        complaints += [f"{complaint}，未采用。" for _, complaint in found if complaint]
        if kept := tuple(part for part, complaint in found if not complaint):
            taken[name] = kept if isinstance(value, tuple) else value
    return taken, tuple(dict.fromkeys(complaints))


def _with_facts_of_title(description: Description, given_kind: object, names: frozenset[str]) -> Description:
    """Kind and bodies as a title says them that is not the text's own, where nothing better is known."""
    proof = description.evidence.get("title")
    if proof is None or proof.origin == "text":
        return description
    said, kind = speakers(description.full_title or description.title, names), kind_of(description.title)
    by_title = {"kind": "" if given_kind in KINDS else kind, "bodies": said.names if said and not description.bodies else ()}
    known = {field: value for field, value in by_title.items() if value}
    return replace(description.with_facts(known), evidence={**description.evidence, **dict.fromkeys(known, proof)})
