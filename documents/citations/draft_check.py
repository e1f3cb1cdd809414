"""Checking a draft: every citation in it, against what the corpus holds. Nothing is stored."""
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.status import Status, status_on
from documents.vocabulary.enums import Resolution

from .find import find
from .laws import is_law
from .resolve import resolve
from .titles import title_key
from .works import CitingDocument, HeldDocument, Lookups, Resolved

LONGEST_LOCAL_NAME = 8
MOST_MENTIONS = 5000


@dataclass(frozen=True)
class CheckedCitation:
    """One citation of a draft, at ``text[start:end]``.

    ``resolution``: held (``ONE``), not held (``NONE``), ambiguous (``SEVERAL``) or the draft itself (``SELF``);
    ``held`` is the document with its exact title and number. ``status``: its 时效 on that day, ``None`` where it is
    not held. ``has_provision``: whether it has the provision cited; ``None`` where none is.
    """

    text: str
    start: int
    end: int
    title: str
    number: str
    resolution: Resolution
    held: HeldDocument | None = None
    status: Status | None = None
    provision: str = ""
    has_provision: bool | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the draft writes the title as the document does, where it writes one in 《》."""
        return self.held is None or not self.text.startswith("《") or self.held.title in self.text


@dataclass(frozen=True)
class DraftReport:
    """``undefined``: local names used but never defined; ``redefined``: those defined more than once.

    ``is_whole``: whether all of the draft was checked; otherwise it was up to its mention ``MOST_MENTIONS``."""

    on: date
    citations: tuple[CheckedCitation, ...]
    undefined: tuple[str, ...]
    redefined: tuple[str, ...]
    is_whole: bool = True


def check_draft(
    text: str, lookups: Lookups, on: date, *, title: str = "", anchors: Sequence[str] = ()
) -> DraftReport:
    """Check every citation of a draft that is to be issued ``on`` a day.

    ``text``: Markdown or plain. ``title`` and ``anchors`` of its sections, where the text was parsed, let it cite itself.
    """
    citing = CitingDocument(text, title=title, dates=(on,), anchors=tuple(anchors))
    found = find(text)
    mentions = found[:MOST_MENTIONS]
    resolved = [r for r in resolve(mentions, citing, lookups) if r.resolution is not Resolution.IGNORED]
    defined = Counter(mention.defines for mention in mentions if mention.defines)
    return DraftReport(
        on=on,
        citations=tuple(_checked(r, lookups, on) for r in resolved if _names_a_work(r)),
        undefined=_undefined(resolved, {title_key(name) for name in defined}, lookups),
        redefined=tuple(name for name, times in defined.items() if times > 1),
        is_whole=len(found) <= MOST_MENTIONS,
    )


def _names_a_work(resolved: Resolved) -> bool:
    """Not 本办法, 前款 or 合同第五条: those are no citation that an editor would look up."""
    if resolved.mention.owner and not resolved.reference.key:
        return False
    return resolved.mention.form != "self" and (resolved.resolution is not Resolution.SELF or bool(resolved.mention.title))


def _checked(resolved: Resolved, lookups: Lookups, on: date) -> CheckedCitation:
    mention, held = resolved.mention, resolved.held
    return CheckedCitation(
        text=mention.text, start=mention.start, end=mention.end, title=resolved.reference.title or mention.title,
        number=resolved.reference.number, resolution=resolved.resolution, held=held,
        status=status_on(held, on) if held else None, provision=mention.provision,
        has_provision=bool(resolved.anchor) if held and mention.provision else None,
    )


def _undefined(resolved: Sequence[Resolved], defined: set[str], lookups: Lookups) -> tuple[str, ...]:
    """Short titles in 《》 that the draft does not define, and that are no document's or law's own name."""
    names: dict[str, None] = {}
    for r in resolved:
        key = title_key(r.mention.title)
        short = r.mention.form == "title" and len(key) <= LONGEST_LOCAL_NAME and not r.mention.defines
        if short and key not in defined and not is_law(key) and not lookups.by_key(key):
            names[r.mention.title] = None
    return tuple(names)
