"""Names of files as collections write them, and the everyday ones beside them."""
from datetime import date

import pytest

from documents.formats.text import RawText
from documents.parsing import seed_bodies
from documents.parsing.metadata import describe
from documents.parsing.metadata.file_name import read_file_name

TITLE = "关于加强桥梁养护的通知"
WITHOUT_HEAD = "各镇人民政府：\n为加强桥梁养护，现通知如下。\n一、排查。\n二、维修。\n"


def told(name, text=WITHOUT_HEAD):
    return describe(RawText(text), {}, seed_bodies(), name=name)


@pytest.mark.parametrize("name, title, number, bodies", [
    (f"【戊县人民政府】《{TITLE}》（戊政〔2022〕7号）.txt", TITLE, "戊政〔2022〕7号", ("戊县人民政府",)),
    (f"【戊县人民政府】《{TITLE}》戊政[2022]7号.docx", TITLE, "戊政〔2022〕7号", ("戊县人民政府",)),
    (f"【戊县人民政府】《{TITLE}》(戊政(2022)第07号).pdf", TITLE, "戊政〔2022〕7号", ("戊县人民政府",)),
    (f"【戊县人民政府】戊政〔2022〕7号《{TITLE}》.txt", TITLE, "戊政〔2022〕7号", ("戊县人民政府",)),
    (f"【戊县人民政府】{TITLE}（戊政〔2022〕7号）.txt", TITLE, "戊政〔2022〕7号", ("戊县人民政府",)),
    (f"【戊县人民政府】《{TITLE}》_8A3F.txt", TITLE, "", ("戊县人民政府",)),
    (f"【戊县人民政府】《{TITLE}》戊政〔2022〕7号(桥九条).txt", TITLE, "戊政〔2022〕7号", ("戊县人民政府",)),
    (f"folder/【戊县交通局、戊县财政局】《{TITLE}》.txt", TITLE, "", ("戊县交通局", "戊县财政局")),
    (f"【戊县交通局戊县财政局】《{TITLE}》.txt", TITLE, "", ("戊县交通局", "戊县财政局")),
    (f"【戊县交通局等三部门】{TITLE}.txt", TITLE, "", ("戊县交通局",)),
    (f"【戊县交通局联合戊县财政局】{TITLE}.txt", TITLE, "", ("戊县交通局", "戊县财政局")),
    (f"【国家税务总局自然资源部】《{TITLE}》.txt", TITLE, "", ("国家税务总局", "自然资源部")),
    (f"【戊县】《{TITLE}》.txt", TITLE, "", ()),
    (f"【戊县】《戊政〔2022〕7号{TITLE}》.txt", TITLE, "戊政〔2022〕7号", ()),
    (f"戊政【2022】7号{TITLE}.txt", TITLE, "戊政〔2022〕7号", ()),
    (f"【戊县交通局】【戊县财政局】《{TITLE}》.txt", TITLE, "", ("戊县交通局", "戊县财政局")),
    (f"【戊县交通局多部门】{TITLE}.txt", TITLE, "", ("戊县交通局",)),
    (f"【湖北省戊市】《{TITLE}》戊政〔2022〕7号.txt", TITLE, "戊政〔2022〕7号", ()),
    (f"【湖北武汉】{TITLE}.txt", TITLE, "", ()),
    (f"【某某】{TITLE}.txt", TITLE, "", ()),
    (f"戊县人民政府《{TITLE}》.txt", TITLE, "", ("戊县人民政府",)),
    (f"《{TITLE}.txt", TITLE, "", ()),
    (f"【戊县】{TITLE}》.txt", TITLE, "", ()),
    ("【戊县】《戊县人民政府印发《戊县桥梁办法》的通知》.txt", "戊县人民政府印发《戊县桥梁办法》的通知", "", ()),
    ("《戊县桥梁管理办法(试行)》(征求意见稿).txt", "戊县桥梁管理办法（试行）（征求意见稿）", "", ()),
    ("【戊县】关于印发_戊县桥梁管理办法_的通知.txt", "关于印发“戊县桥梁管理办法”的通知", "", ()),
    ("【戊县人民政府关于加强桥梁养护的意见】.txt", "戊县人民政府关于加强桥梁养护的意见", "", ()),
    ("关于印发《戊县桥梁管理办法》的通知.txt", "关于印发《戊县桥梁管理办法》的通知", "", ()),
    (f"[戊县交通局]《{TITLE}》-戊交〔2022〕7号.txt", TITLE, "戊交〔2022〕7号", ("戊县交通局",)),
    (f"（戊县交通局 戊县财政局）{TITLE}.txt", TITLE, "", ("戊县交通局", "戊县财政局")),
    (f"【戊县交通局】【通知】{TITLE}.txt", TITLE, "", ("戊县交通局",)),
    (f"戊政〔2022〕7号-{TITLE}.txt", TITLE, "戊政〔2022〕7号", ()),
    (f"2022-03-05_戊县交通局_{TITLE}.txt", TITLE, "", ("戊县交通局",)),
    (f"戊县交通局 - {TITLE}（终稿）.txt", TITLE, "", ("戊县交通局",)),
    ("（试行）戊县桥梁管理办法.txt", "（试行）戊县桥梁管理办法", "", ()),
    ("2024年戊县桥梁养护工作要点.txt", "2024年戊县桥梁养护工作要点", "", ()),
    ("戊县桥梁养护工作第3号.txt", "戊县桥梁养护工作第3号", "", ()),  # of no paper that is numbered
    ("关于公布第3号公告的通知.txt", "关于公布第3号公告的通知", "", ()),
    (f"【戊县交通局】《{TITLE}》（2022年第7号）.txt", TITLE, "", ("戊县交通局",)),
    (f"《{TITLE}》第7号.txt", TITLE, "", ()),
    ("关于桥梁限行的公告（2022年第12号）.txt", "关于桥梁限行的公告", "", ()),
    (f"【戊县人民政府】《{TITLE}》【戊政〔2022〕7号】.txt", TITLE, "戊政〔2022〕7号", ("戊县人民政府",)),
    (f"【戊政〔2022〕7号】{TITLE}.txt", TITLE, "戊政〔2022〕7号", ()),
    (f"{TITLE}（2022年3月5日）.txt", TITLE, "", ()),
    (f"20220305_{TITLE}.txt", TITLE, "", ()),
    (f"{TITLE}_20220305.docx", TITLE, "", ()),
    ("关于桥梁限行的通告（第2号）.txt", "关于桥梁限行的通告", "", ()),
])
def test_what_a_name_says(name, title, number, bodies):
    said = read_file_name(name, seed_bodies())
    assert (said.title, said.number, said.bodies) == (title, number, bodies)


@pytest.mark.parametrize("name, day", [
    ("戊县桥梁办法.txt", None), ("戊县桥梁办法（2022）.txt", None), ("2022年戊县桥梁工作要点.txt", None), ("20223405_戊县桥梁办法.txt", None),
    ("12020220305戊县桥梁办法.txt", None), ("戊县桥梁办法（2022年3月）.txt", None), ("戊县桥梁规划（2021—2035年）.txt", None), ("IMG_20220305_0001.txt", None),
    ("戊县桥梁办法(2022-03-05).txt", date(2022, 3, 5)), ("戊县桥梁办法（2022年3月5日）.txt", date(2022, 3, 5)), ("戊县桥梁办法(20220305).txt", date(2022, 3, 5)),
    ("20220305_戊县桥梁办法.txt", None), ("20220305戊县桥梁办法.txt", None), ("2022-03-05 戊县桥梁办法.txt", None),
    ("2022.3.5戊县桥梁办法.txt", None), ("戊县桥梁办法20220305.txt", None), ("戊县桥梁办法-20220305.txt", None),
])
def test_the_day_in_a_name(name, day):
    assert read_file_name(name, frozenset()).day == day


@pytest.mark.parametrize("name", ["戊县桥梁办法（2022年5月6日）.txt", "戊县桥梁办法(2022-05-06).txt"])
def test_a_day_in_the_name_that_no_day_of_the_text_is_is_told_and_never_taken(name):
    known = told(name, "戊县桥梁办法\n（2022年3月5日戊县人民政府令第3号公布）\n第一条　为了桥梁，制定本办法。\n第二条　本办法自2022年4月1日起施行。\n")
    assert (known.issued_on, known.effective_on) == (date(2022, 3, 5), date(2022, 4, 1)) and any("文件名的成文日期" in warning for warning in known.warnings)
    assert told(name, "第一条　为了桥梁，制定本办法。\n").issued_on is None


@pytest.mark.parametrize("name", [
    "戊县新建学校命名办法.txt", "关于新建公园开放的公告.txt", "新建住宅小区配套设施规定.docx", "戊县新建改建道路管理条例.pdf", "新建铁路用地审批规程.txt",
    "新建居民小区物业移交指南.txt", "新建商品住房项目公示名单办法.txt", "关于新建文化馆选址的批复.txt", "支持新建充电桩的若干措施.txt", "戊县新建厂房补助方案.txt",
    "新建水库移民安置计划.txt", "新建图书馆读者守则.txt",
])
def test_new_in_a_title(name):
    assert read_file_name(name, frozenset()).title == name.rpartition(".")[0]


@pytest.mark.parametrize("name", [
    "新建文本文档.txt", "新建 Microsoft Word 文档.docx", "新建 文本文档 (2).txt", "新建文件夹.zip", "新建 DOCX 文档.docx", "新建XLSX工作表.txt",
    "新建 WPS文字文稿.docx", "新建网页.html", "未命名的演示文稿.docx", "IMG_20240101.txt", "扫描件.pdf", "【湖北省戊市】《湖北省戊市》.txt", "",
])
def test_names_that_are_no_titles(name):
    assert read_file_name(name, seed_bodies()).title == ""


def test_a_name_says_what_the_text_does_not():
    known = told(f"【戊县人民政府】《{TITLE}》（戊政〔2022〕7号）.txt")
    assert (known.title, known.number, known.bodies, known.kind) == (TITLE, "戊政〔2022〕7号", ("戊县人民政府",), "通知")
    assert {known.evidence[fact].origin for fact in ("title", "number", "bodies")} == {"file"}


def test_a_title_in_the_name_is_better_than_a_headline_of_the_text():
    known = told(f"【戊县】《{TITLE}》.txt", "着力补齐桥梁短板\n\n" + WITHOUT_HEAD)
    assert (known.title, known.kind) == (TITLE, "通知")


def test_a_title_in_the_text_is_better_than_that_of_the_name():
    known = told(f"【戊县】《{TITLE}》.txt", f"戊县人民政府{TITLE}\n{WITHOUT_HEAD}戊县人民政府\n2022年1月2日\n")
    assert (known.title, known.bodies) == (f"戊县人民政府{TITLE}", ("戊县人民政府",))


@pytest.mark.parametrize("text, title", [
    ("第一章　总则\n第一条　为了桥梁，制定本办法。\n", "戊县桥梁办法"), ("为了桥梁，特制定本办法。\n一、排查。\n", "戊县桥梁办法"),
    ("第一条　为了桥梁。\n", "戊县桥梁办法"), (WITHOUT_HEAD, "戊县人民政府关于印发《戊县桥梁办法》的通知"),
    ("各镇：\n现将《戊县桥梁办法》印发给你们。\n", "戊县人民政府关于印发《戊县桥梁办法》的通知"),
])
def test_a_file_named_by_the_notice_is_the_text_that_it_holds(text, title):
    known = told("戊县人民政府关于印发《戊县桥梁办法》的通知.txt", text)
    assert known.title == title and known.full_title in ("", "戊县人民政府关于印发《戊县桥梁办法》的通知")
    assert known.bodies == ("戊县人民政府",)


def test_who_signs_and_who_speaks_in_the_title_is_better_than_the_bracket():
    assert told(f"【己市财政局】《{TITLE}》.txt", f"{WITHOUT_HEAD}戊县交通局\n2022年1月2日\n").bodies == ("戊县交通局",)
    assert told(f"【己市财政局】《戊县交通局{TITLE}》.txt").bodies == ("戊县交通局",)


@pytest.mark.parametrize("day, warned", [("2013-12-12", True), ("2012-12-12", False), ("2013-01-01", False)])
def test_a_day_in_the_name_that_the_text_does_not_say_is_told(day, warned):
    text = "戊县桥梁条例\n（2012年12月12日戊县第十二届人民代表大会常务委员会公告第4号公布 自2013年1月1日起施行）\n第一条　为了桥梁。\n"
    known = told(f"戊县桥梁条例({day}).txt", text)
    assert known.issued_on == date(2012, 12, 12)
    assert any("文件名的成文日期" in warning for warning in known.warnings) is warned


def test_a_number_in_the_name_that_the_text_does_not_say_is_told():
    known = told(f"《{TITLE}》戊政〔2022〕8号.txt", f"{TITLE}\n戊政〔2022〕7号\n{WITHOUT_HEAD}")
    assert known.number == "戊政〔2022〕7号" and any("戊政〔2022〕8号" in warning for warning in known.warnings)


@pytest.mark.parametrize("name, text, title", [
    ("【己省庚市】《己省庚市》.txt", "为了用水，采取以下措施：\n一、登记。\n二、检查。\n", "己省庚市"),
    ("【己省庚市】《己省庚市》.txt", "关于用水的通知\n各单位：\n现通知如下。\n一、登记。\n", "关于用水的通知"),
    ("己省庚市.txt", "为了用水，采取以下措施：\n一、登记。\n二、检查。\n", ""),
])
def test_a_text_without_a_title_is_called_by_the_place_that_its_name_marks_as_one(name, text, title):
    found = told(name, text)
    assert found.title == title
    assert any("暂以文件名中的" in warning for warning in found.warnings) == (title == "己省庚市")
