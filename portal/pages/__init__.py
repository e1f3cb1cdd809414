"""The site's own pages: each Markdown file of this folder is one, at the address of its name.

After front matter, which may say under which label the foot of every page links it (``footer: 关于``), the first line is
``# `` and the title; the first paragraph also serves as the description.
"""
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from documents.rendering import render
from documents.vocabulary.patterns import certain

FOLDER = Path(__file__).parent
FRONT_MATTER = re.compile(r"(?:---\n(?P<facts>.*?)\n---\n)?(?P<text>.*)", re.DOTALL)


@dataclass(frozen=True)
class Page:
    name: str
    title: str
    description: str
    html: str
    footer: str = ""


@cache
def discover(folder: Path = FOLDER) -> list[Page]:
    return [_page(path) for path in sorted(folder.glob("*.md"))]


def _page(path: Path) -> Page:
    parts = certain(FRONT_MATTER.fullmatch(path.read_text(encoding="utf-8")))
    facts = yaml.safe_load(parts["facts"] or "") or {}
    title, _, text = parts["text"].lstrip().partition("\n")
    return Page(path.stem, title.removeprefix("# "), text.strip().split("\n\n")[0], render(text), **facts)
