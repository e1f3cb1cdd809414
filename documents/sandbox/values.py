"""Values as JSON and back. A process that was taken over may send anything: what comes back is built by its type."""
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def to_json(value: Any) -> Any:
    """``value`` in terms of JSON: a dataclass as its values in order, a day as ``{"date": …}``."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Mapping):
        return {name: to_json(item) for name, item in value.items()}
    if is_dataclass(value):
        return [to_json(getattr(value, field.name)) for field in fields(value)]
    return [to_json(item) for item in value]


def from_json(kind: Any, content: Any) -> Any:
    """The value of type ``kind`` that ``to_json`` wrote as ``content``. Raises ``ValueError`` where it is none."""
    try:
        return _builder(kind)(content)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no {kind}") from error


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of ``kind`` from JSON."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind is object:
        return _plain
    if kind is date:
        return lambda content: date.fromisoformat(content["date"])
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    if origin in (Union, types.UnionType):
        return _optional(parts)
    if origin is tuple:
        return _tuple(parts)
    if origin is Mapping:
        build = _builder(parts[1])
        return lambda content: {_checked(str, name): build(item) for name, item in content.items()}
    if origin is Literal:
        return lambda content: parts[parts.index(content)]
    if issubclass(kind, Enum):
        return kind
    return lambda content: _checked(kind, content)


def _checked(kind: type, content: Any) -> Any:
    if type(content) is not kind:
        raise ValueError(f"no {kind}")
    return content


def _plain(content: Any) -> object:
    """A value of a file's facts: words, a day, or several of them."""
    if isinstance(content, list):
        return tuple(map(_plain, content))
    return date.fromisoformat(content["date"]) if isinstance(content, dict) else _checked(str, content)


def _dataclass(kind: type) -> Callable[[list], Any]:
    hints = get_type_hints(kind)
    builders = {field.name: _builder(hints[field.name]) for field in fields(kind)}
    return lambda content: kind(**{name: build(item) for (name, build), item in zip(builders.items(), content, strict=True)})


def _optional(parts: tuple) -> Callable[[Any], Any]:
    (kind,) = [part for part in parts if part is not types.NoneType]
    build = _builder(kind)
    return lambda content: None if content is None else build(content)


def _tuple(parts: tuple) -> Callable[[list], tuple]:
    if parts[1:] == (...,):
        build = _builder(parts[0])
        return lambda content: tuple([build(item) for item in _checked(list, content)])
    builders = [_builder(part) for part in parts]
    return lambda content: tuple([build(item) for build, item in zip(builders, content, strict=True)])
