"""GB/T 7714《信息与文献 参考文献著录规则》, in its numeric form (顺序编码制).

The rules are those of the published styles of the Citation Style Language for both editions
(https://github.com/zotero-chinese/styles: GB-T-7714—2015（顺序编码，双语）, GB-T-7714—2025（顺序编码，双语） as first published; why not a later
one: docs/decisions/0052), for the two types that the corpus has. In both, laws and papers of offices are 档案 (“法律法规、政府文件等”): A.
"""
from dataclasses import dataclass
from enum import Enum

from .entries import BibliographyEntry, EntryType

MOST_AUTHORS = 3
ONLINE = "/OL"


@dataclass(frozen=True)
class Marks:
    comma: str
    colon: str
    opening: str
    closing: str


class Edition(Enum):
    """Editions of the standard, with the marks that each puts between Chinese parts."""

    OF_2015 = Marks(", ", ": ", "(", ")")
    OF_2025 = Marks("，", "：", "（", "）")


def reference(entry: BibliographyEntry, edition: Edition) -> str:
    """``entry`` as the standard writes it, without the number that it gets in a list.

    >>> from datetime import date
    >>> law = BibliographyEntry(key="1", title="甲法", authors=("乙会",), issued=date(2021, 4, 29), url="https://a.example/d/1/", accessed=date(2026, 1, 2))
    >>> reference(law, Edition.OF_2015)
    '乙会. 甲法[A/OL]. (2021-04-29)[2026-01-02]. https://a.example/d/1/.'
    >>> reference(law, Edition.OF_2025)
    '乙会. 甲法[A/OL]. （2021-04-29）[2026-01-02]. https://a.example/d/1/.'
    """
    marks = edition.value
    title = marks.colon.join(filter(None, [entry.title, entry.number]))
    parts = [_authors(entry, marks), title + _type(entry, edition), entry.edition, _publication(entry, edition), entry.url]
    return ". ".join(filter(None, parts)) + "."


def _authors(entry: BibliographyEntry, marks: Marks) -> str:
    names = entry.authors[:MOST_AUTHORS] + (("等",) if len(entry.authors) > MOST_AUTHORS else ())
    return marks.comma.join(names)


def _type(entry: BibliographyEntry, edition: Edition) -> str:
    """文献类型标识 and 文献载体标识. What is no web page without an address is 其他, Z, since 2025."""
    code = "A"
    if entry.type is EntryType.WEBPAGE:
        code = "EB" if entry.url or edition is Edition.OF_2015 else "Z"
    return f"[{code}{ONLINE if entry.url else ''}]"


def _publication(entry: BibliographyEntry, edition: Edition) -> str:
    """When it was issued, the place that is meant, and when it was read."""
    marks = edition.value
    issued = _issued(entry, edition)
    place = marks.colon.join(filter(None, [issued, entry.locator]))
    return place + (f"[{entry.accessed.isoformat()}]" if entry.url and entry.accessed else "")


def _issued(entry: BibliographyEntry, edition: Edition) -> str:
    """The day, in brackets, of what is online; else the year. In 2015 a place in the text makes it a year too."""
    if entry.issued is None:
        return ""
    if entry.url and not (entry.locator and edition is Edition.OF_2015):
        return f"{edition.value.opening}{entry.issued.isoformat()}{edition.value.closing}"
    return str(entry.issued.year)
