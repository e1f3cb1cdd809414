"""Filters for pages of documents."""
from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()


@register.filter
def marked(sentence, texts):
    """``sentence`` with ``texts`` marked in it, one after the other."""
    pieces, rest = [], sentence
    for text in texts:
        before, found, after = rest.partition(text)
        if found:
            pieces += [(before, found)]
            rest = after
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), rest)
