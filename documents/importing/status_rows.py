"""What the rows of a table of statuses say: each one document, its status, since when, and by which source."""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents import formats, sandbox
from documents.formats.tables import FORMULA, Rows, read_table
from documents.sandbox import Refused
from documents.vocabulary.dates import date_at
from documents.vocabulary.enums import Validity
from documents.vocabulary.numbers import canonical_number

HEADINGS = {
    "title": ("标题", "名称", "文件名称", "文件标题", "文件名", "法规名称", "规范性文件名称", "法律法规名称"),
    "number": ("文号", "发文字号", "发文文号", "文件编号", "发布文号"),
    "dated": ("成文日期", "发文日期", "印发日期", "发布日期", "公布日期", "颁布日期", "日期", "发文时间", "发布时间", "公布时间"),
    "validity": ("时效", "时效性", "效力", "效力状态", "有效性", "状态", "清理结果", "清理意见", "处理意见"),
    "on": ("时效日期", "起始日", "起始日期", "时效起始日", "废止日期", "失效日期", "废止（失效）日期", "变动日期", "自何日起", "状态日期"),
    "source": ("来源", "依据", "出处", "时效来源", "时效依据", "废止依据"),
}
WORDS = {
    Validity.IN_FORCE: ("现行有效", "有效", "现行", "继续有效", "保留", "继续执行"),
    Validity.AMENDED: ("已修改", "已被修改", "已修订", "已被修订", "已修正"),
    Validity.REPEALED: ("已废止", "废止", "已被废止", "宣布废止", "予以废止"),
    Validity.EXPIRED: ("已失效", "失效", "宣布失效"),
    Validity.NOT_YET: ("尚未生效", "尚未施行", "未生效", "未施行"),
}
VALIDITIES = {word: validity for validity, words in WORDS.items() for word in words}
HEADING_LINES = 10
SOURCE_CHARACTERS = 400
_ALONE = re.compile("^《([^《》]+)》$")


@dataclass(frozen=True)
class Statement:
    """One row, in ``line``: the document by ``title``, ``number`` and the day it is ``dated``, and what it is from ``on``."""

    line: int
    title: str
    number: str
    dated: date | None
    validity: Validity
    on: date | None
    source: str

    @property
    def name(self) -> str:
        return (f"《{self.title}》" if self.title else "") + (f"（{self.number}）" if self.title and self.number else self.number)


@dataclass(frozen=True)
class Rejected:
    """A row from which nothing is taken, and why, in Chinese."""

    line: int
    name: str
    reason: str

    def __str__(self) -> str:
        return f"第 {self.line} 行{f'（{self.name}）' if self.name else ''}：{self.reason}"


def statements(rows: Rows) -> Iterator[Statement | Rejected]:
    """What each row below the headings says. Raises ``Refused`` where there are no headings, or two columns have one meaning."""
    top, columns = _headings(rows)
    for line, row in enumerate(rows[top:], top + 1):
        if any(row):
            yield _read(line, {name: row[place] if place < len(row) else "" for name, place in columns.items()})


def _headings(rows: Rows) -> tuple[int, dict[str, int]]:
    """The number of the line of headings, and the columns by what they mean."""
    meanings = {heading: name for name, headings in HEADINGS.items() for heading in headings}
    for number, row in enumerate(rows[:HEADING_LINES], 1):
        found = [(meanings[heading], place) for place, cell in enumerate(row) if (heading := _squeezed(cell)) in meanings]
        columns = dict(reversed(found))
        if "validity" in columns and {"title", "number"} & columns.keys():
            if twice := next((name for name in columns if sum(name == other for other, _ in found) > 1), None):
                raise Refused(f"有几列的表头都表示“{HEADINGS[twice][0]}”，请只留一列")
            return number, columns
    raise Refused("没有找到表头：要有“标题”或“文号”，以及“时效”；另可有“成文日期”“时效日期”“来源”")


def _read(line: int, cells: dict[str, str]) -> Statement | Rejected:
    title, number = _ALONE.sub(r"\1", cells.get("title", "")), cells.get("number", "")
    name = title or number
    if FORMULA in cells.values():
        return Rejected(line, name if name != FORMULA else "", "有公式，请把公式换成它的值。")
    if not name:
        return Rejected(line, "", "没有标题，也没有文号。")
    validity = VALIDITIES.get(_squeezed(cells["validity"]))
    if validity is None:
        return Rejected(line, name, f"不认得时效“{cells['validity'][:20]}”。" if cells["validity"] else "没有写时效。")
    try:
        dated, on = (_day(cells.get(column, "")) for column in ("dated", "on"))
    except ValueError as unread:
        return Rejected(line, name, f"读不出日期“{str(unread)[:20]}”。")
    source = cells.get("source", "")[:SOURCE_CHARACTERS]
    return Statement(line, title, canonical_number(number) or number, dated, validity, on, source)


def _squeezed(cell: str) -> str:
    return re.sub(r"\s", "", cell).replace("(", "（").replace(")", "）")


def _day(cell: str) -> date | None:
    """The day that ``cell`` writes; ``None`` for none. Raises ``ValueError`` with what is no day."""
    cell = re.sub(r"[ T]\d{1,2}:\d{2}(:\d{2})?$", "", cell.strip())
    cell = re.sub(r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3", cell)
    if cell in ("", "-", "—", "/", "无"):
        return None
    found = date_at(cell, 0)
    if not found or found.end != len(cell):
        raise ValueError(cell)
    return found.value


def read_statuses(name: str, data: bytes) -> list[Statement | Rejected]:
    """What the table in the bytes of a file says, read in the sandbox. Raises ``formats.Refused``, naming the file."""
    with formats.naming(name):
        return list(statements(sandbox.call(read_table, name, data, subject=name)))
