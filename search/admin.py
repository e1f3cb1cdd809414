"""What editors see of searching."""
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .models import FrequentSearch, PendingUpdate, Synonyms


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


@admin.register(PendingUpdate)
class PendingUpdateAdmin(admin.ModelAdmin):
    list_display = ["document_id", "created_at", "tries", "reason"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
