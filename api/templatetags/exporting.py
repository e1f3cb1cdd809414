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
KEPT = {"documents": ("sort",), "search": ("q", "sort", "unit", "exact", "editions", "without")}


@register.simple_tag(takes_context=True)
def export_address(context: Mapping[str, Any], what: str, extension: str) -> str:
    """The address of the list or the results of this page as a file. What the page left aside is not asked for: it would be refused."""
    params, fixed = context["request"].GET, context.get("fixed") or {}
    chosen, _ = chosen_values(params, [one for one in filters.FILTERS if one.name not in fixed])
    asked = [*fixed.items(), *((name, value) for name, values in chosen.items() for value in values)]
    known: dict[str, Collection[str] | None] = {"sort": context.get("sorts"), "unit": context.get("units"), "exact": ("1",), "editions": ("all",)}
    asked += [(name, value) for name in KEPT[what] for value in params.getlist(name) if value in (known.get(name) or (value,))]
    if day := getattr(context["request"], "day", None):
        asked.append(("on", day.isoformat()))
    address = reverse(f"api:export_{what}", args=[extension])
    return f"{address}?{urlencode(asked)}" if asked else address
