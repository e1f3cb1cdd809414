"""Checking a draft: every citation in it, against what the corpus holds. Nothing is stored."""
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from documents.citations.find import find
from documents.citations.mentions import Mention
from documents.citations.resolve import resolve
from documents.citations.titles import whole_title
from documents.citations.works import CitingDocument, Resolved
from documents.parsing import labels
from documents.parsing.metadata.effect import find_effect
from documents.status import status_on
from documents.vocabulary.enums import Resolution
from documents.vocabulary.kinds import TITLE_END

from .bodies import former_bodies
from .hints import hints
from .names import redefined, undefined, unused
from .provisions import parts_of_a_code
from .values import CheckedCitation, DraftLookups, DraftReport, HintKind

MOST_MENTIONS = 5000
HEAD, LINES = 600, 8
_SENTENCE = re.compile("[。；：]")
_TITLE = re.compile(rf"[^，。；：《》]{{0,60}}(?:《[^《》]{{1,80}}》)?[^，。；：《》]{{0,60}}{TITLE_END}(?:[（(][^（）()]{{1,12}}[）)])?")


def check_draft(
    text: str, lookups: DraftLookups, on: date, *, title: str = "", anchors: Sequence[str] = (), found: Sequence[Mention] | None = None
) -> DraftReport:
    """Check every citation of a draft that is to be issued ``on`` a day.

    ``text``: Markdown or plain. ``title`` (else a line of its head that may be one) and ``anchors`` of its sections, where
    the text was parsed, let it cite itself. ``found``: what ``find`` finds in it, where that is known.
    """
    citing = CitingDocument(text, title=title or _title(text), dates=(on,), anchors=tuple(anchors))
    found = find(text) if found is None else found
    mentions = found[:MOST_MENTIONS]
    resolved = [r for r in resolve(mentions, citing, lookups) if r.resolution is not Resolution.IGNORED]
    effect = find_effect(text)
    begins = max(on, effect.on) if effect and effect.on else on
    return DraftReport(
        on=on,
        citations=tuple(_editions_told_once(_checked(r, text, lookups, on, begins) for r in resolved if _names_a_work(r))),
        undefined=undefined(resolved, lookups) if citing.title or "\n" not in text.strip() else (),
        redefined=redefined(mentions),
        unused=unused(text, mentions),
        former_bodies=former_bodies(text, lookups.former_bodies(), on),
        is_whole=len(found) <= MOST_MENTIONS,
    )


def _title(text: str) -> str:
    """The first line or two that end as titles do and are no sentence, near the head of ``text``."""
    lines = [line.strip().lstrip("#").strip() for line in text[:HEAD].split("\n") if line.strip()][:LINES]
    for place, line in enumerate(lines):
        if _SENTENCE.search(line) or labels.read(line):
            break
        for title in (line, "".join(lines[place : place + 2])):
            if _TITLE.fullmatch(title):
                return title
    return ""


def _names_a_work(resolved: Resolved) -> bool:
    """Not 本办法, 前款, 合同第五条 or 第五条 of nobody knows what: those are no citation that an editor would look up."""
    is_nameless = resolved.mention.form == "provision" and not resolved.mention.title
    if is_nameless and not (resolved.reference.key or resolved.reference.number):
        return False
    return resolved.mention.form != "self" and (resolved.resolution is not Resolution.SELF or bool(resolved.mention.title))


def _editions_told_once(citations: Iterable[CheckedCitation]) -> Iterator[CheckedCitation]:
    """That an edition is not held is to be known of it, not of each of the places that cite it."""
    told: set[str] = set()
    for citation in citations:
        kept = tuple(h for h in citation.hints if h.kind is not HintKind.EDITION or h.found not in told)
        told |= {h.found for h in kept if h.kind is HintKind.EDITION}
        yield replace(citation, hints=kept)


def _checked(resolved: Resolved, text: str, lookups: DraftLookups, on: date, begins: date) -> CheckedCitation:
    mention, held = resolved.mention, resolved.held
    parts = parts_of_a_code(resolved.reference.key, lookups) if resolved.resolution is Resolution.SEVERAL else ()
    return CheckedCitation(
        text=mention.text, start=mention.start, end=mention.end,
        title=whole_title(parts[0].title) if parts else resolved.reference.title or mention.title,
        number=resolved.reference.number, resolution=resolved.resolution, held=held,
        status=status_on(held, on) if held else None, provision=mention.provision, anchor=resolved.anchor,
        code=resolved.reference.key if parts else "",
        hints=tuple(hints(resolved, text, lookups, on, begins)),
    )
