"""Numbers that a text kept from before the edition that is held, and first those that it has right."""
from dataclasses import replace

import pytest

from .corpus import Corpus, law, resolved

ITEMS = "有下列情形的：\n（一）甲；\n（二）乙。"
TEXTS = {"art-1": "甲。", "art-2": "乙。", "art-5": "丙。", "art-9": ITEMS}
COMPETITION = replace(law(1, "中华人民共和国竞争法", "2019-04-23"), effective_on=None)
CRIMINAL = replace(law(2, "中华人民共和国刑法", "2020-12-26"), effective_on=None)
OTHER = law(3, "中华人民共和国合同法", "1999-03-15")
AMENDED = "# 某规定\n\n（2006年12月30日通过 根据2020年12月29日的决定修正）\n\n## 一\n\n"
OLD = "违反《竞争法》第五条第（二）项、第五条第（三）项的，以及《竞争法》第九条第（一）项规定的行为"


def anchors(markdown, on="2020-12-29"):
    corpus = Corpus(COMPETITION, CRIMINAL, OTHER, texts={1: TEXTS, 2: TEXTS, 3: TEXTS})
    return [r.anchor for r in resolved(markdown, corpus, on=on)]


@pytest.mark.parametrize(
    "text, on",
    [
        ("违反《竞争法》第五条第（二）项、《竞争法》第九条第（一）项的", "2020-12-29"),  # one may be a slip
        ("违反《竞争法》第五条第（二）项、《竞争法》第五条第（二）项、第九条第（一）项的", "2020-12-29"),
        (OLD.replace("竞争法", "刑法"), "2020-12-29"),  # keeps its numbers
        (OLD.replace("竞争法", "合同法"), "2020-12-29"),  # older than the text
        ("违反《竞争法》第九条第（一）项、第九条第（二）项的", "2020-12-29"),
    ],
)
def test_places_stay(text, on):
    assert anchors(AMENDED + text, on)[-1].startswith("art-9-p1-i")


def test_a_text_that_was_never_another_has_the_numbers_of_its_day():
    assert anchors(OLD) == ["art-5", "art-5", "art-9-p1-i1"]


@pytest.mark.parametrize("second", ["第五条第（三）项", "第二条第二款", "第三十条", "第九条第（七）项"])
def test_two_provisions_that_there_are_not_show_the_numbers_of_before(second):
    text = f"违反《竞争法》第五条第（二）项、《竞争法》{second}的，以及《竞争法》第九条第（一）项、《合同法》第九条第（一）项规定的行为"
    assert anchors(AMENDED + text) == ["", "", "", "art-9-p1-i1"]


def test_the_law_itself_is_cited_still():
    corpus = Corpus(COMPETITION, texts={1: TEXTS})
    assert {r.held for r in resolved(AMENDED + OLD, corpus, on="2020-12-29")} == {COMPETITION}
