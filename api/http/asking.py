"""Operations that answer questions: search, suggestions, what a name means, whether a draft or a quotation is right."""
from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from api.resources import drafts, quotations, resolving, searching

from . import asking_schemas as schemas
from .application import answers, filtered
from .parameters import Day, Draft, Number, Quotation, Sought, Typed, Without

router = Router(tags=["检索与核对 asking"])


@router.get("/search", response=answers(schemas.Results), operation_id="search", summary="检索 Search")
@filtered
def search(
    request: HttpRequest, q: Sought = "", on: Day = None,
    sort: Literal["relevance", "newest", "oldest"] = "relevance", unit: Literal["document", "section"] = "document",
    exact: Literal["1"] | None = None, editions: Literal["all"] | None = None, page: Number = 1, without: Without = (),
) -> Any:
    """与检索页相同的理解、次序、摘录和分面；参数也相同。match 是检索词正好指明的一处的网址。

    As the search page: the same understanding, ranking, excerpts and facets, by the same parameters.
    """
    return searching.search(request.GET, on)


@router.get("/suggest", response=answers(list[schemas.Suggestion]), operation_id="suggest", summary="输入提示 Suggestions")
def suggest(request: HttpRequest, q: Typed) -> Any:
    """检索框在输入时的提示。What the search box suggests."""
    return searching.suggest(q)


@router.get("/resolve", response=answers(schemas.Resolved), exclude_unset=True, operation_id="resolve", summary="指的是什么 Resolve a citation")
def resolve(request: HttpRequest, q: Typed, on: Day = None) -> Any:
    """标题、文号、条款或者一句话，在某一天指的是哪一份、哪一条，原文是什么；不能断定时说明为什么。

    What a title, number, provision or sentence means on a day, with the exact words, or why nothing certain.
    """
    return resolving.resolve(q, on)


@router.post("/check", response=answers(schemas.Checked), operation_id="check", summary="检查草案 Check a draft")
def check(request: HttpRequest, body: Draft) -> Any:
    """草案中的每一处引用：指什么、是否收录、要注意什么。什么都不保存。

    Every citation in a draft, with hints. Nothing of it is stored.
    """
    return drafts.check(body.text, body.on)


@router.post("/verify-quote", response=answers(schemas.Verified), exclude_unset=True, operation_id="verify_quote", summary="核对引文 Verify a quotation")
def verify_quote(request: HttpRequest, body: Quotation) -> Any:
    """引文与出处：一字不差、这里不同（指出差别）、没有这样的话，或者出处不能断定。

    A quotation and its source: verbatim, differs here, not there, or the source is not certain.
    """
    return quotations.verify(body.quote, body.source, body.on)
