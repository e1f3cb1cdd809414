"""What editors see of searching."""
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from .models import FrequentSearch, MissedSearch, PendingUpdate, Synonyms


@admin.register(Synonyms)
class SynonymsAdmin(admin.ModelAdmin):
    search_fields = ["line"]


@admin.register(FrequentSearch)
class FrequentSearchAdmin(admin.ModelAdmin):
    """Editors may delete what should not be suggested, and write nothing."""

    list_display = ["text", "count", "last_on"]
    search_fields = ["text"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(MissedSearch)
class MissedSearchAdmin(FrequentSearchAdmin):
    """What readers looked for in vain, the most frequent first, each a step from a line of synonyms for it."""

    list_display = ["text", "count", "last_on", "synonyms"]

    @admin.display(description="同义词")
    def synonyms(self, missed: MissedSearch) -> str:
        address = reverse("admin:search_synonyms_add", query={"line": f"{missed.text} → "})
        return format_html('<a href="{}">添加同义词</a>', address)


@admin.register(PendingUpdate)
class PendingUpdateAdmin(admin.ModelAdmin):
    list_display = ["document_id", "created_at", "tries", "reason"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
