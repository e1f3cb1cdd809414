"""What of a plan counts when hits are ranked, and how much may be asked of an index at once."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from search import weights
from search.plan import All, Any, Node, Phrase, Said, Words
from search.text import analyzers
from search.text.spellings import canonical, forms, terms

MAX_TERMS = 64
MAX_CHARACTERS = 200
_SILENT = re.compile(r"[\W_]+")

Feature = tuple[str, str, float]
"""What of a query counts in ranking: a text, how to look for it, how much it counts."""


@lru_cache(1024)
def features(text: str) -> list[Feature]:
    """A query's words, pairs of neighbours and characters: see ``search.weights``."""
    text = canonical(text[:MAX_CHARACTERS])
    runs = [run for run in _SILENT.split(text) if run]
    words = dict.fromkeys([*analyzers.normalised_tokens(text), *(term for term in terms(text) if len(forms(term)) > 1)])
    pairs = dict.fromkeys(a + b for run in runs for a, b in zip(run, run[1:]))  # noqa: B905
    characters = dict.fromkeys(character for run in runs for character in run)
    return [
        *((word, "token" if len(forms(word)) == 1 else "word", weights.WORDS) for word in words),
        *((pair, "gram", weights.PAIRS) for pair in pairs),
        *((character, "gram", weights.CHARACTERS) for character in characters),
    ]


def has_alternatives(node: Node) -> bool:
    """Whether words of a query may be missing, as in a question: what the whole document says then counts."""
    if isinstance(node, All | Any):
        return any(map(has_alternatives, node.parts))
    return isinstance(node, Words) and node.operator == "or"


def text_nodes(node: Node) -> Iterator[Words | Phrase | Said]:
    """The words and phrases that a query looks for, as alternatives; not what it excludes."""
    if isinstance(node, Words):
        yield Words(node.text, "or", node.field, node.weight)
    elif isinstance(node, Phrase | Said):
        yield node
    elif isinstance(node, All | Any):
        for part in node.parts:
            yield from text_nodes(part)
