"""Our references are those that a processor of others makes of our CSL-JSON with the published style of GB/T 7714—2015."""
import json
import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from documents.bibliography import BibliographyEntry, Edition, EntryType, csl_json, reference

STYLE = Path(__file__).resolve().parents[2] / "vendor/csl-styles/china-national-standard-gb-t-7714-2015-numeric.csl"
LAW = BibliographyEntry(
    key="law", title="中华人民共和国教育法", authors=("全国人民代表大会常务委员会",), issued=date(2021, 4, 29), number="主席令第80号",
    url="https://wenlan.example/d/1/", accessed=date(2026, 11, 29),
)
NOTICE = replace(
    LAW, key="notice", title="关于做好招生工作的通知", number="教基〔2021〕1号", edition="2021年版本",
    authors=("教育部", "财政部", "人力资源社会保障部", "国家卫生健康委"),
)
NEWS = replace(LAW, key="news", title="甲会议召开", number="", type=EntryType.WEBPAGE, authors=("新华社",))
ENTRIES = [LAW, replace(LAW, locator="第十二条"), NOTICE, replace(NOTICE, locator="第三部分"), NEWS, replace(LAW, authors=()), replace(LAW, issued=None)]


def processed(entry: BibliographyEntry) -> str:
    with warnings.catch_warnings():  # of members that this processor does not know
        warnings.simplefilter("ignore")
        style = CitationStylesStyle(str(STYLE), validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(json.loads(csl_json(entry))), formatter.plain)
        bibliography.register(Citation([CitationItem(entry.key)]))
        return str(bibliography.bibliography()[0]).removeprefix("[1]")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.key}{entry.locator}")
def test_with_an_address_every_character_is_the_same(entry):
    assert processed(entry) == reference(entry, Edition.OF_2015)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.key}{entry.locator}")
def test_without_one_too_but_for_the_kind_which_the_processor_drops(entry):
    ours = reference(replace(entry, url=""), Edition.OF_2015)
    assert processed(replace(entry, url="")) == ours.replace("[A]", "").replace("[EB]", "") != ours
