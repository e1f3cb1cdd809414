"""Tables as offices keep them, and what only looks like one: rows of text, or a plain reason."""
import io
import zipfile
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from documents.formats import tables
from documents.formats.tables import FORMULA, Refused, read_table

LINES = "标题,文号,时效\n甲市绿化办法,甲政〔2020〕1号,已废止\n"
ROWS = (("标题", "文号", "时效"), ("甲市绿化办法", "甲政〔2020〕1号", "已废止"))


def workbook(*rows, **sheets):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, others in sheets.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rezipped(data, **parts):
    """A workbook with some of its parts replaced, or left out (``None``), by the last of their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            stem = name.rpartition("/")[2].partition(".")[0]
            content = parts.get(stem, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_lines_of_values_in_any_usual_encoding(encoding, delimiter):
    assert read_table("表.csv", (LINES * 3).replace(",", delimiter).encode(encoding)) == ROWS * 3


def test_quotes_line_breaks_and_empty_cells():
    assert read_table("表.CSV", '标题,时效,来源\r\n"甲,乙\n""办法""",,\r\n'.encode()) == (("标题", "时效", "来源"), ('甲,乙\n"办法"',))


def test_a_workbook_gives_its_first_sheet_days_as_iso_and_no_formula():
    data = workbook(
        ["标题", "日期", "时间", "数", "公式", "空", "末"], ["甲", date(2020, 1, 2), datetime(2020, 1, 2, 3), 2020.0, "=1+1", None, "#N/A"], 别的=[["乙"]],
    )
    assert read_table("表.xlsx", data) == (
        ("标题", "日期", "时间", "数", "公式", "空", "末"), ("甲", "2020-01-02", "2020-01-02", "2020", FORMULA),
    )


GOOD = workbook(["标题", "时效"], ["甲", "已废止"])


@pytest.mark.parametrize(("name", "data", "reason"), [
    ("表.csv", b"", "文件为空"),
    ("表.csv", b" \n\n", "文件为空"),
    ("表.xls", b"\xd0\xcf\x11\xe0", "另存为 .xlsx"),
    ("表.csv", GOOD, "内容却是 Excel"),
    ("表", b"1", "只能读 .csv 和 .xlsx"),
    ("表.xlsx", LINES.encode(), "已损坏"),
    ("表.xlsx", GOOD[:-200], "已损坏"),
    ("表.xlsx", rezipped(GOOD, workbook=None), "不是 Excel 工作簿"),
    ("表.xlsx", rezipped(GOOD, sheet1=b"<worksheet><sheetData><row>"), "已损坏"),
    ("表.xlsx", rezipped(GOOD, workbook=b"<a>"), "已损坏"),
    ("表.csv", '标题,时效\n"甲,乙\n'.encode(), "引号不成对"),
    ("表.csv", "标题,时效\n".encode() + b"\xff\xfe\xfd\x81" * 30, "编码"),
])
def test_what_is_no_table_is_refused_with_a_reason(name, data, reason):
    with pytest.raises(Refused, match=reason):
        read_table(name, data)


def test_entities_in_a_workbook_are_not_followed():
    bomb = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'"><!ENTITY c "' + b"&b;" * 1000 + b'">]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&c;</t></si></sst>'
    with suppress(Refused):
        assert all(len(cell) <= tables.CELL_CHARACTERS for row in read_table("表.xlsx", rezipped(GOOD, sharedStrings=bomb)) for cell in row)


def test_too_many_rows_bytes_and_long_cells(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    monkeypatch.setattr(tables, "TABLE_BYTES", 5000)
    with pytest.raises(Refused, match="超过 3 行"):
        read_table("表.csv", b"a,b\n" * 4)
    with pytest.raises(Refused, match="MB"):
        read_table("表.csv", b"a" * 5001)
    assert read_table("表.csv", b"a," + b"b" * 4000) == (("a", "b" * tables.CELL_CHARACTERS),)
    assert len(read_table("表.csv", b"," * 200 + b"x\n" + b"y," * 200)[1]) == tables.MOST_COLUMNS


def test_a_sheet_that_says_it_is_huge_is_read_as_far_as_it_is_filled():
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    assert read_table("表.xlsx", rezipped(GOOD, sheet1=sheet)) == (("x",),)


def test_a_sheet_that_is_formatted_to_its_last_row_ends_where_its_values_do():
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row><row r="1048576"/></sheetData></worksheet>'
    rows = read_table("表.xlsx", rezipped(GOOD, sheet1=sheet))
    assert rows[0] == ("x",) and not any(rows[1:]) and len(rows) <= tables.MOST_BLANK_ROWS + 1


@given(st.binary(max_size=200), st.sampled_from(["表.csv", "表.xlsx"]))
def test_no_bytes_fail_otherwise(data, name):
    with suppress(Refused):
        read_table(name, data)
