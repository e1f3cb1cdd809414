"""Which lines at the edges of the pages are their numbers."""
from collections import Counter

from .edges import Edge, Margins, number_in

SAME_PLACE = 3  # points


def numbers_among(margins: Margins) -> list[Edge]:
    """The lines that count the pages: they run with them, or stand where others do that run.

    One alone is the number of its page if it says so itself, or its form does.
    """
    edges = [edge for edge in margins.numbered if margins.is_outside(edge) and (has_form(edge) or margins.is_small(edge) or margins.is_alone(edge))]
    steps = {id(edge): (number_in(edge.line.text) or 0) - edge.page.number for edge in edges}
    pages = Counter(step for _, step in {(edge.page.number, steps[id(edge)]) for edge in edges})
    running = [edge for edge in edges if steps[id(edge)] == 0 or pages[steps[id(edge)]] > 1]
    if not running and len(edges) == 1 and has_form(edges[0]):
        return edges
    places = {(edge.is_upper, round(edge.place)) for edge in running}
    return [edge for edge in edges if any(edge.is_upper == upper and abs(edge.place - at) <= SAME_PLACE for upper, at in places)]


def has_form(edge: Edge) -> bool:
    """Whether it is more than a bare number, which may be a year, an amount or a label as well."""
    return not edge.line.text.isalnum() or "页" in edge.line.text
