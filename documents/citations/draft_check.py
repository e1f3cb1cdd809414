"""Checking a draft: every citation in it, against what the corpus holds. Nothing is stored."""
import re
from collections.abc import Sequence
from datetime import date

from documents.status import status_on
from documents.vocabulary.enums import Resolution
from documents.vocabulary.kinds import TITLE_END

from .draft_hints import hints
from .draft_names import redefined, undefined, unused
from .draft_values import CheckedCitation, DraftLookups, DraftReport
from .find import find
from .resolve import resolve
from .works import CitingDocument, Resolved

MOST_MENTIONS = 5000
_TITLE_LINE = re.compile(rf"\s*#? *([^\n。，；：]{{2,100}}{TITLE_END}(?:[（(][^（）()\n]{{1,12}}[）)])?) *(?:\n|$)")


def check_draft(
    text: str, lookups: DraftLookups, on: date, *, title: str = "", anchors: Sequence[str] = ()
) -> DraftReport:
    """Check every citation of a draft that is to be issued ``on`` a day.

    ``text``: Markdown or plain. ``title`` (else its first line, where that may be one) and ``anchors`` of its sections, where
    the text was parsed, let it cite itself.
    """
    citing = CitingDocument(text, title=title or _title(text), dates=(on,), anchors=tuple(anchors))
    found = find(text)
    mentions = found[:MOST_MENTIONS]
    resolved = [r for r in resolve(mentions, citing, lookups) if r.resolution is not Resolution.IGNORED]
    return DraftReport(
        on=on,
        citations=tuple(_checked(r, text, lookups, on) for r in resolved if _names_a_work(r)),
        undefined=undefined(resolved, lookups),
        redefined=redefined(mentions),
        unused=unused(text, mentions),
        is_whole=len(found) <= MOST_MENTIONS,
    )


def _title(text: str) -> str:
    """The first line, where it ends as titles do and is no sentence."""
    first = _TITLE_LINE.match(text)
    return first[1] if first else ""


def _names_a_work(resolved: Resolved) -> bool:
    """Not 本办法, 前款 or 合同第五条: those are no citation that an editor would look up."""
    if resolved.mention.owner and not resolved.reference.key:
        return False
    return resolved.mention.form != "self" and (resolved.resolution is not Resolution.SELF or bool(resolved.mention.title))


def _checked(resolved: Resolved, text: str, lookups: DraftLookups, on: date) -> CheckedCitation:
    mention, held = resolved.mention, resolved.held
    return CheckedCitation(
        text=mention.text, start=mention.start, end=mention.end, title=resolved.reference.title or mention.title,
        number=resolved.reference.number, resolution=resolved.resolution, held=held,
        status=status_on(held, on) if held else None, provision=mention.provision, anchor=resolved.anchor,
        hints=tuple(hints(resolved, text, lookups, on)),
    )
