"""What can go wrong for a program that asks: each with a status and words in Chinese and English (RFC 9457)."""
from __future__ import annotations

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
    UNKNOWN_PARAMETER, INVALID_VALUE, BAD_REQUEST, FORBIDDEN, NOT_HELD, GONE, NOT_ALLOWED, TOO_LARGE, NO_SUCH_PART, FAILED, TOO_MANY, INTERNAL,
    BUSY, UNAVAILABLE,
)
BY_STATUS = {kind.status: kind for kind in reversed(KINDS)} | {400: BAD_REQUEST, 503: UNAVAILABLE}


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
