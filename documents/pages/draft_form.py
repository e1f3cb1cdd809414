"""The form in which a draft is pasted or uploaded."""
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from documents import formats

MOST_CHARACTERS = 200_000


class DraftForm(forms.Form):
    text = forms.CharField(
        label="粘贴草案全文", required=False, strip=False, max_length=MOST_CHARACTERS, widget=forms.Textarea(attrs={"rows": 12})
    )
    file = forms.FileField(
        label="或者选择文件", required=False, help_text=f"可用的格式：{' '.join(formats.supported(at_once=True))}，不超过 2 MB。"
    )
    on = forms.DateField(
        label="按哪一天的时效检查", required=False, help_text="留空即今天。",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),  # a browser shows no date in another form
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        if values.get("file"):
            values["text"] = self._read(values["file"])
        elif not (values.get("text") or "").strip() and not self.errors:
            raise forms.ValidationError("请粘贴文字，或者选择一个文件。")
        return values

    def _read(self, file: UploadedFile) -> str:
        name = file.name or ""
        if formats.is_archive(name):  # bundles are made here alone; to read one may take a program for each member
            raise forms.ValidationError(formats.named(name, "不支持压缩包，请解开后选择其中的草案。"))
        data = file.read()
        self.cleaned_data["word"] = data if name.lower().endswith(".docx") else b""
        try:
            text = formats.read(name, data).text
        except formats.Refused as refusal:
            raise forms.ValidationError(refusal.in_public) from None
        if len(text) > MOST_CHARACTERS:
            raise forms.ValidationError(f"文件中的文字超过 {MOST_CHARACTERS // 10_000} 万字。")
        return text
