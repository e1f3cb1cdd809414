"""What published documents know by name, as the vocabulary of queries."""
from __future__ import annotations

from collections.abc import Iterable

from documents import filters
from search.models import Synonyms
from search.queries import Field, Vocabulary, synonyms
from search.suggesting.short_titles_source import titles_meant
from search.suggesting.timed_cache import TimedCache
from search.text.analyzers import normalise


def _load() -> Vocabulary:
    return Vocabulary(
        fields=tuple(Field(declared.name, declared.keywords, declared.range) for declared in filters.FILTERS),
        facets={declared.name: _by_name(declared.named()) for declared in filters.FILTERS},
        none=filters.NONE,
        synonyms=synonyms.read([*synonyms.built_in(), *Synonyms.objects.values_list("line", flat=True)]),
        short_for=titles_meant,
    )


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {normalise(name): value for name, value in pairs}


vocabulary = TimedCache(_load)
"""The vocabulary, at most a minute old: an alias that an editor adds is understood a minute later."""
