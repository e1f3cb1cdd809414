"""Checking a draft where there is no database: look-ups are collected, and sent to where there is one, all at once."""
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from documents.citations.find import find
from documents.citations.origin import Origin
from documents.citations.works import HeldDocument
from documents.comparison import Part

from .check import check_draft
from .values import DraftReport, FormerBody, Repeal

Call = tuple[str] | tuple[str, str] | tuple[str, int] | tuple[str, int, str] | tuple[str, str, str]


def check_in_rounds(text: str, on: date, call_many: Callable[[list[Call]], Sequence]) -> DraftReport:
    """``check_draft``, with the look-ups of ``call_many``: the results of some calls (name of a look-up, arguments).

    The draft is resolved again with each round of results, until no more are needed: a name leads to documents, these to
    their origin, that to a provision.
    """
    lookups, found = CollectedLookups(), find(text)
    while True:
        report = check_draft(text, lookups, on, found=found)
        if not lookups.pending:
            return report
        calls = list(lookups.pending)
        lookups.add(calls, call_many(calls))


class CollectedLookups:
    """``DraftLookups`` that collects the calls of which the results are not known, and meanwhile finds nothing."""

    def __init__(self) -> None:
        self.pending: dict[Call, None] = {}
        self.results: dict[Call, object] = {}

    def add(self, calls: Sequence[Call], results: Sequence) -> None:
        self.results.update(zip(calls, results, strict=True))
        self.pending.clear()

    def by_key(self, key: str) -> Sequence[HeldDocument]:
        return self._result("by_key", key) or ()

    def by_number(self, number: str) -> Sequence[HeldDocument]:
        return self._result("by_number", number) or ()

    def by_short_name(self, key: str) -> Sequence[HeldDocument]:
        return self._result("by_short_name", key) or ()

    def origin(self, document_id: int) -> Origin:
        return self._result("origin", document_id) or Origin()

    def has_anchor(self, document_id: int, anchor: str) -> bool:
        return bool(self._result("has_anchor", document_id, anchor))

    def history_years(self, document_id: int) -> Collection[int]:
        return self._result("history_years", document_id) or ()

    def amended_on(self, document_id: int, article: str) -> date | None:
        return self._result("amended_on", document_id, article)

    def short_names(self) -> Mapping[str, str]:
        return self._result("short_names") or {}

    def section_text(self, document_id: int, anchor: str) -> str:
        return self._result("section_text", document_id, anchor) or ""

    def articles_of(self, document_id: int) -> Sequence[Part]:
        """A whole text is asked for last, when it is certain that it is needed."""
        if any(name != "articles_of" for name, *_ in self.pending):
            return ()
        return self._result("articles_of", document_id) or ()

    def repeals(self, key: str, number: str) -> Sequence[Repeal]:
        return self._result("repeals", key, number) or ()

    def former_bodies(self) -> Sequence[FormerBody]:
        return self._result("former_bodies") or ()

    def _result(self, *call: Any) -> Any:
        if call not in self.results:
            self.pending[call] = None
        return self.results.get(call)
