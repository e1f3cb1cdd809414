"""Imports go one way: portal → search → documents, and inside documents towards the pure packages."""
import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("portal", "search", "documents")
PURE = ("documents/formats", "documents/parsing", "documents/understanding", "documents/sandbox", "documents/citations", "documents/vocabulary/numerals.py", "documents/vocabulary/kinds.py", "documents/labelled.py", "documents/vocabulary/numbers.py", "documents/status.py", "search/plan.py", "search/queries", "search/text/lexicon.py")
ALLOWED_IN_PURE = {"documents/resolving/lookups.py"}
MODULES = sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py") if "migrations" not in p.parts)


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).with_suffix("").parts
            base = ".".join(package[: len(package) - node.level]) if node.level else ""
            names.add(".".join(filter(None, [base, node.module])))
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path):
    place = path.relative_to(ROOT).as_posix()
    rooms_above = ROOMS[: ROOMS.index(place.split("/")[0])]
    for name in imported(path):
        room = name.split(".")[0]
        assert room not in rooms_above, (
            f"{place} imports {name}, a room above it: what it needs probably wants to live lower, or a signal "
            "should carry the news upwards"
        )
        if place.startswith(PURE) and place not in ALLOWED_IN_PURE:
            assert room not in ("django", "haystack"), (
                f"{place} imports {name}, but is a pure package: take a value as a parameter, or move the code to "
                "documents.importing or citations.lookups"
            )
            assert name.split(".")[:2] not in (["documents", "models"], ["documents", "importing"]), (
                f"{place} imports {name}: pure packages take values, importing makes rows of them"
            )


def test_every_test_folder_is_a_package():
    """A folder of tests without ``__init__.py`` is passed over in silence by some runners."""
    folders = {p.parent for p in (ROOT / "tests").rglob("test_*.py")}
    assert [f for f in folders if not (f / "__init__.py").exists()] == []
