"""``/oai``: asked by GET, or by POST as a form."""
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from documents.vocabulary.characters import clean_xml

from .requests import OaiError, read
from .responses import Repository


@csrf_exempt  # a harvester has no session, and nothing is changed
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    host = request.get_host().rpartition(":")[0] or request.get_host()
    repository = Repository(request.build_absolute_uri(reverse("oai")), host, _email(host), request.build_absolute_uri)
    given = request.POST if request.method == "POST" else request.GET
    asked = {clean_xml(name): list(map(clean_xml, values)) for name, values in given.lists()}
    try:
        content = repository.answer(*read(asked))
    except OaiError as error:
        content = repository.error(error, {name: values[0] for name, values in asked.items()})
    return HttpResponse(content, content_type="text/xml; charset=utf-8")


def _email(host: str) -> str:
    """The protocol wants one, with a point: that of ``SECURITY_CONTACT``, else the usual one of a host (RFC 2142) that has a domain."""
    contact = settings.SECURITY_CONTACT
    return contact.removeprefix("mailto:") if contact.startswith("mailto:") else f"webmaster@{host if '.' in host else f'{host}.invalid'}"
