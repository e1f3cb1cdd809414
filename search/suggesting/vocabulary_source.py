"""What published documents know by name, as the vocabulary of queries."""
from __future__ import annotations

from documents.models import BodyAlias, Column, IssuingBody, Topic, Validity
from documents.vocabulary.kinds import KINDS
from search.models import Synonyms
from search.queries import Vocabulary, synonyms
from search.suggesting.timed_cache import TimedCache
from search.text.analyzers import normalise


def _load() -> Vocabulary:
    public = IssuingBody.objects.public()
    aliases = BodyAlias.objects.filter(body__in=public)
    bodies = [*aliases.values_list("name", "body__slug"), *public.values_list("name", "slug")]
    return Vocabulary(
        facets={
            "body": _by_name(bodies),
            "topic": _by_name(Topic.objects.public().values_list("name", "slug")),
            "column": _by_name(Column.objects.public().values_list("name", "slug")),
            "kind": _by_name((kind, kind) for kind in KINDS),
            "validity": _by_name((validity.label, validity.value) for validity in Validity),
        },
        synonyms=synonyms.read([*synonyms.built_in(), *Synonyms.objects.values_list("line", flat=True)]),
    )


def _by_name(pairs) -> dict[str, str]:
    return {normalise(name): value for name, value in pairs}


vocabulary = TimedCache(_load)
"""The vocabulary, at most a minute old: an alias that an editor adds is understood a minute later."""
