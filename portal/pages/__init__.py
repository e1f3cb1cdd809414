"""The site's own pages: each Markdown file of this folder is one, at the address of its name; one of that name in the folder
``site/pages`` of the data takes its place, and others there are further pages.

After front matter, which may say under which label the foot of every page links it (``footer: 关于``), the first line is
``# `` and the title; the first paragraph also serves as the description.
"""
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from documents.rendering import render
from documents.vocabulary.patterns import certain

FOLDER = Path(__file__).parent
KEYS = ("footer",)
_LEFT_AS_TYPED = re.compile(r"\[([^\][\n]*)\]\(")
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
FRONT_MATTER = re.compile(r"(?:---\n(?P<facts>.*?)\n---\n)?(?P<text>.*)", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """``problems``: what is wrong with its front matter, for ``portal.checks``."""

    path: Path
    title: str
    description: str
    html: str
    footer: str = ""
    problems: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.path.stem


@cache
def discover(*folders: Path) -> list[Page]:
    """The pages of ``folders``, in the order of their names; of several with one name that of the last folder."""
    paths = {path.stem: path for folder in folders or (FOLDER, settings.SITE_DIR / "pages") for path in folder.glob("*.md")}
    return [_page(path) for _, path in sorted(paths.items())]


def _page(path: Path) -> Page:
    parts = certain(FRONT_MATTER.fullmatch(path.read_text(encoding="utf-8")))
    title, _, text = parts["text"].lstrip().partition("\n")
    facts, problems = _facts(parts["facts"] or "")
    if not title.startswith("# "):
        problems = (*problems, "the first line is not '# ' and a title")
    description = text.strip().split("\n\n")[0]
    html = render(text).replace('href="/', f'href="{settings.FORCE_SCRIPT_NAME or ""}/')  # the site may lie below a path
    problems += tuple(f"the link [{words}] leads neither to an address of the site (/…) nor to one of the web" for words in _LEFT_AS_TYPED.findall(_CODE.sub("", html)))
    return Page(path, title.removeprefix("# "), description, html, str(facts.get("footer") or ""), problems)


def _facts(front_matter: str) -> tuple[dict, tuple[str, ...]]:
    """The front matter's keys and values, and what is wrong with it."""
    try:
        facts = yaml.safe_load(front_matter) or {}
    except yaml.YAMLError as error:
        return {}, (f"the front matter is not YAML: {error}",)
    if not isinstance(facts, dict):
        return {}, ("the front matter is not keys with values",)
    unknown = [str(key) for key in facts if key not in KEYS]
    return facts, tuple(f"the front matter has an unknown key {key!r}; known: {', '.join(KEYS)}" for key in unknown)
