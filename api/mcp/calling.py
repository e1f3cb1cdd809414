"""One call of a tool: arguments checked, run, and every way in which it can fail told apart."""
from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.db import DatabaseError
from pydantic import ValidationError

from api.problems import GONE, NOT_HELD, Problem, complaints
from api.resources import with_origin
from api.resources.basics import Record

from .tools import BY_NAME, NOT_FOUND, Unresolved

log = logging.getLogger(__name__)


def call(name: str, given: Mapping[str, Any], absolute: Callable[[str], str]) -> tuple[Record, bool]:
    """What a tool tells, and whether that is an error: what was not done is never told as an answer."""
    tool = BY_NAME.get(name)
    if tool is None:
        return _error("invalid-arguments", f"没有“{name[:50]}”这个工具。", f"There is no tool {name[:50]!r}.")
    if any("\0" in value for value in given.values() if isinstance(value, str)):  # some databases fail on it
        return _error("invalid-arguments", "参数中有不能使用的字符，没有执行。", "An argument has a NUL; nothing was done.")
    try:
        return with_origin(tool.run(tool.arguments.model_validate(given)), absolute), False
    except ValidationError as error:
        said, said_en = complaints(error.errors(include_url=False))
        return _error("invalid-arguments", f"参数不对，没有执行：{said[:500]}", f"Invalid arguments, nothing was done: {said_en[:500]}")
    except Unresolved as unresolved:
        return with_origin(unresolved.told, absolute), False
    except Problem as problem:
        if problem.kind in (NOT_HELD, GONE):
            return {"result": NOT_FOUND, "why": problem.detail, "why_en": problem.detail_en}, False
        return _error("invalid-arguments" if problem.kind.status == 400 else "unavailable", problem.detail, problem.detail_en)
    except DatabaseError:
        log.exception("a tool could not use the database")
    except Exception:  # whatever it is: an agent is told that nothing was found out, and people find it in the log
        log.exception("a tool failed")
    return _error("unavailable", "出了故障，没有完成；这不是“没有结果”。", "It failed and was not done; that is not “no results”.")


def _error(result: str, why: str, why_en: str) -> tuple[Record, bool]:
    return {"result": result, "why": why, "why_en": why_en}, True
