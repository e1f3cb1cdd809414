"""The admin as a whole: its name, and what stands first."""
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from documents.importing import held_samples, remove_samples
from portal import sign_ins, two_factor

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
    login_form = two_factor.LoginForm
    login_template = "admin/login_with_code.html"

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and (not settings.TWO_FACTOR or two_factor.is_given(request.user))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Whoever has given the password, and must set up a second factor, is led there instead."""
        if super().has_permission(request) and not self.has_permission(request) and not two_factor.has_set_up(request.user):
            return redirect("admin:two_factor")
        return super().login(request, {"resets_by_mail": settings.NOTICES_BY_MAIL} | (extra_context or {}))

    @method_decorator(never_cache)
    def two_factor(self, request: HttpRequest) -> HttpResponse:
        """Open to staff who have set up nothing yet, whose password is all that they can have given."""
        if self.has_permission(request) or super().has_permission(request) and not two_factor.has_set_up(request.user):
            return two_factor.set_up(request)
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        name = f"{settings.SITE.name} · 管理"
        return super().each_context(request) | {"site_header": name, "site_title": name}

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own: list[URLPattern | URLResolver] = [
            path("samples/", self.admin_view(remove_samples_view), name="remove_samples"),
            path("sign-ins/", self.admin_view(sign_ins.page), name="sign_ins"),
            path("two-factor/", self.two_factor, name="two_factor"),
        ]
        return own + super().get_urls()

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """With what waits for whoever looks."""
        from documents.admin import desk  # registers with this site, which must be there before

        held = held_samples().count() if may_remove_samples(request) else 0
        return super().index(request, {"samples_held": held} | desk.piles(request) | (extra_context or {}))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda m: FIRST.index(m["object_name"]) if m["object_name"] in FIRST else len(FIRST))
        return apps
