"""How a site calls itself and what it looks like: ``site/site.yaml`` of the data folder; the README lists the keys.

Beside it may lie ``static/``, whose files take the place of ours (``img/logo.svg``), and ``pages/``, whose Markdown files do.
"""
import re
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

FILE = "site.yaml"
LONGEST = 500
LIGHT, DARK = "fbf9f4", "15181a"  # the paper of static/css/tokens.css
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


class Wrong(Exception):
    """A ``site.yaml`` that cannot be used; says why, in Chinese."""


@dataclass(frozen=True)
class Branding:
    """The keys of ``site.yaml``; all are texts, and those without a default stay away from the pages where they are empty."""

    name: str = "文澜"
    subtitle: str = "中国政策文件库"
    headline: str = "读政策，从原文开始"
    lead: str = "政策文件、法律法规的全文，逐章逐条可以链接，引用相互贯通。"
    description: str = "中国政策文件的阅读、检索与引用。"
    operator: str = ""
    contact: str = ""
    icp_record: str = ""
    police_record: str = ""
    colour: str = ""
    colour_dark: str = ""

    @property
    def police_code(self) -> str:
        """The digits by which the register of the police finds a site."""
        return "".join(re.findall(r"[0-9]+", self.police_record))


def load(folder: Path) -> Branding:
    """What ``site.yaml`` of ``folder`` says, our own where there is none; raises ``Wrong``."""
    try:
        values = yaml.safe_load((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Branding()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Wrong(f"读不了：{error}") from error
    known = [field.name for field in fields(Branding)]
    if not isinstance(values or {}, dict):
        raise Wrong("每行应当是“名称: 值”")
    said = {name: value for name, value in (values or {}).items() if value is not None}
    for name, value in said.items():
        if name not in known:
            raise Wrong(f"没有“{name}”这一项；可以写的是 {'、'.join(known)}")
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST or re.search(r"[\x00-\x1f\x7f]", value.strip()):
            raise Wrong(f"“{name}”应当是一行文字，至多 {LONGEST} 字；数字和日期请加引号")
    branding = Branding(**{name: value.strip() for name, value in said.items()})
    _check_colour("colour", branding.colour, LIGHT)
    _check_colour("colour_dark", branding.colour_dark, DARK)
    return branding


def _check_colour(name: str, colour: str, paper: str) -> None:
    if not colour:
        return
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise Wrong(f"“{name}”应当写成 \"#1b5470\" 这样，并加引号")
    if contrast(colour[1:], paper) < LEAST_CONTRAST:
        raise Wrong(f"“{name}”的 {colour} 与页面的底色 #{paper} 太接近，看不清楚（对比度不到 {LEAST_CONTRAST}）")


def contrast(one: str, other: str) -> float:
    """That of two colours, as WCAG defines it.

    >>> contrast("000000", "ffffff")
    21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return round((lighter + 0.05) / (darker + 0.05), 2)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
