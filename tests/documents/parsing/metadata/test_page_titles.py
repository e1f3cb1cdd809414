"""What stands above a text is not always its title: the site, a column, a word of a program, a remark, a form."""
from datetime import date

import pytest

from documents import formats, parsing
from documents.formats.text import RawText
from documents.parsing.metadata import describe

TITLE = "关于做好借书工作的通知"
BODY = "<p>各学校：</p><p>现通知如下。</p><p>一、总体要求</p><p>方便师生。</p><p>己市教育局</p><p>2024年3月5日</p>"


def of_page(title, heading="", text=f"<p>{TITLE}</p>{BODY}"):
    heading = f"<h1>{heading}</h1>" if heading else ""
    source = f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{heading}<div id="zoom">{text}</div></body></html>'
    return parsing.parse(formats.read("page.html", source.encode()), {}, parsing.seed_bodies(), name="page.html")


def told(text, **more):
    return describe(RawText(text, **more), {}, parsing.seed_bodies())


@pytest.mark.parametrize("title, heading", [
    ("首页", ""), ("通知公告", ""), ("通知公告", "通知公告"), ("政府信息公开-己市人民政府门户网站", ""), ("己市人民政府门户网站", "己市人民政府"),
    ("己市教育局", "政府信息公开"), ("content", ""), ("Document", ""), ("无标题文档", ""), ("Microsoft Word - 1.doc", ""), ("打印页面", ""), ("index", "政策文件"),
    ("文件详情_己市教育局", "文件详情"), ("己市教育网", ""), ("", ""), (f"{TITLE}_己市教育局", ""), (TITLE, TITLE),
])
def test_the_name_of_a_site_is_no_title(title, heading):
    page = of_page(title, heading)
    assert (page.title, page.kind, page.issued_on) == (TITLE, "通知", date(2024, 3, 5))
    assert f"# {TITLE}\n" in page.markdown


@pytest.mark.parametrize("above, title", [
    ("<h2>{}</h2>", "关于做好借书工作的通知"), ("<div class='article-title'>{}</div>", "己市养犬管理办法（试行）"), ("<h3>相关链接</h3><h2>{}</h2><h3>正文</h3>", "关于做好借书工作的通知"),
])
@pytest.mark.parametrize("window", ["政策文件 | 己市教育局", "己市教育局"])
def test_a_heading_above_the_box_of_the_text_is_its_title(above, title, window):
    text = BODY + "<p>请各学校认真组织实施。</p>" * 5
    source = f'<html><head><meta charset="utf-8"><title>{window}</title></head><body>{above.format(title)}<div class="article-content">{text}</div></body></html>'
    page = parsing.parse(formats.read("page.html", source.encode()), {}, parsing.seed_bodies(), name="page.html")
    assert (page.title, page.markdown.count(title)) == (title, 1)


@pytest.mark.parametrize("headline, lines, title", [
    ("@家长 己市小学招生来了", "己市教育局\n关于小学招生的通告", "己市教育局关于小学招生的通告"), ("速看！校车有新规", "关于校车的通知", "关于校车的通知"),
    ("己市小学招生来了", "近日，己市教育局印发关于小学招生的通知。", "己市小学招生来了"), ("己市2024年招生方案", "关于小学招生的通知", "己市2024年招生方案"),
])
def test_a_headline_above_a_title(headline, lines, title):
    text = "".join(f"<p>{line}</p>" for line in lines.split("\n"))
    assert of_page("", headline, f"{text}<p>各学校：</p><p>现就有关事项说明如下。</p>").title == title


@pytest.mark.parametrize("window, printed, title", [
    ("关于公布名录的通知", "己市教育局关于公布名录的通知", "己市教育局关于公布名录的通知"), ("打印 - 关于公布名录的通知", "关于公布名录的通知", "关于公布名录的通知"),
    ("公布名录的通知", "己市教育局、己市财政局关于公布名录的通知", "己市教育局、己市财政局关于公布名录的通知"),
    ("己市“十四五”规划 - 己市研究生院", "说明", "己市“十四五”规划"), ("己市城市—乡村融合发展规划_己市", "说明", "己市城市—乡村融合发展规划"),
])
def test_the_printed_title_names_the_bodies_too(window, printed, title):
    assert of_page(window, "", f"<p>{printed}</p>{BODY}").title == title


def test_the_longer_title_above_the_box_of_the_text():
    above = "<div class=q9>己大学奖学金评审办法</div><div class=q8>发布日期：2021-09-16</div>"
    source = f"<title>奖学金评审办法 - 己大学学生院</title>{above}<div class=con-text>{BODY * 3}</div>"
    assert parsing.parse(formats.read("page.html", source.encode()), {}, parsing.seed_bodies()).title == "己大学奖学金评审办法"


def test_a_marked_title_goes_on_from_no_line_above_it():
    page = of_page("己縣主管法規查詢系統", "", "<p>法規名稱：己縣公園自治條例</p><p>公發布日： 民國 108 年</p><h2>己縣公園自治條例</h2><p>第一條　為管理公園，制定本條例。</p>")
    assert (page.title, page.full_title, [section.label for section in page.sections]) == ("己縣公園自治條例", "", ["第一條"])


@pytest.mark.parametrize("first", ["己市养犬管理规定", "己市2024年教育工作要点", "己市教育局关于印发《己市校车办法》的通知", "致全市家长的一封信"])
def test_the_first_line_is_the_title(first):
    assert of_page("政策文件", "", f"<p>{first}</p><p>为做好工作，提出以下内容。</p><p>一、总体要求</p><p>方便师生。</p>").title == first


@pytest.mark.parametrize("title, wanted", [
    ("校车新增三条线路-己市教育局", "校车新增三条线路"), ("己市教育局2024年招生简章", "己市教育局2024年招生简章"),
])
def test_a_title_that_only_the_window_shows(title, wanted):
    assert of_page(title, "", "<p>一、招生对象</p><p>适龄儿童。</p>").title == wanted


def test_a_person_who_writes_front_matter_may_call_a_text_what_they_want():
    assert told(f"{TITLE}\n各学校：\n请执行。\n", facts={"title": "政策文件"}).title == "政策文件"


@pytest.mark.parametrize("remark", ["（转载）", "【转载】", "[转载]", "（转发）", "转载：", "转发:", "（转）", "【转帖】", "（摘编）", "（转载） ", "【置顶】", "【推荐】"])
def test_a_remark_before_a_title(remark):
    page = of_page(f"{remark}己市教育局{TITLE}", f"{remark}己市教育局{TITLE}", BODY)
    assert (page.title, page.bodies) == (f"己市教育局{TITLE}", ("己市教育局",))
    text = told(f"{remark}己市教育局{TITLE}\n各学校：\n现将有关事项通知如下。\n一、借书\n按期还书。\n己市教育局\n2024年3月5日\n")
    assert (text.title, text.bodies) == (f"己市教育局{TITLE}", ("己市教育局",))


def test_a_tag_that_names_a_column_or_no_day_is_not_believed():
    tags = '<meta name="ArticleTitle" content="通知公告"><meta name="PubDate" content="1970-01-01 08:00">'
    source = f'<html><head><meta charset="utf-8"><title>{TITLE}</title>{tags}</head><body><h1>{TITLE}</h1><div id="zoom">{BODY}</div></body></html>'
    facts = formats.read("page.html", source.encode()).facts
    assert (facts["title"], facts.get("published_on")) == (TITLE, None)


@pytest.mark.parametrize("title", ["转发己市教育局关于借书的通知", "己市转载管理办法", "关于转载新闻的规定", "转发《办法》的通知"])
def test_no_remark(title):
    assert told(f"{title}\n各学校：\n请执行。\n").title == title


@pytest.mark.parametrize("line, number", [
    ("戊县借书细则（试行）第一条　为了借书，制定本细则。", ""), ("戊县借书办法第一章　总则", ""), (f"{TITLE}戊教〔2023〕4号", "戊教〔2023〕4号"),
    (f"{TITLE} 戊教规发〔2023〕4号", "戊教规发〔2023〕4号"), (f"{TITLE}（戊教〔2023〕4号）", "戊教〔2023〕4号"), ("戊县借书条例第一条 目的", ""),
])
def test_a_title_that_runs_into_what_follows(line, number):
    known = told(f"{line}\n各学校：\n请执行。\n")
    assert (known.title in line, known.kind, known.number) == (True, known.title[-2:].replace("行）", "细则"), number)
    assert "第一" not in known.title and "号" not in known.title


@pytest.mark.parametrize("text", [
    "某某网络有限公司 运维部\n文档版本：V2.0\n更新日期：2024年02月02日\n概述\n欢迎使用本系统！\n",
    "编号：A-12\n姓名：张三\n部门：研发\n请假事由：回家。\n", "版本：1.0\n作者：张三\n前言\n本手册介绍安装方法。\n", "客户：某某公司\n金额：100元\n单号：20240101\n",
    "会议记录\n时间：2024年1月2日\n与会：张三、李四。\n讨论了接口。\n", "Readme\nVersion: 2\nHello.\n", "订单号：5\n\n尊敬的客户，您好。\n",
])
def test_a_text_that_is_no_public_document_has_no_facts(text):
    known = told(text)
    assert (known.title, known.number, known.bodies, known.kind) == ("", "", (), "")


@pytest.mark.parametrize("text", ["某某系统安装说明书\n第一章 安装\n请先断电。\n", "我们的春游见闻\n今天天气很好，我们去了公园。\n"])
def test_a_title_that_may_be_none_is_told(text):
    assert any("可能不是公文" in warning for warning in told(text).warnings)


@pytest.mark.parametrize("text", [f"{TITLE}\n各学校：\n请执行。\n", "我们的校园安全提示\n请注意。\n己市教育局\n2024年3月5日\n"])
def test_a_document_is_not_doubted(text):
    assert not any("可能不是公文" in warning for warning in told(text).warnings)


@pytest.mark.parametrize("facts, words", [
    ({"number": "己教〔2024〕9号"}, "己教〔2024〕8号"), ({"issued_on": date(2024, 3, 9)}, "2024-03-05"), ({"title": "己市教育局关于停水的通知"}, TITLE),
])
def test_what_the_text_says_otherwise_is_told(facts, words):
    known = told(f"{TITLE}\n己教〔2024〕8号\n各学校：\n请执行。\n己市教育局\n2024年3月5日\n", facts=facts)
    assert any("正文的" in warning and words in warning for warning in known.warnings)


def test_what_all_say_alike_is_not_told():
    facts = {"number": "己教[2024]8号", "issued_on": date(2024, 3, 5), "title": TITLE}
    assert not any("不同" in warning for warning in told(f"{TITLE}\n己教〔2024〕8号\n各学校：\n请执行。\n己市教育局\n2024年3月5日\n", facts=facts).warnings)


@pytest.mark.parametrize("head, title", [
    ("己市通告\n关于限行的通告\n", "关于限行的通告"), ("己市财政局公告\n关于发票的公告\n", "关于发票的公告"), ("国务院令\n第600号\n", "国务院令"), ("己集团命令\n关于值守的命令\n", "关于值守的命令"),
    ("己市防汛指挥部令\n第1号\n", "己市防汛指挥部令"), ("海关总署公告\n2020年第8号\n关于通关的公告\n", "关于通关的公告"),
    ("己市用电通告\n", "己市用电通告"), ("己县疫情防控通告\n（第5号）\n", "己县疫情防控通告"), ("己市招聘教师公告\n", "己市招聘教师公告"), ("河道清淤公告\n", "河道清淤公告"),
])
def test_what_announces_above_a_text_is_a_body_or_a_place(head, title):
    assert told(f"{head}现公布如下。\n一、范围。\n二、时间。\n己市水务局\n2022年7月1日\n").title == title


@pytest.mark.parametrize("line, number", [
    ("发布时间：2023-06-20 来源：己政办", ""), ("发布时间：2023-06-20 来源：己市政府 关于己政发〔2023〕4号", ""),
    ("发布时间：2023-06-20 文号：己政发〔2023〕4号 来源：己市政府", "己政发〔2023〕4号"), ("来源：己市政府 发文字号：己政发〔2023〕4号 发布时间：2023-06-20", "己政发〔2023〕4号"),
    ("发布日期：2023年6月20日　文号：己政发[2023]4号", "己政发〔2023〕4号"), ("2023-06-20 10:30 文件编号：己政发〔2023〕4号 浏览：12", "己政发〔2023〕4号"), ("发布时间：2023-06-20 文号：无", ""),
])
def test_a_number_that_the_line_of_the_site_names(line, number):
    known = told(f"己市养犬管理办法\n{line}\n第一条　为了管理养犬，制定本办法。\n第二条　本办法自2024年1月1日起施行。\n")
    assert (known.number, known.published_on) == (number, date(2023, 6, 20))


@pytest.mark.parametrize("below", ["<p>第12号</p>", "<p align=center>第 12 号</p>"])
def test_a_heading_that_begins_the_number_of_an_order_is_no_title(below):
    known = of_page("市政府令", "己市人民政府令", f"{below}<p>《己市停车办法》已经审议通过，现予公布。</p><p>市长　某某</p><p>2023年5月4日</p><p>己市停车办法</p><p>第一条　为了规范停车，制定本办法。</p>")
    assert (known.title, known.number) == ("己市停车办法", "己市人民政府令第12号")
