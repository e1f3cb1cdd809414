from documents.parsing import provisions

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
