"""Provisions that a document does not have, and where an article stands in the edition in force."""
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from documents.citations.choose import is_version_of, parts_within, section_of
from documents.citations.paragraphs import PARTS_OF_AN_ITEM, names_a_part, numbers_behind, parts_of
from documents.citations.provisions import anchor, parts
from documents.citations.titles import title_key, whole
from documents.citations.wording import likeness
from documents.citations.works import HeldDocument, Resolved
from documents.comparison import Part, pair
from documents.parsing.provisions import provisions
from documents.status import ENDINGS, status_on
from documents.vocabulary.enums import Resolution
from documents.vocabulary.numerals import to_chinese

from .values import DraftLookups, Hint, HintKind

NEW = timedelta(days=366)
_STANDS_THERE = 0.6
_RANGE = re.compile("[至到—－-]")


def missing_provision(resolved: Resolved, lookups: DraftLookups, on: date) -> Hint | None:
    """The article or chapter that a document does not have, or the 款, 项 or 目 that an article does not; of a range, either end."""
    held = resolved.held
    if resolved.resolution is Resolution.SEVERAL:
        return _missing_in_every_part(resolved, lookups)
    if held is None or not is_version_of(held, on) or is_of_unknown_day(held, on):
        return None
    ends = _RANGE.split(resolved.mention.provision)
    for provision in [ends[0], *(end for end in ends[1:] if "条" in end)]:
        cited = parts_within(held, provision)
        if "条" in cited or "章" in cited or "编" in cited:
            section = section_of(held, provision, lookups)
            if not section:
                return Hint(HintKind.PROVISION, _article(cited) if "条" in cited else provision) if _is_numbered(held, cited, lookups) else None
            is_of_the_day = held.since is None or held.since <= on
            has_parts = is_of_the_day and section.startswith("art-") and names_a_part(cited)
            text = lookups.section_text(held.id, section) if has_parts else ""
            if text and (hint := _missing_part(cited, text, section, is_law=bool(held.work))):
                return hint
    return None


def _missing_in_every_part(resolved: Resolved, lookups: DraftLookups) -> Hint | None:
    """The article that no part has of a code which is held in parts (民法典 by 编)."""
    cited = parts(resolved.mention.provision)
    held = parts_of_a_code(resolved.reference.key, lookups) if "条" in cited else ()
    if held and not any(lookups.has_anchor(part.id, anchor({"条": cited["条"]})) for part in held):
        return Hint(HintKind.PROVISION, _article(cited))
    return None


def parts_of_a_code(key: str, lookups: DraftLookups) -> Sequence[HeldDocument]:
    """The parts in which the code of this ``key`` is held (民法典 by 编); none where it is not a code, or held otherwise."""
    held = lookups.by_key(key)
    return held if all(part.work and whole(title_key(part.title)) == key for part in held) else ()


def is_of_unknown_day(held: HeldDocument, on: date) -> bool:
    """Whether an edition of a law was so new on a day that it may not have been in force, which nothing tells."""
    return bool(held.work and held.effective_on is None and held.dates and on - max(held.dates) < NEW)


def _is_numbered(held: HeldDocument, cited: Mapping[str, str], lookups: DraftLookups) -> bool:
    """Whether ``held`` has numbers such as those ``cited``: articles from its beginning, or chapters that the citation names in full."""
    if "条" in cited:
        return any(lookups.has_anchor(held.id, f"art-{number}") for number in (1, 2, 3))
    return "编" in cited or lookups.has_anchor(held.id, "ch-1")


def _article(cited: Mapping[str, str]) -> str:
    """第一百二十条之一 for 120-1."""
    number, _, added = cited["条"].partition("-")
    return f"第{to_chinese(int(number))}条" + (f"之{to_chinese(int(added))}" if added else "")


def _missing_part(cited: Mapping[str, str], text: str, section: str, *, is_law: bool) -> Hint | None:
    """The first of the 款, 项 and 目 cited that the article has not.

    Where a text that is no law prints an article as one paragraph of several sentences, its 款 may have run together.
    """
    there = parts_of(text, section)
    places = numbers_behind(f"{section}-p", there)
    if not is_law and len(places) == 1 and text.count("。") > 1:
        return None
    if "款" in cited:
        if cited["款"] not in places:
            return Hint(HintKind.PROVISION, f"第{to_chinese(int(cited['款']))}款", proof=f"{_article(cited)}共{to_chinese(len(places))}款")
        places = [cited["款"]]
    above = [f"{section}-p{number}" for number in places]
    for unit, letter in PARTS_OF_AN_ITEM:
        if unit in cited:
            numbers = {place: numbers_behind(f"{place}-{letter}", there) for place in above}
            above = [f"{place}-{letter}{cited[unit]}" for place in above if cited[unit] in numbers[place]]
            if not above:
                most = max(map(len, numbers.values()), default=0)
                proof = f"{_article(cited)}共{to_chinese(most)}{unit}" if most else f"{_article(cited)}不分{unit}"
                return Hint(HintKind.PROVISION, f"第{to_chinese(int(cited[unit]))}{unit}", proof=proof)
    return None


def moved(resolved: Resolved, lookups: DraftLookups, on: date, *, is_missing: bool) -> Hint | None:
    """Where an article stands in the edition in force, of one that is not, or that is not there any more (``is_missing``)."""
    held, cited = resolved.held, parts(resolved.mention.provision)
    if held is None or not held.work or "条" not in cited:
        return None
    editions = [other for other in lookups.by_key(resolved.reference.key) if other.work == held.work and other.spelling == held.spelling and other.since]
    earlier = [other for other in editions if held.since and other.since and other.since < held.since]
    old = _newest(earlier) if is_missing else held
    new = held if is_missing else _newest([other for other in editions if other.since and other.since <= on])
    article = anchor({"条": cited["条"]})
    if old is None or new is None or old.id == new.id or status_on(new, on).validity in ENDINGS or not lookups.has_anchor(old.id, article):
        return None
    if is_missing and lookups.has_anchor(new.id, article):  # not the article is missing, but a part: did the old text have it?
        text = lookups.section_text(old.id, article)
        if not text or _missing_part(cited, text, article, is_law=True):
            return None
    place = _places(tuple(lookups.articles_of(old.id)), tuple(lookups.articles_of(new.id))).get(article)
    if place is None or place.label == _article(cited) or not _has_paragraph(cited, lookups.section_text(old.id, article), place.text):
        return None
    return Hint(HintKind.MOVED, f"{_year(old)}{_article(cited)}", place.label, f"对照{_year(old)}和{_year(new)}的条文")


def _has_paragraph(cited: Mapping[str, str], text: str, now: str) -> bool:
    """Whether the 款 that is cited of an article of this ``text`` stands in the article to which the most of it went; 公司法 2018, Article 20, became three."""
    wanted = f"art-{cited['条']}-p{cited.get('款', '')}"
    paragraph = next((part.text for part in provisions(text, f"art-{cited['条']}") if part.anchor == wanted), "")
    return not paragraph or likeness(paragraph, now) >= _STANDS_THERE


def _newest(editions: Sequence[HeldDocument]) -> HeldDocument | None:
    return max(editions, key=lambda held: held.since or date.min, default=None)


def _year(held: HeldDocument) -> str:
    return f"{min(held.dates).year}年文本" if held.dates else "原文本"


@lru_cache(maxsize=8)
def _places(old: tuple[Part, ...], new: tuple[Part, ...]) -> Mapping[str, Part]:
    """Each article of ``old`` in ``new``, by its anchor; those that are not there are missing."""
    return {old[i].anchor: new[j] for i, j in pair(old, new).items()}
