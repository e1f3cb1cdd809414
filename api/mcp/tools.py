"""The eight tools: what each is asked with, and what it tells."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from api.problems import NOT_HELD, Problem
from api.resources import comparisons, documents, drafts, quotations, resolving, searching
from api.resources.basics import Record, reference, status_record, today_or
from documents.models import Document
from documents.pages.editions import editions
from documents.pages.grounds import grounds
from search.pages.views import PAGE_SIZE

from . import arguments, reading

FOUND, NOT_FOUND, NOT_UNDERSTOOD = "found", "not-found-in-what-is-held", "not-understood"
RESULTS = {
    resolving.FOUND: FOUND, resolving.NOT_HELD: NOT_FOUND, resolving.NO_PROVISION: NOT_FOUND, resolving.SEVERAL: "several",
    resolving.NOT_UNDERSTOOD: NOT_UNDERSTOOD,
}


class Unresolved(Exception):
    """``told``: why a document that a tool was asked for is none for certain, as ``resolve_citation`` tells it."""

    def __init__(self, told: Record) -> None:
        super().__init__(told["why"])
        self.told = told


@dataclass(frozen=True)
class Tool:
    """``run``: from checked arguments to what is told; raises ``Problem`` or ``Unresolved``."""

    name: str
    description: str
    arguments: type[arguments.Arguments]
    run: Callable[[Any], Record]


def search(asked: arguments.Search) -> Record:
    params = QueryDict(mutable=True)
    params.update({"q": asked.query, "page": str(asked.page)})
    params.update({name: value for name in ("kind", "body", "topic", "year") if (value := getattr(asked, name))})
    told = searching.search(params, asked.on)
    limit = min(asked.limit, PAGE_SIZE)
    lowered = f"limit 最多 {PAGE_SIZE}，已降为 {PAGE_SIZE}；其余用 page 取。" if asked.limit > limit else None
    results = [{name: value for name, value in one.items() if name != "score"} for one in told["results"][:limit]]
    for result in results:
        result["passages"] = [{"anchor": p["anchor"], "heading": p["heading"], "excerpt": p["excerpt"], "url": p["url"]} for p in result["passages"]]
    kept = ("on", "total", "page", "pages", "is_partial", "is_relaxed", "did_you_mean", "match", "answers")
    return {
        "result": FOUND if results else NOT_FOUND, "why": _how_found(told), **{name: told[name] for name in kept}, "limit": limit, "limit_lowered": lowered,
        "left_on_this_page": len(told["results"]) - len(results), "results": results,
    }


def _how_found(told: Record) -> str:
    """What an agent must not take for a full answer."""
    if not told["results"]:
        return "收录的文件里没有检索到；这不等于没有这样的文件。"
    parts = "没有一份文件含有全部的词，这些只含其中一部分，未必是所问的。" if told["is_relaxed"] else ""
    return parts + ("检索没有做完，可能还有别的。" if told["is_partial"] else "") or "按所问的词检索到的。"


def read(asked: arguments.Read) -> Record:
    document = meant(asked.document, asked.on)
    if asked.part == "citations":
        pages: list[Any] = reading.pages_of_records(reading.citing(document))
    elif asked.part == "outline" and not (asked.section or asked.keyword):
        pages = reading.pages_of_records(reading.outline(document))
    else:
        pages = reading.pages_of_text(reading.texts(document, asked.section, asked.keyword))
    return {"result": FOUND, **told_of(document, asked.on), **reading.page_of(pages, asked.page)}


def provision(asked: arguments.Provision) -> Record:
    told = resolving.resolve(asked.provision, asked.on)
    if told["outcome"] == resolving.FOUND and "provision" not in told and "citations" not in told:
        del told["outcome"]
        return {**told, "result": NOT_UNDERSTOOD, "why": "只读出了文件，没有读出条款；请写明第几条，或者用 read_document。"}
    return {"result": RESULTS[told.pop("outcome")], **told}


def resolve(asked: arguments.Citation) -> Record:
    told = resolving.resolve(asked.text, asked.on)
    return {"result": RESULTS[told.pop("outcome")], **told}


def verify(asked: arguments.Quotation) -> Record:
    told = quotations.verify(asked.quote, asked.source, asked.on)
    outcome = told.pop("outcome")
    return {"result": NOT_FOUND if outcome == quotations.NO_SOURCE else FOUND, "quotation": outcome, **told}


def check(asked: arguments.Draft) -> Record:
    told = drafts.check(asked.text, asked.on)
    page = reading.page_of(reading.pages_of_records(told.pop("citations")), asked.page)
    return {"result": FOUND if page["content"] else NOT_UNDERSTOOD, **told, **page}


def status(asked: arguments.Status) -> Record:
    document = meant(asked.document, asked.on)
    on = today_or(asked.on)
    ground, ahead = grounds(document, document.status_on(on))
    known = editions(document, asked.on)
    others = {"current_edition": known.current, "coming_edition": known.coming}
    return {
        "result": FOUND, **told_of(document, asked.on), "ground": documents.ground_record(ground),
        "ahead": documents.ground_record(ahead) if ahead else None,
        **{name: reference(one.document) if one else None for name, one in others.items()},
    }


def compare(asked: arguments.Compare) -> Record:
    document = meant(asked.document, asked.on)
    other = meant(asked.other, asked.on) if asked.other else _before(document, asked.on)
    told = comparisons.compare(document.slug, other.slug, asked.on, only_changes=True)
    return {"result": FOUND, **{name: told[name] for name in ("old", "new", "counts")}, **reading.page_of(reading.pages_of_records(told["rows"]), asked.page)}


def _before(document: Document, day: date | None) -> Document:
    shown = editions(document, day).shown
    if shown is None or shown.before is None:
        raise Problem(NOT_HELD, f"没有收录《{document.title}》更早的版本；这不等于没有。", "No earlier edition is held, which does not mean that there is none.")
    return shown.before


def meant(source: str, day: date | None) -> Document:
    """The document of a slug, or what a title, number or provision names for certain. Raises ``Unresolved`` that says why not."""
    held = Document.objects.published().select_related("work", "column").filter(slug=source).first() if source.isprintable() else None
    if held:
        return held
    told = resolving.resolve(source, day)
    if "document" in told:
        return documents.find(told["document"]["slug"])
    result = RESULTS[told.pop("outcome")]
    raise Unresolved({**told, "result": NOT_UNDERSTOOD if result == FOUND else result})  # several citations, each found, are no document


def told_of(document: Document, day: date | None) -> Record:
    on = today_or(day)
    return {"on": on.isoformat(), "document": {**reference(document), "status": status_record(document.status_on(on)), "was_known": document.was_known_on(on)}}


TOOLS = (
    Tool("search_policies", "检索政策文件和条文，附摘录与网址。Search policies and articles; slugs for other tools come from here.", arguments.Search, search),
    Tool(
        "read_document", "读一份文件：outline 目录、text 正文（可按 section 或 keyword）、citations 所引；分页，每页至多 6000 字，从不暗中截断。"
        "Read a document in pages; next_page says if there is more.", arguments.Read, read,
    ),
    Tool("read_provision", "读某一天的条、款、项原文（之一也分得清）；不在其中时说明收录的范围。Exact words of an article on a day.", arguments.Provision, provision),
    Tool("resolve_citation", "标题、文号、条款或一句话指哪一份哪一条，或为什么不能断定。What a citation means on a day, or why not.", arguments.Citation, resolve),
    Tool("verify_quote", "核对引文：verbatim 一字不差，differs 这里不同，not-there 没有这样的话。Check a quotation against its source.", arguments.Quotation, verify),
    Tool("check_draft", "检查草案的每一处引用；没有查完会报错，绝不当作无误。Check every citation of a draft; nothing is stored.", arguments.Draft, check),
    Tool("status_on", "某一天的时效、依据、将来的修改或废止、替代它的版本。Status on a day, its proof, what is coming, its successor.", arguments.Status, status),
    Tool("compare_editions", "两个版本逐条对比，只列有变化的。Two editions, changed articles only.", arguments.Compare, compare),
)
BY_NAME = {tool.name: tool for tool in TOOLS}
