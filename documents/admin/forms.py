"""The form in which an editor corrects what was understood of a document."""
from django import forms

from documents import formats
from documents.admin.fact_fields import corrected, fact_field, field_name, form_facts, initial_value
from documents.formats.characters import clean
from documents.importing import Outcome, Source, compare, understand
from documents.models import Document, State, Validity, ValidityBasis
from documents.parsing import ParsedDocument
from documents.status import DECISIONS


class FactsForm(forms.Form):
    """The facts of a document, as they are declared, and its text. Empty means that the fact is not known.

    ``refusal``: why nothing of it is saved, whatever was typed.
    """

    markdown = forms.CharField(
        label="正文（Markdown）", max_length=5_000_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "vLargeTextField", "aria-label": "正文"}),
    )

    def __init__(self, *args, refusal="", **kwargs):
        self.refusal = refusal
        super().__init__(*args, **kwargs)
        facts = {field_name(fact): fact_field(fact) for fact in form_facts()}
        self.fields = facts | self.fields | facts

    def clean(self):
        if self.refusal:
            raise forms.ValidationError(self.refusal)
        return super().clean()

    def facts(self) -> dict[str, object]:
        """The editor's word, by field name of ``ParsedDocument``."""
        return {fact.name: corrected(fact, self.cleaned_data[field_name(fact)]) for fact in form_facts()}

    def text(self) -> str:
        """The text as the editor left it, cleaned as that of a file is."""
        return clean(self.cleaned_data["markdown"])

    @staticmethod
    def initial_from(known: ParsedDocument | Document) -> dict[str, object]:
        """What the form shows of the facts and the text of a document, parsed or stored."""
        return {field_name(fact): initial_value(fact, known) for fact in form_facts()} | {"markdown": known.markdown}


UNDECIDED = {"validity": Validity.UNMARKED.value, "validity_since": None, "validity_proof": "", "validity_basis": ""}


class DocumentForm(FactsForm, forms.ModelForm):
    """A stored document, or a new one that is typed in: understood and compared before it is saved."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    validity = forms.ChoiceField(
        label="时效（编辑判定）", required=False, help_text="编辑判定的时效优先于时效表，也优先于各文件条文和日期所说的。",
        choices=[("", "不作判定，按条文、版本和时效表计算"), *((v.value, v.label) for v in DECISIONS)],
    )

    class Meta:
        model = Document
        fields = ["validity", "validity_since", "validity_proof", "state"]

    def __init__(self, *args, instance=None, **kwargs):
        initial = kwargs.pop("initial", None) or {}
        if instance and instance.pk:
            initial |= self.initial_from(instance) | {"seen": instance.updated_at.isoformat()}
            if not instance.is_decided:
                initial |= UNDECIDED | {"validity": ""}
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

    def judgement(self) -> dict[str, object]:
        """What the editor says of the validity where that is changed, with its basis; that nothing is decided any more, too."""
        said = {name: self.cleaned_data[name] for name in UNDECIDED if name in self.cleaned_data}
        if not said.keys() & set(self.changed_data):
            return {}
        return said | {"validity_basis": ValidityBasis.PERSON.value} if said["validity"] else UNDECIDED

    def _compare(self, stored):
        try:
            verdict = compare(understand(self.as_source()), into=stored)
        except formats.Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if verdict.outcome is Outcome.REFUSED:
            raise forms.ValidationError(verdict.reason)
        if not stored and verdict.stored:
            where = "在回收站中" if verdict.stored.state == State.TRASHED else "已经收录"
            raise forms.ValidationError(f"这份文件{where}：《{verdict.stored.title}》（编号 {verdict.stored.pk}）。")

    def as_source(self) -> Source:
        return Source(self.instance.original_name, b"", self.facts(), self.text())
