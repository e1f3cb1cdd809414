"""The words that a document defines, with the place of each definition."""
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from documents.models import Document, Section
from documents.parsing.definitions import KEYWORDS, Definition, definitions


@dataclass(frozen=True)
class Term:
    definition: Definition
    section: Section


def terms(document: Document) -> list[Term]:
    """Each word once, where it is defined first; one query, for the divisions that may define any."""
    may_define = reduce(or_, (Q(text__contains=word) for word in KEYWORDS))
    found: dict[str, Term] = {}
    for section in document.sections.filter(may_define).order_by("position"):
        for definition in definitions(section.text):
            found.setdefault(definition.term, Term(definition, section))
    return list(found.values())
