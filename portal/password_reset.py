"""A password that is forgotten is set anew by a letter to the account's address, where a server for e-mail is set (``WENLAN_MAIL``).

Whoever asks is told the same whether there is such an account or not. Nobody is logged in by it: a second factor is asked for as ever.
"""
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy

PAUSE = 600
"""Seconds between two letters to one account: nobody fills another's mailbox."""


class Form(PasswordResetForm):
    def get_users(self, email: str) -> Iterable[User]:
        """Those who may enter the admin, and have had no letter a moment ago."""
        return [user for user in super().get_users(email) if user.is_staff and cache.add(f"password-reset-{user.pk}", True, PAUSE)]

    def save(self, *args: Any, **options: Any) -> None:
        """The letter leads to the site's own address, not to a host that the request names."""
        scheme, _, host = settings.ADDRESS.partition("://")
        super().save(*args, **options | ({"domain_override": host, "use_https": scheme == "https"} if host else {}))


class WithMail:
    """A page that there is only where letters can be sent."""

    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        if not settings.NOTICES_BY_MAIL:
            raise Http404
        return super().dispatch(request, *args, **options)  # type: ignore[misc]

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        return super().get_context_data(**options) | admin.site.each_context(self.request)  # type: ignore[misc, attr-defined]


class Ask(WithMail, views.PasswordResetView):
    form_class = Form
    email_template_name = "admin/password_reset_letter.txt"
    subject_template_name = "admin/password_reset_subject.txt"
    extra_email_context = {"site": settings.SITE.name}
    success_url = reverse_lazy("password_reset_done")


class Asked(WithMail, views.PasswordResetDoneView):
    pass


class Choose(WithMail, views.PasswordResetConfirmView):
    success_url = reverse_lazy("password_reset_complete")

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        answer = super().form_valid(form)
        LogEntry.objects.log_actions(form.user.pk, [form.user], CHANGE, "用邮件里的链接重设了密码。", single_object=True)
        return answer


class Chosen(WithMail, views.PasswordResetCompleteView):
    pass
