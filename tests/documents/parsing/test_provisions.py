import pytest

from documents.parsing import provisions, with_their_parts

TEXT = "学校应当建立档案，有下列情形的除外：\n（一）转学的；\n1.本省的；\n（二）休学的。\n前款规定不适用于境外学生。"


def test_paragraphs_items_and_subitems_have_anchors():
    assert [(p.anchor, p.label) for p in provisions(TEXT, "art-12")] == [
        ("art-12-p1", "第一款"),
        ("art-12-p1-i1", "（一）"),
        ("art-12-p1-i1-s1", "1."),
        ("art-12-p1-i2", "（二）"),
        ("art-12-p2", "第二款"),
    ]


def test_spans_hold_the_text():
    assert all(TEXT[p.start : p.end] == p.text for p in provisions(TEXT, "art-12"))


def test_an_empty_article_has_one_empty_paragraph():
    assert [p.anchor for p in provisions("", "art-1")] == ["art-1-p1"]


@pytest.mark.parametrize(("text", "anchor", "whole"), [
    ("应当：\n（一）登记：\n1.甲；\n2.乙。\n（二）公开。\n其他。", "art-1-p1", "应当：\n（一）登记：\n1.甲；\n2.乙。\n（二）公开。"),
    ("应当：\n（一）登记：\n1.甲；\n2.乙。\n（二）公开。\n其他。", "art-1-p1-i1", "（一）登记：\n1.甲；\n2.乙。"),
    ("应当：\n（一）登记：\n1.甲；\n2.乙。\n（二）公开。\n其他。", "art-1-p1-i2", "（二）公开。"),
    ("应当：\n（一）登记；\n（一）又登记；\n（二）公开。\n其他。", "art-1-p1-i1", "（一）登记；\n（一）又登记；"),  # a number that is printed twice
    ("\n".join(f"第{n}段。" for n in range(12)), "art-1-p1", "第0段。"),  # art-1-p10 is no part of art-1-p1
    ("一段。", "art-1-p1", "一段。"),
])
def test_to_a_paragraph_belong_its_items(text, anchor, whole):
    found = {one.anchor: one for one in with_their_parts(provisions(text, "art-1"), text)}
    assert found[anchor].text == whole == text[found[anchor].start : found[anchor].end]
