"""The admin as a whole: its name, and what stands first."""
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_http_methods

from documents.importing import held_samples, remove_samples

# What editors come for; the rest follows in the order of its names.
FIRST = ("Document", "Upload", "Batch", "Proposal", "StatusEvent", "Work", "ShortName", "IssuingBody", "BodyAlias", "Topic", "Column")


def may_remove_samples(request: HttpRequest) -> bool:
    """Whoever may delete what is public."""
    return request.user.has_perms(["documents.delete_document", "documents.publish_document"])


@require_http_methods(["GET", "HEAD", "POST"])
def remove_samples_view(request: HttpRequest) -> HttpResponse:
    """What comes with the portal goes into the trash, after saying how much that is."""
    if not may_remove_samples(request):
        raise PermissionDenied
    if request.method == "POST":
        messages.success(request, f"已将 {remove_samples()} 份随附的文件放入回收站。")
        return redirect("admin:index")
    context = admin.site.each_context(request) | {"title": "移除随附的文件", "held": held_samples().count()}
    return render(request, "admin/remove_samples.html", context)


class Site(AdminSite):
    index_title = "管理"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        name = f"{settings.SITE.name} · 管理"
        return super().each_context(request) | {"site_header": name, "site_title": name}

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = path("samples/", self.admin_view(remove_samples_view), name="remove_samples")
        return [own, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """With what waits for whoever looks."""
        from documents.admin import desk  # registers with this site, which must be there before

        held = held_samples().count() if may_remove_samples(request) else 0
        return super().index(request, {"samples_held": held} | desk.piles(request) | (extra_context or {}))

    def get_app_list(self, request: HttpRequest, app_label=None):
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda m: FIRST.index(m["object_name"]) if m["object_name"] in FIRST else len(FIRST))
        return apps
