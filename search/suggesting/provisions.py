"""The articles of a law of which the name and the beginning of a number are typed: 行政处罚法第, 劳动法 第三."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Q
from django.utils import timezone

from documents.models import Section
from documents.resolving import find_provision, find_titled
from documents.vocabulary.numerals import NUMERAL, to_int
from search.text.lexicon import LexiconEntry
from search.text.simplified import simplified

_BEGUN = re.compile(rf"(?P<title>.{{2,60}}?)\s*(?:第\s*(?P<number>{NUMERAL}{{0,9}})|(?P<bare>{NUMERAL}{{1,9}}))\s*条?")
_MOST = 6
_SHOWN = 24


def provisions(typed: str) -> Iterator[LexiconEntry]:
    """What ``typed`` may be the beginning of, as of today; first the place that it names already."""
    text, today = simplified(typed), timezone.localdate()
    begun = _BEGUN.fullmatch(text)
    if begun is None:
        return
    target = find_provision(text, today) or find_titled(begun["title"], today)
    if target is None:
        return
    number = begun["number"] or begun["bare"] or ""
    begins = Q(label__startswith=f"第{number}")
    if (value := to_int(number)) is not None:
        begins |= Q(anchor__startswith=f"art-{value}")
    articles = Section.objects.filter(begins, document=target.held.id, anchor__startswith="art-").order_by("position")
    rows = sorted(articles.values_list("label", "anchor", "text")[:_MOST], key=lambda row: row[1] != f"art-{value}")
    for label, anchor, words in rows:
        yield LexiconEntry(f"{target.held.title} {label}", "provision", url=replace(target, anchor=anchor).address, note=" ".join(words.split())[:_SHOWN])
