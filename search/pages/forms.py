"""The advanced form: the query language in boxes, and a query back in its boxes."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from documents import filters
from documents.filters import DocumentFilter, Ranged
from search.queries.fields import TEXTS, Language
from search.queries.language import MAX_LENGTH, parse
from search.queries.tree import And, Or, Quote, Tree, Without, Word, write

_TEXTS = tuple(field.name for field in TEXTS)


@dataclass(frozen=True)
class FilterBox:
    """How the form shows a filter: ``options`` to choose from, two bounds of a range, or a line of text."""

    filter: DocumentFilter
    options: Sequence[str] = ()

    def fields(self) -> dict[str, forms.Field]:
        name, label = self.filter.name, self.filter.label
        if isinstance(self.filter, Ranged):
            return {f"{name}_from": _bound(self.filter, f"{label}从"), f"{name}_to": _bound(self.filter, f"{label}到")}
        if self.options:
            choices = [(option, option) for option in self.options]
            return {name: forms.MultipleChoiceField(
                label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
            )}
        return {name: _text(label, self.filter.help)}

    def written(self, values: Mapping[str, Any], language: Language) -> str:
        """What was filled in, in the query language."""
        name, prefix = self.filter.name, f"{language.keyword(self.filter.name)}:"
        if isinstance(self.filter, Ranged):
            low, high = (values.get(f"{name}_{end}") or "" for end in ("from", "to"))
            bounds = self.filter.range(f"{low}..{high}")
            return prefix + self.filter.write(bounds) if bounds else ""
        if not (value := values.get(name)):
            return ""
        if isinstance(value, str):
            return prefix + _value(value)
        return prefix + (_value(value[0]) if len(value) == 1 else f"({' 或 '.join(map(_value, value))})")

    def read(self, part: Tree) -> dict[str, Any]:
        """What ``part`` of a query fills in; nothing where this box cannot say it."""
        name, parts = self.filter.name, part.parts if isinstance(part, Or) else (part,)
        texts = [one.text for one in parts if isinstance(one, Word | Quote) and one.field == name]
        if len(texts) < len(parts):
            return {}
        if isinstance(self.filter, Ranged):
            bounds = self.filter.range(texts[0]) if len(texts) == 1 else None
            if bounds is None or self.filter.write(bounds) != texts[0]:
                return {}
            return {f"{name}_from": self.filter.bound(bounds.low), f"{name}_to": self.filter.bound(bounds.high)}
        if self.options:
            return {name: texts} if set(texts) <= set(self.options) else {}
        return {name: texts[0]} if len(texts) == 1 else {}


def filter_boxes() -> list[FilterBox]:
    """Of every filter, with what published documents have now."""
    return [FilterBox(declared, declared.options()) for declared in filters.FILTERS]


def _text(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=100)


def _bound(declared: Ranged, label: str) -> forms.Field:
    limits = {"min": declared.first, "max": declared.last}
    if declared.input_type == "date":
        return forms.DateField(label=label, required=False, widget=forms.DateInput({"type": "date", **limits}))
    return forms.IntegerField(label=label, required=False, min_value=1000, max_value=9999)


class AdvancedForm(forms.Form):
    all = _text("全部这些词", "每个词都要有，词与词之间用空格分开。")
    phrase = _text("完整的一句话", "一字不差地包含这一串字。")
    any = _text("任意一个词", "有其中一个就可以。")
    none = _text("不含这些词", "有其中一个就不要。")
    title = _text("标题含有")
    number = _text("发文字号", "可以只写一部分，例如：教基〔2025〕。")

    def __init__(self, *args: Any, boxes: Sequence[FilterBox], language: Language, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self._boxes, self._language = boxes, language
        for box in boxes:
            self.fields |= box.fields()

    def clean(self) -> None:
        if not self.errors and len(self.written()) > MAX_LENGTH:
            raise forms.ValidationError(f"条件太多：写成检索语法有{len(self.written())}个字，最多{MAX_LENGTH}个。请少选几项。")

    def written(self) -> str:
        """What was filled in, in the query language. Only of a valid form."""
        return write_boxes(self.cleaned_data, self._boxes, self._language)


def write_boxes(values: Mapping[str, Any], boxes: Iterable[FilterBox], language: Language) -> str:
    """The query that what was filled in means; ``all`` may itself use the language."""
    any_of = values["any"].split()
    parts = [
        values["all"],
        _quoted(values["phrase"]),
        f"({' 或 '.join(any_of)})" if len(any_of) > 1 else "".join(any_of),
        *(f"-({word})" if word[0].isdecimal() else f"-{word}" for word in values["none"].split()),
        *(f"{language.keyword(name)}:{_value(values[name])}" for name in _TEXTS if values[name]),
        *(box.written(values, language) for box in boxes),
    ]
    return " ".join(filter(None, parts))


def read_boxes(text: str, boxes: Iterable[FilterBox], language: Language) -> dict[str, Any]:
    """What ``text`` fills in; what no box can say stays in ``all`` as it is written."""
    tree, boxes = parse(text, language), list(boxes)
    filled: dict[str, Any] = {}
    for part in tree.parts if isinstance(tree, And) else (tree,):
        values = _read(part, boxes)
        if not values or (values.keys() & filled.keys()) - {"none"}:
            values = {"all": write(And((part,)) if isinstance(part, Or) else part, language)}
        for name in values.keys() & {"all", "none"} & filled.keys():
            values[name] = f"{filled[name]} {values[name]}"
        filled |= values
    return filled


def _read(part: Tree, boxes: Sequence[FilterBox]) -> dict[str, Any]:
    if isinstance(part, Quote) and not part.field:
        return {"phrase": part.text}
    if isinstance(part, Or):
        words = [p.text for p in part.parts if isinstance(p, Word) and not p.field]
        if len(words) == len(part.parts):
            return {"any": " ".join(words)}
    if isinstance(part, Without) and isinstance(part.part, Word) and not part.part.field:
        return {"none": part.part.text}
    if isinstance(part, Word | Quote) and part.field in _TEXTS:
        return {part.field: part.text}
    return next((values for box in boxes if (values := box.read(part))), {})


def _quoted(text: str) -> str:
    text = " ".join(text.replace('"', " ").split())
    return f'"{text}"' if text else ""


def _value(text: str) -> str:
    return text if " " not in text and '"' not in text else _quoted(text)
