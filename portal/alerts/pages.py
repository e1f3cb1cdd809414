"""What readers see: a form where letters are asked for, the page that a letter leads to, what an address follows."""
from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.alerts import asking, links, subjects, subscribing
from portal.alerts.forms import AddressForm
from portal.models import Subscriber

View = Callable[..., HttpResponse]


def where_letters_are_sent(view: View) -> View:
    """A page that there is only where a server for e-mail is set."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not settings.NOTICES_BY_MAIL:
            raise Http404
        return view(request, *args, **options)

    return page


@where_letters_are_sent
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, kind: subjects.Kind) -> HttpResponse:
    """What the address describes is to be followed; where letters are to go is asked for."""
    subject = subjects.read(kind, request.GET)
    form = AddressForm(request.POST if request.method == "POST" else None)
    status = 400 if subject.is_too_long or form.is_bound and not form.is_valid() else 200
    if form.is_bound and status == 200:
        try:
            asking.ask(form.cleaned_data["address"], subject, request)
            return redirect("alert_asked")
        except asking.TooMany:
            form.add_error(None, "今天请求的确认信太多了，请明天再试。")
            status = 429
    return render(request, "portal/alerts/ask.html", {"subject": subject, "form": form}, status=status)


@where_letters_are_sent
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """The same for every address, whoever it is."""
    return render(request, "portal/alerts/asked.html", {"days": links.VALID.days})


@where_letters_are_sent
@never_cache
@csrf_exempt  # whoever has the link may do what it does, and nobody else has it
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Only the button confirms: programs that look at letters open their links."""
    found = asking.found(token)
    subject = found and subjects.read_again(found.kind, found.query)
    if not found or not subject or not subject.is_whole:
        return render(request, "portal/alerts/over.html", {"days": links.VALID.days}, status=404)
    context = {"subject": subject, "address": found.address, "most": subscribing.MOST}
    if request.method != "POST":
        return render(request, "portal/alerts/confirm.html", context)
    try:
        subscriber = subscribing.confirm(found)
    except subscribing.TooMuch:
        return render(request, "portal/alerts/confirm.html", context | {"is_too_much": True}, status=409)
    return redirect("alerts", links.to_follows(subscriber.key))


@where_letters_are_sent
@never_cache
@csrf_exempt  # mail programs send nothing else (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def follows(request: HttpRequest, token: str) -> HttpResponse:
    """What an address follows, and how it ends; one click of a mail program ends all."""
    key = links.of_follows(token)
    subscriber = Subscriber.objects.filter(key=key).first() if key else None
    if request.method == "POST" and key:
        if subscriber:
            _end(subscriber, request.POST.get("subscription", ""))
        return redirect("alerts", token) if "subscription" in request.POST else render(request, "portal/alerts/over.html", {"is_ended": True})
    if not subscriber:
        return render(request, "portal/alerts/over.html", {"is_ended": bool(key)}, status=200 if key else 404)
    rows = [(row, subjects.path_of(row.followed.kind, row.followed.query)) for row in subscriber.subscriptions.select_related("followed").order_by("pk")]
    return render(request, "portal/alerts/follows.html", {"subscriptions": rows, "address": subscriber.address})


def _end(subscriber: Subscriber, which: str) -> None:
    """One subscription by its key; all where none is named."""
    if not which:
        subscribing.end(subscriber)
    elif which.isascii() and which.isdigit() and len(which) < 19:
        subscribing.end(subscriber, int(which))
