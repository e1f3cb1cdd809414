"""Tags and filters for pages of documents."""
import json
from collections.abc import Iterable, Mapping

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents.comparison import Change
from documents.models import Document
from documents.pages import day
from documents.rendering.history import fold_history
from documents.rendering.punctuation import widened
from documents.status import Status

register = template.Library()
_OF_MARKUP = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


@register.filter
def marked(sentence: str, texts: Iterable[str]) -> SafeString:
    """``sentence`` with ``texts`` marked in it, one after the other."""
    pieces, rest = [], sentence
    for text in texts:
        before, found, after = rest.partition(text)
        if found:
            pieces += [(before, found)]
            rest = after
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), rest)


@register.filter
def marked_changes(pieces: Iterable[tuple[Change, str]]) -> SafeString:
    """A paragraph with what was removed and added in it marked, in words too for who hears it."""
    spoken = {Change.REMOVED: ("del", "删去"), Change.ADDED: ("ins", "增加")}
    return full_width(format_html_join("", "{}", ((_change(*spoken[change], text) if change in spoken else text,) for change, text in pieces if text)))


def _change(tag: str, word: str, text: str) -> SafeString:
    hidden = '<span class="visually-hidden">'
    return format_html(f"<{tag}>{hidden}［{{}}：</span>{{}}{hidden}］</span></{tag}>", word, text)


@register.filter
def full_width(html: str) -> SafeString:
    """Safe ``html``, or text, with half-width punctuation between Chinese shown full-width."""
    return mark_safe(widened(conditional_escape(html)))


@register.filter
def history_folded(html: str) -> SafeString:
    """The safe ``html`` of a document with its 题注 folded where it is long."""
    return mark_safe(fold_history(html))


@register.simple_tag(takes_context=True)
def keep_day(context: Context, address: str) -> str:
    """``address``, for the day that the page looks from."""
    return day.keep_day(address, getattr(context.get("request"), "day", None))


@register.simple_tag(takes_context=True)
def status_of(context: Context, document: Document) -> Status:
    """时效 on the day that the page looks from."""
    return document.status_on(day.day_of(context.get("request")))


@register.simple_tag
def json_ld(value: Mapping[str, object]) -> SafeString:
    """A block of data, which is no script that runs, so the Content-Security-Policy does not speak of it."""
    return mark_safe(f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False).translate(_OF_MARKUP)}</script>')
