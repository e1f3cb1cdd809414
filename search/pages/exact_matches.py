"""Searches that name one place: a document by its whole 发文字号, a provision by its law and number."""
from __future__ import annotations

import re
from datetime import date

from documents.citations import CitingDocument, find, resolve
from documents.models import Document
from documents.resolving.lookups import DatabaseLookups
from documents.vocabulary.enums import Resolution
from documents.vocabulary.numbers import canonical_number
from search.queries.language import clean

_PROVISION = re.compile(r"《?(?P<title>[^《》\s]{2,60}?)》?\s*(?P<provision>第[一二三四五六七八九十百千零〇两\d]+条.{0,20})")


def exact_match(typed: str) -> str | None:
    """The address of the one document or provision that all of ``typed`` names; ``None`` where it names none or many."""
    text = clean(typed).text
    return _of_number(text) or _of_provision(text)


def _of_number(text: str) -> str | None:
    number = canonical_number(text)
    found = list(Document.objects.published().filter(number=number).only("slug")[:2]) if number else []
    return found[0].get_absolute_url() if len(found) == 1 else None


def _of_provision(text: str) -> str | None:
    """刑法第264条, 《劳动合同法》第三十九条第二项: read as a citation of today, of the edition that is in force."""
    match = _PROVISION.fullmatch(text)
    if match is None:
        return None
    cited = f"《{match['title']}》{match['provision']}"
    mentions = find(cited)
    if len(mentions) != 1 or mentions[0].text != cited:
        return None
    [resolved] = resolve(mentions, CitingDocument(cited, dates=(date.today(),)), DatabaseLookups())
    if resolved.resolution != Resolution.ONE or not resolved.anchor:
        return None
    return f"{Document(slug=resolved.held.slug).get_absolute_url()}#{resolved.anchor}"
