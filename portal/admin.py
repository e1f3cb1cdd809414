"""Accounts, and the record of who did what."""
import json
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal import sign_ins, two_factor
from portal.alerts import desk  # noqa: F401 (registers itself)
from portal.models import FailedSignIn, SignIn
from portal.read_only import ReadOnly

for model in (User, Group, TOTPDevice, StaticDevice):  # of the second factor each keeps his own: portal.two_factor
    admin.site.unregister(model)


class RecordsRights(admin.ModelAdmin):
    """The record says which rights were given and which were taken, not only that there was a change."""

    RIGHTS = ("groups", "user_permissions", "permissions")
    FLAGS = ("is_active", "is_staff", "is_superuser")

    def construct_change_message(self, request: HttpRequest, form: Form, formsets: Any, add: bool = False) -> Any:
        told = super().construct_change_message(request, form, formsets, add)
        rights = [self._changed(form, name) for name in (*self.FLAGS, *self.RIGHTS) if name in form.changed_data]
        return "；".join([LogEntry(change_message=json.dumps(told)).get_change_message(), *rights]) if rights else told

    def _changed(self, form: Any, name: str) -> str:
        label, now = form.fields[name].label, form.cleaned_data[name]
        if name in self.FLAGS:
            return f"{label}：{'是' if now else '否'}"
        before, after = ({str(row) for row in rows or ()} for rows in (form.initial.get(name), now))
        return f"{label}：" + "，".join(filter(None, (_listed("给予", after - before), _listed("收回", before - after))))


def _listed(act: str, names: set[str]) -> str:
    return f"{act} {'、'.join(sorted(names))}" if names else ""


@admin.register(Group)
class RoleAdmin(RecordsRights, GroupAdmin):
    pass


@admin.register(User)
class AccountAdmin(RecordsRights, UserAdmin):
    """Whoever has acted may be made inactive, not deleted: the record of the acts would go with the account.

    Who looks after accounts without being a superuser gives groups, and touches no superuser: else nothing would keep
    them from giving themselves everything.
    """

    RESERVED = ("is_superuser", "user_permissions")
    actions = ["end_sessions", "cancel_two_factor"]

    @admin.action(description="结束所选账号的登录", permissions=["change"])
    def end_sessions(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        accounts = self._within_reach(request, queryset)
        count = sum(sign_ins.end(account, but=request.session.session_key) for account in accounts)
        self._tell(request, accounts, f"结束了 {count} 处登录")

    @admin.action(description="取消所选账号的两步验证（手机和备用码都丢了）", permissions=["change"])
    def cancel_two_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        accounts = self._within_reach(request, queryset.exclude(pk=cast(int, request.user.pk)))  # one's own is ended with a code
        for account in accounts:
            two_factor.cancel(account)
        self._tell(request, accounts, "取消了两步验证")

    def _within_reach(self, request: HttpRequest, queryset: QuerySet[User]) -> list[User]:
        return [account for account in queryset.order_by("pk") if self._may_touch(request, account)]

    def _tell(self, request: HttpRequest, accounts: list[User], what: str) -> None:
        for account in accounts:
            LogEntry.objects.log_actions(cast(int, request.user.pk), [account], CHANGE, what, single_object=True)
        self.message_user(request, f"{what}：{'、'.join(account.get_username() for account in accounts) or '没有可以这样做的账号'}。")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without what only a superuser may give."""
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name not in self.RESERVED]})
            for title, options in fieldsets
        ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    @staticmethod
    def _may_touch(request: HttpRequest, account: Any) -> bool:
        return request.user.is_superuser or account is None or not account.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        has_acted = obj is not None and LogEntry.objects.filter(user=obj).exists()
        return super().has_delete_permission(request, obj) and not has_acted and self._may_touch(request, obj)


COLUMNS = ["when", "name", "address", "browser"]


class Attempts(ReadOnly):
    """Who, when, from where. Of what was sent only the name is kept, as it was typed: a password typed as a name is there too."""

    search_fields = ["username", "ip_address"]
    date_hierarchy = "attempt_time"
    ordering = ["-attempt_time"]

    @admin.display(description="时间", ordering="attempt_time")
    def when(self, row: Any) -> Any:
        return row.attempt_time

    @admin.display(description="用户名", ordering="username")
    def name(self, row: Any) -> str:
        return row.username

    @admin.display(description="地址", ordering="ip_address")
    def address(self, row: Any) -> str:
        return row.ip_address

    @admin.display(description="浏览器")
    def browser(self, row: Any) -> str:
        return row.user_agent


@admin.register(SignIn)
class SignInAdmin(Attempts):
    list_display = [*COLUMNS, "ended"]
    fields = [*COLUMNS, "ended"]
    readonly_fields = [*COLUMNS, "ended"]

    @admin.display(description="退出时间", ordering="logout_time")
    def ended(self, row: SignIn) -> Any:
        return row.logout_time


@admin.register(FailedSignIn)
class FailedSignInAdmin(Attempts):
    list_display = [*COLUMNS, "locked"]
    fields = [*COLUMNS, "locked"]
    readonly_fields = [*COLUMNS, "locked"]

    @admin.display(description="已锁定", boolean=True, ordering="locked_out")
    def locked(self, row: FailedSignIn) -> bool:
        return row.locked_out


@admin.register(LogEntry)
class JournalAdmin(ReadOnly):
    list_display = ["action_time", "user", "content_type", "object_repr", "action_flag", "change_message"]
    list_select_related = ["user", "content_type"]
    list_filter = ["action_flag", ("content_type", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["object_repr", "change_message", "user__username"]
    date_hierarchy = "action_time"
