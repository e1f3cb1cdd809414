"""Browsers in which somebody has logged in before: wrong passwords from elsewhere do not lock their owner out.

Five wrong passwords for a name from one address close the log-in to that name there. Behind a proxy that tells no addresses
everybody has the same one, and any stranger could so keep out whoever he likes. A browser that was let in once keeps a signed
cookie for that account until its password changes, and has a count of its own.
"""
from collections.abc import Callable
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessFailureLog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core import signing
from django.core.cache import cache
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE, SALT = "known_browser", "portal.known_browsers"
DAYS = 90
TRIES, WINDOW = 20, 3600
"""Wrong passwords from a known browser in so many seconds, for each process, before it is a stranger's again."""


class KnownBrowsers:
    """Gives the cookie to a browser in which somebody has just logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if user := getattr(request, "just_logged_in", None):
            response.set_cookie(
                COOKIE, signing.dumps([user.pk, user.get_session_auth_hash()], salt=SALT), max_age=DAYS * 86_400, path=reverse("admin:login"),
                secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
        return response


class Handler(AxesDatabaseHandler):
    """Counts as axes does, and lets known browsers try where strangers are locked out."""

    def is_whitelisted(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return super().is_whitelisted(request, credentials) or is_known(request, (credentials or {}).get("username"))

    def user_login_failed(self, sender: object, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
        """What does not count towards a lock is recorded all the same."""
        is_exempt = request is not None and self.is_whitelisted(request, credentials)
        super().user_login_failed(sender, credentials, request, **kwargs)
        if is_exempt:
            username = credentials.get("username")
            AccessFailureLog.objects.create(
                username=username, ip_address=request.axes_ip_address, user_agent=request.axes_user_agent,
                http_accept=request.axes_http_accept, path_info=request.axes_path_info)
            self.remove_out_of_limit_failure_logs(username=username)


def is_known(request: HttpRequest, username: str | None) -> bool:
    """Whether somebody has logged in as ``username`` in this browser, and not tried too many passwords since."""
    value = request.COOKIES.get(COOKIE, "")
    try:
        pk, auth_hash = signing.loads(value, salt=SALT, max_age=DAYS * 86_400)
    except (signing.BadSignature, TypeError, ValueError):
        return False
    account = get_user_model().objects.filter(pk=pk).first()
    if account is None or account.get_username() != username or account.get_session_auth_hash() != auth_hash:
        return False
    return cache.get(_tries(value), 0) < TRIES


def _tries(value: str) -> str:
    return f"{SALT}.{signing.Signer(salt=SALT).signature(value)}"


@receiver(user_logged_in)
def remember(sender: object, request: HttpRequest | None, user: AbstractBaseUser, **kwargs: object) -> None:
    if request is not None:
        request.just_logged_in = user  # type: ignore[attr-defined]


@receiver(user_login_failed)
def count(sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: object) -> None:
    if request is not None and (value := request.COOKIES.get(COOKIE)):
        cache.add(_tries(value), 0, WINDOW)
        cache.incr(_tries(value))
