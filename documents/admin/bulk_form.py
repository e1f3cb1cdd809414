"""The form in which facts of many documents are set at once. What is left empty stays as each document has it."""
from typing import Any

from django import forms
from django.contrib import admin

from documents.admin.fact_fields import DayField, NamesField
from documents.admin.pickers import RowPicker, RowsField, RowsPicker
from documents.models import Column, Document, Topic, ValidityBasis
from documents.status import DECISIONS
from documents.vocabulary.facts import fact

_TOPICS: Any = Document._meta.get_field("topics")
_COLUMN: Any = Document._meta.get_field("column")
UNCHANGED = "—（不改）"


class BulkForm(forms.Form):
    add_topics = RowsField(
        Topic.objects.all(), label="加上主题", required=False, help_text="各文件原有的主题保留。",
        widget=RowsPicker(_TOPICS, admin.site),
    )
    remove_topics = RowsField(
        Topic.objects.all(), label="去掉主题", required=False, help_text="没有这个主题的文件不变。",
        widget=RowsPicker(_TOPICS, admin.site),
    )
    column = forms.ModelChoiceField(
        Column.objects.all(), label="栏目", required=False, help_text="选了就替换各文件原有的栏目。",
        widget=RowPicker(_COLUMN, admin.site),
    )
    kind = forms.ChoiceField(
        label="公文种类", required=False, help_text="选了就替换各文件原有的种类。",
        choices=[("", UNCHANGED), *((k, k) for k in fact("kind").values)],
    )
    signed_by = NamesField(fact("bodies"), label="发文机关", required=False, help_text="每行一个，按署名次序；填了就替换原有的全部机关。")
    validity = forms.ChoiceField(
        label="时效（编辑判定）", required=False, help_text="选了就作为编辑的判定，优先于条文和时效表所说的。",
        choices=[("", UNCHANGED), *((v.value, v.label) for v in DECISIONS)],
    )
    validity_since = DayField(label="时效起始日", required=False, help_text="与上面的时效一起填；不知道就留空。")

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not any(self.cleaned_data.get(name) for name in self.fields if name != "validity_since"):
            raise forms.ValidationError("还没有填写要改的内容。")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """The facts that all of the documents get, by name."""
        said = {
            "column": self.cleaned_data["column"].name if self.cleaned_data["column"] else "", "kind": self.cleaned_data["kind"],
            "bodies": self.cleaned_data["signed_by"],
        }
        return {name: value for name, value in said.items() if value}

    def facts_for(self, document: Document, values: dict[str, Any]) -> dict[str, Any]:
        """``values``, with the topics that ``document`` has then."""
        if not self.cleaned_data["add_topics"] and not self.cleaned_data["remove_topics"]:
            return values
        removed = {topic.name for topic in self.cleaned_data["remove_topics"]}
        held = [*document.fact("topics"), *(topic.name for topic in self.cleaned_data["add_topics"])]
        return values | {"topics": tuple(name for name in dict.fromkeys(held) if name not in removed)}

    def judgement(self) -> dict[str, Any]:
        """What is said of the validity of all, with its basis; empty where nothing is."""
        if not self.cleaned_data["validity"]:
            return {}
        return {
            "validity": self.cleaned_data["validity"], "validity_since": self.cleaned_data["validity_since"],
            "validity_basis": ValidityBasis.PERSON.value,
        }
