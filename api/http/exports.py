"""Operations that send whole lists as files."""
from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import quote

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Path, Query, Router

from api.resources import documents
from api.resources import works as found_works
from api.tables import lists, overviews, passages, trends, works, writing

from . import schemas
from .application import answers, filtered
from .corpus import Sort
from .parameters import Day, Slug, Sought, Typed, Without

By = Annotated[Literal["year", "body", "kind"], Query("year", description="按年份、发文机关还是公文种类。By year, body or kind.")]
router = Router(tags=["下载 files"])
Extension = Annotated[Literal["csv", "xlsx", "json"], Path(..., description="文件的格式。")]


@router.get("/export/documents.{extension}", response=answers(schemas.File), operation_id="export_documents", summary="列表存为文件 A list as a file")
@filtered
def export_documents(request: HttpRequest, extension: Extension, on: Day = None, sort: Sort = "newest") -> Any:
    """筛选出的全部文件，不设上限，边做边发；参数与列表相同。

    All documents of a list, without a limit, by the same filters.
    """
    return _file(extension, "文件", lists.document_columns(), lists.document_rows(request.GET, on, sort, request.build_absolute_uri))


@router.get("/export/search.{extension}", response=answers(schemas.File), operation_id="export_search", summary="检索结果存为文件 Results as a file")
@filtered
def export_search(
    request: HttpRequest, extension: Extension, q: Sought = "", on: Day = None, sort: Literal["relevance", "newest", "oldest"] = "relevance",
    unit: Literal["document", "section"] = "document", exact: Literal["1"] | None = None, editions: Literal["all"] | None = None,
    without: Without = (),
) -> Any:
    """检索到的全部结果，不设上限，次序与检索页相同。All results of a search, in the order of the page."""
    return _file(extension, "检索结果", lists.result_columns(), lists.result_rows(request.GET, on, request.build_absolute_uri))


@router.get("/export/trends.{extension}", response=answers(schemas.File), operation_id="export_trends", summary="用词变化存为文件 Words over time as a file")
def export_trends(request: HttpRequest, extension: Extension, q: Typed, by: By = "year") -> Any:
    """几个词各在多少份文件里出现，按年份、发文机关或者公文种类；词用空格分开。

    How many documents have each of a few words, by year, body or kind.
    """
    found = trends.counted(q, by)
    return _file(extension, "用词变化", trends.columns(found), trends.rows(found))


@router.get("/export/years.{extension}", response=answers(schemas.File), operation_id="export_years", summary="各年各类文件存为文件 By year and kind")
@filtered
def export_years(request: HttpRequest, extension: Extension) -> Any:
    """筛选出的文件每年、每种公文各有多少份。How many documents there are of each year and kind, by the same filters."""
    found = overviews.of_years(request.GET)
    return _file(extension, "各年各类文件", overviews.year_columns(found), overviews.year_rows(found))


@router.get("/export/joint.{extension}", response=answers(schemas.File), operation_id="export_joint", summary="联合发文存为文件 Bodies that issue together")
@filtered
def export_joint(request: HttpRequest, extension: Extension) -> Any:
    """筛选出的文件里，每两个机关联合发了多少份，从多到少，最多一千对。

    How many of the documents each two bodies have issued together, a thousand pairs at most.
    """
    return _file(extension, "联合发文", overviews.JOINT, overviews.joint_rows(overviews.of_pairs(request.GET), request.build_absolute_uri))


@router.get("/export/works.{extension}", response=answers(schemas.File), operation_id="export_works", summary="著作存为文件 Works as a file")
def export_works(request: HttpRequest, extension: Extension, held: bool | None = None) -> Any:
    """全部著作及引用它们的文件数；held=false 是被引用而未收录的。All works, and how many documents cite each."""
    return _file(extension, "著作", works.WORKS, works.work_rows(held, request.build_absolute_uri))


@router.get(
    "/export/documents/{slug}/cited-by.{extension}", response=answers(schemas.File), operation_id="export_cited_by", summary="谁引用它，存为文件 Who cites it",
)
def export_cited_by(request: HttpRequest, slug: Slug, extension: Extension, on: Day = None) -> Any:
    """引用这份文件的每一处，连同原句。Every place that cites the document, with its sentence."""
    return _file(extension, "被引用", works.PLACES, works.place_rows(documents.find(slug), on, request.build_absolute_uri))


@router.get(
    "/export/documents/{slug}/passages.{extension}", response=answers(schemas.File), operation_id="export_passages",
    summary="相同的段落，存为文件 Passages it shares",
)
def export_passages(request: HttpRequest, slug: Slug, extension: Extension) -> Any:
    """这份文件与其他文件相同的每一段，两边的条款和文字。Every passage that it shares with another document, side by side."""
    return _file(extension, "相同的段落", passages.PASSAGES, passages.passage_rows(documents.find(slug), request.build_absolute_uri))


@router.get(
    "/export/works/{slug}/cited-by.{extension}", response=answers(schemas.File), operation_id="export_work_cited_by",
    summary="谁引用这部著作，存为文件 Who cites a work",
)
def export_work_cited_by(request: HttpRequest, slug: Slug, extension: Extension, on: Day = None) -> Any:
    """引用这部著作的每一处，不论指哪个版本。Every place that cites it, whichever edition is meant."""
    return _file(extension, "被引用", works.PLACES, works.place_rows(found_works.find(slug), on, request.build_absolute_uri))


def _file(kind: str, name: str, columns: writing.Columns, rows: Any) -> StreamingHttpResponse:
    response = StreamingHttpResponse(writing.written(kind, columns, rows), content_type=writing.TYPES[kind])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{kind}')}"
    return response
