"""What tells programs how to use the site: the search of browsers (OpenSearch), language models (llms.txt), and where
weaknesses are reported (security.txt).
"""
from datetime import datetime, time, timedelta, timezone

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

VALID_FOR = timedelta(days=180)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """https://github.com/dewitt/opensearch, with suggestions."""
    return render(request, "portal/opensearch.xml", _site(request), content_type="application/opensearchdescription+xml")


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """https://llmstxt.org: what there is, in Markdown."""
    return render(request, "portal/llms.txt", _site(request), content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. It is made anew every day, so that it never says that it has expired."""
    contact = settings.SECURITY_CONTACT or request.build_absolute_uri(reverse("about"))
    expires = datetime.combine(localdate() + VALID_FOR, time(), timezone.utc)
    lines = [
        f"Contact: {contact}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: zh, en",
        f"Canonical: {request.build_absolute_uri(reverse('security'))}", "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _site(request: HttpRequest) -> dict[str, str]:
    return {"site": request.build_absolute_uri("/").rstrip("/"), "home": request.build_absolute_uri(reverse("home")).rstrip("/")}
