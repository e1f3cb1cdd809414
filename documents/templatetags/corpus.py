"""Tags for lists and pages of documents."""
from django import template
from django.utils.html import format_html
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
    query = _without(context["request"], group.filter.name)
    chosen = group.chosen is not None and group.chosen.value == choice.value
    if not chosen:
        query[group.filter.name] = choice.value
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
        _without(context["request"], group.filter.name).urlencode(),
        group.filter.label,
        group.chosen.words,
    )


@register.filter
def marked(sentence, text):
    """``sentence`` with the first ``text`` in it marked."""
    before, found, after = sentence.partition(text)
    return format_html("{}<mark>{}</mark>{}", before, found, after) if found else sentence
