"""Entries in the forms that reference managers read."""
import json
import re
from collections.abc import Iterator
from datetime import date

from .entries import BibliographyEntry, EntryType

_SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "%&#_$"},
})
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9-]")
_NOT_IN_URL = str.maketrans({character: f"%{ord(character):02X}" for character in "{}\\\"<> "})


def ris(entry: BibliographyEntry) -> str:
    """RIS, with lines ended as its readers expect them (https://en.wikipedia.org/wiki/RIS_(file_format))."""
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in _ris(entry) if value) + "ER  - \r\n"


def _ris(entry: BibliographyEntry) -> Iterator[tuple[str, str]]:
    yield "TY", "STAT" if entry.type is EntryType.REGULATION else "ELEC"
    yield "ID", entry.key
    yield "TI", entry.title
    for author in entry.authors:
        yield "AU", author
    yield "PY", str(entry.issued.year) if entry.issued else ""
    yield "DA", f"{entry.issued:%Y/%m/%d}" if entry.issued else ""
    yield "M1", entry.number
    yield "ET", entry.edition
    yield "SE", entry.locator
    yield "UR", entry.url
    yield "Y2", f"{entry.accessed:%Y/%m/%d}" if entry.accessed and entry.url else ""
    yield "LA", "zh-CN"


def bibtex(entry: BibliographyEntry) -> str:
    """BibTeX in UTF-8; names in braces, since bodies have no family name."""
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in entry.authors),
        "title": f"{{{_tex(entry.title)}}}",
        "number": _tex(entry.number),
        "edition": _tex(entry.edition),
        "pages": _tex(entry.locator),
        "year": str(entry.issued.year) if entry.issued else "",
        "date": entry.issued.isoformat() if entry.issued else "",
        "url": entry.url.translate(_NOT_IN_URL),
        "urldate": entry.accessed.isoformat() if entry.accessed and entry.url else "",
        "langid": "chinese",
    }
    kind = "misc" if entry.type is EntryType.REGULATION else "online"
    lines = [f"@{kind}{{{_NOT_IN_KEY.sub('', entry.key)}", *(f"  {name} = {{{value}}}" for name, value in fields.items() if value)]
    return ",\n".join(lines) + "\n}\n"


def csl_json(entry: BibliographyEntry) -> str:
    """A list of one item of CSL-JSON (https://github.com/citation-style-language/schema)."""
    item = {
        "id": entry.key, "type": entry.type.value, "title": entry.title,
        "author": [{"literal": author} for author in entry.authors],
        "number": entry.number, "edition": entry.edition, "page": entry.locator, "URL": entry.url, "language": "zh-CN",
        "issued": _csl_date(entry.issued), "accessed": _csl_date(entry.accessed) if entry.url else None,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


def _csl_date(day: date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


def _line(text: str) -> str:
    """No value begins a line, and so a tag, of its own."""
    return " ".join(text.split())


def _tex(text: str) -> str:
    return _line(text).translate(_SPECIAL)
