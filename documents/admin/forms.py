"""The form in which an editor corrects what was understood of a document."""
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from documents import formats
from documents.admin.fact_fields import (
    DayField,
    LineField,
    corrected,
    fact_field,
    field_name,
    form_facts,
    initial_value,
)
from documents.admin.merging import form_field, merge
from documents.formats.characters import clean
from documents.importing import Outcome, Source, compare, understand
from documents.models import Document, State, Validity, ValidityBasis
from documents.parsing import ParsedDocument
from documents.revisions import last_number
from documents.status import DECISIONS
from documents.vocabulary.enums import RevisionStatus


class FactsForm(forms.Form):
    """The facts of a document, as they are declared, and its text. Empty means that the fact is not known.

    ``refusal``: why nothing of it is saved, whatever was typed.
    """

    markdown = forms.CharField(
        label="正文（Markdown）", max_length=5_000_000, strip=False,
        help_text="“##”起头的行是章节标题，井号的多少是层级；改动之后目次随之改变。所有标题都以井号收尾（## 总则 ##）时，目次以标出的为准，不再从编号推断。",
        widget=forms.Textarea(attrs={"rows": 24, "class": "vLargeTextField", "aria-label": "正文"}),
    )

    def __init__(self, *args: Any, refusal: str = "", **kwargs: Any) -> None:
        self.refusal = refusal
        super().__init__(*args, **kwargs)
        facts = {field_name(fact): fact_field(fact) for fact in form_facts()}
        self.fields = facts | self.fields | facts

    def clean(self) -> dict[str, Any]:
        if self.refusal:
            raise forms.ValidationError(self.refusal)
        super().clean()
        return self.cleaned_data

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
    """A stored document, or a new one that is typed in: understood and compared before it is saved.

    ``since``: the number of its last revision before it was saved.
    """

    since = 0

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the number of the revision that was seen
    validity = forms.ChoiceField(
        label="时效（编辑判定）", required=False, help_text="编辑判定的时效优先于时效表，也优先于各文件条文和日期所说的。",
        choices=[("", "不作判定，按条文、版本和时效表计算"), *((v.value, v.label) for v in DECISIONS)],
    )

    why = LineField(label="缘由", required=False, max_length=500, help_text="为什么这样改，记入修订记录；可以不填。")

    class Meta:
        model = Document
        fields = ["validity", "validity_since", "validity_proof", "state", "publish_on"]
        field_classes = {"publish_on": DayField, "validity_since": DayField}

    def __init__(self, *args: Any, instance: Document | None = None, **kwargs: Any) -> None:
        initial = kwargs.pop("initial", None) or {}
        if instance and instance.pk:
            initial |= self.initial_from(instance) | {"seen": instance.updated_at.isoformat(), "base": last_number(instance)}
            if not instance.is_decided:
                initial |= UNDECIDED | {"validity": ""}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        super().clean()
        stored = self.instance if self.instance.pk else None
        if stored:
            self._merge(Document.objects.get(pk=stored.pk))
        self._schedule(stored)
        if not self.errors:
            self._compare(stored)
        return self.cleaned_data

    def _merge(self, now: Document) -> None:
        """What somebody else has changed since the form was opened is shown in it, and the next time it is known."""
        if self.cleaned_data.get("seen") == now.updated_at.isoformat():
            return
        told = ["您打开此页之后，别人修改了这份文件。还没有保存：请看过下面的改动，再按一次保存。"]
        applied = now.revisions.filter(status=RevisionStatus.APPLIED, number=self.cleaned_data.get("base") or 0)
        base = applied.select_related("text").first()
        if base is None or self.errors:
            raise forms.ValidationError("您打开此页之后，别人修改了这份文件。请重新打开后再改，以免覆盖。")
        chosen = {name: self.cleaned_data.get(name) for name in (*UNDECIDED, "state")}
        merged = merge(base, now, self.facts() | chosen | {"markdown": self.text()})
        data = cast(QueryDict, self.data).copy()
        shown = type(self)(instance=now)
        for name in [*map(form_field, merged.taken), "seen", "base"]:
            value = shown[name].value()
            rows = [getattr(row, "pk", row) for row in value] if isinstance(value, list | QuerySet) else [getattr(value, "pk", value)]
            data.setlist(name, ["" if row is None else str(row) for row in rows])
        self.data = data
        raise forms.ValidationError([*told, *merged.told])

    def _schedule(self, stored: Document | None) -> None:
        """What is to be published on a later day waits in review till then; in another state it is for no day."""
        day, state = self.cleaned_data.get("publish_on"), self.cleaned_data.get("state")
        if not day:
            return
        if state not in (State.PUBLISHED, State.IN_REVIEW):
            self.cleaned_data["publish_on"] = None
        elif stored and stored.is_published:
            self.add_error("publish_on", "这份文件已经发布，不能再定发布的日期。")
        elif day <= timezone.localdate():
            self.add_error("publish_on", "定期发布的日期应在今天之后；现在就发布，请留空。")
        else:
            self.cleaned_data["state"] = State.IN_REVIEW.value

    def judgement(self) -> dict[str, object]:
        """What the editor says of the validity where that is changed, with its basis; that nothing is decided any more, too."""
        said = {name: self.cleaned_data[name] for name in UNDECIDED if name in self.cleaned_data}
        if not said.keys() & set(self.changed_data):
            return {}
        return said | {"validity_basis": ValidityBasis.PERSON.value} if said["validity"] else UNDECIDED

    def _compare(self, stored: Document | None) -> None:
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
