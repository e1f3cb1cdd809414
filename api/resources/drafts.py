"""A draft checked by the very finder that the pages use, in the same sandbox, with the same limits and in the same turns."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from api.problems import BUSY, FAILED, TOO_LARGE, Problem
from documents import sandbox
from documents.draft_check.values import CheckedCitation, DraftReport, Hint
from documents.pages import draft_check, draft_report
from documents.pages.draft_form import MOST_CHARACTERS
from documents.resolving import check_draft

from .basics import Record, status_record, today_or


def check(text: str, day: date | None) -> Record:
    """Every citation of a draft that is to be issued on ``day``, each with what an editor should look at.

    Raises ``Problem``: a draft that was not checked to its end is never told as right.
    """
    report = checked(text, day)
    names = [{"label": label, "names": found} for label, found in draft_report.names(report)]
    return {
        "on": report.on.isoformat(), "is_whole": report.is_whole, "remark": draft_report.remark(report) or None,
        "summary": draft_report.summary(report), "citations": [citation_record(one) for one in report.citations], "names": names,
    }


def checked(text: str, day: date | None) -> DraftReport:
    """The report of the draft check of the site. Raises ``Problem`` where it could not be made."""
    if len(text) > MOST_CHARACTERS:
        raise Problem(TOO_LARGE, f"草案最多 {MOST_CHARACTERS} 字，这一份没有检查。", f"At most {MOST_CHARACTERS} characters; nothing was checked.")
    with _told():
        return check_draft(text, today_or(day), draft_check.LIMITS)


@contextmanager
def _told() -> Iterator[None]:
    try:
        with draft_check.turn():
            yield
    except draft_check.Busy:
        raise Problem(
            BUSY, "正在检查别的草案，这一份没有检查，请稍后再试。", "Another draft is being checked; this one was not. Try again later.", draft_check.LIMITS.cpu,
        ) from None
    except sandbox.OverLimit:
        raise Problem(
            TOO_LARGE, "检查超出了时间或内存的限额，这一份没有查完，请分成几部分。", "Checking exceeded its limits and was not finished; send it in parts.",
        ) from None
    except sandbox.Failed as failed:
        raise Problem(
            FAILED, f"检查程序出错，这一份没有查完（编号 {failed.reference}）。", f"Checking failed and was not finished (reference {failed.reference}).",
        ) from None


def citation_record(one: CheckedCitation) -> Record:
    """A citation of a draft: what it means, whether that is held, and every hint. ``state`` is ``right`` only where it was found."""
    held = one.held
    url = draft_report.address(one) or None
    return {
        "text": one.text, "start": one.start, "end": one.end, "state": draft_report.state(one), "outcome": draft_report.outcome(one),
        "title": held.title if held else one.title or None, "number": (held.number if held else one.number) or None,
        "slug": held.slug if held else None, "url": f"{url}#{one.anchor}" if url and one.anchor else url,
        "provision": one.provision or None, "anchor": one.anchor or None,
        "status": status_record(one.status) if one.status else None, "hints": [_hint(hint) for hint in one.hints],
    }


def _hint(hint: Hint) -> Record:
    return {
        "kind": hint.kind.value, "label": hint.kind.label, "message": draft_report.sentence(hint), "found": hint.found or None,
        "instead": hint.instead or None, "proof": hint.proof or None,
    }
