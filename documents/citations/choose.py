"""Choosing: of the documents that bear a name, the one that is meant, or none."""
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from documents.status import ENDINGS, status_on
from documents.vocabulary.enums import Resolution
from documents.vocabulary.kinds import ABOUT
from documents.vocabulary.numbers import is_same_number

from .evidence import is_meant
from .laws import is_law
from .paragraphs import has_parts, names_a_part, part_in, parts_of
from .provisions import anchor, parts, section_anchors
from .titles import bodies_differ, folded, number_in_code, part_name, title_key, undated, whole_title
from .works import FORMER, LATEST, CitingFacts, HeldDocument, Lookups, MissingWork, Outcome, Reference, edition_named

# News of a document, and its interview, may carry an earlier date than the copy that the corpus holds.
EARLY_NEWS = timedelta(days=60)
# What is amended by 修正案 keeps its numbers, since it was last written anew.
_AMENDMENT = re.compile("修正案|修改.+决定$")
# An edition whose first day nothing tells is in force by then, as nearly all are; before, the last text may have been meant.
IN_FORCE_AFTER = timedelta(days=92)
KEEPS_NUMBERS_SINCE = {"刑法": date(1997, 10, 1), "宪法": date(1982, 12, 4)}


def choose(reference: Reference, provision: str, lookups: Lookups, citing: CitingFacts) -> Outcome:
    """The one document that ``reference`` means on the day ``citing.on``, and the anchor of ``provision`` in it.

    That day decides between editions and versions (the one then in force), the citing document's origin between the
    notices of many places; a short name in its title may stand for a longer one.
    """
    candidates = _of_the_edition(_candidates(reference, lookups, citing), reference, lookups, citing)
    candidates = _of_the_time(_same_spelling(candidates, reference.title), citing)
    if len(candidates) > 1 and provision:
        candidates = _of_the_part(candidates, provision)
        candidates = [held for held in candidates if section_of(held, provision, lookups)] or candidates
    if not candidates:
        return Outcome(Resolution.IGNORED) if reference.doubtful else Outcome(Resolution.NONE, missing=_missing(reference, lookups))
    if len(candidates) > 1:
        return Outcome(Resolution.SEVERAL)
    (held,) = candidates
    is_numbered_so = reference.is_latest or is_version_of(held, citing.on) or _is_as_amended(held, reference, citing)
    return Outcome(Resolution.ONE, held, _place_then(held, provision, lookups, citing.on) if is_numbered_so else "")


def section_of(held: HeldDocument, provision: str, lookups: Lookups) -> str:
    """The anchor of the section of ``held`` in which ``provision`` lies, be it there or not; ``""`` where there is no such section.

    The 一、 of an amendment is its 第一条.
    """
    cited = parts_within(held, provision)
    anchors = section_anchors(cited)
    if "条" in cited and _AMENDMENT.search(held.title):
        anchors = (*anchors, f"sec-{cited['条']}")
    return next((anchor for anchor in anchors if lookups.has_anchor(held.id, anchor)), "")


def parts_within(held: HeldDocument, provision: str) -> dict[str, str]:
    """``parts(provision)``, without the 编 where ``held`` is that 编 of a code: in 民法典合同编, 第三编第二十章 is its 第二十章."""
    cited = parts(provision)
    return {unit: number for unit, number in cited.items() if unit != "编"} if _is_part(held, cited) else cited


def _is_part(held: HeldDocument, cited: Mapping[str, str]) -> bool:
    return "编" in cited and str(number_in_code(whole_title(held.title), part_name(held.title))) == cited["编"]


def _of_the_part(candidates: list[HeldDocument], provision: str) -> list[HeldDocument]:
    """Of the texts in which a code is held the 编 that ``provision`` names; all where none is it."""
    cited = parts(provision)
    return [held for held in candidates if _is_part(held, cited)] or candidates


def place_in(held: HeldDocument, provision: str, lookups: Lookups) -> str:
    """The anchor of ``provision`` in ``held``: its article's where that has no such 款, 项 or 目; empty where it has no such section."""
    cited, section = parts_within(held, provision), section_of(held, provision, lookups)
    if not section.startswith("art-") or not names_a_part(cited):
        return section
    text = lookups.section_text(held.id, section)
    return part_in(parts_of(text, section), section, cited) or section if text else anchor(cited)


def _place_then(held: HeldDocument, provision: str, lookups: Lookups, on: date | None) -> str:
    """``place_in``, but of an article that was amended since, whose 款 may have been others then, the article alone."""
    place = place_in(held, provision, lookups)
    if on and held.since and held.since > on and has_parts(place):
        article = anchor({"条": parts(provision)["条"]})
        amended = lookups.amended_on(held.id, article)
        return article if amended and amended >= on else place
    return place


def _of_the_edition(
    candidates: list[HeldDocument], reference: Reference, lookups: Lookups, citing: CitingFacts
) -> list[HeldDocument]:
    """Those that may be the edition which the text names; the others are never meant.

    A year is that of an edition itself, or where none is of it, that in which the law was first promulgated.
    """
    if reference.year:
        own = [held for held in candidates if reference.year in {day.year for day in held.dates}]
        return own or [held for held in candidates if reference.is_first and held.work and reference.year in lookups.history_years(held.id)]
    if reference.is_latest:
        return _latest(candidates, citing.on)
    return _former(candidates, citing.on) if reference.is_former else candidates


def _former(candidates: list[HeldDocument], on: date | None) -> list[HeldDocument]:
    """旧公司法, 修订前的《公司法》: of the editions of a law that there were on a day the last but one, or one that holds no more."""
    then = [held for held in candidates if on is None or held.since is None or held.since <= on]
    if not any(held.work for held in candidates):
        return candidates
    since = sorted({held.since for held in then if held.since})
    if len(since) > 1:
        return [held for held in then if held.since == since[-2]]
    return [held for held in then if on and status_on(held, on).validity in ENDINGS]


def _latest(candidates: list[HeldDocument], on: date | None) -> list[HeldDocument]:
    """修订后的公司法: of the editions of a law the last that was adopted by a day, in force or not yet; no later one."""
    adopted = [held for held in candidates if not held.work or on is None or _is_adopted(held, on)]
    last = max((min(held.dates) for held in adopted if held.work and held.dates), default=None)
    return [held for held in adopted if not held.work or not held.dates or min(held.dates) == last]


def _is_adopted(held: HeldDocument, on: date) -> bool:
    """Whether ``held`` was there ``on`` a day, in force or not, or has the articles of what was."""
    return not held.dates or min(held.dates) <= on or _keeps_numbers(held, on)


def _keeps_numbers(held: HeldDocument, on: date) -> bool:
    return on >= KEEPS_NUMBERS_SINCE.get(title_key(held.title), date.max)


def _missing(reference: Reference, lookups: Lookups) -> MissingWork:
    """The work of ``reference``, of which no edition is held, or not the one that is meant.

    Another edition of one that is held goes by its number or year, and so does one of the decisions 关于修改部分行政法规.
    """
    key, title, number, year = reference.key, reference.title, reference.number, reference.year
    if number and (not key or lookups.by_key(key)):
        return MissingWork(number, f"{title}（{number}）" if key else number)
    if (reference.is_former or reference.is_latest) and lookups.by_key(key):
        edition = FORMER if reference.is_former else LATEST
        return MissingWork(edition_named(key, edition), f"{title}（{edition}）")
    if year and ("部分" in key or lookups.by_key(key)):
        return MissingWork(edition_named(key, year), f"{title}（{year}年）")
    return MissingWork(key, title)


def _candidates(reference: Reference, lookups: Lookups, citing: CitingFacts) -> list[HeldDocument]:
    if reference.number:
        numbered = [held for held in lookups.by_number(reference.number) if held.id != citing.id]
        if len(numbered) == 1 or not reference.key:
            return numbered
    if not reference.key:
        return []
    named = lookups.by_key(reference.key)
    if not named and "关于" not in reference.title and _is_short_in(citing.title, reference.key):
        named = lookups.by_short_name(reference.key)
    return [
        h for h in named
        if h.id != citing.id
        and not (reference.number and h.number and not is_same_number(h.number, reference.number))
        and not bodies_differ(reference.title, h.title)
        and (h.work or is_meant(reference, h, citing.origin, lookups.origin(h.id)))  # a law needs no more than its name
    ]


def _is_short_in(title: str, key: str) -> bool:
    """Whether ``key`` stands in the citing document's title as a short name may: not a law's own name, nor that title's end."""
    return key in folded(title) and not is_law(key) and not undated(title_key(title)).endswith(key)


def _same_spelling(candidates: Sequence[HeldDocument], title: str) -> list[HeldDocument]:
    """Bodies are no part of a key: of 甲部关于… and 乙部关于… the one that the text spells out, in all its editions."""
    exact = {_name(held) for held in candidates if held.spelling == folded(title)}
    return [held for held in candidates if _name(held) in exact] if exact else list(candidates)


def _name(held: HeldDocument) -> str:
    """By what ``held`` is told from others of its key: editions of one work may spell its title with the body or without."""
    return held.work or held.spelling


def _of_the_time(candidates: list[HeldDocument], citing: CitingFacts) -> list[HeldDocument]:
    """Those that may be meant by a text of its date: of each title the newest that there was then.

    Of a law of which only later versions are held, the earliest of them: it is the work that is cited, if not the text
    (``choose`` gives no provision then). Any other document did not exist before its date.
    """
    if citing.on is None:
        return candidates
    day = citing.on + EARLY_NEWS if citing.kind in ABOUT else citing.on
    titles: dict[str, list[HeldDocument]] = {}
    for held in candidates:
        titles.setdefault(_name(held), []).append(held)
    return [held for versions in titles.values() for held in _version_at(versions, citing.on, day)]


def _version_at(versions: list[HeldDocument], on: date, latest: date) -> list[HeldDocument]:
    """``latest``: until when a document other than a law may be dated."""
    then = [held for held in versions if held.since is None or held.since <= (on if held.work else latest)]
    if then:
        newest = max((held.since for held in then if held.since), default=None)
        return _last_issued([held for held in then if held.since == newest or held.since is None])
    later = [held for held in versions if held.work]
    earliest = min((held.since for held in later if held.since), default=None)
    return [held for held in later if held.since == earliest]


def _last_issued(editions: list[HeldDocument]) -> list[HeldDocument]:
    """Of editions of one work that begin on one day, as a text that was printed twice, the one that was issued last."""
    if len(editions) < 2 or not all(held.work and held.dates for held in editions) or len({held.work for held in editions}) > 1:
        return editions
    last = max(min(held.dates) for held in editions)
    return [held for held in editions if min(held.dates) == last]


def is_version_of(held: HeldDocument, on: date | None) -> bool:
    """Whether the articles of ``held`` are numbered as they were ``on`` a day: any version that came into force later may have changed them."""
    if not held.work or on is None or held.since is None or held.since <= on and not _may_begin_after(held, on):
        return True
    return _keeps_numbers(held, on)


def _may_begin_after(held: HeldDocument, on: date) -> bool:
    """Whether an edition that was there ``on`` a day was so new that it may not have been in force. What was dated that very day knew it."""
    return held.effective_on is None and bool(held.dates) and max(held.dates) < on < max(held.dates) + IN_FORCE_AFTER


def _is_as_amended(held: HeldDocument, reference: Reference, citing: CitingFacts) -> bool:
    """Whether ``held`` is the text that the citing document made of what it amends, with the numbers as they were."""
    return bool(reference.key and reference.key == citing.keeps and held.since and citing.on and held.since <= citing.on)
