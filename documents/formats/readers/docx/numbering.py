"""Automatic numbers, which are nowhere in the text of the file: 第一章, 一、, （一）, 1.1 are counted as Word does."""
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from .counting import NOT_COUNTED, counted
from .styles import W, is_on, number, value

PLACEHOLDER = re.compile(r"%([1-9])")
CLOSING = "、）．。：，】》〕"
LEVELS = 9


@dataclass(frozen=True)
class Level:
    """One level of a list. ``restart``: how many levels above it start it anew when used, ``None`` for all."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    arabic: bool = False
    style: str | None = None


@dataclass
class List:
    """A list as paragraphs name it: levels, and the counters that it shares with others of the same definition."""

    levels: dict[int, Level]
    counters: dict[int, int]
    fresh: dict[int, int] = field(default_factory=dict)  # levels to start anew at its first use


class Numbering:
    def __init__(self, root: etree._Element | None) -> None:
        self._lists = {} if root is None else dict(lists_of(root))

    def level_of_style(self, list_id: str, style_id: str | None) -> int:
        """The level of a list that is tied to a style, else the first."""
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((depth for depth, level in levels.items() if level.style and level.style == style_id), 0)

    def next(self, list_id: str, depth: int) -> str:
        """Count one paragraph, and give its number as printed, with the blank that follows; empty for bullets."""
        found = self._lists.get(list_id)
        level = found.levels.get(depth) if found else None
        if not found or not level:
            return ""
        count(found, depth)
        return "" if level.kind in NOT_COUNTED else spaced(printed(found, level))


def count(numbered: List, depth: int) -> None:
    counters = numbered.counters
    counters.update({at: start - 1 for at, start in numbered.fresh.items()})
    numbered.fresh.clear()
    counters[depth] = counters.get(depth, numbered.levels[depth].start - 1) + 1
    for deeper in [at for at in counters if at > depth]:
        restart = numbered.levels[deeper].restart if deeper in numbered.levels else None
        if restart is None or depth < restart:
            del counters[deeper]
    for above in range(depth):
        counters.setdefault(above, numbered.levels[above].start if above in numbered.levels else 1)


def printed(numbered: List, level: Level) -> str:
    def part(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        kind = numbered.levels.get(depth, Level()).kind
        return counted(numbered.counters.get(depth, 1), "decimal" if level.arabic and kind not in NOT_COUNTED else kind)

    return PLACEHOLDER.sub(part, level.text).strip()


def spaced(label: str) -> str:
    return label if not label or label[-1] in CLOSING else f"{label} "


def lists_of(root: etree._Element) -> Iterator[tuple[str, List]]:
    definitions = {e.get(f"{W}abstractNumId"): e for e in root.findall(f"{W}abstractNum")}
    by_style = {value(e.find(f"{W}styleLink")): key for key, e in definitions.items() if e.find(f"{W}styleLink") is not None}
    levels = {key: dict(levels_in(e)) for key, e in definitions.items()}
    counters: dict[str | None, dict[int, int]] = {key: {} for key in definitions}
    for element in root.findall(f"{W}num"):
        key = value(element.find(f"{W}abstractNumId"))
        if key in definitions:
            key = by_style.get(value(definitions[key].find(f"{W}numStyleLink")), key)
            changed, fresh = overrides(element, levels[key])
            yield element.get(f"{W}numId"), List(levels[key] | changed, counters[key], fresh)


def overrides(element: etree._Element, levels: dict[int, Level]) -> tuple[dict[int, Level], dict[int, int]]:
    changed: dict[int, Level] = {}
    fresh: dict[int, int] = {}
    for override in element.findall(f"{W}lvlOverride"):
        depth = depth_of(override)
        changed |= dict(levels_in(override))
        start = number(override.find(f"{W}startOverride"))
        if start is not None:
            fresh[depth] = start
            changed[depth] = replace(changed.get(depth) or levels.get(depth) or Level(), start=start)
    return changed, fresh


def levels_in(element: etree._Element) -> Iterator[tuple[int, Level]]:
    for level in element.findall(f"{W}lvl"):
        start = number(level.find(f"{W}start"))
        yield depth_of(level), Level(
            start=0 if start is None else start,
            kind=value(level.find(f"{W}numFmt")) or "decimal",
            text=value(level.find(f"{W}lvlText")) or "",
            restart=number(level.find(f"{W}lvlRestart")),
            arabic=is_on(level.find(f"{W}isLgl")),
            style=value(level.find(f"{W}pStyle")),
        )


def depth_of(element: etree._Element) -> int:
    text = element.get(f"{W}ilvl", "0")
    return int(text) if text in map(str, range(LEVELS)) else 0
