"""Every form of a provision, and first what is none."""
import pytest

from documents.citations import find
from documents.citations.provisions import anchor, parts, section_anchors, spelled


def cited(markdown):
    """The provisions of the law in ``markdown``, each with the words in which it stands."""
    return [(m.text, m.provision) for m in find(markdown) if m.provision]


@pytest.mark.parametrize(
    "text",
    [
        "依照劳动法办理，共二十条措施。", "《某某意见》20条措施已经出台。", "提出三条建议、五条要求。", "近四十条线路。", "第三方、四条船。", "劳动法三条红线不可碰。",
        "劳动法一百零七条例外。", "违反教育法二项以上的。", "（一）甲；\n\n（二）乙。", "依照教育法（一）办理。", "根据《甲办法》（二）规定。", "五条、六条。", "教育法，二十条。",
        "十条以上", "§", "§条", "第条", "第 条", "收购价 39条", "他有四十条、五十条理由。", "《某某若干措施》31条。",
    ],
)
def test_is_no_provision(text):
    assert cited(text) == []


@pytest.mark.parametrize(
    "text, expected",
    [
        ("刑法第三十条、二十条", ["第三十条"]),
        ("刑法第三十条、四十条建议", ["第三十条"]),
        ("刑法第三十条第二款、三项", ["第三十条第二款"]),
        ("刑法第三十条。四十条", ["第三十条"]),
        ("刑法第三十条规定了四十条", ["第三十条"]),
    ],
)
def test_what_stands_behind_a_provision_and_is_none(text, expected):
    assert [provision for _, provision in cited(text)] == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("劳动合同法第三十九条、四十条、四十一条", ["第三十九条", "第四十条", "第四十一条"]),
        ("劳动法第三条和五条", ["第三条", "第五条"]),
        ("《劳动法》第3条，5条以及第7条", ["第三条", "第五条", "第七条"]),
        ("劳动法第三条第一款、五条第二款", ["第三条第一款", "第五条第二款"]),
        ("刑法第二十条第二款、三款", ["第二十条第二款", "第二十条第三款"]),
        ("刑法第二十条第一项、三项", ["第二十条第一项", "第二十条第三项"]),
        ("刑法39条", ["第三十九条"]),
        ("劳动合同法三十九条规定", ["第三十九条"]),
        ("《劳动合同法》39条第2项", ["第三十九条第二项"]),
        ("《教育法》的39条", ["第三十九条"]),
        ("刑法第 264 条", ["第二百六十四条"]),
        ("刑法第　264　条第 2 款", ["第二百六十四条第二款"]),
        ("刑法 第264条", ["第二百六十四条"]),
        ("《教育法》第９条", ["第九条"]),
        ("《教育法》第１２條第３項", ["第十二条第三项"]),
        ("刑法§39", ["第三十九条"]),
        ("刑法§ 39第2款", ["第三十九条第二款"]),
        ("刑法§§120之一", ["第一百二十条之一"]),
        ("劳动合同法第三十九条（二）", ["第三十九条第（二）项"]),
        ("劳动合同法第三十九条（二）项", ["第三十九条第（二）项"]),
        ("劳动合同法第三十九条（二）、（三）的规定", ["第三十九条第（二）项", "第三十九条第（三）项"]),
        ("劳动合同法第三十九条(二)", ["第三十九条第（二）项"]),
        ("劳动合同法第三十九条第一款（二）项", ["第三十九条第一款第（二）项"]),
        ("劳动合同法第39、40条", ["第三十九、四十条"]),
        ("劳动合同法第三十九条至四十一条", ["第三十九条至第四十一条"]),
        ("劳动合同法第三章第一节", ["第三章第一节"]),
        ("劳动合同法第三章 第一节", ["第三章第一节"]),
        ("刑法第二编第五章", ["第二编第五章"]),
        ("刑法第十条第一项第1目", ["第十条第一项第一目"]),
        ("### 第二条\n\n前款第（一）项中的规定期限、第（二）项中的规定比例", ["前款第（一）项", "前款第（二）项"]),
        ("### 第二条\n\n第一款第（一）项的甲和第（二）项的乙", ["第一款第（一）项", "第一款第（二）项"]),
    ],
)
def test_is_read_in_one_spelling(text, expected):
    assert [provision for _, provision in cited(text)] == expected


@pytest.mark.parametrize(
    "printed, expected",
    [
        ("第264条", "第二百六十四条"), ("第二六四条", "第二六四条"), ("第 １２ 條", "第十二条"), ("120条之一", "第一百二十条之一"), ("第5至8条", "第五至八条"),
        ("第（1）、（3）项", "第（一）、（三）项"), ("第999999999条", "第999999999条"), ("（二）", "第（二）项"), ("§§12", "第十二条"), ("", ""),
    ],
)
def test_spelled(printed, expected):
    assert spelled(printed) == expected


@pytest.mark.parametrize(
    "provision, section, place",
    [
        ("第三十九条第二款第（三）项第二目", ("art-39",), "art-39-p2-i3-s2"),
        ("第一百二十条之一第一项", ("art-120-1",), "art-120-1-p1-i1"),
        ("第三章", ("ch-3",), ""),
        ("第三章第一节", ("ch-3-s-1",), ""),
        ("第二编第五章第一节", ("part-2-ch-5-s-1", "ch-5-s-1"), ""),
        ("第三编第二分编第十章", ("part-3-subpart-2-ch-10", "ch-10"), ""),
        ("第二编", ("part-2",), ""),
        ("第三编第二分编", ("part-3-subpart-2",), ""),
        ("第一节", (), ""),
        ("第二款", (), ""),
        ("附件2第一条", (), ""),
    ],
)
def test_anchors(provision, section, place):
    assert (section_anchors(parts(provision)), anchor(parts(provision))) == (section, place)


@pytest.mark.parametrize(
    "text, titles",
    [
        ("依照刑法修正案八处理", ["刑法修正案（八）"]),
        ("依照刑法修正案十一第三条", ["刑法修正案（十一）"]),
        ("刑法修正案八、刑法修正案九", ["刑法修正案（八）", "刑法修正案（九）"]),
        ("刑法修正案（八）", ["刑法修正案（八）"]),
        ("刑法修正案(八)", ["刑法修正案(八)"]),
        ("刑法修正案三次提请审议", ["刑法修正案"]),
        ("刑法修正案一处修改", ["刑法修正案"]),
        ("刑法修正案施行", ["刑法修正案"]),
    ],
)
def test_number_of_an_amendment_belongs_to_its_name(text, titles):
    assert [m.title for m in find(text)] == titles
