"""Texts that name one place and nothing else: a document by its 发文字号, a provision by its law and number."""
import re
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from documents.citations import CitingDocument, CitingFacts, HeldDocument, Reference, choose, find, resolve
from documents.vocabulary.enums import Resolution
from documents.vocabulary.numbers import canonical_number

from .database import DatabaseLookups

_PROVISION = re.compile(r"《?(?P<title>[^《》\s]{2,60}?)》?\s*(?P<provision>第[一二三四五六七八九十百千零〇两\d]+条.{0,20})")


@dataclass(frozen=True)
class Target:
    """``anchor``: of the provision in the document that is held; empty where the whole of it is meant."""

    held: HeldDocument
    anchor: str = ""

    @property
    def address(self) -> str:
        page = reverse("documents:document", args=[self.held.slug])
        return f"{page}#{self.anchor}" if self.anchor else page


def find_number(text: str) -> Target | None:
    """The one document of the 发文字号 that ``text`` is, in any style of brackets. On every day it is the same."""
    number = canonical_number(text)
    if not number:
        return None
    held = choose(Reference(number=number), "", DatabaseLookups(), CitingFacts()).held
    return Target(held) if held else None


def find_provision(text: str, on: date) -> Target | None:
    """刑法第264条, 《劳动合同法》第三十九条第二项: read as a citation of the day ``on``, of the edition then in force."""
    match = _PROVISION.fullmatch(text)
    if match is None:
        return None
    cited = f"《{match['title']}》{match['provision']}"
    mentions = find(cited)
    if len(mentions) != 1 or mentions[0].text != cited:
        return None
    [resolved] = resolve(mentions, CitingDocument(cited, dates=(on,)), DatabaseLookups())
    if resolved.resolution is not Resolution.ONE or resolved.held is None or not resolved.anchor:
        return None
    return Target(resolved.held, resolved.anchor)
