"""Fields in which rows of another table are chosen by typing.

Django's own take whatever a browser or an address names to the database, which fails on what is no key at all.
"""
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest

LONGEST_KEY = 18  # digits: one more may not fit into 64 bits


def _is_key(value: object) -> bool:
    return str(value).isdecimal() and len(str(value)) <= LONGEST_KEY


class _KeysOnly(forms.widgets.ChoiceWidget):
    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, str] | None = None) -> Any:
        return super().optgroups(name, list(filter(_is_key, value)), attr)


class RowPicker(_KeysOnly, AutocompleteSelect):
    """One row."""


class RowsPicker(_KeysOnly, AutocompleteSelectMultiple):
    """Any number of rows."""


class RowsField(forms.ModelMultipleChoiceField):
    """What was chosen in a ``RowsPicker``; cleans to a queryset."""

    def clean(self, value: Iterable[object] | None) -> QuerySet:
        for key in value or ():
            if not _is_key(key):
                raise forms.ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": key})
        return super().clean(value)


class PickingAdmin(admin.ModelAdmin):
    """An admin whose ``autocomplete_fields`` are ``RowPicker``s."""

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> forms.ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RowPicker(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
