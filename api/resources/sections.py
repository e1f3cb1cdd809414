"""Sections of a document, and the 款, 项 and 目 inside an article."""
from __future__ import annotations

from collections.abc import Sequence

from api.problems import NOT_HELD, Problem
from documents.models import Document, Section
from documents.parsing.provisions import Provision, provisions, with_their_parts

from .basics import Record


def record(section: Section, document: Document) -> Record:
    """A section with its own text. An article has its paragraphs and items beside it, which the text contains; a paragraph contains its items."""
    return {
        "anchor": section.anchor, "level": section.level, "label": section.label or None, "heading": section.heading or None,
        "text": section.text, "url": f"{document.get_absolute_url()}#{section.anchor}",
        "provisions": [_provision(one, document) for one in inside(section)],
    }


def _provision(one: Provision, document: Document) -> Record:
    return {"anchor": one.anchor, "label": one.label, "text": one.text, "url": f"{document.get_absolute_url()}#{one.anchor}"}


def inside(section: Section) -> Sequence[Provision]:
    """The 款, 项 and 目 of an article, in order, each with what lies under it; none of another section."""
    return with_their_parts(provisions(section.text, section.anchor), section.text) if section.anchor.startswith("art-") else ()


def at(document: Document, anchor: str) -> Record:
    """The section, or the 款 or 项 of an article, at an anchor of ``document``. Raises ``Problem`` where it has none."""
    section = section_at(document, anchor)
    found = record(section, document) if section else None
    if found and found["anchor"] != anchor:
        found = next((one for one in found["provisions"] if one["anchor"] == anchor), None)
    if found is None:
        raise Problem(
            NOT_HELD, f"收录的文本中没有这一处；{held_range(document)}", "The text that is held has no such place.",
        )
    return found


def section_at(document: Document, anchor: str) -> Section | None:
    """The section of ``document`` at ``anchor``, or the article in which that paragraph or item lies."""
    article = anchor.partition("-p")[0] if anchor.startswith("art-") else anchor
    return document.sections.filter(anchor__in={anchor, article}).order_by("position").first()


def parts_of(section: Section) -> str:
    """How many 款 the held text of an article has, in Chinese."""
    count = sum(one.label.endswith("款") for one in inside(section))
    return f"收录的{section.label}有 {count} 款。" if count else ""


def held_range(document: Document) -> str:
    """From where to where the held text has articles, in Chinese."""
    labels = list(document.sections.filter(anchor__startswith="art-").order_by("position").values_list("label", flat=True))
    if not labels:
        return "收录的文本不分条。"
    return f"收录的文本有第一处“{labels[0]}”到最后一处“{labels[-1]}”，共 {len(labels)} 条。"
