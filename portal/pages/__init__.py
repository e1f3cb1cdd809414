"""The site's own pages: each Markdown file of this folder is one, at the address of its name.

The first line is ``# `` and the title; the first paragraph also serves as the description.
"""
from dataclasses import dataclass
from pathlib import Path

from documents.rendering import render

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Page:
    name: str
    title: str
    description: str
    html: str


def discover(folder: Path = FOLDER) -> list[Page]:
    return [_page(path) for path in sorted(folder.glob("*.md"))]


def _page(path: Path) -> Page:
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    return Page(path.stem, title.removeprefix("# "), text.strip().split("\n\n")[0], render(text))
