"""Checking a draft where there is no database: what is to be looked up is gathered, and asked all at once."""
from collections.abc import Callable, Collection, Sequence
from datetime import date

from .draft_check import DraftReport, check_draft
from .origin import Origin
from .works import HeldDocument

Question = tuple[str, str] | tuple[str, int] | tuple[str, int, str]


def check_asking(text: str, on: date, ask: Callable[[list[Question]], Sequence]) -> DraftReport:
    """``check_draft``, with the look-ups of ``ask``: for some questions (name of a look-up, arguments) their answers.

    The draft is resolved again with each round of answers, until nothing new is asked: a name leads to documents, these to
    their origin, that to a provision.
    """
    lookups = GatheredLookups()
    while True:
        report = check_draft(text, lookups, on)
        if not lookups.asked:
            return report
        questions = list(lookups.asked)
        lookups.learn(questions, ask(questions))


class GatheredLookups:
    """``works.Lookups`` that gathers what it does not know, and meanwhile answers that there is nothing."""

    def __init__(self):
        self.asked: dict[Question, None] = {}
        self.answers: dict[Question, object] = {}

    def learn(self, questions: Sequence[Question], answers: Sequence) -> None:
        self.answers.update(zip(questions, answers, strict=True))
        self.asked.clear()

    def by_key(self, key: str) -> Sequence[HeldDocument]:
        return self._answer("by_key", key) or ()

    def by_number(self, number: str) -> Sequence[HeldDocument]:
        return self._answer("by_number", number) or ()

    def by_short_name(self, key: str) -> Sequence[HeldDocument]:
        return self._answer("by_short_name", key) or ()

    def origin(self, document_id: int) -> Origin:
        return self._answer("origin", document_id) or Origin()

    def has_anchor(self, document_id: int, anchor: str) -> bool:
        return bool(self._answer("has_anchor", document_id, anchor))

    def history_years(self, document_id: int) -> Collection[int]:
        return self._answer("history_years", document_id) or ()

    def _answer(self, *question):
        if question not in self.answers:
            self.asked[question] = None
        return self.answers.get(question)
