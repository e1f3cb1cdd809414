"""Home, the site's own pages, and what machines fetch: robots.txt, health."""
from django.contrib.sitemaps.views import SitemapIndexItem
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.views.decorators.http import require_safe

from documents import filters
from documents.counts import kept
from documents.models import Document
from documents.rendering import Link
from documents.rendering import render as render_markdown
from portal import sitemaps
from portal.logs import request_id
from portal.pages import Page
from search import engine
from search.indexing import upkeep

NEWEST = 12
SAMPLE = """各省、自治区、直辖市教育厅（教委）：

现将《办法》印发给你们。

教育部

2025年1月3日

# 办法

## 第一章 总则

为进一步规范管理，**制定本办法**。

- 甲；
- 乙。

表1 数据

| 年份 | 数量 |
| --- | --- |
| 2024 | 28 |
"""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    published = Document.objects.published()
    counts = kept({})
    groups = [(f, [choice for choice in f.choices(counts, published) if choice.value != filters.NONE]) for f in filters.FILTERS if f.path]
    numbers = {f.path: len(choices) for f, choices in groups}
    count = published.count() if counts.total is None else counts.total
    context = numbers | {"newest": published.for_listing()[:NEWEST], "groups": groups, "count": count}
    return render(request, "portal/home.html", context)


@require_safe
def page(request: HttpRequest, page: Page) -> HttpResponse:
    return render(request, "portal/page.html", {"page": page})


@require_safe
def site_colours(request: HttpRequest) -> HttpResponse:
    """The colours of the site in place of those of tokens.css; the stricter ones are mixed from them."""
    return render(request, "portal/site_colours.css", content_type="text/css; charset=utf-8")


def broken(request: HttpRequest) -> HttpResponse:
    """The page of a site on which anything may be broken: its template names no other and asks nothing."""
    try:
        page = render_to_string("500.html", {"home": get_script_prefix(), "number": request_id.get()})
    except Exception:  # the templates themselves
        return HttpResponse("网站出错了，已经记录下来。请稍后再试。\n", status=500, content_type="text/plain; charset=utf-8")
    return HttpResponse(page, status=500)


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    places = [
        SitemapIndexItem(request.build_absolute_uri(address), changed)  # type: ignore[arg-type]  # the stubs take the date for a bool
        for address, changed in sitemaps.files()
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": places}, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    closed = ("/admin/", "/api/v1/export/", "/search/", "/alerts/", "/trends/?", "/*/cited-by/?", "/*/files/", "/*/reference/", "/*?on=", "/*&on=")
    lines = ["User-agent: *", *(f"Disallow: {get_script_prefix().rstrip('/')}{path}" for path in closed), f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """For whoever restarts what hangs: the process answers, whatever is broken beside it."""
    return JsonResponse({"process": "ok"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """For whoever sends readers here: 200 while documents can be read and searched, 503 otherwise; and what is not so."""
    try:
        documents = Document.objects.published().count()
        search = upkeep.status() | {"answers": engine.is_answering()}
    except DatabaseError:
        return JsonResponse({"database": "failed"}, status=503)
    said = {"database": "ok", "documents": documents, "search": search}
    return JsonResponse(said, status=200 if search["answers"] else 503)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component, on one page."""
    sample = render_markdown(SAMPLE, [], [Link(SAMPLE.index("《"), SAMPLE.index("》") + 1, "#s-prose", "中小学生学籍管理办法", "basis")])
    return render(request, "portal/styleguide.html", {"sample": sample})
