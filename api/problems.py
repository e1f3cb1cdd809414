"""What can go wrong for a program that asks: each with a status and words in Chinese and English (RFC 9457)."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kind:
    """``name``: the last part of the ``type`` of a problem, which does not change."""

    name: str
    status: int
    title: str
    title_en: str


UNKNOWN_PARAMETER = Kind("unknown-parameter", 400, "没有这个参数", "Unknown parameter")
INVALID_VALUE = Kind("invalid-value", 400, "参数的值不对", "Invalid value")
BAD_REQUEST = Kind("bad-request", 400, "请求有误", "Bad request")
FORBIDDEN = Kind("forbidden", 403, "不能这样访问", "Forbidden")
NOT_HELD = Kind("not-held", 404, "本库没有收录", "Not held here")
NO_SUCH_ADDRESS = Kind("no-such-address", 404, "没有这个网址", "No such address")
GONE = Kind("gone", 410, "已经撤回或者删除", "Withdrawn or deleted")
NOT_ALLOWED = Kind("method-not-allowed", 405, "不能用这种方法访问", "Method not allowed")
TOO_LARGE = Kind("too-large", 413, "内容太长", "Too large")
NO_SUCH_PART = Kind("no-such-part", 416, "文件没有这一部分", "No such part of the file")
FAILED = Kind("not-checked", 422, "没有查完", "Not checked")
TOO_MANY = Kind("too-many-requests", 429, "访问太频繁", "Too many requests")
INTERNAL = Kind("internal-error", 500, "程序出错", "Internal error")
BUSY = Kind("busy", 503, "现在很忙，请稍后再试", "Busy, try again later")
UNAVAILABLE = Kind("unavailable", 503, "暂时不能用，请稍后再试", "Unavailable, try again later")

KINDS = (
    UNKNOWN_PARAMETER, INVALID_VALUE, BAD_REQUEST, FORBIDDEN, NOT_HELD, NO_SUCH_ADDRESS, GONE, NOT_ALLOWED, TOO_LARGE, NO_SUCH_PART, FAILED, TOO_MANY, INTERNAL,
    BUSY, UNAVAILABLE,
)
BY_STATUS = {kind.status: kind for kind in reversed(KINDS)} | {400: BAD_REQUEST, 404: NO_SUCH_ADDRESS, 503: UNAVAILABLE}
MOST_TOLD = 5
_SAID = {
    "missing": "必须写明", "extra_forbidden": "没有这一项", "string_too_short": "至少要有 {min_length} 个字", "string_too_long": "最多 {max_length} 个字",
    "too_long": "最多写 {max_length} 次", "greater_than_equal": "最小是 {ge}", "less_than_equal": "最大是 {le}", "int_parsing": "应当是整数",
    "int_from_float": "应当是整数", "int_type": "应当是整数", "bool_parsing": "应当是 true 或者 false", "string_type": "应当是文字", "literal_error": "只能是 {expected}",
    "enum": "只能是 {expected}", "string_pattern_mismatch": "没有文字，或者有不能使用的字符", "value_error": "日期写作 2020-05-01，而且要有这一天",
    "date_type": "日期写作 2020-05-01",
}
"""Why a value is refused, by the names that pydantic has for it."""


class Problem(Exception):
    """An answer that says what is wrong. ``retry_after``: seconds after which it is worth trying again."""

    def __init__(self, kind: Kind, detail: str = "", detail_en: str = "", retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.detail_en, self.retry_after = kind, detail, detail_en, retry_after

    def as_json(self) -> dict[str, Any]:
        """The problem as RFC 9457 has it, with its words in English beside those in Chinese."""
        kind = self.kind
        return {
            "type": f"urn:wenlan:problem:{kind.name}", "status": kind.status, "title": kind.title, "title_en": kind.title_en,
            "detail": self.detail or f"{kind.title}。", "detail_en": self.detail_en or f"{kind.title_en}.",
        }


def complaints(errors: Iterable[Mapping[str, Any]], skip: int = 0) -> tuple[str, str]:
    """What is wrong with each of the first few that were refused: in Chinese, in English.

    ``skip``: how many of the first parts of a place only say where it was sent, as ``query`` does.

    >>> complaints([{"loc": ("page",), "type": "less_than_equal", "msg": "Input should be less than or equal to 100", "ctx": {"le": 100}}])
    ('page 最大是 100', 'page: Input should be less than or equal to 100')
    """
    told = [(".".join(map(str, one["loc"][skip:])) or str(one["loc"][0] if one["loc"] else ""), one) for one in list(errors)[:MOST_TOLD]]
    return "；".join(f"{name[:100]} {_in_chinese(one)}" for name, one in told), "; ".join(f"{name[:100]}: {one['msg']}" for name, one in told)


def _in_chinese(error: Mapping[str, Any]) -> str:
    said = _SAID.get(error["type"], "的值不合要求").format_map(error.get("ctx") or {})
    return said.replace(" or ", "或者").replace("', '", "、").replace("'", "")
