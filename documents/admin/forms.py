"""The form in which an editor corrects what was understood of a document."""
import re

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget

from documents import formats
from documents.admin import journal
from documents.admin.pickers import RowPicker, RowsField, RowsPicker
from documents.formats.characters import clean
from documents.importing import Outcome, Source, compare, understand
from documents.models import Column, Document, Topic
from documents.vocabulary.kinds import KINDS

PLAIN = (
    "title", "full_title", "number", "kind", "issued_on", "published_on", "effective_on", "expires_on", "source", "note", "markdown",
)
_SEPARATORS = re.compile(r"[\n、;；]+")


class LineField(forms.CharField):
    """One line, without what cannot be seen, as a file's own words are cleaned."""

    def to_python(self, value):
        return " ".join(clean(super().to_python(value)).split())


class FactsForm(forms.Form):
    """The facts of a document and its text. Empty means that the fact is not known.

    ``refusal``: why nothing of it is saved, whatever was typed.
    """

    title = LineField(label="标题", max_length=300)
    full_title = LineField(label="全称", max_length=500, required=False)
    number = LineField(label="发文字号", max_length=100, required=False)
    kind = forms.ChoiceField(label="公文种类", choices=[("", "—")] + [(k, k) for k in KINDS], required=False)
    signed_by = forms.CharField(
        label="发文机关", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="每行一个，按署名次序。"
    )
    issued_on = forms.DateField(label="成文日期", required=False, widget=AdminDateWidget)
    published_on = forms.DateField(label="发布日期", required=False, widget=AdminDateWidget)
    effective_on = forms.DateField(label="施行日期", required=False, widget=AdminDateWidget)
    expires_on = forms.DateField(label="失效日期", required=False, widget=AdminDateWidget, help_text="从这一天起不再有效。")
    column = forms.ModelChoiceField(
        Column.objects.all(), label="栏目", required=False,
        widget=RowPicker(Document._meta.get_field("column"), admin.site),
    )
    topics = RowsField(
        Topic.objects.all(), label="主题", required=False,
        widget=RowsPicker(Document._meta.get_field("topics"), admin.site),
    )
    source = LineField(label="来源", max_length=500, required=False)
    note = forms.CharField(label="编者注", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    markdown = forms.CharField(
        label="正文（Markdown）", max_length=5_000_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "vLargeTextField", "aria-label": "正文"}),
    )

    def __init__(self, *args, refusal="", **kwargs):
        self.refusal = refusal
        super().__init__(*args, **kwargs)

    def clean(self):
        if self.refusal:
            raise forms.ValidationError(self.refusal)
        return super().clean()

    def facts(self) -> dict[str, object]:
        """The editor's word, by field name of ``ParsedDocument``."""
        given = {name: value for name, value in self.cleaned_data.items() if name in self.base_fields}
        given.pop("markdown")
        given["bodies"] = tuple(filter(None, (name.strip() for name in _SEPARATORS.split(clean(given.pop("signed_by"))))))
        given["topics"] = tuple(topic.name for topic in given["topics"])
        given["column"] = given["column"].name if given["column"] else ""
        return given

    def text(self) -> str:
        """The text as the editor left it, cleaned as that of a file is."""
        return clean(self.cleaned_data["markdown"])

    @staticmethod
    def initial_from(parsed) -> dict[str, object]:
        """What the form shows for a ``ParsedDocument``."""
        initial = {name: getattr(parsed, name) for name in PLAIN}
        initial["signed_by"] = "\n".join(parsed.bodies)
        initial["topics"] = list(Topic.objects.filter(name__in=parsed.topics))
        initial["column"] = Column.objects.filter(name=parsed.column).first()
        return initial


class DocumentForm(FactsForm, forms.ModelForm):
    """A stored document, or a new one that is typed in: understood and compared before it is saved."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = list(FactsForm.base_fields)

    class Meta:
        model = Document
        fields = ["validity", "validity_since", "validity_proof", "state"]

    def __init__(self, *args, instance=None, **kwargs):
        initial = kwargs.pop("initial", None) or {}
        if instance and instance.pk:
            self.before = journal.edition(instance)
            initial = {
                **initial, "seen": instance.updated_at.isoformat(),
                "signed_by": "\n".join(s.signed_as for s in instance.signatures.all()),
                "topics": instance.topics.all(), "column": instance.column,
                **{name: getattr(instance, name) for name in PLAIN},
            }
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    def clean(self):
        super().clean()
        stored = self.instance if self.instance.pk else None
        seen = self.cleaned_data.get("seen")
        if stored and seen != Document.objects.values_list("updated_at", flat=True).get(pk=stored.pk).isoformat():
            raise forms.ValidationError("您打开此页之后，别人修改了这份文件。请重新打开后再改，以免覆盖。")
        if not self.errors:
            self._compare(stored)
        return self.cleaned_data

    def _compare(self, stored):
        try:
            verdict = compare(understand(self.as_source()), into=stored)
        except formats.Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if verdict.outcome is Outcome.REFUSED:
            raise forms.ValidationError(verdict.reason)
        if not stored and verdict.stored:
            raise forms.ValidationError(f"这份文件已经收录：《{verdict.stored.title}》（编号 {verdict.stored.pk}）。")

    def as_source(self) -> Source:
        return Source(self.instance.original_name, b"", self.facts(), self.text())
