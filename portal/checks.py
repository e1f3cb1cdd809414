"""System checks: what whoever adds a page of the site should know before it is served."""
from collections.abc import Iterator, Sequence
from contextlib import suppress

from django.core.checks import Error, Tags, register
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver

from portal import pages, views


@register(Tags.urls)
def check_pages(app_configs: object = None, **kwargs: object) -> list[Error]:
    """Each page can be read, and neither takes the address or the name of another view nor loses its own to it."""
    found = pages.discover()
    problems = [(page, problem) for page in found for problem in (*page.problems, *_collisions(page))]
    return [Error(f"{pages.FOLDER / page.name}.md: {problem}", id="portal.E001") for page, problem in problems]


def _collisions(page: pages.Page) -> Iterator[str]:
    routes: Sequence[URLPattern | URLResolver] = get_resolver().url_patterns
    others = [route for route in routes if not (isinstance(route, URLPattern) and route.callback is views.page)]
    for route in others:
        with suppress(Resolver404):
            if route.resolve(f"{page.name}/"):
                yield f"/{page.name}/ is the address of another view"
        if isinstance(route, URLPattern) and route.name == page.name:
            yield f"{page.name!r} is the name of another route"
