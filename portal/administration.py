"""The admin as a whole: its name, and what stands first."""
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest

# What editors come for; the rest follows in the order of its names.
FIRST = ("Document", "Upload", "Batch", "Proposal", "StatusEvent", "Work", "ShortName", "IssuingBody", "BodyAlias", "Topic", "Column")


class Site(AdminSite):
    index_title = "管理"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        name = f"{settings.SITE.name} · 管理"
        return super().each_context(request) | {"site_header": name, "site_title": name}

    def get_app_list(self, request: HttpRequest, app_label=None):
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda m: FIRST.index(m["object_name"]) if m["object_name"] in FIRST else len(FIRST))
        return apps
