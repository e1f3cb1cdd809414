"""Where an account is logged in: each session with its time, address and browser, and how it is ended.

There are no more sessions than people who work in the admin within eight hours; a session says whose it is only when it is decoded.
"""
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.client_ip import client_ip

NOTED, LONGEST = "signed_in", 300


@dataclass(frozen=True)
class OpenSession:
    """``name`` stands for the key on pages: who reads it cannot use the session."""

    name: str
    key: str
    at: datetime | None
    address: str
    browser: str


@receiver(user_logged_in)
def note(sender: object, request: HttpRequest | None, user: User, **kwargs: object) -> None:
    if request is not None and hasattr(request, "session"):
        browser = request.headers.get("User-Agent", "")[:LONGEST]
        request.session[NOTED] = {"at": timezone.now().isoformat(), "address": client_ip(request), "browser": browser}


def open_sessions(account: User) -> Iterator[OpenSession]:
    """Those of ``account``, the latest first."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).order_by("-expire_date").iterator():
        data = session.get_decoded()
        if data.get(SESSION_KEY) == str(account.pk):
            noted = data.get(NOTED, {})
            at = datetime.fromisoformat(noted["at"]) if noted else None
            name = hashlib.sha256(session.session_key.encode()).hexdigest()[:16]
            yield OpenSession(name, session.session_key, at, noted.get("address", ""), noted.get("browser", ""))


def end(account: User, name: str = "", but: str | None = None) -> int:
    """End the session called ``name``, or all of them, except that of the key ``but``; → how many."""
    keys = [found.key for found in open_sessions(account) if found.key != but and name in ("", found.name)]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Where one is logged in oneself; sessions elsewhere can be ended."""
    account: Any = request.user
    here = request.session.session_key
    if request.method == "POST":
        messages.success(request, f"已结束 {end(account, request.POST.get('name', ''), but=here)} 处登录。")
        return redirect("admin:sign_ins")
    context = admin.site.each_context(request) | {"title": "登录的地方", "sessions": list(open_sessions(account)), "here": here}
    return render(request, "admin/sign_ins.html", context)
