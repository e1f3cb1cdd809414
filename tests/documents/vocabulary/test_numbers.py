import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.vocabulary.numbers import canonical_number, find_numbers, number_parts


@pytest.mark.parametrize("text", [
    "", "2025", "第八条", "2022年 数字素养", "2022年第5号楼", "（2018）京01民终1234号", "(〔1982〕3号", "命令第3号",
    "〔2025〕1号", "教基〔2025〕", "教基〔2025〕号", "教基〔2025〕0号", "第48号", "电话：010-66096771", "令第号",
    "根据〔2020〕1号文", "行政令第3号", "民政令第3号", "教育部令（第2号", "、8号", "第741号令", "（2013）陕民三终字第38号",
])
def test_no_whole_number_here(text):
    assert find_numbers(text) == ()


@pytest.mark.parametrize("text, number", [
    ("教基〔2025〕1号", "教基〔2025〕1号"),
    ("教基[2025]1号", "教基〔2025〕1号"),
    ("教基［２０２５］１号", "教基〔2025〕1号"),
    ("教基【2025】1号", "教基〔2025〕1号"),
    ("教基(2025)1号", "教基〔2025〕1号"),
    ("教基（2025）01号", "教基〔2025〕1号"),
    ("教基﹝2025﹞1号", "教基〔2025〕1号"),
    ("教基〔2025〕第1号", "教基〔2025〕1号"),
    ("教 基 〔 2025 〕 1 号", "教基〔2025〕1号"),
    ("教基一〔2013〕7号", "教基一〔2013〕7号"),
    ("发改办环资〔2023〕101号", "发改办环资〔2023〕101号"),
    ("京教策〔2023〕5号", "京教策〔2023〕5号"),
    ("发改规划〔2020〕123号", "发改规划〔2020〕123号"),
    ("国卫规划发〔2022〕4号", "国卫规划发〔2022〕4号"),
    ("法（研）发〔1987〕32号", "法（研）发〔1987〕32号"),
    ("国发[89]12号", "国发〔89〕12号"),
    ("教育部令第48号", "教育部令第48号"),
    ("中华人民共和国教育部令\n第 48 号", "教育部令第48号"),
    ("中 华 人 民 共 和 国 教 育 部 令\n第 48 号", "教育部令第48号"),
    ("中华人民共和国国务院令第797号", "国务院令第797号"),
    ("中华人民共和国主席令第二十四号", "主席令第24号"),
    ("海关总署第104号令", "海关总署令第104号"),
    ("中华人民共和国教育部令\n（第21号）", "教育部令第21号"),
    ("(86)财税字第82号", "财税字〔86〕82号"),
    ("〔1988〕国税地字第28号", "国税地字〔1988〕28号"),
    ("第741号国务院令", "国务院令第741号"),
    ("教基〔二〇一三〕7号", "教基〔2013〕7号"),
    ("财政部 教育部令第40号", "财政部、教育部令第40号"),
    ("国家市场监督管理总局令第31号", "国家市场监督管理总局令第31号"),
    ("公告2021年第3号", "公告2021年第3号"),
    ("法释〔2020〕17号", "法释〔2020〕17号"),
    ("民政部、总后勤部令第1号", "民政部、总后勤部令第1号"),
    ("中国人民银行令〔2023〕第4号", "中国人民银行令〔2023〕4号"),
    ("国家税务总局公告2023年第12号", "国家税务总局公告2023年第12号"),
    ("财政部 税务总局公告2023年第12号", "财政部、税务总局公告2023年第12号"),
    ("2023年第12号公告", "公告2023年第12号"),
    ("辛府令第31号", "辛府令第31号"),
    ("壬癸政令第8号", "壬癸政令第8号"),
    ("壬市政府令第203号", "壬市政府令第203号"),
])
def test_one_form_for_every_way_of_writing(text, number):
    assert canonical_number(text) == number
    assert canonical_number(number) == number


@pytest.mark.parametrize("text, printed", [
    ("关于加快推进教育数字化的意见教办〔2025〕3号 为贯彻落实", "教办〔2025〕3号"),
    ("《中小学生学籍管理办法》(教基一〔2013〕7号)同时废止", "教基一〔2013〕7号"),
    ("教育部文件教基〔2025〕1号", "教基〔2025〕1号"),
    ("最高人民法院以法发〔1993〕15号通知印发", "法发〔1993〕15号"),
    ("我院法〔1998〕86号通知", "法〔1998〕86号"),
    ("按国办发(1985)49号文件", "国办发(1985)49号"),
    ("2001年12月10日 中华人民共和国国务院令第331号公布", "中华人民共和国国务院令第331号"),
    ("2000年1月13日原国家工商行政管理局令第94号公布", "国家工商行政管理局令第94号"),
    ("教育部办公厅教监管厅〔2025〕1号各省", "教监管厅〔2025〕1号"),
    ("教育部 财政部\n教师〔2022〕6号", "教师〔2022〕6号"),
])
def test_the_words_before_a_number_are_not_of_it(text, printed):
    (found,) = find_numbers(text)
    assert text[found.start:found.end] == printed


def test_numbers_in_a_row():
    text = "教基〔2013〕7号、8号和9号；严格执行国务院令第493号和主席令第四十五号（2010年教育部令第29号）"
    numbers = [found.number for found in find_numbers(text)]
    assert numbers == ["教基〔2013〕7号", "教基〔2013〕8号", "教基〔2013〕9号", "国务院令第493号", "主席令第45号", "教育部令第29号"]


@pytest.mark.parametrize("text", ["教基〔2013〕7号、8号楼", "教基〔2013〕7号，8号", "教基〔2013〕7号、8人"])
def test_a_number_that_only_follows_one(text):
    assert len(find_numbers(text)) == 1


def test_two_orders_in_one_line():
    found = find_numbers("国家教育委员会令第8号、国家体育运动委员会令第11号发布")
    assert [n.number for n in found] == ["国家教育委员会令第8号", "国家体育运动委员会令第11号"]


@pytest.mark.parametrize("typed, number, is_meant", [
    ("教基〔2025〕", "教基〔2025〕1号", True),
    ("教基〔2025〕", "教基〔2024〕1号", False),
    ("〔2025〕1号", "教基〔2025〕1号", True),
    ("2025年1号", "教基〔2025〕1号", True),
    ("2025年1号", "教基〔2025〕11号", False),
    ("教基2025年1号", "教基〔2025〕1号", True),
    ("教〔2025〕", "教基〔2025〕1号", True),
    ("教师[2025]1号", "教基〔2025〕1号", False),
    ("教育部令第48号", "教育部令第48号", True),
])
def test_a_piece_of_a_number(typed, number, is_meant):
    assert number_parts(typed).matches(number) is is_meant


@pytest.mark.parametrize("words", ["2025", "数字经济2022", "2022年 数字素养", "学籍管理", "", "〔〕", "x" * 500])
def test_what_is_not_a_piece_of_a_number(words):
    assert number_parts(words) is None


TEXT = st.text(alphabet="教基办令公告通知第号年〔〕[]（） \n　1２0九“、日的", max_size=80) | st.text(max_size=80)


@given(TEXT)
def test_any_text_is_taken_and_spans_lie_in_it_in_order(text):
    end = 0
    for found in find_numbers(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start:found.end].endswith(("号", "令", "告"))
        end = found.end
    canonical_number(text), number_parts(text)


@given(TEXT)
def test_the_canonical_form_is_stable(text):
    for found in find_numbers(text):
        assert canonical_number(found.number) == found.number


@pytest.mark.parametrize("text, numbers", [
    ("戊政令[1997]29号", ["戊政令〔1997〕29号"]),
    ("根据戊政令〔2001〕7号的规定", ["戊政令〔2001〕7号"]),
    ("（己府令［1998］第3号）", ["己府令〔1998〕3号"]),
    ("令〔1997〕29号", ["令〔1997〕29号"]),
    ("国务院令〔1997〕29号", ["国务院令〔1997〕29号"]),
    ("依照己市政府令[1997]29号", ["己市政府令〔1997〕29号"]),
    ("己教公告〔2020〕5号", ["己教公告〔2020〕5号"]),
    ("公告〔2020〕5号", ["公告〔2020〕5号"]),
])
def test_orders_in_brackets(text, numbers):
    assert [found.number for found in find_numbers(text)] == numbers


@pytest.mark.parametrize("before", [
    "2024年4月30日", "2024年", "今年3月", "市政府办公室", "我局", "转发", "批转", "修订", "停止执行", "停止施行", "废止", "同时", "其中", "贯彻落实", "现将",
    "根据", "第三条", "一、", "以", "（", "《乙办法》", "印发了", "结合", "对照", "上级", "有关", "对于", "延续", "自", "就", "该", "其他", "2023年1月30日己市人民政府", "请查阅",
])
def test_a_number_begins_at_its_own_first_character(before):
    assert [found.number for found in find_numbers(f"{before}戊房联办〔2024〕2号文印发后")] == ["戊房联办〔2024〕2号"]


@pytest.mark.parametrize("number", ["自然资发〔2020〕83号", "自贡府发〔2020〕1号", "发改就业〔2022〕77号", "如政发〔2020〕1号", "本政发〔2020〕1号", "即政办发〔2020〕1号", "国卫从业函〔2020〕1号"])
def test_what_leads_to_a_number_may_open_a_code(number):
    assert canonical_number(number) == number
