"""Tags that every page of the site may use."""
from collections.abc import Iterator, Mapping
from typing import Any

from django import template
from django.core.paginator import Page as ListedPage
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.pages import Page, discover

register = template.Library()


@register.simple_tag(takes_context=True)
def nav_item(context: Mapping[str, Any], name: str, label: str) -> SafeString:
    """A link of the main navigation, marked when the reader is on its page or below it."""
    url = reverse(name)
    path = context["request"].path if "request" in context else ""
    current = "page" if path == url else "true" if path.startswith(url) else ""
    mark = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, mark, label)


@register.simple_tag
def footer_pages() -> list[Page]:
    """The site's own pages that the foot of every page links."""
    return [page for page in discover() if page.footer]


@register.filter
def pages_around(page: ListedPage) -> Iterator[str | int]:
    """The page numbers a pager shows, with gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
