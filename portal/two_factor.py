"""A second factor for who logs in: a code that his telephone makes, or one of some that he has written down.

Whoever has set it up is asked for it at each log-in. Where ``TWO_FACTOR`` says so nobody enters the admin without, and who has
yet to set it up is led there.
"""
import re
from base64 import b32encode
from typing import Any

import segno
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django_otp import devices_for_user
from django_otp import login as verified_by
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal import sign_ins

CODES = 10
WRONG = "验证码不对。请填手机上此刻显示的六位数字，或一个还没有用过的备用码；连续填错以后，要等一会儿再试。"
WRONG_PASSWORD = "密码不对，没有改动。请填您登录时用的密码。"


def has_set_up(account: Any) -> bool:
    return any(devices_for_user(account))


def is_given(account: Any) -> bool:
    """Whether whoever is logged in has given a second factor in this session."""
    return account.is_verified()


@transaction.atomic
def accept(account: User, code: str) -> Device | None:
    """The device that ``code`` is of, which counts as used from then on; ``None`` where it is wrong, or comes too soon after wrong ones."""
    model = TOTPDevice if re.fullmatch(r"\d{6}", code, re.ASCII) else StaticDevice
    for device in model.objects.select_for_update().filter(user=account, confirmed=True).order_by("pk"):
        if device.verify_is_allowed()[0] and device.verify_token(code):
            return device
    return None


class LoginForm(AdminAuthenticationForm):
    otp_token = forms.CharField(
        label="验证码", required=False, max_length=16, help_text="没有设置两步验证的，不用填。",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if not has_set_up(user):
            return
        code = self.cleaned_data.get("otp_token", "").replace(" ", "")
        if not code:
            raise ValidationError("这个账号设置了两步验证：请再填一次密码，并填上验证码。")
        user.otp_device = accept(user, code)
        if user.otp_device is None:  # counted like a wrong password: it comes from somebody who has the right one
            user_login_failed.send(__name__, credentials={"username": user.get_username()}, request=self.request)
            raise ValidationError(WRONG)


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """The page of one's own second factor: shown, begun, confirmed, given new codes, ended."""
    account: Any = request.user
    codes = _changed(request, account) if request.method == "POST" else []
    if request.method == "POST" and not codes:
        return redirect("admin:two_factor")
    pending = TOTPDevice.objects.filter(user=account, confirmed=False).first()
    context = admin.site.each_context(request) | {
        "title": "两步验证", "is_set_up": has_set_up(account), "codes": codes, "pending": pending,
        "key": b32encode(pending.bin_key).decode() if pending else "",
        "picture": segno.make(pending.config_url).svg_data_uri(scale=4) if pending else "",
        "left": StaticToken.objects.filter(device__user=account).count(),
    }
    return render(request, "admin/two_factor.html", context)


def _changed(request: HttpRequest, account: Any) -> list[str]:
    """What the form asks for is done, or the page will say why not; the new codes, where it made some."""
    codes: list[str] = []
    act, code = request.POST.get("act", ""), request.POST.get("code", "").replace(" ", "")
    if act in ("begin", "confirm") and not _gives_password(request, account):
        messages.error(request, WRONG_PASSWORD)
    elif act == "begin" and not has_set_up(account):
        TOTPDevice.objects.filter(user=account, confirmed=False).delete()
        TOTPDevice.objects.create(user=account, name="手机", confirmed=False)
    elif act == "confirm" and (device := _confirmed(account, code)):
        verified_by(request, device)
        sign_ins.end(account, but=request.session.session_key)  # they were let in without
        codes = _new_codes(account)
        _note(account, "设置了两步验证")
    elif act == "codes" and accept(account, code):
        codes = _new_codes(account)
        _note(account, "换了两步验证的备用码")
    elif act == "end" and accept(account, code):
        cancel(account)
        _note(account, "停用了两步验证")
    else:
        messages.error(request, WRONG)
    return codes


def _gives_password(request: HttpRequest, account: User) -> bool:
    """Who sits down at a browser that was left open does not make the account his; wrong ones are counted as at the log-in."""
    return authenticate(request, username=account.get_username(), password=request.POST.get("password", "")) == account


def cancel_from_server(account: User) -> None:
    """By who has the server, for an account that nobody within can help."""
    cancel(account)
    _note(account, "在服务器上取消了两步验证")


@transaction.atomic
def cancel(account: User) -> None:
    """The account has no second factor any more."""
    TOTPDevice.objects.filter(user=account).delete()
    StaticDevice.objects.filter(user=account).delete()


@transaction.atomic
def _confirmed(account: User, code: str) -> TOTPDevice | None:
    """The device that was begun, if ``code`` shows that the telephone has its key."""
    device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=False).first()
    if device is None or not device.verify_is_allowed()[0] or not device.verify_token(code):
        return None
    device.confirmed = True
    device.save()
    return device


@transaction.atomic
def _new_codes(account: User) -> list[str]:
    """Codes to be written down, each good for once; those of before are good for nothing."""
    StaticDevice.objects.filter(user=account).delete()
    device = StaticDevice.objects.create(user=account, name="备用码")
    codes = [StaticToken.random_token() for _ in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def _note(account: User, what: str) -> None:
    LogEntry.objects.log_actions(account.pk, [account], CHANGE, what, single_object=True)
