"""System checks: what whoever adds a page of the site, or sets up one, should know before it is served."""
from collections.abc import Iterator, Sequence
from contextlib import suppress

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string
from haystack.backends import BaseEngine

from portal import pages, views


@register(Tags.compatibility)
def check_engine(app_configs: object = None, **kwargs: object) -> list[Error]:
    """The search engine that the settings name can be imported."""
    name = str(settings.HAYSTACK_CONNECTIONS["default"]["ENGINE"])
    try:
        found = import_string(name)
    except ImportError as error:
        return [Error(f"设置 WENLAN_ENGINE：找不到 {name}（{error}）。", id="portal.E002")]
    if not (isinstance(found, type) and issubclass(found, BaseEngine)):
        return [Error(f"设置 WENLAN_ENGINE：{name} 不是检索引擎。", id="portal.E002")]
    return []


@register(Tags.urls)
def check_pages(app_configs: object = None, **kwargs: object) -> list[Error]:
    """Each page can be read, and neither takes the address or the name of another view nor loses its own to it."""
    found = pages.discover()
    problems = [(page, problem) for page in found for problem in (*page.problems, *_collisions(page))]
    return [Error(f"{page.path}: {problem}", id="portal.E001") for page, problem in problems]


def _collisions(page: pages.Page) -> Iterator[str]:
    routes: Sequence[URLPattern | URLResolver] = get_resolver().url_patterns
    others = [route for route in routes if not (isinstance(route, URLPattern) and route.callback is views.page)]
    for route in others:
        with suppress(Resolver404):
            if route.resolve(f"{page.name}/"):
                yield f"/{page.name}/ is the address of another view"
        if isinstance(route, URLPattern) and route.name == page.name:
            yield f"{page.name!r} is the name of another route"
