"""Papers laid out after GB/T 9704-2012, with invented names where a real paper is not needed."""
from datetime import date

import pytest

from documents.formats.text import RawText
from documents.parsing import seed_bodies
from documents.parsing.metadata import describe

NOTICE = """000001
机密★1年
特急

甲部文件

教基〔2025〕第07号　　　　签发人：张　三

教育部 国家发展改革委 财政部
关于做好某项工作的通知

各省、自治区、直辖市教育厅（教委）、发展改革委、财政厅（局），新疆生产建设兵团教育局：
    为做好某项工作，根据《某某办法》（教基一〔2013〕7号）要求，现将有关事项通知如下：
    一、总体要求
    某市教育局2024年3月1日印发的文件可以参考。会议于2024年5月6日召开。
    二、其他
    本通知自2025年3月1日起施行。《某某暂行办法》（教基〔2009〕3号）同时废止。
    联系人：李四，电话：010-00000000。

    附件：1. 某某委员会名单
          2. 某某部门联系表

教 育 部        国家发展改革委
财 政 部
二〇二五年一月三日

（此件公开发布）
抄送：中共中央办公厅，国务院办公厅。
教育部办公厅　　　　2025年1月6日印发
"""

ORDER = """中华人民共和国教育部令
第48号

《某某管理办法》已经2024年12月1日教育部第20次部务会议审议通过，现予公布，自2025年3月1日起施行。

部长　张三
2025年1月3日

某某管理办法

第一章　总则
第一条　为了管理，制定本办法。
第二条　本办法自2025年3月1日起施行。
"""


def told(text, **facts):
    return describe(RawText(text), facts, seed_bodies())


def test_every_part_of_a_notice():
    notice = told(NOTICE)
    assert notice.title == "教育部 国家发展改革委 财政部关于做好某项工作的通知"
    assert notice.number == "教基〔2025〕7号"
    assert notice.bodies == ("教育部", "国家发展改革委", "财政部")
    assert (notice.issued_on, notice.effective_on) == (date(2025, 1, 3), date(2025, 3, 1))
    assert notice.published_on is None
    assert notice.kind == "通知"
    assert [proof.text for proof in notice.repeals] == ["《某某暂行办法》（教基〔2009〕3号）同时废止。"]
    roles = [part.role for part in notice.parts]
    assert roles == [
        "remark", "remark", "remark", "remark", "number", "title", "addressees", "contact", "attachments",
        "attachments", "signature", "date", "remark", "copies", "copies",
    ]


def test_an_order_is_the_preamble_of_what_it_issues():
    order = told(ORDER)
    assert (order.title, order.number, order.kind) == ("某某管理办法", "教育部令第48号", "办法")
    assert order.bodies == ("教育部",)
    assert (order.issued_on, order.effective_on) == (date(2025, 1, 3), date(2025, 3, 1))


@pytest.mark.parametrize("text", [
    "某会于2024年5月6日召开。教育部2024年5月7日发布了公告，社会反响热烈。",
    "本表由教育部\n填写，截至2024年5月6日。",
    "附件：某某教育研究院\n说明",
    "学校应当报教育部备案。\n第二条　自评。",
])
def test_no_signature(text):
    described = told("关于某事的说明书\n" + text)
    assert (described.bodies, described.issued_on) == ((), None)


@pytest.mark.parametrize("text", [
    "《旧办法》自2020年1月1日起施行，效果良好。", "自2020年1月1日起，各地开展工作。", "自有关文件印发之日起三年内有效。",
    "原《旧办法》自发布之日起施行。",
])
def test_not_in_force_by_another_texts_sentence(text):
    assert told(f"关于某事的办法\n第一条　{text}\n教育部\n2025年1月3日").effective_on is None


@pytest.mark.parametrize("sentence, day", [
    ("本办法自印发之日起施行。", date(2025, 1, 3)),
    ("本办法自发布之日起施行。", date(2025, 1, 3)),
    ("本办法自2025年3月1日起施行。", date(2025, 3, 1)),
    ("本规定自二〇二五年三月一日起施行，有效期五年。", date(2025, 3, 1)),
    ("第三条　本办法从2025年3月1日起正式实施。", date(2025, 3, 1)),
    ("本通知于2025年3月1日起执行。", date(2025, 3, 1)),
    ("本办法由教育部负责解释，自2025年3月1日起施行。", date(2025, 3, 1)),
    ("本办法自2024年3月1日起施行。", None),
])
def test_in_force(sentence, day):
    assert told(f"关于某事的办法\n一、内容\n某事。{sentence}\n教育部\n2025年1月3日").effective_on == day


@pytest.mark.parametrize("signed, bodies", [
    ("教育部\n2025年1月3日", ("教育部",)),
    ("教 育 部\n2025年1月3日", ("教育部",)),
    ("教育部2025年1月3日", ("教育部",)),
    ("教 育 部    财 政 部    民 政 部\n公 安 部    司 法 部\n2025年1月3日", ("教育部", "财政部", "民政部", "公安部", "司法部")),
    ("教育部财政部中国人民银行2025年1月3日", ("教育部", "财政部", "中国人民银行")),
    ("国务院办公厅\n2025年1月3日\n（此件公开发布）", ("国务院办公厅",)),
    ("北京市教育委员会\n北京市财政局\n2025年1月3日", ("北京市教育委员会", "北京市财政局")),
    ("北京市教育委员会北京市财政局2025年1月3日", ("北京市教育委员会", "北京市财政局")),
    ("青海省某州某县人民政府办公室\n2025年1月3日", ("青海省某州某县人民政府办公室",)),
    ("中共中央办公厅\n国务院办公厅\n2025年1月3日", ("中共中央办公厅", "国务院办公厅")),
    ("教育部办公厅　财政部办公厅\n2025年1月3日", ("教育部办公厅", "财政部办公厅")),
    ("教育部基础教育司\n2025年1月3日", ("教育部基础教育司",)),
])
def test_signatures(signed, bodies):
    described = told(f"关于某事的通知\n各省教育厅：\n请认真执行。\n{signed}")
    assert described.bodies == bodies
    assert described.issued_on == date(2025, 1, 3)


def test_names_alone_on_the_last_lines_sign_too():
    assert told("某事须办。\n教育部 公安部\n民政部").bodies == ("教育部", "公安部", "民政部")


@pytest.mark.parametrize("title, bodies", [
    ("教育部等九部门关于某事的意见", ("教育部",)),
    ("教育部办公厅关于某事的通知", ("教育部办公厅",)),
    ("中共中央 国务院关于某事的意见", ("中共中央", "国务院")),
    ("教育部 财政部 人力资源社会保障部关于某事的通知", ("教育部", "财政部", "人力资源社会保障部")),
    ("教育部教师工作司负责人就《某某通知》答记者问", ("教育部教师工作司",)),
    ("关于某事的通知", ()),
    ("某校教师关于某事的报告", ()),
])
def test_bodies_named_by_the_title_only(title, bodies):
    assert told(f"{title}\n\n为做好某事，提出如下意见。\n一、某事\n某事须办理。").bodies == bodies


def test_a_count_in_the_title_is_not_filled_up_by_guessing():
    described = told("教育部等九部门关于某事的意见\n为做好某事，提出如下意见。\n一、某事")
    assert described.bodies == ("教育部",)
    assert any("九" in warning for warning in described.warnings)


@pytest.mark.parametrize("head, title", [
    ("教育部等九部门关于加快推进教育数字化的意见教办〔2025〕3号 为贯彻落实纲要,提出如下意见。", "教育部等九部门关于加快推进教育数字化的意见"),
    ("教育部关于做好\n某项工作的通知\n各省：", "教育部关于做好某项工作的通知"),
    ("教育部 财政部关于实施某某计划\n（2021—2025年）的通知\n各省：", "教育部 财政部关于实施某某计划（2021—2025年）的通知"),
    ("# 某某规定（试行）\n\n第一条　某事。", "某某规定（试行）"),
    ("《某某总体方案》\n某事事关重大，现制定如下方案。", "某某总体方案"),
    ("教育部关于某事的通知 2025-02-10\n教育部关于某事的通知 各省：", "教育部关于某事的通知"),
    ("一、总体要求\n某事。", ""),
    ("为深入贯彻落实某事，制定本办法。\n一、目标", ""),
    ("摘  要\n某报告指出，要加快建设。", ""),
    ("各省、自治区、直辖市教育厅：\n现将有关事项通知如下：", ""),
])
def test_titles(head, title):
    assert told(head).title == title


@pytest.mark.parametrize("above, number", [
    ("国办发〔2024〕12号\n国务院办公厅关于某事的意见", "国办发〔2024〕12号"),
    ("京教策〔2023〕第5号\n\n北京市教育委员会关于某事的通知", "京教策〔2023〕5号"),
    ("国家税务总局公告2023年第12号\n\n关于某事的公告", "国家税务总局公告2023年第12号"),
    ("财政部　税务总局\n关于某事的公告\n财政部 税务总局公告2023年第12号", "财政部、税务总局公告2023年第12号"),
    ("教育部关于某事的通知\n（教基〔2025〕1号）", "教基〔2025〕1号"),
    ("发文字号：教基〔2025〕1号　成文日期：2025-01-03\n教育部关于某事的通知", "教基〔2025〕1号"),
    ("教育部关于某事的通知\n根据教基〔2020〕9号文件要求，现通知如下。", ""),
])
def test_numbers_stand_above_the_text(above, number):
    assert told(f"{above}\n\n各省教育厅：\n为落实国发〔2021〕29号文件，请执行。\n某部\n2025年1月3日").number == number


def test_a_site_s_lines_above_the_text():
    described = told("2022-12-09　来源：教育部\n　　2022大会于12月9日线上召开，会上，发布了《某报告》。")
    assert (described.published_on, described.kind, described.bodies) == (date(2022, 12, 9), "新闻", ("教育部",))


def test_a_dateline_without_its_year_is_no_date():
    described = told("新华社北京2月27日电 近日，中共中央、国务院印发了《某某整体布局规划》（以下简称《规划》），并发出通知。")
    assert (described.title, described.kind) == ("某某整体布局规划", "规划")
    assert described.bodies == ("中共中央", "国务院")
    assert (described.issued_on, described.published_on) == (None, None)


def test_news_is_not_the_text_it_tells_of():
    described = told("教育部印发《某某办法》 2025-03-26\n教育部印发《某某办法》 近日，教育部印发《某某办法》（以下简称《办法》）。")
    assert (described.title, described.kind) == ("教育部印发《某某办法》", "新闻")


@pytest.mark.parametrize("note, number, bodies, issued, effective", [
    ("（2020年12月23日教育部令第49号公布　自2021年3月1日起施行）", "教育部令第49号", ("教育部",), date(2020, 12, 23), date(2021, 3, 1)),
    ("（2024年1月2日最高人民法院审判委员会第1800次会议通过，自2024年2月1日起施行）", "", ("最高人民法院",), date(2024, 1, 2),
     date(2024, 2, 1)),
    ("（1995年3月18日第八届全国人民代表大会第三次会议通过　根据2009年8月27日第十一届全国人民代表大会常务委员会第十次会议\n"
     "《关于修改部分法律的决定》第一次修正）", "", ("全国人民代表大会常务委员会",), date(2009, 8, 27), None),
])
def test_the_history_in_brackets_under_a_title(note, number, bodies, issued, effective):
    described = told(f"某某规定\n{note}\n第一章　总则\n第一条　本规定自公布之日起施行。")
    assert (described.number, described.bodies, described.issued_on) == (number, bodies, issued)
    assert described.effective_on == effective
    assert described.history[-1].on == issued
    assert described.work == "某某规定"


@pytest.mark.parametrize("name, title", [
    ("下载/1.教育部办公厅关于某某工作的通知(盖章版).docx", "教育部办公厅关于某某工作的通知"),
    ("附件1：某某管理办法（试行）.pdf", "某某管理办法（试行）"),
    ("15.txt", ""), ("P020250101.pdf", ""), ("新建 文本文档文本文档.txt", ""),
    ("新建文本文档 (2).txt", ""), ("新建 Microsoft Word 文档.docx", ""), ("新建 DOCX 文档 - 副本.docx", ""), ("新建Microsoft PowerPoint演示文稿.pdf", ""),
    ("新建 XLS 工作表工作表工作表.txt", ""), ("新建文件夹/新建商品房验收办法.txt", "新建商品房验收办法"), ("某地新建小区配套文件管理规定.txt", "某地新建小区配套文件管理规定"),
    ("新建文物库房管理办法（试行）.txt", "新建文物库房管理办法（试行）"), ("某某实施细则。.txt", "某某实施细则"), ("加强管理。严格执法.txt", ""),
])
def test_a_text_without_title_may_have_a_file_s_name(name, title):
    described = describe(RawText("为做好某事，提出如下意见。\n一、某事"), {}, seed_bodies(), name=name)
    assert described.title == title
    assert not title or described.evidence["title"].origin == "file"
