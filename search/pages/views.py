"""The search page, its advanced form, its suggestions, its help."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar, cast

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from documents import filters
from documents.models import Document
from documents.pages.code import code_called
from documents.pages.day import DayRequest, day_of, keep_day, looks_from_a_day
from documents.pages.filtering import Chosen, Group, chosen_values, group
from search.answering import SearchRequest, SearchResponse, did_you_mean, run_search
from search.engine import IndexUnavailable, TooManySearches
from search.pages import answers
from search.pages.exact_matches import exact_match
from search.pages.forms import AdvancedForm, filter_boxes, read_boxes
from search.pages.results import results
from search.plan import Sort, Unit
from search.queries import ORDER
from search.queries.language import clean_query
from search.suggesting import popular_searches
from search.suggesting.suggestions import as_json
from search.suggesting.vocabulary_source import vocabulary
from search.text.analyzers import query_tokens

T = TypeVar("T")
PAGE_SIZE = 10
LAST_PAGE = 100
MOST_WITHOUT = 10
SORTS: dict[Sort, str] = {"relevance": "相关", "newest": "最新在前", "oldest": "最早在前"}
UNITS: dict[Unit, str] = {"document": "按文件", "section": "按条款"}
_MOST_BY_TITLE = 20


@require_safe
@looks_from_a_day
def search(request: DayRequest) -> HttpResponse:
    chosen, remarks = chosen_values(request.GET, filters.FILTERS)
    search_request, number = search_request_of(request.GET, chosen, request.day)
    if not search_request.typed.strip() and not chosen:
        return render(request, "search/start.html", {"sorts": SORTS, "units": UNITS, "remarks": remarks})
    if not chosen and (address := exact_match(search_request.typed, request.day)):
        return redirect(keep_day(address, request.day))
    try:
        response = run_search(search_request)
        suggestion = did_you_mean(search_request, response)
    except TooManySearches:
        return _later(request, search_request)
    except IndexUnavailable:
        return _from_titles(request, search_request)
    return _page(request, search_request, response, number, suggestion, chosen, remarks)


def search_request_of(params: QueryDict, chosen: Chosen, day: date | None) -> tuple[SearchRequest, int]:
    """The search that the parameters describe, and the number of its page; 0 for what is no page."""
    page = params.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 0
    start = (max(number, 1) - 1) * PAGE_SIZE
    return SearchRequest(
        params.get("q", ""),
        exact=params.get("exact") == "1",
        unit=_chosen(UNITS, params.get("unit"), "document"),
        filters={name: tuple(labels) for name, labels in chosen.items()},
        sort=_chosen(SORTS, params.get("sort"), "relevance"),
        start=start,
        stop=start + PAGE_SIZE if number <= LAST_PAGE else start,
        on=day,
        every_edition=params.get("editions") == "all",
        without=tuple(params.getlist("without"))[:MOST_WITHOUT],
    ), number


def _chosen(choices: Mapping[T, str], value: str | None, default: T) -> T:
    return next((choice for choice in choices if choice == value), default)


def _page(
    request: DayRequest, search_request: SearchRequest, response: SearchResponse, number: int,
    suggestion: str, chosen: Chosen, remarks: list[str],
) -> HttpResponse:
    hits = response.hits
    paginator = Paginator(range(min(hits.total, LAST_PAGE * PAGE_SIZE)), PAGE_SIZE)
    exists = 1 <= number <= paginator.num_pages
    found = results(hits.hits, response.understood, request.day) if exists else []
    context = {
        "search_request": search_request,
        "understood": response.understood,
        "response": response,
        "total": hits.total,
        "results": found,
        "code": code_called(response.understood.text, day_of(request), request.day) if number == 1 else None,
        "answers": list(answers.provisions(response.understood, request.day)) if number == 1 else [],
        "answer": answers.sentence(response.understood, found) if number == 1 else None,
        "more": results(response.more.hits, response.understood, request.day) if exists and response.more else [],
        "reachable": LAST_PAGE * PAGE_SIZE,
        "page": paginator.page(number) if exists else None,
        "pages": paginator.num_pages,
        "clear": reverse("search:search", query={"q": response.sounds or response.understood.text}),
        "groups": _groups(response, chosen, request),
        "conditions": _conditions(response, request.GET),
        "remarks": [*remarks, *_left_out(response, chosen)],
        "suggestion": suggestion,
        "sorts": SORTS,
        "sort": response.plan.sort,
        "units": UNITS,
        "query": response.sounds or response.understood.text,
    }
    if number == 1 and not search_request.filters and not response.understood.says_nothing:
        _count(response)
    return render(request, "search/results.html", context, status=200 if exists else 404)


def _count(response: SearchResponse) -> None:
    """Among the popular searches, or among those that found nothing with all their words."""
    in_vain = not response.hits.total or response.relaxed or response.unmet
    (popular_searches.count_missed if in_vain else popular_searches.count)(response.understood.text)


def _groups(response: SearchResponse, chosen: Chosen, request: DayRequest) -> list[Group]:
    """All filters that the index has, with the counts of what else could be chosen; one query for each kind of names."""
    counts = response.hits.facets
    shown = [f for f in filters.FILTERS if f.name not in response.missing or f.name in chosen]
    return [group(f, _choices(f, counts.get(f.name, {}), request.day), chosen, request.GET) for f in shown]


def _choices(declared: filters.DocumentFilter, counts: Mapping[str, int], day: date | None) -> list[filters.Choice]:
    """With their counts; all of what is another on ``day``, where it was not counted."""
    if declared.turns(day) and not counts:
        return [filters.Choice(value, label) for value, label in declared.labels(value for _, value in declared.named()).items()]
    return declared.listed(counts)


def _conditions(response: SearchResponse, params: QueryDict) -> list[tuple[str, str, str]]:
    """How each condition of the sentence reads, by its label and value, and the address of the search without it."""
    shown = []
    for condition in response.understood.conditions:
        if condition.value == "relevance":
            continue
        if condition.name == ORDER:
            label, value = "排序", SORTS[cast(Sort, condition.value)]
        else:
            declared = filters.by_name()[condition.name]
            label, value = declared.label, declared.labels([condition.value]).get(condition.value, condition.value)
        changed = params.copy()
        changed.pop("page", None)
        changed.appendlist("without", condition.name)
        shown.append((label, value, f"?{changed.urlencode()}"))
    return shown


def _left_out(response: SearchResponse, chosen: Chosen) -> list[str]:
    """A sentence on each filter that was requested and that the index does not have yet."""
    requested = (chosen.keys() | set(response.understood.left_out)) & response.missing
    labels = [declared.label for declared in filters.FILTERS if declared.name in requested]
    return [f"检索索引正在更新，暂时不能按“{label}”筛选，这个条件没有起作用。请过几分钟再试。" for label in labels]


def _later(request: HttpRequest, search_request: SearchRequest) -> HttpResponse:
    response = render(request, "search/busy.html", {"query": clean_query(search_request.typed).text}, status=503)
    response["Retry-After"] = "2"
    return response


def _from_titles(request: HttpRequest, search_request: SearchRequest) -> HttpResponse:
    """While there is no index: the documents whose titles have all the words, from the database."""
    text = clean_query(search_request.typed).text
    words = Q()
    for word in query_tokens(text):
        words &= Q(title__icontains=word)
    documents = Document.objects.published().filter(words).for_listing()[:_MOST_BY_TITLE] if words else []
    response = render(request, "search/unavailable.html", {"query": text, "documents": documents}, status=503)
    response["Retry-After"] = "60"
    return response


@require_safe
def advanced(request: HttpRequest) -> HttpResponse:
    """The form, filled from ``q``; what is sent leads to the search that it means."""
    boxes, language = filter_boxes(), vocabulary().language
    if "all" not in request.GET:
        filled = read_boxes(clean_query(request.GET.get("q", "")).text, boxes, language)
        return render(request, "search/advanced.html", {"form": AdvancedForm(initial=filled, boxes=boxes, language=language)})
    form = AdvancedForm(request.GET, boxes=boxes, language=language)
    if not form.is_valid():
        return render(request, "search/advanced.html", {"form": form}, status=400)
    return redirect(reverse("search:search", query={"q": form.written()}))


@require_safe
def help(request: HttpRequest) -> HttpResponse:
    return render(request, "search/help.html", {"filters": filters.FILTERS, "unspecified": filters.UNSPECIFIED})


@require_safe
@cache_control(max_age=60, public=True)
def suggest(request: HttpRequest) -> JsonResponse:
    """What completes the words, as the search box shows it; with ``format=opensearch`` as browsers ask for it."""
    typed = clean_query(request.GET.get("q", "")).text
    suggestions = as_json(typed)
    if request.GET.get("format") == "opensearch":
        texts = [suggestion["text"] for suggestion in suggestions]
        return JsonResponse([typed, texts], safe=False, content_type="application/x-suggestions+json")
    return JsonResponse({"suggestions": suggestions})
