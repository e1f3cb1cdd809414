"""Reading a gold set: texts, the mentions that a person found in them, and the documents that are held."""
import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from documents import formats, parsing
from documents.citations import CitingDocument, HeldDocument
from documents.citations.laws import seed_short_names
from documents.citations.origin import HEAD, TAIL, Origin, origin_of
from documents.citations.titles import names, title_key
from documents.vocabulary.kinds import ABOUT

TEXT = "# text:"


@dataclass(frozen=True)
class Expected:
    """One mention in the gold: ``text``, its span in the text, whom it ``cites``, the ``anchor`` there, the ``kind`` in Chinese."""

    text: str
    start: int
    end: int
    cites: str
    anchor: str
    kind: str


@dataclass(frozen=True)
class Squeezed:
    """A Markdown text without blanks and escapes, in which gold and result meet; ``places``: of each of its characters."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, markdown: str) -> "Squeezed":
        kept = [(char, place) for place, char in enumerate(markdown) if not char.isspace() and char != "\\"]
        return cls("".join(char for char, _ in kept), tuple(place for _, place in kept))

    def all(self, text: str) -> list[int]:
        """Where ``text`` stands, each place in the squeezed text."""
        wanted, found, place = Squeezed.of(text).text, [], -1
        while wanted and (place := self.text.find(wanted, place + 1)) >= 0:
            found.append(place)
        return found

    def span(self, text: str, occurrence: int, printed: "Squeezed") -> tuple[int, int]:
        """Where the ``occurrence``-th ``text`` of the ``printed`` text stands in this one; ``(-1, -1)`` where it does not.

        Reading may leave out a line above the text proper, such as that of a list page: occurrences are counted from
        the end.
        """
        places, before = self.all(text), printed.all(text)
        number = occurrence - 1 - len(before) + len(places)
        if occurrence > len(before) or not 0 <= number < len(places):
            return -1, -1
        return self.places[places[number]], self.places[places[number] + len(Squeezed.of(text).text) - 1] + 1


class Catalogue:
    """``citations.Lookups`` over the documents of ``held.json``."""

    def __init__(self, entries: Sequence[dict]):
        self.entries = {entry["id"]: entry for entry in entries}
        self.keys, self.numbers = defaultdict(list), defaultdict(list)
        for entry in entries:
            held = _held(entry)
            for key in names(*(entry.get(name, "") for name in ("title", "full_title", "work"))):
                self.keys[key].append(held)
            self.numbers[held.number].append(held)

    def by_key(self, key: str) -> Sequence[HeldDocument]:
        return self.keys.get(key, ())

    def by_number(self, number: str) -> Sequence[HeldDocument]:
        return self.numbers.get(number, ())

    def by_short_name(self, key: str) -> Sequence[HeldDocument]:
        found = {held.id: held for name, named in self.keys.items() if name.endswith(key) for held in named}
        return [held for held in found.values() if self.entries[held.id].get("kind") not in ABOUT]

    def origin(self, document_id: str) -> Origin:
        entry = self.entries[document_id]
        ends = entry.get("head", "").ljust(HEAD) + entry.get("tail", "").rjust(TAIL)
        return origin_of((entry["title"], entry.get("full_title", "")), entry.get("bodies", ()), Path(entry["id"]).name, ends)

    def has_anchor(self, document_id: str, anchor: str) -> bool:
        entry = self.entries[document_id]
        first, last = entry.get("articles", (0, -1))
        return anchor in entry.get("divisions", ()) or anchor.startswith("art-") and first <= int(anchor.split("-")[1]) <= last

    def section_text(self, document_id: str, anchor: str) -> str:
        return ""

    def amended_on(self, document_id: str, article: str) -> None:
        return None

    def short_names(self):
        return seed_short_names()

    def history_years(self, document_id: str) -> Sequence[int]:
        return self.entries[document_id].get("years", ())


def _held(entry: dict) -> HeldDocument:
    dates = tuple(date.fromisoformat(day) for day in entry.get("dates", ()))
    effective_on = entry.get("effective_on")
    return HeldDocument(
        id=entry["id"], title=entry["title"], number=entry.get("number", ""), dates=dates,
        work=title_key(entry["work"]) if entry.get("work") else "",
        effective_on=date.fromisoformat(effective_on) if effective_on else None,
    )


def read_held(folder: Path) -> Catalogue:
    """The catalogue of ``folder``, or of this package's own gold where it has none."""
    path = folder / "held.json"
    path = path if path.exists() else Path(__file__).parent / "gold" / "held.json"
    return Catalogue(json.loads(path.read_text(encoding="utf-8")))


def read_set(folder: Path, catalogue: Catalogue) -> Iterator[tuple[str, CitingDocument, list[Expected]]]:
    """Every document of a gold set: its name, as resolving sees it, and what a person found in it."""
    for path in sorted(folder.rglob("*.tsv")):
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        text = _text_of(path, lines)
        raw = formats.read(text.name, text.read_bytes())
        citing, printed = _citing(text.name, raw, catalogue), Squeezed.of(raw.text)
        squeezed = Squeezed.of(citing.markdown)
        rows = csv.reader((line for line in lines if line and not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        yield path.stem, citing, [_expected(row, squeezed, printed) for row in rows]


def _text_of(path: Path, lines: list[str]) -> Path:
    named = next((line.removeprefix(TEXT).strip() for line in lines if line.startswith(TEXT)), None)
    if named:
        return path.parent / named
    return next(p for p in path.parent.glob(f"{path.stem}.*") if p.suffix in formats.supported())


def _citing(name: str, raw: formats.RawText, catalogue: Catalogue) -> CitingDocument:
    """The text as an import reads it; what the catalogue knows of it outranks what the text tells."""
    parsed = parsing.parse(raw, raw.facts, parsing.seed_bodies(), name=name)
    entry = next((e for e in catalogue.entries.values() if Path(e["id"]).name == name), None) or {
        "title": parsed.title, "full_title": parsed.full_title, "bodies": parsed.bodies, "number": parsed.number, "kind": parsed.kind, "work": parsed.work,
        "dates": [str(day) for day in (parsed.issued_on, parsed.published_on, parsed.effective_on) if day],
    }
    facts = {name: entry.get(name, "") for name in ("title", "full_title", "number", "kind", "work")}
    return CitingDocument(
        parsed.markdown, **facts, dates=tuple(date.fromisoformat(day) for day in entry.get("dates", ())),
        anchors=tuple(section.anchor for section in parsed.sections), id=entry.get("id"), bodies=tuple(entry.get("bodies", ())), file=name,
    )


def _expected(row: list[str], squeezed: Squeezed, printed: Squeezed) -> Expected:
    text, occurrence, cites, anchor, kind = [*row, "", "", "", ""][:5]
    return Expected(text, *squeezed.span(text, int(occurrence or 1), printed), cites.strip(), anchor.strip(), kind.strip())
