"""A password that is forgotten is set anew by a letter to the account's address, where a server for e-mail is set (``WENLAN_MAIL``).

Whoever asks is told the same, and as fast, whether there is such an account or not: a worker looks for it (``password_letters``). Nobody is logged in by it: a second factor is asked for as ever.
"""
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy

from portal import password_letters


class Form(PasswordResetForm):
    def save(self, *args: Any, **options: Any) -> None:
        password_letters.ask(self.cleaned_data["email"])


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
