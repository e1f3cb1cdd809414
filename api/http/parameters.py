"""What may be sent: each kind of parameter once, with its words for the description."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from ninja import Path, Query, Schema
from pydantic import BeforeValidator, Field

from api.resources import cursors, quotations, resolving
from documents.pages.draft_form import MOST_CHARACTERS


def read_day(value: object) -> object:
    """A day as 2020-05-01 and in no other way: a number would be read as seconds."""
    if isinstance(value, str):
        if len(value) != 10 or not value[:4].isdigit():
            raise ValueError("a day is written 2020-05-01")
        return date.fromisoformat(value)
    if value is not None and not isinstance(value, date):
        raise ValueError("a day is written 2020-05-01")
    return value


NAME = r"^[^/\x00-\x1f\x7f]+$"
TEXT = r"^[^\x00]*$"
WORDS = r"^[^\x00]*[^\x00\s][^\x00]*$"
"""With something in it: what was not sent is never told as checked."""
Day = Annotated[
    Annotated[date, BeforeValidator(read_day)] | None,
    Query(None, description="从哪一天看，默认今天。The day to look from; today by default.", examples=["2020-05-01"]),
]
Slug = Annotated[str, Path(..., description="网址名，取自其他回答。From another answer.", max_length=200, pattern=NAME)]
Anchor = Annotated[str, Path(..., description="章节或者条款项的锚点。", max_length=100, pattern=NAME)]
Cursor = Annotated[str, Query("", description="上一页的 next 里的 cursor。", max_length=4000, pattern=r"^[A-Za-z0-9_-]*$")]
Limit = Annotated[int, Query(cursors.USUAL, ge=1, le=cursors.MOST, description="一页多少条。")]
Total = Annotated[bool, Query(False, description="true：并说明一共多少条（total）。Say how many there are in all.")]
Fields = Annotated[
    str, Query("", description="只要这几项，用逗号分开。Only these members, with commas.", max_length=500, pattern=TEXT, examples=["title,number,status"]),
]
Typed = Annotated[str, Query(..., max_length=resolving.LONGEST, min_length=1, pattern=TEXT)]
Sought = Annotated[str, Query("", max_length=resolving.LONGEST, pattern=TEXT, description="检索词，语法与检索页相同。")]
Number = Annotated[int, Query(1, ge=1, le=100, description="第几页，一页十条。")]
Without = Annotated[Sequence[str], Query((), max_length=10, description="从检索词里读出、而不要的条件的名字。")]


class Draft(Schema, extra="forbid"):
    text: str = Field(description="草案全文，Markdown 或者纯文本。", min_length=1, max_length=MOST_CHARACTERS, pattern=WORDS, examples=["依据《中华人民共和国教育法》第二十条，制定本办法。"])
    on: Annotated[date, BeforeValidator(read_day)] | None = Field(None, description="按哪一天的时效检查，默认今天。")


class Quotation(Schema, extra="forbid"):
    quote: str = Field(description="引文。", min_length=1, max_length=quotations.LONGEST, pattern=TEXT, examples=["学籍管理实行分级负责"])
    source: str = Field(description="出处：网址名，或者标题、文号、条款。", min_length=1, max_length=500, pattern=TEXT, examples=["中小学生学籍管理办法第三条"])
    on: Annotated[date, BeforeValidator(read_day)] | None = Field(None, description="哪一天的文本，默认今天。")
