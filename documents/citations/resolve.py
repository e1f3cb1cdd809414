"""Resolving: first which work each mention means, then which document of the corpus that is, then which provision."""
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from documents.vocabulary.enums import CitationKind, Resolution
from documents.vocabulary.traditional import simplified

from .choose import choose
from .context import Context, read_context
from .editions import history_years
from .kinds import read_kind
from .lists import prolonging_lead
from .mentions import Mention
from .numbering import first_written, without_old_numbers
from .progress import Progress
from .references import ends_with, reference_of
from .works import CitingDocument, Lookups, Outcome, Reference, Resolved


def resolve(mentions: Iterable[Mention], citing: CitingDocument, lookups: Lookups) -> tuple[Resolved, ...]:
    """What each of ``mentions``, which ``find`` found in ``citing.markdown``, means; in their order."""
    mentions, citing = tuple(mentions), replace(citing, markdown=simplified(citing.markdown))
    context, progress = read_context(citing, mentions), Progress()
    facts = replace(citing.facts, keeps=context.keeps)

    @cache
    def outcome(reference: Reference, provision: str) -> Outcome:
        return choose(reference, provision, lookups, facts)

    resolved = []
    for mention in mentions:
        reference = reference_of(mention, context, progress, lookups)
        if reference is None:
            resolved.append(_own(mention, context))
        else:
            kind = _kind(mention, reference, context, progress)
            resolved.append(Resolved(mention, reference, kind, outcome(reference, mention.provision)))
        progress.add(resolved[-1], context)
    outcomes = without_old_numbers([(r.mention.provision, r.outcome) for r in resolved], lambda: _first_year(citing), lookups)
    return tuple(replace(r, outcome=outcome) for r, outcome in zip(resolved, outcomes, strict=True))


def _first_year(citing: CitingDocument) -> int | None:
    return first_written(history_years(citing.markdown), [day.year for day in citing.dates])


def _own(mention: Mention, context: Context) -> Resolved:
    anchor = context.structure.resolve(mention.provision, mention.start) if mention.provision else ""
    return Resolved(mention, Reference(), CitationKind.MENTION, Outcome(Resolution.SELF, anchor=anchor))


def _kind(mention: Mention, reference: Reference, context: Context, progress: Progress) -> CitationKind:
    kind = read_kind(*context.around(mention))
    if kind is CitationKind.REPEALS and mention.provision:
        return CitationKind.AMENDS
    if _is_listed_as_repealed(mention, context) and kind is not CitationKind.AMENDS:
        return CitationKind.REPEALS
    if kind is not CitationKind.MENTION:
        return kind
    if not mention.provision and prolonging_lead(context.citing.markdown, mention.start):
        return CitationKind.PROLONGS
    amended = progress.amended(context)
    if amended and reference.key and reference.key == amended.key:
        return CitationKind.AMENDS
    if context.citing.kind == "解读" and any(ends_with(reference.key, key) for key in context.subjects):
        return CitationKind.EXPLAINS
    return kind


def _is_listed_as_repealed(mention: Mention, context: Context) -> bool:
    """Whether ``mention`` is the work that an item of a list of repeals names: at its beginning, in its row, or its number."""
    item = context.repealed.around(mention.start)
    if item is None:
        return False
    is_row = "|" in context.citing.markdown[slice(*item)]
    return mention.form == "number" or mention.form == "title" and mention.start - item[0] < 4 or is_row
