"""What a citation shows before it is followed: the provision itself, and the document's date and status."""
import re

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from documents.models import Document
from documents.pages.day import DayRequest, looks_from_a_day
from documents.parsing.provisions import provisions, with_their_parts
from documents.rendering import plain

LENGTH = 300
_IN_ARTICLE = re.compile(r"-p\d+(?:-[is]\d+)*$")


@require_safe
@looks_from_a_day
@cache_control(max_age=300)
def card(request: DayRequest, slug: str) -> HttpResponse:
    """A piece of HTML for the place that ``?at=art-12-p2`` names; of what is not there, the document alone."""
    found = get_object_or_404(Document.objects.published().as_editions(), slug=slug)
    place, text = _provision(found, request.GET.get("at", "")[:100])
    response = render(request, "documents/_card.html", {"document": found, "place": place, "text": text[:LENGTH], "goes_on": len(text) > LENGTH})
    response["X-Robots-Tag"] = "noindex"
    return response


def _provision(document: Document, anchor: str) -> tuple[str, str]:
    """The label and the text of the division, paragraph or item that has ``anchor``; both empty where there is none."""
    section = document.sections.filter(anchor=_IN_ARTICLE.sub("", anchor)).first() if anchor and anchor.isprintable() else None
    if section is None:
        return "", ""
    name = " ".join(filter(None, [section.label, plain(section.heading)]))
    inner = next((one for one in with_their_parts(provisions(section.text, section.anchor), section.text) if one.anchor == anchor), None)
    return (f"{name} {inner.label}", plain(inner.text)) if inner else (name, plain(section.text))
