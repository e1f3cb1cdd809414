"""Imports go one way: portal → api → search → documents, and inside these from each level to those below it.

What has a level is a package or a module that lies directly in one of the four. Imports inside functions count like any other.
"""
import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP_PACKAGES = ("portal", "api", "search", "documents")
LEVELS = {  # from the lowest; docs/architecture.md draws them
    "documents": (
        "counts previews sandbox signals vocabulary",
        "status formats comparison repetition bibliography typesetting",
        "models parsing",
        "citations rendering",
        "analysis draft_check",
        "sandbox_server resolving exporting filters revisions notices",
        "importing",
        "uploading",
        "admin pages",
        "apps management storage templatetags urls",
    ),
    "api": (
        "problems",
        "resources",
        "tables",
        "dumps http oai",
        "mcp",
        "apps management templatetags urls",
    ),
    "search": (
        "plan text weights",
        "queries",
        "models",
        "suggesting",
        "backends",
        "meaning",
        "indexing",
        "engine",
        "days",
        "answering trends",
        "counts",
        "pages",
        "admin apps management search_indexes templatetags urls",
    ),
}
LEVEL = {f"{top}.{package}": number for top, levels in LEVELS.items() for number, packages in enumerate(levels) for package in packages.split()}
PURE = (
    "documents.analysis", "documents.bibliography", "documents.citations", "documents.comparison", "documents.draft_check", "documents.formats", "documents.parsing", "documents.repetition", "documents.sandbox",
    "documents.sandbox_server", "documents.status", "documents.typesetting", "documents.vocabulary", "search.plan", "search.queries", "search.text.lexicon",
)
DJANGO = ("django", "haystack", "documents.models", "documents.importing", "documents.resolving")
PATHS = sorted(path for top in TOP_PACKAGES for path in (ROOT / top).rglob("*.py") if "migrations" not in path.parts)
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> set[str]:
    """The full names of all that a module imports, wherever in it the import stands."""
    names, parts = set(), path.relative_to(ROOT).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = [*parts[: len(parts) - node.level]] if node.level else []
            names |= {".".join([*base, *filter(None, [node.module]), alias.name]) for alias in node.names}
    return names


IMPORTS = {path: imported(path) for path in PATHS}


def package_of(name: str) -> str:
    return ".".join(name.split(".")[:2])


def is_in(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_imports_go_down(path):
    name = name_of(path)
    top, package = name.split(".")[0], package_of(name)
    for other in IMPORTS[path]:
        assert other.split(".")[0] not in TOP_PACKAGES[: TOP_PACKAGES.index(top)], (
            f"{name} imports {other}, of a package above it: what it needs probably wants to live in {top}, or a signal "
            "(documents.signals) should carry the news upwards"
        )
        if package in LEVEL and (below := package_of(other)) in LEVEL and below != package and below.startswith(f"{top}."):
            assert LEVEL[below] < LEVEL[package], (
                f"{name} imports {other}, which lies no lower: what both need probably wants to live in a package below both "
                "(documents.vocabulary for words, search.plan for values); or take it as a parameter from who calls"
            )
        if is_in(name, PURE):
            assert not is_in(other, DJANGO), (
                f"{name} imports {other}, but is pure: take a value or a function as a parameter, or move the code to "
                "documents.resolving (what asks the database) or documents.importing (what makes rows)"
            )


def test_every_package_has_a_level():
    packages = {package_of(name) for name in map(name_of, PATHS) if not name.startswith("portal") and "." in name}
    assert packages - set(LEVEL) == set(), "say in LEVELS, and in docs/architecture.md, on which level these are"
    assert set(LEVEL) - packages == set(), "these are gone"


def test_every_package_is_drawn():
    drawn = set(re.findall(r"\w+", (ROOT / "docs/architecture.md").read_text()))
    assert {package.split(".")[1] for package in LEVEL} - drawn == set(), "docs/architecture.md does not show these"


def test_no_circle_of_packages():
    """At any depth: what is in a package imports nothing that leads back to it."""
    packages = {name_of(path.parent / "__init__.py") for path in PATHS} | set(map(name_of, PATHS))
    leads = defaultdict(set)
    for path in PATHS:
        for other in IMPORTS[path]:
            while other and other not in packages:
                other = other.rpartition(".")[0]
            for one, two in siblings(name_of(path), other):
                leads[one].add(two)
    circles = [" → ".join(circle) for package in sorted(leads) if (circle := way(leads, package, package))]
    assert circles == [], "what the packages of a circle share probably wants to live in one below them"


def siblings(one: str, two: str):
    """The packages or modules that lie side by side, one around each of the two, where the two part: none or one pair."""
    ours, theirs = one.split("."), two.split(".")
    for depth, (a, b) in enumerate(zip(ours, theirs, strict=False)):
        if a != b:
            yield ".".join(ours[: depth + 1]), ".".join(theirs[: depth + 1])
            return


def way(leads, start: str, end: str) -> list[str]:
    """The names on a way from one to the other, or none."""
    ways, seen = [[start]], set()
    while ways:
        path = ways.pop(0)
        for following in sorted(leads[path[-1]]):
            if following == end:
                return [*path, end]
            if following not in seen:
                seen.add(following)
                ways.append([*path, following])
    return []


@pytest.mark.parametrize("folder", [*TOP_PACKAGES, "evaluation", "benchmarks"])
def test_modules_and_functions_are_short(folder):
    long = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        if "migrations" in path.parts:
            continue
        text = path.read_text()
        if (lines := len(text.splitlines())) > LONGEST_MODULE:
            long.append(f"{name_of(path)}: {lines} lines, of at most {LONGEST_MODULE}")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long.append(f"{name_of(path)}.{node.name}: {lines} lines, of at most {LONGEST_FUNCTION}")
    assert long == [], "more than one idea probably lives there"


def test_every_test_folder_is_a_package():
    """A folder of tests without ``__init__.py`` is passed over in silence by some runners."""
    folders = {p.parent for p in (ROOT / "tests").rglob("test_*.py")}
    assert [f for f in folders if not (f / "__init__.py").exists()] == []
