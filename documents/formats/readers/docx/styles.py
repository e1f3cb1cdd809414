"""What a paragraph inherits from its style: its level in the outline and its list."""
import re
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY_TEXT = 9  # the outline level that means none
HEADING_NAME = re.compile(r"heading ([1-9])")
CONTENTS_NAME = re.compile(r"toc( \d| heading)", re.I)


class Style(NamedTuple):
    """``outline``: from 0, ``None`` for body text. ``list_id``, ``list_level``: as in ``w:numPr``."""

    name: str = ""
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None


class Styles:
    def __init__(self, root: etree._Element | None) -> None:
        elements = [] if root is None else root.findall(f"{W}style")
        self._elements = {style.get(f"{W}styleId"): style for style in elements}
        self._default = next((i for i, e in self._elements.items() if e.get(f"{W}default") == "1" and is_paragraph(e)), None)
        self._resolved: dict[str | None, Style] = {}

    def of(self, style_id: str | None) -> Style:
        """The style with this id, or the default one, with all that it inherits."""
        known = style_id if style_id in self._elements else self._default
        if known not in self._resolved:
            self._resolved[known] = self._inherited(known)
        return self._resolved[known]

    def _inherited(self, style_id: str | None) -> Style:
        style, seen = Style(), set()
        while style_id in self._elements and style_id not in seen:
            seen.add(style_id)
            element = self._elements[style_id]
            own = own_style(element)
            style = style._replace(**{name: theirs for name, theirs in own._asdict().items() if getattr(style, name) in (None, "")})
            style_id = value(element.find(f"{W}basedOn"))
        return style


def own_style(element: etree._Element) -> Style:
    name = (value(element.find(f"{W}name")) or "").lower()
    properties = element.find(f"{W}pPr")
    heading = HEADING_NAME.fullmatch(name)
    outline = outline_of(properties)
    if outline is None and heading:
        outline = int(heading[1]) - 1
    return Style(name, outline, *list_of(properties))


def outline_of(properties: etree._Element | None) -> int | None:
    return None if properties is None else number(properties.find(f"{W}outlineLvl"))


def list_of(properties: etree._Element | None) -> tuple[str | None, int | None]:
    found = None if properties is None else properties.find(f"{W}numPr")
    return (None, None) if found is None else (value(found.find(f"{W}numId")), number(found.find(f"{W}ilvl")))


def is_paragraph(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph"


def value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def number(element: etree._Element | None) -> int | None:
    text = value(element)
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else None


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as ``w:vanish`` is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off")
