"""Which paragraphs open a division, how far their headings go, how deep they stand."""
from documents.formats.text import RawText
from documents.parsing import parse


def outline(text, is_markdown=False):
    return [(s.level, s.label, s.heading) for s in parse(RawText(text, is_markdown), {}).sections]


def test_what_must_not_match():
    assert outline("第三条规定的情形，按照前款办理。\n一是加强领导。二是落实责任。\n第一，坚持党的领导。") == []


def test_chapters_and_articles():
    text = "第一章 总 则\n第一条 为了规范管理，制定本办法。\n（一）项目；\n第二条 本办法自发布之日起施行。"
    assert outline(text) == [(1, "第一章", "总则"), (2, "第一条", ""), (2, "第二条", "")]


def test_a_run_in_heading_is_parted_from_its_text():
    document = parse(RawText("一、总体要求\n（一）指导思想。以新发展理念为指导，推进工作，加快建设。"), {})
    assert document.markdown == "## 一、总体要求\n\n### （一）指导思想。\n\n以新发展理念为指导，推进工作，加快建设。\n"
    assert document.sections[1].heading == "指导思想"
    assert document.sections[1].anchor == "sec-1-1"


def test_an_item_without_a_heading_has_a_label_only():
    text = "一、管理责任\n1.高校是在线开放课程教学管理的责任主体，要制定本校在线开放课程教学管理办法，规范课程选用。"
    assert outline(text)[1] == (2, "1.", "")


def test_reading_the_canonical_markdown_again_changes_nothing():
    first = parse(RawText("一、总体要求\n（一）指导思想。以新发展理念为指导。\n1.完善体系。健全制度。"), {})
    again = parse(RawText(first.markdown, is_markdown=True), {})
    assert (again.markdown, again.sections) == (first.markdown, first.sections)
