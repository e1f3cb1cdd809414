"""Checking a draft: pasted or uploaded, each of its citations looked up, and nothing of it kept."""
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from documents import formats, sandbox
from documents.draft_check.values import DraftReport
from documents.formats import annotating
from documents.pages import draft_report
from documents.pages.draft_form import DraftForm
from documents.resolving import check_draft

LIMITS = sandbox.Limits(seconds=20, cpu=10, memory=512 << 20)
# Checking a stranger's text may take a while: never so many at once that the pages have to wait.
_turns = BoundedSemaphore(1)
SECONDS_TO_WAIT = 2
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Busy(Exception):
    """Other drafts are being checked."""


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "documents/check_draft.html", {"form": DraftForm()})
    try:
        with turn():
            return _checked(request, DraftForm(request.POST, request.FILES))
    except Busy:
        response = _problem(request, "正在检查别的草案，请过一会儿再试。", 503)
        response["Retry-After"] = str(LIMITS.cpu)
        return response
    except sandbox.OverLimit:
        return _problem(request, "检查这份草案超出了时间或内存的限额，请分成几部分检查。", 413)
    except sandbox.Failed as failed:
        return _problem(request, f"检查程序在这份草案上出错，没有查完。详情已记入日志，请把编号 {failed.reference} 告诉本站的管理者。", 422)
    except formats.Refused as refusal:  # of a file whose text could be read, and whose comments cannot
        return _problem(request, f"不能在这个 Word 文件中加批注：{refusal.in_public}。请把草案粘贴到文本框中再试。", 422)


@contextmanager
def turn() -> Iterator[None]:
    """Checking inside it, one waits for others. Raises ``Busy`` where that takes too long."""
    if not _turns.acquire(timeout=SECONDS_TO_WAIT):
        raise Busy
    try:
        yield
    finally:
        _turns.release()


def _problem(request: HttpRequest, message: str, status: int) -> HttpResponse:
    """The form, with what was pasted, and what went wrong."""
    form = DraftForm(initial={name: request.POST.get(name, "") for name in ("text", "on")})
    return render(request, "documents/check_draft.html", {"form": form, "problem": message}, status=status)


def _checked(request: HttpRequest, form: DraftForm) -> HttpResponse:
    if not form.is_valid():
        return render(request, "documents/check_draft.html", {"form": form}, status=400)
    text, on = form.cleaned_data["text"], form.cleaned_data["on"] or timezone.localdate()
    report = check_draft(text, on, LIMITS)
    if request.POST.get("format") == "csv":
        return _download(draft_report.as_csv(report, request.build_absolute_uri), "text/csv; charset=utf-8", "csv")
    if request.POST.get("format") == "text":
        return _download(draft_report.as_text(report), "text/plain; charset=utf-8", "txt")
    if request.POST.get("format") == "docx":
        return _download(_as_word(report, text, form.cleaned_data.get("word")), WORD_TYPE, "docx")
    again = DraftForm(initial={"text": text, "on": on})
    rows = draft_report.rows(report)
    context = {
        "form": again, "report": report, "rows": rows, "problems": [row for row in rows if row["hints"]],
        "pieces": draft_report.marked(text, report),
        "summary": draft_report.summary(report), "remark": draft_report.remark(report), "names": draft_report.names(report),
    }
    return render(request, "documents/check_draft.html", context)


def _as_word(report: DraftReport, text: str, word: bytes | None) -> bytes:
    """The Word file that was sent, or a plain one of the ``text``, with a comment at each problem."""
    arguments = word or annotating.plain(text), draft_report.remarks(report), timezone.now()
    return b64decode(sandbox.call(annotating.annotated, *arguments, limits=LIMITS, subject="a draft"))


def _download(text: str | bytes, content_type: str, extension: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="check.{extension}"'}
    return HttpResponse(text, content_type=content_type, headers=headers)
