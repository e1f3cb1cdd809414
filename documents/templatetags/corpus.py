"""Tags for lists and pages of documents."""
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

register = template.Library()


def _without(request, name):
    query = request.GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    return query


@register.simple_tag(takes_context=True)
def choice_link(context, group, choice):
    """A value of a filter: follow it to choose it, follow it again to let it go."""
    query = _without(context["request"], group.name)
    chosen = group.chosen is not None and group.chosen.value == choice.value
    if not chosen:
        query[group.name] = choice.value
    return format_html(
        '<a href="?{}"{}><span>{}</span><span class="count">{}</span></a>',
        query.urlencode(),
        mark_safe(' aria-current="true"') if chosen else "",
        choice.words,
        choice.count,
    )


@register.simple_tag(takes_context=True)
def remove_link(context, group):
    """A chosen value, to be let go."""
    return format_html(
        '<a class="chip chosen" href="?{}"><span class="visually-hidden">去掉</span>{}：{}'
        '<span class="remove" aria-hidden="true">×</span></a>',
        _without(context["request"], group.name).urlencode(),
        group.label,
        group.chosen.words,
    )


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
