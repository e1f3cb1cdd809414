"""An announcement or order without a title of its own is called by its head; any title that the text or its name says is better."""
from datetime import date

import pytest

from documents.formats.text import RawText
from documents.parsing import seed_bodies
from documents.parsing.metadata import describe

ISSUES = "《己市湿地保护条例》已由己市第八届人民代表大会常务委员会第三次会议于2023年6月25日通过，现予公布，自2023年10月1日起施行。"
SIGNED = "己市人民代表大会常务委员会\n2023年6月28日"


def told(text, name="", **more):
    return describe(RawText(text, **more), {}, seed_bodies(), name=name)


@pytest.mark.parametrize("head", [
    "己市人民代表大会常务委员会公告\n第12号", "己市人民代表大会常务委员会\n公　　告\n第十二号", "己市人民代表大会常务委员会公告\n（第12号）", "己市人民代表大会常务委员会公告\n〔2023〕第12号",
])
def test_is_called_by_its_head(head):
    known = told(f"{head}\n{ISSUES}\n{SIGNED}")
    number = "公告〔2023〕12号" if "〔" in head else "公告第12号"
    assert (known.title, known.number) == ("己市人民代表大会常务委员会公告", f"己市人民代表大会常务委员会{number}")
    assert (known.bodies, known.issued_on) == (("己市人民代表大会常务委员会",), date(2023, 6, 28))
    assert known.kind in ("公告", "")


@pytest.mark.parametrize("title, number", [
    ("海关总署公告2022年第15号（关于监管方式的公告）", "海关总署公告2022年第15号"), ("关于执行海关总署公告2022年第15号的通知", ""), ("己市财政局公告2022年第15号", "己市财政局公告2022年第15号"),
    ("海关总署公告2022年第15号解读", ""),
])
def test_a_title_that_is_a_number(title, number):
    assert told(f"# {title}\n\n现就有关事项公告如下：\n\n一、调整代码。", is_markdown=True).number == number


@pytest.mark.parametrize("series", ["〔第八届〕第23号", "[八届] 第二十三号", "（第八届第23号）", "八届第23号", ""])
@pytest.mark.parametrize("head", ["己市人民代表大会常务委员会公告", "己市第八届人民代表大会常务委员会\n公　告", "己 市 人 民 政 府 通 告"])
def test_is_called_by_its_head_whatever_its_series_is_numbered_like(head, series):
    known = told(f"{head}\n{series}\n{ISSUES}\n{SIGNED}")
    assert known.title == "".join(head.split()) and known.kind in ("公告", "通告")


@pytest.mark.parametrize("ordinal, title, signed, number", [
    ("2022年第3号", "关于公布抽检结果的公告", "己市水务局", "己市水务局公告2022年第3号"),
    ("（第3号）", "关于道路施工的通告", "己市水务局", "己市水务局通告第3号"),
    ("2022年第3号", "关于公布抽检结果的公告", "己市水务局\n己市财政局", ""),  # whose series it is nobody can tell
    ("2022年第3号", "关于公布抽检结果的通知", "己市水务局", ""),
])
def test_a_place_in_the_series_of_who_signs_is_a_number(ordinal, title, signed, number):
    known = told(f"{title}\n{ordinal}\n现将有关事项公布如下。\n一、结果。\n二、要求。\n{signed}\n2022年6月28日")
    assert (known.number, known.title) == (number, title)


@pytest.mark.parametrize("head", [
    "会议纪要\n〔2022〕第9期\n己市人民政府办公室　　2022年6月28日\n", "专题会议纪要\n（第12期）\n", "己市人民政府公报\n", "己 市 政 报\n2022年第6期\n", "工作简报\n第3期\n己市人民政府办公室 2022年6月28日\n",
])
def test_the_name_of_a_series_is_no_title(head):
    known = told(f"{head}己市防汛工作方案\n为做好防汛，制定本方案。\n一、准备。\n二、值守。\n{SIGNED if '公报' in head else ''}")
    assert known.title == "己市防汛工作方案"
    if "办公室" in head:
        assert (known.bodies, known.issued_on) == (("己市人民政府办公室",), date(2022, 6, 28))


@pytest.mark.parametrize("title", ["己市防汛工作会议纪要", "2022年己市水资源公报"])
def test_minutes_and_reports_have_titles_of_their_own(title):
    assert told(f"{title}\n6月20日，王某主持召开会议。\n一、听取汇报。\n己市防汛预案执行情况\n二、作出部署。\n{SIGNED}").title == title


def test_a_head_is_no_title_where_the_text_has_one():
    assert told("己市人民政府公告\n关于实行交通管制的公告\n为保障安全，现公告如下。\n己市人民政府\n2023年6月28日").title == "关于实行交通管制的公告"
    assert told(f"己市湿地保护公告\n{ISSUES}").title in ("己市湿地保护公告", "")


@pytest.mark.parametrize("below, name, title", [
    ("己市湿地保护条例\n第一条　为了保护湿地，制定本条例。\n第二条　本条例自2023年10月1日起施行。", "", "己市湿地保护条例"),
    ("", "《己市湿地保护条例公布的公告》.txt", "己市湿地保护条例公布的公告"),
])
def test_a_title_is_better(below, name, title):
    assert told(f"己市人民代表大会常务委员会公告\n第12号\n{ISSUES}\n{SIGNED}\n{below}", name).title == title


@pytest.mark.parametrize("line", ["> 己教〔2021〕8号", "##### 己教〔2021〕8号", "己教〔2021〕8号　　发布日期：2021-10-12"])
def test_a_number_in_a_quotation_a_heading_or_beside_the_day_of_publication(line):
    known = told(f"# 己市教育局关于公布名单的公告\n\n{line}\n\n经研究，现将名单予以公告。\n\n己市教育局\n\n2021年10月11日\n", is_markdown=True)
    assert (known.number, known.issued_on) == ("己教〔2021〕8号", date(2021, 10, 11))


def test_the_day_of_publication_in_a_quotation():
    assert told("# 己市教育局关于公布名单的公告\n\n> 发布时间：2021-10-12 来源：己市教育局\n\n现予公告。\n", is_markdown=True).published_on == date(2021, 10, 12)


def test_acts_that_a_comma_parts():
    note = "（2023年12月26日己市第九届人民代表大会常务委员会第十五次会议通过，2024年1月19日辛省第十四届人民代表大会常务委员会第六次会议批准）"
    known = told(f"己市养犬管理条例\n{note}\n第一条　制定本条例。\n第二条　本条例自2024年3月1日起施行。")
    assert (known.bodies, known.issued_on) == (("己市人民代表大会常务委员会",), date(2024, 1, 19))


@pytest.mark.parametrize("head", ["# 己市人民政府令\n\n第12号", "己市人民政府令\n第 12 号", "# 己市人民政府令\n\n（第12号）"])
def test_the_head_of_an_order_that_a_page_sets_as_its_heading_begins_the_number(head):
    known = told(f"{head}\n\n《己市停车办法》已经审议通过，现予公布。\n市长　某某\n2023年5月4日\n己市停车办法\n第一条　为了规范停车，制定本办法。\n")
    assert (known.number, known.title) == ("己市人民政府令第12号", "己市停车办法")


@pytest.mark.parametrize("title, bodies", [
    ("己市人民政府第31次常务会议纪要", ("己市人民政府",)), ("己市财政局局长办公会议纪要", ("己市财政局",)), ("己市水务局2023年第4次党组会议纪要", ("己市水务局",)),
    ("春季运动会议程纪要", ()), ("专题会议纪要", ()), ("己市第31次常务会议纪要", ()),
])
def test_whose_minutes_they_are(title, bodies):
    assert told(f"{title}\n〔2023〕18\n会议研究了供热工作。\n一、提前检修。\n二、保障供热。\n").bodies == bodies


@pytest.mark.parametrize("line", ["〔2022〕13号　　　签发人：某某", "〔2022〕13", "第18期", "（第十八期）"])
def test_a_place_in_a_series_without_a_name_hides_no_title(line):
    known = told(f"{line}\n己镇人民政府关于申请拨付资金的请示\n县人民政府：\n现申请拨付资金。\n己镇人民政府\n2022年9月1日\n")
    assert (known.title, known.number) == ("己镇人民政府关于申请拨付资金的请示", "")
