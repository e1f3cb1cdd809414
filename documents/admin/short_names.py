"""Short names of works, which texts are read with."""
from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from documents.importing import turn
from documents.models import Document, ShortName

UNREAD = 0
SHORTEST = 2


class ShortNameForm(forms.ModelForm):
    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if len(name) < SHORTEST:
            raise forms.ValidationError(f"简称至少 {SHORTEST} 字：更短的会与普通的字词相混。")
        return name


@admin.register(ShortName)
class ShortNameAdmin(admin.ModelAdmin):
    """What is not stored, such as a draft, is read with a change at once; what is, by ``reread_documents --citations``."""

    list_display = ["name", "title"]
    search_fields = ["name", "title"]
    form = ShortNameForm

    def save_model(self, request: HttpRequest, short_name: ShortName, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, short_name, form, change)
        _read_again({short_name.name, form.initial.get("name", "")})

    def delete_model(self, request: HttpRequest, short_name: ShortName) -> None:
        super().delete_model(request, short_name)
        _read_again({short_name.name})

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        names = set(queryset.values_list("name", flat=True))
        super().delete_queryset(request, queryset)
        _read_again(names)


def _read_again(names: set[str]) -> None:
    """Have the documents that may name a work so read again by the next ``reread_documents --citations``."""
    for name in names - {""}:
        law, mark, _ = name.partition("解释")
        stands = Q(markdown__contains=name) | (Q(markdown__contains=f"{law}司法解释") if mark else Q())
        with turn():  # many rows are locked, in whatever order
            Document.objects.filter(stands).update(citations_version=UNREAD)
