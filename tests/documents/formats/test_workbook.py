"""Excel workbooks."""
import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from documents.formats import Refused, read
from documents.formats.readers.workbook.sheets import printed

from .workbooks import saved, xls, xlsx

ROWS = [["附件1"], ["甲市清单"], ["序号", "名称"], [1, "档案"], [2.5, "图纸"], ["注：略"]]
READ = "附件1\n\n甲市清单\n\n| 序号 | 名称 |\n| --- | --- |\n| 1 | 档案 |\n| 2.5 | 图纸 |\n\n注：略\n"


def text_of(*sheets) -> str:
    return read("a.xlsx", xlsx(*sheets)).text


@pytest.mark.parametrize("name, data", [
    ("a.xlsx", xlsx(("Sheet1", ROWS))), ("a.xls", xls(ROWS)), ("a.xls", xlsx(("Sheet1", ROWS))),
])
def test_lines_and_a_table(name, data):
    assert read(name, data).text == READ


def test_a_table_in_html_that_calls_itself_a_workbook():
    page = "<html><body><table><tr><td>序号</td><td>名称</td></tr><tr><td>1</td><td>档案</td></tr></table></body></html>"
    assert read("a.xls", page.encode("gbk")).text == "| 序号 | 名称 |\n| --- | --- |\n| 1 | 档案 |\n"


def test_sheets_stand_under_their_names_where_these_say_something():
    two = [["a", "b"], ["c", "d"]]
    assert [line for line in text_of(("甲表", two), ("Sheet2", two), ("空", [])).split("\n") if line.startswith("#")] == ["## 甲表"]
    assert "#" not in text_of(("甲表", two), ("空", []))


def test_blank_rows_and_columns_are_none():
    assert text_of(("Sheet1", [["a", None, "b"], [], [None], ["c", None, "d"]])) == "| a | b |\n| --- | --- |\n| c | d |\n"


def test_a_line_between_rows_is_a_row_of_the_table():
    rows = [["表名"], ["序号", "名称"], ["一、东区"], [1, "档案"], ["二、西区"], [2, "图纸"], [None, "续"], ["注：略"]]
    assert text_of(("Sheet1", rows)) == (
        "表名\n\n| 序号 | 名称 |\n| --- | --- |\n| 一、东区 |  |\n| 1 | 档案 |\n| 二、西区 |  |\n| 2 | 图纸 |\n|  | 续 |\n\n注：略\n"
    )


def test_two_tables_on_one_sheet():
    table = [["序号", "名称"], [1, "档案"]]
    read_so = "| 序号 | 名称 |\n| --- | --- |\n| 1 | 档案 |\n"
    assert text_of(("Sheet1", [["表1"], *table, [], ["表2"], *table])) == f"表1\n\n{read_so}\n表2\n\n{read_so}"


def test_words_of_cells_are_no_markdown():
    assert text_of(("Sheet1", [["a|b", "*c*"], ["<b>", "# d"]])) == "| a\\|b | \\*c\\* |\n| --- | --- |\n| \\<b> | # d |\n"


@pytest.mark.parametrize("value, number_format, shown", [
    (None, "", ""), ("甲", "", "甲"), (3, "", "3"), (3.0, "", "3"), (0.1 + 0.2, "", "0.3"), (1e20, "", "1e+20"), (0.125, "0%", "12%"),
    (0.125, "0.0%", "12.5%"), (1234.5, "#,##0.00", "1234.5"), (True, "", "TRUE"), (date(2024, 6, 3), "", "2024-06-03"),
    (datetime(2024, 6, 3), "", "2024-06-03"), (datetime(2024, 6, 3, 9, 30), "", "2024-06-03 09:30"),
])
def test_values_as_cells_show_them(value, number_format, shown):
    assert printed(value, number_format) == shown


class TestNothingInSilence:
    def test_a_formula_is_never_computed(self):
        raw = read("a.xlsx", xlsx(("Sheet1", [["a", "b"], ['=HYPERLINK("http://127.0.0.1:9/","x")', "=1+1"], ["c", "d"]])))
        assert "HYPERLINK" not in raw.text and "2 个公式" in raw.notes[0]

    def test_hidden_sheets(self):
        book = Workbook()
        book.active.append(["a"])
        hidden = book.create_sheet("底稿")
        hidden.append(["secret"])
        hidden.sheet_state = "veryHidden"
        raw = read("a.xlsx", saved(book))
        assert raw.text == "a\n" and "“底稿”" in raw.notes[0]
        with pytest.raises(Refused, match="没有文字"):
            read("a.xls", xls([["secret"]], is_hidden=True))

    def test_more_columns(self):
        raw = read("a.xlsx", xlsx(("宽", [[f"c{n}" for n in range(130)]])))
        assert "c99" in raw.text and "c100" not in raw.text and "超过 100 列" in raw.notes[0]


class TestRefused:
    @pytest.mark.parametrize("name, data, words", [
        ("a.xlsx", b"PK\x03\x04", "已损坏"), ("a.xlsx", b"words", "已损坏"), ("a.xls", b"words", "已损坏"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "已损坏"), ("a.xls", b"%PDF-1.7", "PDF"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("a.xlsx", xlsx(("Sheet1", [])), "没有文字"), ("a.xls", xls([]), "没有文字"),
    ])
    def test_what_is_none(self, name, data, words):
        with pytest.raises(Refused, match=words):
            read(name, data)

    def test_macros(self):
        buffer = io.BytesIO(xlsx(("Sheet1", ROWS)))
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"x")
        with pytest.raises(Refused, match="宏"):
            read("a.xlsx", buffer.getvalue())

    def test_too_many_rows(self):
        with pytest.raises(Refused, match="超过 20000 行"):
            text_of(("长", [["x"]] * 20_001))

    def test_a_sheet_that_claims_a_million_rows_ends(self):
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.append(["a"])
        for _ in range(50_000):
            sheet.append([])
        sheet.append(["b"])
        assert read("a.xlsx", saved(book)).text == "a\n"

    def test_a_part_that_grows_without_end(self):
        buffer = io.BytesIO(xlsx(("Sheet1", ROWS)))
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/a.bin", "w") as part:
            for _ in range(210):
                part.write(bytes(1 << 20))
        with pytest.raises(Refused, match="210 MB"):
            read("a.xlsx", buffer.getvalue())
