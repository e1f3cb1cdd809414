"""What administrators see: how many follow what, by no address; and how an address is forgotten for its owner."""
from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from portal.alerts import subscribing
from portal.models import Followed, Subscriber
from portal.read_only import ReadOnly


class ForgetForm(forms.Form):
    address = forms.EmailField(label="电子邮件地址", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))


@admin.register(Followed)
class FollowedAdmin(ReadOnly):
    list_display = ["words", "kind", "followers", "lost_since"]
    fields = ["words", "kind", "followers", "lost_since"]
    readonly_fields = ["followers"]
    search_fields = ["words"]
    list_filter = ["kind"]
    change_list_template = "admin/portal/followed/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Followed]:
        return super().get_queryset(request).annotate(followers=Count("subscriptions")).order_by("-followers", "pk")

    @admin.display(description="订阅的地址数", ordering="followers")
    def followers(self, row: Any) -> int:
        return row.followers

    def get_urls(self) -> list[URLPattern]:
        return [path("forget/", self.admin_site.admin_view(self.forget), name="portal_followed_forget"), *super().get_urls()]

    def forget(self, request: HttpRequest) -> HttpResponse:
        """An address is typed as its owner tells it, and forgotten; the record has none."""
        if not request.user.has_perm("portal.delete_subscriber"):
            raise PermissionDenied
        form = ForgetForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            if subscribing.forget(form.cleaned_data["address"]):
                self._record(request)
                messages.success(request, "已经删除这个地址和它的订阅。")
            else:
                messages.warning(request, "没有这个地址。")
            return redirect("admin:portal_followed_forget")
        context = self.admin_site.each_context(request) | {"title": "删除一个地址", "form": form}
        return render(request, "admin/portal/followed/forget.html", context)

    @staticmethod
    def _record(request: HttpRequest) -> None:
        LogEntry.objects.create(
            user_id=cast(int, request.user.pk), content_type=ContentType.objects.get_for_model(Subscriber), object_repr="一个地址",
            action_flag=DELETION, change_message="应地址的主人请求，删除了邮件订阅的地址。",
        )
