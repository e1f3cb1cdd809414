"""What a person has corrected of a document: it stays when the file or the text is read again."""
from typing import TypeVar

from documents.analysis import Source
from documents.importing.fingerprints import is_as_its_file_says
from documents.models import Document
from documents.parsing import ParsedDocument
from documents.vocabulary.facts import Place, shown

Parsed = TypeVar("Parsed", bound=ParsedDocument)
TEXT = "markdown"


def facts_of(known: Document | ParsedDocument) -> dict[str, object]:
    """The facts that a person may correct, by their names."""
    return {fact.name: known.fact(fact.name) for fact in shown(Place.FORM)}


def everything() -> frozenset[str]:
    return frozenset((TEXT, *(fact.name for fact in shown(Place.FORM))))


def corrections_of(document: Document) -> frozenset[str]:
    """What of ``document`` a person has corrected: names of facts, and ``TEXT``.

    Of one that was edited before corrections were kept, nobody can tell: all of it.
    """
    if document.corrected is not None:
        return frozenset(document.corrected)
    return frozenset() if is_as_its_file_says(document) else everything()


def outranking(parsed: Parsed, document: Document) -> Parsed:
    """``parsed`` with the facts of ``document`` that a person has corrected."""
    return parsed.with_facts({name: document.fact(name) for name in corrections_of(document) - {TEXT}})


def given(source: Source) -> frozenset[str]:
    """All that is a person's word in ``source``."""
    return everything().intersection([*source.facts, *([TEXT] if source.text is not None else [])])


def differing(source: Source, seen: Document | ParsedDocument) -> frozenset[str]:
    """What a person who had ``seen`` a document changed of it in ``source``."""
    before = facts_of(seen)
    after = {name: source.facts.get(name, value) for name, value in before.items()}
    if source.text is not None:
        before[TEXT], after[TEXT] = seen.markdown, source.text
    return frozenset(name for name in before if _plain(before[name]) != _plain(after[name]))


def _plain(value: object) -> object:
    """A text as it was before a browser sent it: with its line ends, and without blanks around it."""
    return "\n".join(value.splitlines()).strip() if isinstance(value, str) else value or ""
