"""A file with several documents is told with its cuts, and takes nothing that one of them says of itself."""
import time

import pytest

from documents.formats.text import RawText
from documents.parsing import documents_in, parse, seed_bodies

RULE = "第一条　为了规范{0}，制定本办法。\n第二条　本办法自2020年5月1日起施行。\n"
NOTICE = "甲教〔2024〕{1}号\n各学校：\n现将{0}有关事项通知如下。\n一、做好{0}。\n甲市教育局\n2024年3月{1}日\n"
QUESTIONS = "为便于理解，现解读如下：\n一、背景\n近年来工作不断发展。\n"


def found(text: str, name: str = "a.txt", **facts):
    return parse(RawText(text), facts, seed_bodies(), name=name)


def rules(*subjects: str) -> str:
    return "".join(f"甲市{subject}管理办法\n（2019年1月2日甲市人民政府令第{number}号公布）\n{RULE.format(subject)}" for number, subject in enumerate(subjects, 1))


def notices(*subjects: str) -> str:
    return "".join(f"关于做好{subject}的通知\n{NOTICE.format(subject, number)}" for number, subject in enumerate(subjects, 3))


SEVERAL = [
    ("甲市教育政策汇编\n" + rules("公园", "绿化"), 2), (rules("公园", "绿化", "养犬"), 3), (notices("借阅", "绿化"), 2), ("员工手册\n目录\n" + rules("考勤", "请假"), 2),
    (notices("借阅") + "《关于做好借阅的通知》解读\n" + QUESTIONS + notices("绿化"), 3), (notices("借阅") + "甲市绿化管理办法\n" + RULE.format("绿化"), 2),
    (rules("公园") + notices("绿化"), 2), (notices("借阅", "绿化", "消防", "食堂", "宿舍"), 5), (rules("公园").replace("\n", "\n\n") + rules("绿化").replace("\n", "\n\n"), 2),
    ("甲市公园管理办法\n第一章 总则\n" + RULE.format("公园") + "甲市绿化管理规定\n第一章 总则\n" + RULE.format("绿化"), 2),
    ("甲市文件选编\n目录\n一、甲市公园管理办法\n二、甲市绿化管理办法\n" + rules("公园", "绿化"), 2),
    ("目录\n1.关于做好借阅的通知\n2.关于做好绿化的通知\n" + notices("借阅", "绿化"), 2),
    ("甲市公園管理辦法\n第一條　為了管理公園，制定本辦法。\n甲市绿化管理办法\n" + RULE.format("绿化"), 2),
]


@pytest.mark.parametrize("text, count", SEVERAL)
def test_several_are_told(text, count):
    document = found(text)
    assert f"像是有 {count} 份文件" in " ".join(document.warnings) and len(document.inner) == count


def test_cost_is_linear():
    text = "".join(f"关于{'事项' * 20}{number}的管理办法\n第一条 制定《甲乙丙丁戊己庚辛{number}办法》。\n" for number in range(2_000))
    start = time.process_time()
    assert len(documents_in(RawText(text))) == 2_000
    assert time.process_time() - start < 1.5  # 5 where each cut read all names above it


@pytest.mark.parametrize("text, count", SEVERAL)
def test_nothing_that_one_says_of_itself_is_taken(text, count):
    document = found(text)
    assert (document.number, document.kind, document.bodies, document.history, document.repeals) == ("", "", (), (), ())
    assert (document.issued_on, document.effective_on, document.published_on, document.expires_on) == (None, None, None, None)


@pytest.mark.parametrize("head, name, title", [
    ("甲市教育政策汇编\n", "a.txt", "甲市教育政策汇编"), ("制度手册（2024年版）\n", "a.txt", "制度手册（2024年版）"), ("", "甲市教育制度汇编.txt", "甲市教育制度汇编"),
    ("", "a.txt", "甲市公园管理办法"),
])
def test_the_title_is_that_of_the_whole_where_it_has_one(head, name, title):
    assert found(head + rules("公园", "绿化"), name).title == title


def test_what_a_person_says_counts():
    document = found(rules("公园", "绿化"), title="甲市制度汇编", number="甲办〔2024〕1号")
    assert (document.title, document.number) == ("甲市制度汇编", "甲办〔2024〕1号")


@pytest.mark.parametrize("text", [
    "关于印发《甲市公园管理办法》的通知\n" + NOTICE.format("《甲市公园管理办法》", 3) + "甲市公园管理办法\n" + RULE.format("公园"),
    "关于印发甲市公园管理办法的通知\n" + NOTICE.format("管理办法", 3) + "甲市公园管理办法\n" + RULE.format("公园"),
    "关于印发《甲办法》等两项制度的通知\n" + NOTICE.format("《甲市公园管理办法》《甲市绿化管理办法》", 3) + rules("公园", "绿化"),
    notices("借阅") + "附件1\n甲市借阅管理办法\n" + RULE.format("借阅") + "附件2\n甲市考勤管理办法\n" + RULE.format("考勤"),
    "关于做好公园\n管理工作的通知\n" + NOTICE.format("公园", 3), "甲市公园管理办法\n甲市公园管理办法\n" + RULE.format("公园"),
    "甲市公园管理办法\n目录\n第一章 总则\n第二章 附则\n第一章 总则\n" + RULE.format("公园"), notices("借阅") + "相关文件\n关于做好绿化的通知\n甲教〔2023〕3号\n关于做好消防的通知\n甲教〔2023〕4号\n",
    "国务院批转教育部关于规模\n有关问题请示的通知\n各省：\n现将请示转发给你们。\n规模有关问题的请示\n国务院：\n现请示如下。\n一、扩大规模。\n",
    "关于修改《甲市公园管理办法》的决定\n（2019年1月2日公布）\n一、将第二条修改为：“公园免费。”\n本决定自公布之日起施行。\n甲市公园管理办法\n" + RULE.format("公园"),
    "甲市基本法\n" + RULE.format("公园") + "甲市基本法附件一选举办法\n（1990年4月4日通过）\n一、选举。由委员选举。\n", RULE.format("公园"), "",
])
def test_one_document_with_what_it_issues_and_its_annexes(text):
    assert not any("像是有" in warning for warning in found(text).warnings)


@pytest.mark.parametrize("text, count", SEVERAL)
def test_the_text_of_each_is_read_as_it_would_be_alone(text, count):
    inner = documents_in(RawText(text))
    own = [document for document in inner if document.title]
    assert len(own) == count
    for document in own:
        alone = parse(RawText(document.text, is_markdown=True), {}, seed_bodies())
        assert (alone.title, alone.inner) == (document.title, ())
    letters = "".join("".join(document.text for document in inner).split())
    assert letters == "".join(text.split())


def test_the_letterhead_and_the_number_above_a_title_are_of_its_document():
    text = notices("借阅") + "甲市教育局文件\n甲教〔2024〕9号\n关于做好绿化的通知\n各学校：\n请做好绿化。\n甲市教育局\n2024年9月9日\n"
    second = documents_in(RawText(text))[1]
    assert second.text.startswith("甲市教育局文件") and parse(RawText(second.text, is_markdown=True), {}, seed_bodies()).number == "甲教〔2024〕9号"
