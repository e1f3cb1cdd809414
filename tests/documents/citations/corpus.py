"""A corpus for resolving, in a dictionary."""
from datetime import date

from documents.citations import CitingDocument, HeldDocument, find, resolve
from documents.citations.laws import seed_short_names
from documents.citations.origin import Origin, origin_of
from documents.citations.titles import names
from documents.comparison import Part
from documents.draft_check.values import FormerBody, Repeal
from documents.vocabulary.numerals import to_chinese

FORMER = (
    FormerBody(("丙国旅游局",), date(2018, 3, 17), ("丙国文化和旅游部",)),
    FormerBody(("丙国食品药品监督管理局",), date(2013, 3, 14), ("丙国食品药品监督管理总局",)),
    FormerBody(("丙国食品药品监督管理总局", "丙国食药监总局"), date(2018, 3, 17), ("丙国市场监督管理总局", "丙国药品监督管理局")),
    FormerBody(("文化部",), date(2018, 3, 17)),
)


class Corpus:
    """``DraftLookups`` over a few documents; ``articles`` says up to which article each has sections, ``texts`` their texts by anchor."""

    def __init__(
        self, *held: HeldDocument, articles: dict[int, int] | None = None, years: dict[int, set[int]] | None = None,
        origins: dict[int, Origin] | None = None, texts: dict[int, dict[str, str]] | None = None, repealed: dict[str, Repeal] | None = None,
        amended: dict[tuple[int, str], date] | None = None,
    ):
        self.held, self.articles, self.years, self.origins = held, articles or {}, years or {}, origins or {}
        self.texts, self.repealed, self.amended = texts or {}, repealed or {}, amended or {}

    def by_key(self, key):
        return [held for held in self.held if key in names(held.title, held.work)]

    def by_number(self, number):
        return [held for held in self.held if held.number == number]

    def by_short_name(self, key):
        return [held for held in self.held if any(name.endswith(key) for name in names(held.title, held.work))]

    def origin(self, document_id):
        titles = [held.title for held in self.held if held.id == document_id]
        return self.origins.get(document_id) or origin_of(titles)

    def has_anchor(self, document_id, anchor):
        return anchor in self.texts.get(document_id, ()) or anchor in {f"art-{n}" for n in range(1, self.articles.get(document_id, 0) + 1)}

    def section_text(self, document_id, anchor):
        return self.texts.get(document_id, {}).get(anchor, "")

    def articles_of(self, document_id):
        texts = self.texts.get(document_id, {})
        return [Part(f"第{to_chinese(int(anchor[4:]))}条", text, anchor) for anchor, text in texts.items() if anchor.startswith("art-")]

    def repeals(self, key, number):
        return [self.repealed[name] for name in (number, key) if name in self.repealed]

    def former_bodies(self):
        return FORMER

    def amended_on(self, document_id, article):
        return self.amended.get((document_id, article))

    def short_names(self):
        return seed_short_names()

    def history_years(self, document_id):
        return self.years.get(document_id, set())


def day(text: str) -> date:
    return date.fromisoformat(text)


def law(pk: int, title: str, since: str) -> HeldDocument:
    return HeldDocument(pk, title, work=title, dates=(day(since),), effective_on=day(since))


def policy(pk: int, title: str, issued: str = "", number: str = "") -> HeldDocument:
    return HeldDocument(pk, title, number=number, dates=(day(issued),) if issued else ())


def resolved(markdown: str, corpus: Corpus, *, on: str = "2025-06-01", **facts):
    """What became of every mention in ``markdown``, a document of that day."""
    citing = CitingDocument(markdown, dates=(day(on),) if on else (), **facts)
    return resolve(find(markdown), citing, corpus)


def links(markdown: str, corpus: Corpus, **facts) -> list:
    """The id of the document that each mention links to, or how it stands."""
    return [r.held.id if r.held else str(r.resolution) for r in resolved(markdown, corpus, **facts)]
