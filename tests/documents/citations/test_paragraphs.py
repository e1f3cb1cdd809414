"""款, 项 and 目 that are cited: a link leads to them where they are, to the article where they are not."""
import pytest

from .corpus import Corpus, day, law, resolved

ITEMS = "有下列情形的，不予登记：\n（一）甲；\n（二）乙：\n1.丙；\n2.丁。"
LAW = Corpus(
    law(1, "中华人民共和国登记法", "2020-01-01"),
    texts={1: {"art-3": f"登记应当公开。\n{ITEMS}", "art-4": ITEMS, "art-5": "登记免费。", "art-5-1": ITEMS}},
)


@pytest.mark.parametrize(
    ("provision", "anchor"),
    [
        ("第三条第一款", "art-3-p1"), ("第三条第二款第（二）项", "art-3-p2-i2"), ("第四条第（二）项第2目", "art-4-p1-i2-s2"),
        ("第五条之一第一项", "art-5-1-p1-i1"),
        ("第三条第（二）项", "art-3-p2-i2"),  # the one 款 that has items
        ("第三条第一款第（二）项", "art-3"), ("第三条第三款", "art-3"), ("第四条第（三）项", "art-4"), ("第五条第一项", "art-5"),
        ("第四条第（二）项第3目", "art-4"), ("第六条第一款", ""),
    ],
)
def test_a_part_of_an_article_of_another_document(provision, anchor):
    (found,) = resolved(f"依照《登记法》{provision}办理。", LAW)
    assert (found.held.id, found.anchor) == (1, anchor)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("依照《登记法》第三条处理；该条第二款第（二）项规定的除外。", "art-3-p2-i2"), ("依照《登记法》第三条处理，并适用该条的第一款。", "art-3-p1"),
        ("依照《登记法》第三条第二款办理，其中该款第（一）项除外。", "art-3-p2-i1"), ("依照《登记法》第三条和同条第二款办理。", "art-3-p2"),
    ],
)
def test_that_article_is_the_one_that_was_named_last(text, anchor):
    own = f"# 甲办法\n\n## 第一条\n\n{text}\n\n市政府另有规定的除外。\n"
    for markdown, facts in ((text, {}), (own, {"title": "甲办法", "anchors": ("art-1",)})):
        found = resolved(markdown, LAW, **facts)[-1]
        assert (found.held.id if found.held else None, found.anchor) == (1, anchor)


def test_where_the_text_of_an_article_is_not_known_its_parts_are_taken_as_cited():
    (found,) = resolved("依照《登记法》第三条第九款办理。", Corpus(*LAW.held, articles={1: 9}))
    assert found.anchor == "art-3-p9"


@pytest.mark.parametrize(
    ("on", "anchor"), [("2015-01-01", "art-264"), ("2020-12-26", "art-264"), ("2021-06-01", "art-264-p1"), ("2025-06-01", "art-264-p1")],
)
def test_a_part_of_an_article_that_was_amended_since_may_have_been_another(on, anchor):
    amended = {(1, "art-264"): day("2020-12-26")}
    corpus = Corpus(law(1, "中华人民共和国刑法", "2024-03-01"), texts={1: {"art-264": ITEMS, "art-265": ITEMS}}, amended=amended)
    found = resolved("依照刑法第二百六十四条第一款和第二百六十五条第一款处理。", corpus, on=on)
    assert [one.anchor for one in found] == [anchor, "art-265-p1"]


@pytest.mark.parametrize(
    ("provision", "anchor"),
    [("第一条第一款", "art-1-p1"), ("第一条第（二）项", "art-1-p2-i2"), ("第一条第三款", "art-1"), ("第九款", "art-2"), ("前款", "art-2-p1"), ("本条第三项", "art-2")],
)
def test_a_part_of_an_article_of_the_text_itself(provision, anchor):
    first = "登记应当公开。\n\n" + ITEMS.replace("\n", "\n\n")
    text = f"# 登记办法\n\n## 第一条\n\n{first}\n\n## 第二条\n\n登记免费。\n\n依照{provision}办理。\n"
    (found,) = resolved(text, LAW, title="登记办法", anchors=("art-1", "art-2"))
    assert found.anchor == anchor
