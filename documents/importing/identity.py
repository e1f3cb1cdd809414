"""Is this document here already, and is it here under another name?

Identity needs positive evidence; a title alone is none, as cities print the same ones. Two texts of one title are one
document where their 发文字号 agree, or where their date agrees and a body or the place, or where the texts are near-equal
and nothing contradicts: neither number, date, body nor place. The same text under other facts is a duplicate, and is
never stored twice in silence.
"""
import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

from django.db.models import Q, QuerySet

from documents.citations.titles import bodies, title_key
from documents.importing.likeness import likeness
from documents.models import Document
from documents.parsing import ParsedDocument
from documents.parsing.metadata import issuers
from documents.vocabulary.enums import RevisionStatus
from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.traditional import in_other_characters, simplified

_NOT_TEXT = re.compile(r"[\W_]+")
_WHOLE_DAY = re.compile(rf"{NUMERAL}{{4}}年{NUMERAL}{{1,2}}月{NUMERAL}{{1,3}}日")
_COMPARED = 50  # of a title that hundreds of documents share, so many are looked at
_DECIDING = frozenset({"number", "issued_on"})
_RELATED = 0.5  # two notices that a body issued on one day under one title share less


@lru_cache(maxsize=1)  # called twice for each text: to compare it, and to store it
def text_hash(markdown: str) -> str:
    """SHA-256 of letters and digits alone: layout, punctuation and Markdown do not make another text."""
    return sha256(_NOT_TEXT.sub("", markdown).encode()).hexdigest()


def is_unlike_any(parsed: ParsedDocument) -> bool:
    """Whether no document bears the title, the number or the text of ``parsed``: one query for what nearly every new file answers."""
    alike = Q(title__in=_spellings(parsed)) | Q(text_hash=text_hash(parsed.markdown))
    if parsed.number:
        alike |= Q(number=parsed.number)
    return not Document.objects.filter(alike).exists()


def same_document(parsed: ParsedDocument, name: str = "") -> Document | None:
    """The stored document that ``parsed``, from a file called ``name``, is a copy or an edition of."""
    # Not ordered: SQLite would walk through all documents by their number, rather than take those of the title.
    namesakes = Document.objects.filter(title__in=_spellings(parsed)).defer("markdown", "html").order_by()
    if parsed.number and (by_number := _of_number(parsed)):
        return by_number
    possible = namesakes.filter(_nothing_contradicts(parsed)).prefetch_related("signatures")[:_COMPARED]
    by_title = sorted(possible, key=lambda held: held.title != parsed.title)
    return next((held for held in by_title if _is_same(parsed, name, held)), None) or _as_it_was_read(parsed, namesakes)


def _spellings(parsed: ParsedDocument) -> set[str]:
    """The title as it may be printed, in either characters, with the bodies that issued it before its 关于 and without them."""
    _, about, rest = parsed.title.partition("关于")
    bare = f"{about}{rest}" if bodies(parsed.title) else parsed.title
    signed = {f"{body}{bare}" for body in parsed.bodies} if bare.startswith("关于") else set()
    return {spelling for title in (parsed.title, bare, *signed) for spelling in (title, *in_other_characters(title))}


def _of_number(parsed: ParsedDocument) -> Document | None:
    """The document of the number and title of ``parsed``, or of its number and a title that says as much, and much of its text."""
    key = _key(parsed.title)
    numbered = Document.objects.filter(number=parsed.number).defer("html").order_by("pk")[:_COMPARED]
    named = [held for held in numbered if held.title == parsed.title or _key(held.title) == key]
    exact = next((held for held in named if held.title == parsed.title), None)
    return exact or next((held for held in named if _are_related(parsed, held)), None)


def _key(title: str) -> str:
    """Of a title and of what it is in the other characters: 公園管理規定, 公园管理规定."""
    return title_key(simplified(title))


def _as_it_was_read(parsed: ParsedDocument, namesakes: QuerySet[Document]) -> Document | None:
    """The one of ``namesakes`` whose file once said the number and the day of ``parsed``, which a person has corrected since."""
    for held in namesakes.filter(corrected__isnull=False).exclude(corrected=[])[:_COMPARED]:
        if not _DECIDING.isdisjoint(held.corrected or ()) and _said(parsed, held) and _are_related(parsed, held):
            return held
    return None


def _are_related(parsed: ParsedDocument, held: Document) -> bool:
    """Whether one of the two texts has at least half of the other, beside what every paper of theirs prints: title, names, days."""
    names = {parsed.title, held.title, *parsed.bodies}
    alike = likeness(_without(names, held.markdown), _without(names, parsed.markdown))
    return max(alike.held, alike.new) >= _RELATED


def _without(names: Iterable[str], markdown: str) -> str:
    for name in filter(None, names):
        markdown = markdown.replace(name, "")
    return _WHOLE_DAY.sub("", markdown)


def _said(parsed: ParsedDocument, held: Document) -> bool:
    """Whether a revision of ``held`` has the number and the day of ``parsed``, and one of them is known."""
    day = parsed.issued_on.isoformat() if parsed.issued_on else None
    applied = held.revisions.filter(status=RevisionStatus.APPLIED).order_by("number").values_list("facts", flat=True)
    return bool(parsed.number or day) and any(
        facts.get("number", "") == parsed.number and facts.get("issued_on") == day for facts in applied
    )


def _nothing_contradicts(parsed: ParsedDocument) -> Q:
    """Neither number nor dates: what is not known contradicts nothing."""
    possible = Q(number="") if parsed.number else Q()
    if parsed.issued_on:
        possible &= Q(issued_on=parsed.issued_on) | Q(issued_on=None)
    if parsed.published_on:
        published = Q(published_on=parsed.published_on) | Q(published_on=None)
        possible &= published | Q(issued_on=parsed.issued_on) if parsed.issued_on else published
    return possible


def _is_same(parsed: ParsedDocument, name: str, held: Document) -> bool:
    is_spelt_alike = simplified(parsed.title) == simplified(held.title)
    ours = _issuers(name, parsed.bodies if is_spelt_alike else _all_bodies(parsed.title, parsed.bodies))
    signed = [signature.signed_as for signature in held.signatures.all()]
    theirs = _issuers(held.original_name, signed if is_spelt_alike else _all_bodies(held.title, signed))
    if issuers.contradict(ours, theirs):
        return False
    from_one_place = issuers.agree(ours, theirs) or is_spelt_alike and issuers.names_a_place(parsed.title)
    if from_one_place and _of_one_day(parsed, held):
        return _are_related(parsed, held)
    return (is_spelt_alike or from_one_place) and likeness(held.markdown, parsed.markdown).is_near_equal


def _issuers(file_name: str, signed: Iterable[str]) -> frozenset[issuers.Issuer]:
    """Who issued it, in simplified characters."""
    return issuers.issuers_of(simplified(file_name), map(simplified, signed))


def _all_bodies(title: str, signed: Iterable[str]) -> list[str]:
    """Those that sign, and those that a title spells out, which a copy may leave out below."""
    return [*signed, *filter(None, [bodies(title)])]


def _of_one_day(parsed: ParsedDocument, held: Document) -> bool:
    if parsed.issued_on and held.issued_on:
        return parsed.issued_on == held.issued_on
    return bool(parsed.published_on) and parsed.published_on == held.published_on


def namesakes(parsed: ParsedDocument) -> QuerySet[Document]:
    """The other documents that bear the title of ``parsed``, but for known editions of the same law of other days."""
    others = Document.objects.filter(title=parsed.title)
    if parsed.work and parsed.issued_on:
        others = others.exclude(Q(work__key=title_key(parsed.work)) & Q(issued_on__isnull=False) & ~Q(issued_on=parsed.issued_on))
    return others.only("pk", "title").order_by("pk")


def same_text(parsed: ParsedDocument, exclude: Document | None) -> Document | None:
    """Another document with the very text of ``parsed``."""
    others = Document.objects.filter(text_hash=text_hash(parsed.markdown)).order_by("pk")
    return others.exclude(pk__in=[exclude.pk] if exclude else []).first()


def may_be_same(parsed: ParsedDocument, name: str, held: Document) -> bool:
    """Whether nothing says that ``parsed``, which has the very text of ``held``, is another edition: no number, date, body or place."""
    if parsed.number and held.number and parsed.number != held.number:
        return False
    if parsed.issued_on and held.issued_on and parsed.issued_on != held.issued_on:
        return False
    theirs = issuers.issuers_of(held.original_name, (signature.signed_as for signature in held.signatures.all()))
    return not issuers.contradict(issuers.issuers_of(name, parsed.bodies), theirs)


def same_name(parsed: ParsedDocument, exclude: Document | None) -> Document | None:
    """Another document with the title and the 发文字号 of ``parsed``, of which there can be one."""
    if not parsed.number:
        return None
    others = Document.objects.filter(number=parsed.number, title=parsed.title).order_by("pk")
    return others.exclude(pk__in=[exclude.pk] if exclude else []).first()


def same_number(parsed: ParsedDocument, exclude: Document | None) -> Document | None:
    """Another document that bears the 发文字号 of ``parsed``."""
    if not parsed.number:
        return None
    return Document.objects.filter(number=parsed.number).exclude(pk__in=[exclude.pk] if exclude else []).first()
