"""What answers a search directly, beside the hits: the article on an offence, the sentence of a text that a question asks for."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.safestring import SafeString

from documents.models import Section
from documents.resolving import find_provision
from search.pages.results import Result
from search.queries import Understood
from search.text.analyzers import normalise
from search.text.highlighting import marked, snippet

_SENTENCE = re.compile(r"[^。；\n]+[。；]?")
_LOOKED_AT, _FEWEST, _SHORTEST, _LONGEST = 3, 2, 8, 200
_ENOUGH = 0.5
"""What part of the characters that were asked for a sentence has."""


@dataclass(frozen=True)
class Answer:
    """``text`` as it stands in the document, marked; ``why`` it is shown."""

    title: str
    label: str
    url: str
    text: SafeString
    why: str


def provisions(understood: Understood, day: date | None = None) -> Iterator[Answer]:
    """The articles of what is named in the query and punished by them, as they stood on a day, by default today."""
    for word, provision in understood.provisions[:_LOOKED_AT]:
        target = find_provision(provision, day or timezone.localdate())
        if target and (section := Section.objects.filter(document=target.held.id, anchor=target.anchor).first()):
            yield Answer(target.held.title, section.label, target.address, snippet(section.text, understood.marks, _LONGEST), f"“{word}”")


def sentence(understood: Understood, results: Sequence[Result]) -> Answer | None:
    """The sentence among the first results that has most of what a question asks for; ``None`` where none has enough."""
    if not understood.about:
        return None
    wanted = [mark for mark in understood.marks if len(mark) > 1]
    asked = set(normalise(understood.about)) - set(" ，")
    best, found = 0.0, None
    for rank, result in enumerate(results[:_LOOKED_AT]):
        for passage in result.passages:
            for text in _SENTENCE.findall(passage.text):
                folded = normalise(text)
                held = [mark for mark in wanted if mark in folded]
                covered = len(asked & set(folded)) / len(asked)
                worth = covered + 0.1 * len(held) - 0.1 * rank - len(text) / 2000
                if _SHORTEST <= len(text) <= _LONGEST and len(held) >= _FEWEST and covered >= _ENOUGH and worth > best:
                    best = worth
                    found = Answer(result.document.title, passage.name, passage.url, marked(text.strip(), understood.marks), "")
    return found
