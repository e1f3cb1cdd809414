"""Whatever the text, describing it never raises, and every proof stands where its span says."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.formats.text import RawText
from documents.parsing import seed_bodies
from documents.parsing.metadata import describe

WORDS = st.sampled_from([
    "教育部", "教 育 部", "财政部", "关于", "印发", "《", "》", "（", "）", "办法", "通知", "的", "意见", "\n", "\n\n", " ", "　",
    "2025年1月3日", "二〇二五年一月三日", "2025-02-10", "教基〔2025〕1号", "令第48号", "第一章", "第一条", "各省、", "：", "。",
    "自", "起施行", "印发之日", "同时废止", "附件", "抄送", "现将", "给你们", "近日，", "新华社北京2月27日电", "答记者问", "——",
    "负责人就", "<!-- INFO END -->", "# ", "通过", "国务院令", "公布", "，", "1.", "联系人", "来源：", "\r\n", "\u200b", "\x00", "\r",
])
TEXTS = st.lists(WORDS, max_size=40).map("".join) | st.text(max_size=300)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["", "中小学生学籍管理办法(2025-01-03).md", "司法解释/x(2020-12-29).md"]))
def test_proofs_stand_where_they_say(text, name):
    description = describe(RawText(text), {}, seed_bodies(), name=name)
    proofs = [*description.evidence.values(), *description.repeals]
    for proof in proofs:
        if proof.span:
            assert text[slice(*proof.span)] == proof.text
        else:
            assert proof.origin != "text"
    end = 0
    for part in description.parts:
        assert end <= part.start < part.end <= len(text)
        end = part.end


@given(st.text(max_size=50), st.text(max_size=50))
def test_a_persons_word_outranks_the_file_and_the_text(given_title, file_title):
    text = "教育部关于做好工作的通知\n教基〔2025〕1号\n各省：\n请执行。\n教育部\n2025年1月3日"
    description = describe(RawText(text, facts={"title": file_title}), {"title": given_title}, seed_bodies())
    assert description.title == (given_title or file_title or "教育部关于做好工作的通知")


NOTICE = "教育部关于印发《某某办法》的通知\n教基〔2025〕1号\n各省：\n现将《某某办法》印发给你们。\n教育部\n2025年1月3日\n某某办法\n第一条　某事。"


def test_a_page_titled_by_the_notice_is_still_the_text_that_it_issues():
    facts = {"title": "教育部关于印发《某某办法》的通知", "number": "教基[2025]1号"}
    description = describe(RawText(NOTICE, facts=facts), {}, seed_bodies())
    assert (description.title, description.kind) == ("某某办法", "办法")
    assert description.full_title == "教育部关于印发《某某办法》的通知"
    assert (description.number, description.evidence["number"].origin) == ("教基〔2025〕1号", "file")


@pytest.mark.parametrize("of_page, bodies", [
    (("中华人民共和国教育部",), ("教育部",)),
    (("教育部",), ("教育部",)),
    (("教育部办公厅",), ("教育部办公厅",)),
    (("某网站编辑",), ("某网站编辑",)),
])
def test_the_bodies_that_a_page_names(of_page, bodies):
    assert describe(RawText(NOTICE, facts={"bodies": of_page}), {}, seed_bodies()).bodies == bodies


def test_a_page_that_names_the_first_of_those_who_sign():
    text = NOTICE.replace("\n教育部\n", "\n教育部 财政部\n")
    assert describe(RawText(text, facts={"bodies": ("教育部",)}), {}, seed_bodies()).bodies == ("教育部", "财政部")


def test_a_given_title_tells_kind_and_bodies_where_nothing_else_does():
    description = describe(RawText("为做好某事。\n某事须办。"), {"title": "教育部等九部门关于某事的意见"}, seed_bodies())
    assert (description.kind, description.bodies) == ("意见", ("教育部",))
    assert description.evidence["bodies"].origin == "given"
    assert describe(RawText("为做好某事。"), {"title": "教育部关于某事的意见", "kind": "通知"}, seed_bodies()).kind == "通知"


def test_what_stays_unknown_is_said():
    assert describe(RawText("某事。"), {}, seed_bodies()).warnings == ("未能确定：标题、发文机关、成文日期。",)
    assert describe(RawText("某事。"), {"title": "某", "bodies": ("教育部",)}, seed_bodies()).warnings == ("未能确定：成文日期。",)
