"""Whether every stretch of text is found where it stands and nowhere else."""
from __future__ import annotations

import random

from haystack import connections

from documents.models import Document
from search.backends.document_entries import entries
from search.plan import Phrase, Plan
from search.text.analyzers import normalise

COUNT, SEED, SHORTEST, LONGEST = 1_000, 20260102, 2, 12


def measure() -> dict[str, float]:
    """Recall and precision of phrases: ``COUNT`` stretches drawn at random, compared with a walk over all texts."""
    texts = {
        (entry.document_id, passage.anchor): normalise(passage.text)
        for entry in entries(Document.objects.published().values_list("pk", flat=True))
        for passage in entry.passages
    }
    chance = random.Random(SEED)
    places = [place for place, text in texts.items() if len(text) > LONGEST]
    true = found = both = 0
    engine = connections["default"].get_backend()
    for _ in range(COUNT):
        text = texts[chance.choice(places)]
        start = chance.randrange(len(text) - LONGEST)
        part = normalise(text[start : start + chance.randint(SHORTEST, LONGEST)])
        right = {place for place, whole in texts.items() if part in whole} if part else set()
        hits = engine.run(Plan(Phrase(part), unit="section", stop=10**6), 60.0).hits
        answered = {(hit.document_id, hit.anchor) for hit in hits}
        true, found, both = true + len(right), found + len(answered), both + len(right & answered)
    return {"recall": both / true, "precision": both / found}
