"""What tools are asked with. What is not declared is refused: a mistyped day must not give today's law."""
from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from api.http.parameters import read_day
from api.resources import quotations, resolving
from documents.pages.draft_form import MOST_CHARACTERS

SOURCE = "Slug from an answer, or title, number 文号, or provision"


class Arguments(BaseModel):
    """``on``: the day to look from, today by default."""

    model_config = ConfigDict(extra="forbid")
    on: date | None = Field(None, description="Day, 2020-05-01; default today")

    _read_day = field_validator("on", mode="before")(read_day)


class Search(Arguments):
    query: str = Field(min_length=1, max_length=resolving.LONGEST)
    kind: str = Field("", max_length=20, description="公文种类, e.g. 办法")
    body: str = Field("", max_length=100, description="发文机关, slug")
    topic: str = Field("", max_length=100)
    year: str = Field("", max_length=20, description="2021 or 2018..2021")
    page: int = Field(1, ge=1, le=100)
    limit: int = Field(5, ge=1)


class Read(Arguments):
    document: str = Field(min_length=1, max_length=500, description=SOURCE)
    part: Literal["outline", "text", "citations"] = "outline"
    section: str = Field("", max_length=100, description="Anchor from the outline")
    keyword: str = Field("", max_length=100, description="Only sections with these words")
    page: int = Field(1, ge=1)


class Provision(Arguments):
    provision: str = Field(min_length=1, max_length=resolving.LONGEST, description="e.g. 刑法第一百三十三条之一第二款")


class Citation(Arguments):
    text: str = Field(min_length=1, max_length=resolving.LONGEST, description="Title, number, provision or sentence")


class Quotation(Arguments):
    quote: str = Field(min_length=1, max_length=quotations.LONGEST)
    source: str = Field(min_length=1, max_length=500, description=SOURCE)


class Draft(Arguments):
    text: str = Field(min_length=1, max_length=MOST_CHARACTERS, pattern=r"\S")
    page: int = Field(1, ge=1)


class Status(Arguments):
    document: str = Field(min_length=1, max_length=500, description=SOURCE)


class Compare(Arguments):
    document: str = Field(min_length=1, max_length=500, description=SOURCE)
    other: str = Field("", max_length=500, description="Default: the edition before")
    page: int = Field(1, ge=1)


def schema_of(model: type[Arguments]) -> dict[str, Any]:
    """The JSON Schema of ``model`` without what says nothing: an agent reads it with every question."""
    schema = model.model_json_schema()
    return {
        "type": "object", "additionalProperties": False, "properties": {name: _bare(shape) for name, shape in schema["properties"].items()},
        **({"required": schema["required"]} if "required" in schema else {}),
    }


def _bare(shape: dict[str, Any]) -> dict[str, Any]:
    bare = {name: value for name, value in shape.items() if name not in ("title", "anyOf") and (name, value) not in (("default", None), ("default", ""))}
    kept: dict[str, Any] = next((one for one in shape.get("anyOf", []) if one["type"] != "null"), {})
    return {**kept, **bare}
