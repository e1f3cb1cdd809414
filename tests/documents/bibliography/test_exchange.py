"""What reference managers read, read back by parsers that others wrote."""
import json
from dataclasses import replace
from datetime import date

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from documents.bibliography import BibliographyEntry, EntryType, bibtex, csl_json, ris

LAW = BibliographyEntry(
    key="wenlan-1", title="中华人民共和国教育法", authors=("全国人民代表大会常务委员会", "乙 and 丙"), issued=date(2021, 4, 29), number="主席令第80号",
    locator="第十二条", edition="2021年版本", url="https://wenlan.example/d/1/", accessed=date(2026, 11, 29),
)
NEWS = BibliographyEntry(key="wenlan-2", title="甲会议召开", type=EntryType.WEBPAGE)
HOSTILE = st.text(max_size=30) | st.sampled_from(["}", "{", "a}\n@misc{b,", "ER  - ", "x\r\nTY  - BOOK", "\\input{x}", '"', "%a", "@", "甲, 乙", "#_$&~^"])


def read_bibtex(text):
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    entry, = library.entries
    return entry


def test_ris():
    entry, = rispy.loads(ris(LAW))
    assert (entry["type_of_reference"], entry["title"], entry["authors"]) == ("STAT", LAW.title, list(LAW.authors))
    assert (entry["year"], entry["date"], entry["access_date"]) == ("2021", "2021/04/29", "2026/11/29")
    assert (entry["urls"], entry["edition"], entry["language"]) == ([LAW.url], "2021年版本", "zh-CN")
    assert rispy.loads(ris(NEWS)) == [{"type_of_reference": "ELEC", "id": "wenlan-2", "title": "甲会议召开", "language": "zh-CN"}]


def test_bibtex():
    entry = read_bibtex(bibtex(LAW))
    assert (entry.entry_type, entry.key) == ("misc", "wenlan-1")
    assert {name: field.value for name, field in entry.fields_dict.items()} == {
        "author": "{全国人民代表大会常务委员会} and {乙 and 丙}", "title": "{中华人民共和国教育法}", "number": "主席令第80号", "edition": "2021年版本",
        "pages": "第十二条", "year": "2021", "date": "2021-04-29", "url": LAW.url, "urldate": "2026-11-29", "langid": "chinese",
    }
    assert read_bibtex(bibtex(NEWS)).entry_type == "online"


def test_csl_json():
    item, = json.loads(csl_json(LAW))
    assert item == {
        "id": "wenlan-1", "type": "regulation", "title": LAW.title, "author": [{"literal": name} for name in LAW.authors],
        "number": "主席令第80号", "edition": "2021年版本", "page": "第十二条", "URL": LAW.url, "language": "zh-CN",
        "issued": {"date-parts": [[2021, 4, 29]]}, "accessed": {"date-parts": [[2026, 11, 29]]},
    }


@pytest.mark.parametrize("write", [ris, bibtex, csl_json])
def test_what_is_on_paper_was_not_accessed(write):
    assert "2026" in write(LAW) and "2026" not in write(replace(LAW, url=""))


@given(HOSTILE.filter(str.strip), HOSTILE)
def test_no_title_or_name_leaves_its_field(title, number):
    entry = replace(NEWS, title=title, number=number, authors=(title,))
    read, = rispy.loads(ris(entry))
    assert read["title"] == " ".join(title.split()) and read["type_of_reference"] == "ELEC"
    stored = read_bibtex(bibtex(entry))
    assert stored.key == "wenlan-2" and set(stored.fields_dict) <= {"author", "title", "number", "langid"}
    assert json.loads(csl_json(entry))[0]["title"] == title


@pytest.mark.parametrize("title", ["a}b{c", "100%的&一_二", "\\甲", "#1 $2 ~3"])
def test_bibtex_prints_as_written(title):
    value = read_bibtex(bibtex(replace(NEWS, title=title))).fields_dict["title"].value
    assert LatexNodes2Text().latex_to_text(value[1:-1]).replace(" ", "") == title.replace(" ", "")
