"""Canonical Markdown becomes the HTML of a document page: safe, with an anchor on every division.

Python-Markdown passes scripts through, and is quadratic on hostile input. So it gets only what policy text needs
(lists, tables, quotes, bold, italics, code); what it might take for other syntax is hidden from it (``hiding``).
Headings, anchors and links are ours (``divisions``). All of it then goes through nh3 with a list of our own.

Whose time is dear has the first part done elsewhere (``unsafe``), and cleans what comes of it (``finished``).
"""
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import nh3

from .divisions import RenderedSection, divisions
from .hiding import Link, hide, plain, show
from .punctuation import widened

__all__ = ["Link", "finished", "follow", "plain", "render", "unsafe", "widened"]

_TAGS = {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "strong", "em", "code", "a", "section", "div",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}
_ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href", "title", "rel", "aria-label"},
    "section": {"aria-label"},
    "div": {"role", "tabindex", "aria-label"},
}
_PLACE = re.compile(r'<a class="citation" id="([^"]+)">')
_WHOLE_PLACE = re.compile(rf"{_PLACE.pattern}(.*?)</a>", re.S)
_PERMALINK = re.compile(r'<a class="permalink" href="#([^"]+)" aria-label="([^"]+)的链接"></a>')


def render(markdown: str, sections: Sequence[RenderedSection] = (), links: Iterable[Link] = ()) -> str:
    """Safe HTML of canonical ``markdown``.

    ``sections`` have ``anchor``, ``label``, ``heading`` and ``text``, one for each heading line from ``##`` down, in
    order; an article's paragraphs (款) and items (项) get anchors of their own. A ``# …`` line is the printed title
    of the text proper: what stands before it is its 印发通知. Any text is taken, in time linear in its length.
    """
    return _clean(unsafe(markdown, sections, links))


def unsafe(markdown: str, sections: Sequence[RenderedSection] = (), links: Iterable[Link] = ()) -> str:
    """The same before it is cleaned: for ``finished``, and for no reader."""
    source, opened = hide(markdown, links)
    return show("".join(divisions(source, sections)), opened)


def finished(html: str, places: Collection[str]) -> str:
    """What ``render`` makes of the text that became the ``unsafe`` ``html``, where of its marked places only those with the ids
    ``places`` are wanted."""
    return _clean(_WHOLE_PLACE.sub(lambda m: m[0] if m[1] in places else m[2], html))


def _clean(html: str) -> str:
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None)


def follow(html: str, links: Iterable[Link], cited: Mapping[str, int]) -> str:
    """A rendered page, as it reads today: its marked places become ``links``, and a division that other documents
    cite (``cited``: how many, by anchor) says so beside its own link.
    """
    leads = {link.id: link for link in links}
    html = _PLACE.sub(lambda m: leads[m[1]].opening() if m[1] in leads else m[0], html)
    return _PERMALINK.sub(lambda m: m[0] + (_cited(m[1], m[2], cited[m[1]]) if m[1] in cited else ""), html)


def _cited(anchor: str, name: str, count: int) -> str:
    """No stop of the keyboard of its own, of which an article has one, its permalink: the list of all who cite the document,
    to which its page leads, tells the same by article."""
    return f'<a class="cited" href="cited-by/?article={anchor}" aria-label="{name}被引 {count}" tabindex="-1">被引 {count}</a>'
