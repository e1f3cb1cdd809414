"""Operations that tell of the corpus: documents, works, and the headings they are filed under."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

from django.http import HttpRequest
from ninja import Router
from ninja.decorators import decorate_view

from api.resources import citations, comparisons, cursors, documents, sections, taxonomy, works
from api.resources.basics import Record

from . import schemas
from .application import answers, dated, filtered
from .parameters import Anchor, Cursor, Day, Fields, Limit, Slug, Total

router = Router(tags=["资料 corpus"])
Sort = Literal["newest", "oldest", "title"]


def names_of(fields: str) -> list[str]:
    return [name for name in (part.strip() for part in fields.split(",")) if name]


def _page(request: HttpRequest, items: list[Any], following: str | None, count: Callable[[], int] | None) -> Record:
    """``items``, the address of what follows, which is this one with the next cursor, and what is counted in all, where that is asked for."""
    total = {"total": count()} if count else {}
    if following is None:
        return {"items": items, "next": None, **total}
    said = [(name, value) for name, values in request.GET.lists() if name not in ("cursor", "total") for value in values]
    return {"items": items, "next": f"{request.path}?{urlencode([*said, ('cursor', following)])}", **total}


@router.get("/documents", response=answers(schemas.Documents), exclude_unset=True, operation_id="documents", summary="文件列表 List documents")
@decorate_view(dated)
@filtered
def list_documents(
    request: HttpRequest, on: Day = None, sort: Sort = "newest", cursor: Cursor = "", limit: Limit = cursors.USUAL, fields: Fields = "",
    total: Total = False,
) -> Any:
    """已发布的文件，可以用全站的各种筛选条件；几个条件同时起作用。

    Published documents, narrowed by any filter of the site. From another day, only what had been issued by then, with the status of then.
    """
    found, following = documents.listing(request.GET, on, sort, cursor, limit)
    wanted = names_of(fields)
    if not found:
        documents.check_fields(wanted)
    told = [documents.summary(document, on, wanted) for document in found]
    return _page(request, told, following, partial(documents.total, request.GET, on) if total else None)


@router.get("/documents/{slug}", response=answers(schemas.Whole), exclude_unset=True, operation_id="document", summary="一份文件 One document")
@decorate_view(dated)
def one_document(request: HttpRequest, slug: Slug, on: Day = None, fields: Fields = "") -> Any:
    """一份文件的全部：各项元数据、时效及其依据、各版本、章节条款、所引文件、正文。只要一部分时用 fields。

    One document: its facts, status and what proves it, editions, sections with provisions, citations, text. ``fields`` asks for a part.
    """
    return documents.whole(documents.find(slug), on, names_of(fields))


@router.get("/documents/{slug}/sections/{anchor}", response=answers(schemas.Section), exclude_unset=True, operation_id="section", summary="一处条款 One provision")
@decorate_view(dated)
def one_section(request: HttpRequest, slug: Slug, anchor: Anchor) -> Any:
    """一章、一条、一款或者一项的原文：art-12 是第十二条，art-120-1 是第一百二十条之一，art-12-p2-i3 是第十二条第二款第三项。

    The words of one chapter, article, paragraph or item.
    """
    return sections.at(documents.find(slug), anchor)


@router.get("/documents/{slug}/cited-by", response=answers(schemas.CitedBy), exclude_unset=True, operation_id="cited_by", summary="谁引用它 Who cites it")
@decorate_view(dated)
def cited_by(request: HttpRequest, slug: Slug, on: Day = None, cursor: Cursor = "", limit: Limit = cursors.USUAL, total: Total = False) -> Any:
    """引用这份文件的每一处，连同原句。Every place that cites the document, with its sentence."""
    document = documents.find(slug)
    return _page(request, *citations.incoming(document, on, cursor, limit), partial(citations.total, document, on) if total else None)


@router.get("/documents/{slug}/compare/{other}", response=answers(schemas.Comparison), operation_id="compare", summary="两个版本对比 Compare two texts")
@decorate_view(dated)
def compare(request: HttpRequest, slug: Slug, other: Slug, on: Day = None, only_changes: bool = True) -> Any:
    """两份文件逐条对比，早的在前。Two documents, article by article, the earlier first."""
    return comparisons.compare(slug, other, on, only_changes)


@router.get("/works", response=answers(schemas.Works), exclude_unset=True, operation_id="works", summary="著作列表 List works")
@decorate_view(dated)
def list_works(request: HttpRequest, held: bool | None = None, cursor: Cursor = "", limit: Limit = cursors.USUAL, total: Total = False) -> Any:
    """著作：人们称呼和引用的那一部，收录与否；held=false 是被引用而未收录的。

    Works: what is named and cited, held or not.
    """
    return _page(request, *works.listing(held, cursor, limit), partial(works.total, held) if total else None)


@router.get("/works/{slug}", response=answers(schemas.Work), operation_id="work", summary="一部著作 One work")
@decorate_view(dated)
def one_work(request: HttpRequest, slug: Slug, on: Day = None) -> Any:
    """各版本、哪一版现行、何时公布施行修改废止。Its editions, which of them holds, and what became of it."""
    return works.whole(works.find(slug), on)


@router.get("/works/{slug}/editions", response=answers(list[schemas.Edition]), operation_id="editions", summary="各版本 Editions")
@decorate_view(dated)
def editions_of_work(request: HttpRequest, slug: Slug, on: Day = None) -> Any:
    """收录的各版本，新的在前。The editions that are held, the newest first."""
    return works.whole(works.find(slug), on)["editions"]


@router.get("/works/{slug}/cited-by", response=answers(schemas.CitedBy), exclude_unset=True, operation_id="work_cited_by", summary="谁引用这部著作 Who cites a work")
@decorate_view(dated)
def work_cited_by(request: HttpRequest, slug: Slug, on: Day = None, cursor: Cursor = "", limit: Limit = cursors.USUAL, total: Total = False) -> Any:
    """引用它的每一处，不论指哪个版本。Every place that cites it, whichever edition is meant."""
    work = works.find(slug)
    return _page(request, *citations.incoming(work, on, cursor, limit), partial(citations.total, work, on) if total else None)


@router.get("/bodies", response=answers(list[schemas.Heading]), operation_id="bodies", summary="发文机关 Issuing bodies")
@decorate_view(dated)
def bodies(request: HttpRequest) -> Any:
    """各发文机关及其文件数。Issuing bodies, with how many documents each has."""
    return taxonomy.listing("bodies")


@router.get("/topics", response=answers(list[schemas.Heading]), operation_id="topics", summary="主题 Topics")
@decorate_view(dated)
def topics(request: HttpRequest) -> Any:
    """各主题及其文件数。Topics, with how many documents each has."""
    return taxonomy.listing("topics")


@router.get("/columns", response=answers(list[schemas.Heading]), operation_id="columns", summary="栏目 Columns")
@decorate_view(dated)
def columns(request: HttpRequest) -> Any:
    """来源网站的各栏目及其文件数。Columns of the source sites."""
    return taxonomy.listing("columns")


@router.get("/filters", response=answers(list[schemas.Filter]), operation_id="filters", summary="筛选条件 Filters")
def list_filters(request: HttpRequest) -> Any:
    """文件可以按什么筛选，值怎么写。By what documents are filtered, and how values are written."""
    return taxonomy.filters_record()
