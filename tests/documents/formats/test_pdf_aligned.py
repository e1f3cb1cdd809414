"""Tables of a PDF that have no rules: cells one below the other, and what stands so and is none."""
import pytest

from documents.formats import read

from .portable import article, pdf, show

LEFT, PITCH, SIZE = 90, 28, 16
FULL = "各地区各部门结合实际认真贯彻执行并加强领导，明确各自责"


def rows(*rows: tuple[str, ...], gap: float = 2, top: float = 700) -> str:
    """Rows of cells whose columns begin ``gap`` em behind the longest cell of the one before."""
    made, x = "", float(LEFT)
    for column in range(max(map(len, rows))):
        cells = [row[column] if column < len(row) else "" for row in rows]
        made += "".join(show(cell, x, top - PITCH * number) for number, cell in enumerate(cells) if cell)
        x += (max(map(len, cells)) + gap) * SIZE
    return made


def text(*content: str) -> list[str]:
    return read("a.pdf", pdf("".join(content))).text.strip().split("\n\n")


@pytest.mark.parametrize("lines", [
    [("甲市教育局", "甲市公安局"), ("甲市财政局", "甲市民政局"), ("甲市水务局", "甲市林业局"), ("甲市卫生健康委员会", "甲市应急管理局")],
    [("甲市教育局", "甲市公安局"), ("甲市财政局", "甲市民政局"), ("2024年3月5日", "2024年3月5日")],
    [("钱某某", "孙某", "李某"), ("周某", "吴某某", "郑某"), ("王某某", "冯某", "陈某"), ("褚某", "卫某", "蒋某")],
    [("一、", "加强领导"), ("二、", "明确责任"), ("三、", "严肃纪律"), ("四、", "按时报送")],
    [("第一条", "本办法由市教育局解释"), ("第二条", "本办法公布后施行"), ("第三条", "原办法同时废止"), ("第四条", "附表另发")],
    [("姓名：甲", "电话：0000"), ("姓名：乙", "电话：1111"), ("姓名：丙", "电话：2222"), ("姓名：丁", "电话：3333")],
    [("A. 满意", "B. 一般", "C. 不满意"), ("A. 经常", "B. 偶尔", "C. 从不"), ("A. 知道", "B. 不知道", "C. 不关心")],
    [("姓名______", "性别______"), ("民族______", "籍贯______"), ("电话______", "住址______"), ("单位______", "职务______")],
    [("校园安全", "常抓不懈"), ("警钟长鸣", "人人有责"), ("防患未然", "预防为主")],  # two columns of words: too few rows
    [("项目", "标准"), ("停车费", "5元")],
    [("甲" * 21, "5"), ("乙" * 19, "6"), ("丙" * 20, "7")],
])
def test_what_is_no_table(lines):
    assert not any(block.startswith("|") for block in text(rows(*lines)))


def test_the_two_sides_of_a_page_in_columns_are_none():
    sides = "".join(show(FULL[:13], x, 760 - PITCH * number) for x in (90, 330) for number in range(12))
    assert "|" not in "".join(text(sides))


TABLES = [
    [("等级", "标准"), ("一级", "600"), ("二级", "400"), ("三级", "200")],
    [("序号", "街道", "任务"), ("1", "南门街道", "120"), ("2", "北山街道", "85"), ("3", "望海镇", "40")],
    [("任务", "牵头单位", "时限"), ("编制规划", "市发展改革委", "年底"), ("完善政策", "市财政局", "六月"), ("监督检查", "市市场监管局", "长期")],
    [("线路", "首班", "末班"), ("1路", "06:00", "22:00"), ("12路", "06:30", "21:30")],
    [("姓名", "单位", "职务"), ("钱某某", "甲市教育局", "副局长"), ("孙某", "乙县水务局", "科长"), ("周某", "丙镇人民政府", "镇长")],
    [("年份", "小学", "初中", "合计"), ("2019", "12", "8", "20"), ("2020", "14", "", "14"), ("2021", "15", "9", "24")],
]


@pytest.mark.parametrize("gap", [1.2, 2, 5])
@pytest.mark.parametrize("table", TABLES)
def test_what_is_one(table, gap):
    found = text(article((FULL, LEFT), top=760), rows(*table, gap=gap), article((FULL, LEFT), top=500))
    assert found[0] == FULL and found[-1] == FULL and len(found) == 3
    cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in found[1].split("\n")]
    assert [cells[0], *cells[2:]] == table


@pytest.mark.parametrize("top", [728, 588])
def test_half_of_something_larger_is_none(top):
    """A row above or below that has other columns: lines, and no table without its head or foot."""
    other = show("一二三四五六七八", LEFT, top) + show("三", LEFT + 160, top)
    assert "|" not in "".join(text(other, rows(*TABLES[1])))


def test_the_second_line_of_a_cell_goes_to_its_cell():
    table = rows(("材料", "份数", "备注"), ("申请表", "2", "应当签字并"), ("证明", "1", "原件"), ("报告", "1", "复印件"))
    below = show("加盖公章", LEFT + (3 + 2 + 2 + 2) * SIZE, 700 - PITCH - 20)
    assert "| 申请表 | 2 | 应当签字并加盖公章 |" in "".join(text(table, below))


def test_rows_that_are_no_table_are_no_sentence():
    lines = [("停车费", "每次", "5元"), ("物业费每平方米", "1.20元"), ("清运费每户每年收取一次", "10元")]
    assert len(text(rows(*lines, gap=1.2))) == 3
