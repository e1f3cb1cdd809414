"""What a title, a number, a provision or a sentence means on a day: which edition, which words, or why nothing certain."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from api.problems import Problem
from documents.citations import title_key
from documents.citations.titles import whole_title
from documents.citations.works import HeldDocument
from documents.draft_check.values import CheckedCitation
from documents.models import Citation, Document, State, Work
from documents.resolving import Target, find_bearers, find_number, find_provision, find_titled
from documents.resolving.typed import TypedPlace, read_places
from documents.vocabulary.enums import Resolution
from documents.vocabulary.numbers import canonical_number
from search.queries.language import clean_query
from search.text.simplified import simplified

from . import drafts, links, sections
from .basics import Record, reference, status_record, today_or, work_reference
from .works import repeal_record

LONGEST = 2000
FOUND, NOT_HELD, NO_PROVISION, SEVERAL, NOT_UNDERSTOOD = "found", "not-held", "no-such-provision", "several", "not-understood"
OUTCOMES = (FOUND, NOT_HELD, NO_PROVISION, SEVERAL, NOT_UNDERSTOOD)
MOST_CANDIDATES = 20
NO_PROOF = "没有收录不等于不存在。"


def resolve(text: str, day: date | None) -> Record:
    """What ``text`` means on ``day``. A sentence may cite several things: then each is told in ``citations``."""
    on = today_or(day)
    if place := links.place_of(text):
        return {"query": text, "on": on.isoformat(), **_linked(place, on)}
    typed = simplified(clean_query(text).text)
    answer = _several_places(text, typed, on) or (_named(typed, on) if typed else None)
    return {"query": text, "on": on.isoformat(), **(answer or _sentence(text, on))}


def _linked(place: links.Place, on: date) -> Record:
    """What an address of this site, as answers give them, leads to."""
    document = Document.objects.published().select_related("work").defer("markdown", "html").filter(slug=place.slug).first()
    if document is None:
        return {"outcome": NOT_HELD, "why": f"这个网址没有收录的文件。{NO_PROOF}"}
    told = {"document": {**reference(document), "status": status_record(document.status_on(on)), "is_in_force_text": document.was_known_on(on)}}
    if not place.anchor:
        return {"outcome": FOUND, "why": _said_of(document, on), **told}
    try:
        found = sections.at(document, place.anchor)
    except Problem:
        return _no_provision(document, told)
    provision = {"anchor": place.anchor, **{name: found[name] for name in ("label", "text", "url")}}
    return {"outcome": FOUND, "why": _said_of(document, on), **told, "provision": provision}


def _several_places(text: str, typed: str, on: date) -> Record | None:
    """刑法第264、266条: each of them, where they can be told apart, also where no marks are set; the first is not told for all."""
    places = [place for place in read_places(typed) if place.is_several]
    if not places:
        return None
    unmarked = [place.title for place in places[::-1] if "《" not in place.title]
    for read in (text, *(typed.replace(title, f"《{title}》", 1) for title in unmarked)):
        if (found := _sentence(read, on)).get("citations"):
            return found
    return None


def _named(typed: str, on: date) -> Record | None:
    """The answer where all of ``typed`` names one thing."""
    if target := find_number(typed) or find_provision(typed, on) or find_titled(typed, on):
        return target_record(target, on)
    if number := canonical_number(typed):
        return _number(number, on)
    for place in read_places(typed):
        if answer := _place(place, on):
            return answer
    return _title(typed, on)


def _number(number: str, on: date) -> Record:
    """Why no one document is meant by ``number``; what is known of the one that texts cite by it."""
    bearers = Document.objects.published().filter(number=number).only("title", "number", "slug").order_by("pk")[:MOST_CANDIDATES]
    if bearers:
        why = "收录了用这个文号的文件，但不能断定指的是哪一份；请写明标题或者发文机关。"
        return {"outcome": SEVERAL, "why": why, "candidates": [reference(one) for one in bearers]}
    works = Work.objects.cited_but_not_held().filter(pk__in=Citation.objects.filter(number=number, citing__state=State.PUBLISHED).order_by().values("work"))[:2]
    why = f"本库没有收录文号为{number}的文件。{NO_PROOF}"
    return _not_held(works[0], on) if len(works) == 1 else {"outcome": NOT_HELD, "why": why}


def target_record(target: Target, on: date) -> Record:
    """A document, and the words of the place in it that is meant; a 款 or 项 that it does not have is not found."""
    document = Document.objects.select_related("work").defer("markdown", "html").get(pk=target.held.id)
    told = _told(document, target.held, on)
    if not target.anchor:
        return {"outcome": FOUND, "why": _said_of(document, on), **told}
    section = sections.section_at(document, target.anchor)
    places = {one.anchor: one for one in sections.inside(section)} if section else {}
    if section is None or target.anchor not in (section.anchor, *places):
        return _no_provision(document, told)
    if not target.is_exact:
        why = f"收录了《{document.title}》{section.label}，但不能断定其中所问的款、项：没有这一款、项，或者它的编号后来改过。"
        return {"outcome": NO_PROVISION, "why": f"{why}{sections.parts_of(section)}{sections.held_range(document)}", **told}
    one = places.get(target.anchor)
    provision = {
        "anchor": target.anchor, "label": f"{section.label}{one.label}" if one else section.label, "text": one.text if one else section.text,
        "url": target.address,
    }
    return {"outcome": FOUND, "why": _said_of(document, on), **told, "provision": provision}


def _told(document: Document, held: HeldDocument, on: date) -> Record:
    return {"document": {**reference(document), "status": status_record(document.status_on(on)), "is_in_force_text": _holds(held, on)}}


def _said_of(document: Document, on: date) -> str:
    number = f"（{document.number}）" if document.number else ""
    return f"《{document.title}》{number}，{on.isoformat()} 的时效：{document.status_on(on).told}。"


def _holds(held: HeldDocument, on: date) -> bool:
    """Whether this text may have been meant on that day: an edition that came later is told for want of another."""
    return held.since is None or held.since <= on


def _no_provision(document: Document, told: Record) -> Record:
    why = f"收录了《{document.title}》，其中没有所问的这一处。{sections.held_range(document)}"
    return {"outcome": NO_PROVISION, "why": why, **told}


def _place(place: TypedPlace, on: date) -> Record | None:
    """Why 公司法第九百条 was not found, where its title means something."""
    resolution, bearers = find_bearers(place.title, on)
    if resolution is Resolution.SEVERAL:
        return _several(bearers)
    if (place.year or place.former) and bearers:
        named = f"{place.year} 年的版本" if place.year else "修订前的版本"
        return {"outcome": NOT_HELD, "why": f"收录了《{bearers[0].title}》的其他版本，没有收录{named}；不用别的版本代替。", "candidates": _candidates(bearers)}
    if resolution is not Resolution.ONE or not (target := find_titled(place.title, on)):
        return _not_yet(bearers, on) or _work(place.title, on)
    document = Document.objects.select_related("work").get(pk=target.held.id)
    return _not_yet(bearers, on) or _no_provision(document, _told(document, target.held, on))


def _not_yet(bearers: tuple[HeldDocument, ...], on: date) -> Record | None:
    """That all that bears the name came after that day: the text of another day is never told in its place."""
    if not bearers or any(_holds(held, on) for held in bearers):
        return None
    why = f"收录的《{bearers[0].title}》在 {on.isoformat()} 还没有公布或者施行；没有收录当时的文本，不用后来的代替。"
    return {"outcome": NOT_HELD, "why": why, "candidates": _candidates(bearers)}


def _title(typed: str, on: date) -> Record | None:
    resolution, bearers = find_bearers(typed, on)
    if resolution is Resolution.SEVERAL:
        return _several(bearers)
    if later := _not_yet(bearers, on):
        return later
    if bearers:
        why = "收录了同名的文件，但不能断定指的是哪一份；请写明文号、发文机关或者日期。"
        return {"outcome": SEVERAL, "why": why, "candidates": _candidates(bearers)}
    return _work(typed, on)


def _several(bearers: tuple[HeldDocument, ...]) -> Record:
    codes = {whole_title(held.title) for held in bearers}
    if len(codes) == 1 and (code := codes.pop()):
        why = f"《{code}》按部分收录，共 {len(bearers)} 份；请写明第几条，或者哪一部分。"
    else:
        why = f"有 {len(bearers)} 份收录的文件叫这个名字，请写明文号、发文机关或者日期。"
    return {"outcome": SEVERAL, "why": why, "candidates": _candidates(bearers)}


def _candidates(bearers: tuple[HeldDocument, ...]) -> list[Record]:
    return [
        {"slug": held.slug, "title": held.title, "number": held.number or None, "url": Document(slug=held.slug).get_absolute_url()}
        for held in bearers[:MOST_CANDIDATES]
    ]


def _work(title: str, on: date) -> Record | None:
    """A work that is cited, and of which no edition is held."""
    work = Work.objects.public().filter(key=title_key(title)).first()
    return _not_held(work, on) if work else None


def _not_held(work: Work, on: date) -> Record:
    why = f"本库没有收录《{work.title}》的任何文本，只知道有文件引用它。{NO_PROOF}"
    return {"outcome": NOT_HELD, "why": why, "work": work_reference(work), "repeal": repeal_record(work, on)}


def _sentence(text: str, on: date) -> Record:
    """What each citation in ``text`` means, by the finder of the draft check."""
    read = drafts.checked(text, on).citations
    citations = [one for one in read if one.resolution is not Resolution.SELF]  # a question is no document that could cite itself
    if not citations:
        if title := next((one.title for one in read if one.title and one.title in one.text), ""):
            return {"outcome": NOT_HELD, "why": f"本库没有收录叫“{title}”的文件。{NO_PROOF}"}
        why = "没有读出标题、文号或者条款。可以写成“教育法第二十条”“教基〔2025〕1号”，或者给出含有引用的句子。"
        return {"outcome": NOT_UNDERSTOOD, "why": why}
    missing = any(one.resolution is Resolution.NONE for one in citations)
    why = f"读出 {len(citations)} 处引用，逐一列出。{NO_PROOF if missing else ''}"
    return {"outcome": _of_all(citations), "why": why, "citations": [drafts.citation_record(c) for c in citations]}


def _of_all(citations: Sequence[CheckedCitation]) -> str:
    """``found`` where one at least is held."""
    if any(citation.held for citation in citations):
        return FOUND
    return SEVERAL if any(citation.resolution is Resolution.SEVERAL for citation in citations) else NOT_HELD
