"""Links from a page to the same list as a file."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from documents import filters
from documents.pages.filtering import chosen_values

register = template.Library()
FORMATS = ("csv", "xlsx", "json")
KEPT = {"documents": ("sort",), "search": ("q", "sort", "unit", "exact", "editions", "without"), "years": (), "joint": ()}


@register.simple_tag(takes_context=True)
def export_addresses(context: Mapping[str, Any], what: str) -> list[tuple[str, str]]:
    """(format, address) of the list or the results of this page as files. What the page left aside is not asked for: it would be refused."""
    params, fixed = context["request"].GET, context.get("fixed") or {}
    chosen, _ = chosen_values(params, [one for one in filters.FILTERS if one.name not in fixed])
    asked = [*fixed.items(), *((name, value) for name, values in chosen.items() for value in values)]
    known: dict[str, Collection[str] | None] = {"sort": context.get("sorts"), "unit": context.get("units"), "exact": ("1",), "editions": ("all",)}
    asked += [(name, value) for name in KEPT[what] for value in params.getlist(name) if value in (known.get(name) or (value,))]
    if day := getattr(context["request"], "day", None):
        asked.append(("on", day.isoformat()))
    query = f"?{urlencode(asked)}" if asked else ""
    return [(name.upper(), reverse(f"api:export_{what}", args=[name]) + query) for name in FORMATS]


@register.simple_tag
def file_formats() -> tuple[str, ...]:
    """The kinds of file that a table can be had as."""
    return FORMATS
