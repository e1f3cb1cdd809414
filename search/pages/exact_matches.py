"""Searches that name one place: a document by its whole 发文字号, a provision by its law and number."""
from datetime import date

from django.utils import timezone

from documents.resolving import find_number, find_provision
from search.queries.language import clean_query
from search.text.simplified import simplified


def exact_match(typed: str, on: date | None = None) -> str | None:
    """The address of the one document or provision that all of ``typed`` names on a day, by default today.

    ``None`` where it names none or many.
    """
    text = simplified(clean_query(typed).text)
    target = find_number(text) or find_provision(text, on=on or timezone.localdate())
    return target.address if target else None
