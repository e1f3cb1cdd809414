"""Checking a draft: pasted or uploaded, its citations told one by one, and nothing of it kept."""
import csv
from io import StringIO
from threading import BoundedSemaphore

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from documents import formats, sandbox
from documents.citations.checking import check_asking
from documents.citations.draft_check import MOST_MENTIONS
from documents.resolving.lookups import DatabaseLookups
from documents.status import ENDINGS
from documents.vocabulary.enums import Validity

MOST_CHARACTERS = 200_000
LIMITS = sandbox.Limits(seconds=20, cpu=10, memory=512 << 20)
# Checking a stranger's text may take a while: never so many at once that the pages have to wait.
_turns = BoundedSemaphore(1)
SECONDS_TO_WAIT = 2
TO_LOOK_AT = (*ENDINGS, Validity.NOT_YET)
HEADINGS = ("序号", "原文", "检查结果", "收录的标题", "发文字号", "时效", "条款", "提示", "链接")


class DraftForm(forms.Form):
    text = forms.CharField(
        label="粘贴草案全文", required=False, strip=False, max_length=MOST_CHARACTERS, widget=forms.Textarea(attrs={"rows": 12})
    )
    file = forms.FileField(
        label="或者选择文件", required=False, help_text=f"可用的格式：{' '.join(formats.supported())}，不超过 2 MB。"
    )
    on = forms.DateField(
        label="按哪一天的时效检查", required=False, help_text="留空即今天。",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),  # a browser shows no date in another form
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def clean(self):
        values = super().clean()
        if values.get("file"):
            values["text"] = self._read(values["file"])
        elif not (values.get("text") or "").strip() and not self.errors:
            raise forms.ValidationError("请粘贴文字，或者选择一个文件。")
        return values

    def _read(self, file):
        try:
            text = formats.read(file.name, file.read()).text
        except formats.Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        if len(text) > MOST_CHARACTERS:
            raise forms.ValidationError(f"文件中的文字超过 {MOST_CHARACTERS // 10_000} 万字。")
        return text


@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    if request.method != "POST":
        return render(request, "documents/check_draft.html", {"form": DraftForm()})
    if not _turns.acquire(timeout=SECONDS_TO_WAIT):
        answer = _problem(request, "正在检查别的草案，请过一会儿再试。", 503)
        answer["Retry-After"] = str(LIMITS.cpu)
        return answer
    try:
        return _answer(request, DraftForm(request.POST, request.FILES))
    except sandbox.OverLimit:
        return _problem(request, "检查这份草案超出了时间或内存的限额，请分成几部分检查。", 413)
    finally:
        _turns.release()


def _problem(request, told: str, status: int):
    """The form, with what was pasted, and what went wrong."""
    form = DraftForm(initial={name: request.POST.get(name, "") for name in ("text", "on")})
    return render(request, "documents/check_draft.html", {"form": form, "problem": told}, status=status)


def _answer(request, form):
    if not form.is_valid():
        return render(request, "documents/check_draft.html", {"form": form}, status=400)
    text, on = form.cleaned_data["text"], form.cleaned_data["on"] or timezone.localdate()
    report = sandbox.call(check_asking, text, on, limits=LIMITS, answer=DatabaseLookups().answers)
    if request.POST.get("format") == "csv":
        return _download(_as_csv(report, request), "text/csv; charset=utf-8", "csv")
    if request.POST.get("format") == "text":
        return _download(_as_text(report), "text/plain; charset=utf-8", "txt")
    again = DraftForm(initial={"text": text, "on": on})
    context = {"form": again, "report": report, "rows": _rows(report), "remark": remark(report)}
    return render(request, "documents/check_draft.html", context)


def remark(report) -> str:
    """What a reader should know of the whole report."""
    return "" if report.is_whole else f"草案中的引用很多，只检查了前 {MOST_MENTIONS} 处，其余请分成几部分检查。"


def _rows(report):
    return [{"citation": c, "outcome": outcome(c), "hints": hints(c)} for c in report.citations]


def outcome(citation) -> str:
    return "已收录" if citation.held else citation.resolution.label


def validity_label(citation) -> str:
    return citation.validity.label if citation.validity else ""


def hints(citation) -> list[str]:
    """What an editor should look at, in Chinese."""
    found = []
    if not citation.is_exact:
        found.append(f"标题与收录的不一致：《{citation.held.title}》")
    if citation.validity in TO_LOOK_AT:
        found.append(f"{citation.held.title}{citation.validity.label}")
    if citation.ahead:
        found.append(f"{citation.held.title}{citation.ahead.words}")
    if citation.has_provision is False:
        found.append(f"没有找到{citation.provision}")
    return found


def _as_csv(report, request) -> str:
    out = StringIO()
    out.write("\ufeff")  # for spreadsheets, which would otherwise guess another encoding
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for number, citation in enumerate(report.citations, 1):
        held = citation.held
        link = request.build_absolute_uri(f"/documents/{held.slug}/") if held else ""
        title, mark = (held.title, held.number) if held else (citation.title, citation.number)
        values = (citation.text, outcome(citation), title, mark, validity_label(citation), citation.provision)
        writer.writerow([number, *map(_cell, values), _cell("；".join(hints(citation))), link])
    if told := remark(report):
        writer.writerow(["", told])
    return out.getvalue()


def _cell(value: str) -> str:
    """No spreadsheet takes it for a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _as_text(report) -> str:
    lines = [f"草案引用检查（按 {report.on:%Y-%m-%d} 的时效）", *filter(None, [remark(report)]), ""]
    for number, citation in enumerate(report.citations, 1):
        lines.append("  ".join(filter(None, [f"{number}. {citation.text}", outcome(citation), validity_label(citation)])))
        lines += [f"   提示：{hint}" for hint in hints(citation)]
    lines += [f"未定义的简称：《{name}》" for name in report.undefined]
    lines += [f"重复定义的简称：《{name}》" for name in report.redefined]
    return "\n".join(lines) + "\n"


def _download(text, kind, extension):
    name = f'attachment; filename="check.{extension}"'
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": name})
