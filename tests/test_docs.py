"""What the documentation names is there: files, commands, targets, addresses."""
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import get_commands
from django.urls import resolve

ROOT = Path(__file__).resolve().parent.parent
# Decisions are of their day: a page is not edited when the house changes.
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("evaluation/**/README.md")] if path.name != "CHANGELOG.md")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"\.?[\w-]+(?:[./][\w-]+)*/?")
FILE = re.compile(r"[\w./-]+\.(?:py|md|txt|toml|yaml|yml|conf|in|sh)")
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
COMMAND = re.compile(r"manage\.py (\w+)")
TARGET = re.compile(r"(?<![\w-])make ((?:[a-z-]+)(?: [a-z-]+)*)")
# Made while it runs, or brought by whoever runs it.
NOT_HERE = re.compile(r"(?:WENLAN_)?DATA/.*|(?:data|files|index|site|司法解释)/.*|wenlan\.env|site\.yaml|\d{8}-\w{8}/.*|baseline.json|corpus.jsonl.gz|queries.jsonl|qrels.tsv", re.IGNORECASE)


@cache
def text(page: Path) -> str:
    return page.read_text()


@cache
def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def names(page: Path) -> list[str]:
    """What stands between backquotes and looks like a path in the repository."""
    spans = CODE.findall(FENCE.sub("", text(page)))
    return [span for span in spans if PATH.fullmatch(span) and (span.endswith("/") or FILE.fullmatch(span)) and not span.startswith("/")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
class TestDocumentation:
    def test_every_path_is_there(self, page):
        missing = [name for name in names(page) if not NOT_HERE.fullmatch(name) and not ((ROOT / name).exists() or (page.parent / name).exists())]
        assert missing == []

    def test_every_link_leads_somewhere(self, page):
        assert [link for link in LINK.findall(text(page)) if not (page.parent / link).exists()] == []

    def test_every_command_is_there(self, page):
        assert set(COMMAND.findall(text(page))) - set(get_commands()) == set()

    def test_every_target_is_there(self, page):
        found = [word for span in [*CODE.findall(text(page)), *FENCE.findall(text(page))] for words in TARGET.findall(span) for word in words.split()]
        assert set(found) - targets() == set()

    def test_every_address_leads_to_a_page(self, page):
        """Raises ``Resolver404`` where none does."""
        for span in CODE.findall(FENCE.sub("", text(page))):
            if span.startswith("/") and not span.startswith("/tmp"):
                resolve(urlsplit(span).path)


def test_there_is_something_to_look_at():
    assert len(PAGES) > 10 and sum(len(names(page)) for page in PAGES) > 40


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_every_command_of_ours_is_named(page):
    ours = {name for name, app in get_commands().items() if app in ("documents", "search", "portal")}
    assert {name for name in ours if f"`{name}" not in text(ROOT / page)} == set()
