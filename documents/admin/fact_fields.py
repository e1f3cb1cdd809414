"""Form fields for the facts of a document, as ``vocabulary.facts`` declares them."""
import re
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget

from documents.admin.pickers import RowPicker, RowsField, RowsPicker
from documents.formats.characters import clean
from documents.models import Document
from documents.parsing import ParsedDocument
from documents.vocabulary.dates import find_dates
from documents.vocabulary.facts import Fact, Group, Place, Type, shown

_SEPARATORS = re.compile(r"[\n、;；]+")


class LineField(forms.CharField):
    """One line, without what cannot be seen, as a file's own words are cleaned."""

    def to_python(self, value: str | None) -> str:
        return " ".join(clean(super().to_python(value) or "").split())


class DayField(forms.DateField):
    """A day in any writing that documents have: 2023年5月4日, 2023.5.4, 二〇二三年五月四日."""

    widget = AdminDateWidget

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            written = value.strip()
            whole = (found.value for found in find_dates(written) if found.written_in(written) == written)
            value = next(whole, written)
        return super().to_python(value)


class NamesField(forms.CharField):
    """The names that ``fact`` has, one a line; cleans to a tuple of them."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, fact: Fact, **kwargs: Any) -> None:
        self.fact = fact
        super().__init__(**kwargs)

    def to_python(self, value: str | None) -> tuple[str, ...]:  # type: ignore[override]  # the names of one line are several
        return tuple(filter(None, map(str.strip, _SEPARATORS.split(clean(value or "")))))

    def validate(self, value: tuple[str, ...]) -> None:
        super().validate(value)
        if complaint := next(filter(None, map(self.fact.complaint, value)), ""):
            raise forms.ValidationError(f"{complaint}。")

    def has_changed(self, initial: str | None, data: str | None) -> bool:
        return self.to_python(initial) != self.to_python(data)


def form_facts() -> list[Fact]:
    """The facts that an editor may correct, in the order of the form: those of one group together."""
    groups = list(Group)
    return sorted(shown(Place.FORM), key=lambda fact: groups.index(fact.group))


def field_name(fact: Fact) -> str:
    """What the field of ``fact`` is called. That of the bodies has a name of its own: Django reserves theirs."""
    return "signed_by" if fact.name == "bodies" else fact.name


def fact_field(fact: Fact) -> forms.Field:
    """A field for ``fact`` by its type and what its column in the database takes."""
    column: Any = Document._meta.get_field(fact.name)
    shared: dict[str, Any] = {"label": fact.label, "help_text": fact.help_text, "required": False}
    if fact.name == "bodies":
        return NamesField(fact, **shared)
    match fact.type:
        case Type.LINE if column.choices:
            return forms.ChoiceField(choices=[("", "—"), *column.choices], **shared)
        case Type.LINE:
            return LineField(max_length=column.max_length, **shared | {"required": not column.blank})
        case Type.TEXT:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), **shared)
        case Type.DATE:
            return DayField(**shared)
        case Type.NAME:
            return forms.ModelChoiceField(column.related_model.objects.all(), widget=RowPicker(column, admin.site), **shared)
        case Type.NAMES:
            return RowsField(column.related_model.objects.all(), widget=RowsPicker(column, admin.site), **shared)


def initial_value(fact: Fact, known: ParsedDocument | Document) -> Any:
    """What the field of ``fact`` shows of a document, parsed or stored."""
    if fact.name == "bodies":
        return "\n".join(known.fact("bodies"))
    if fact.type not in (Type.NAME, Type.NAMES):
        return known.fact(fact.name)
    if isinstance(known, Document):
        value = getattr(known, fact.name)
        return value.all() if fact.type is Type.NAMES else value
    column: Any = Document._meta.get_field(fact.name)
    rows, value = column.related_model.objects, known.fact(fact.name)
    return list(rows.filter(name__in=value)) if fact.type is Type.NAMES else rows.filter(name=value).first()


def corrected(fact: Fact, value: Any) -> Any:
    """The value of ``fact`` that its field was cleaned to ``value``: rows of other tables by their names."""
    if fact.name == "bodies" or fact.type not in (Type.NAME, Type.NAMES):
        return value
    return tuple(row.name for row in value) if fact.type is Type.NAMES else value.name if value else ""
