#!/usr/bin/env python3
"""Writes docs/licences.md: the licence of every library that requirements*.txt lock, in the words of the library's own metadata.

``--check`` writes nothing, and fails where the page says otherwise. What is not installed here (an extra, another system's)
keeps the row that it has.
"""
import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/licences.md"
# The widest first: each library is named once, with the first list that has it.
LISTS = {
    "requirements.txt": "runs", "requirements-pdf.txt": "PDF", "requirements-postgresql.txt": "PostgreSQL", "requirements-opensearch.txt": "OpenSearch", "requirements-meaning.txt": "meaning",
    "requirements-ocr.txt": "OCR", "requirements-dev.txt": "develops",
}
HEAD = """# Licences

What 文澜 is built on, and under what. Made by `.ci/licences.py` from the metadata of what is installed; the tests hold it against that.
*runs*: always installed (`requirements.txt`); *PDF*, *PostgreSQL*, *OpenSearch*, *meaning*, *OCR*: extras; *develops*: for tests alone, and never
part of a site. Programs of the system (nginx, PostgreSQL, LibreOffice, Pango) come from the system, under their own.

| library | for | licence |
| --- | --- | --- |
"""


def locked() -> dict[str, str]:
    """Name of each library → what it is for."""
    found: dict[str, str] = {}
    for file, purpose in LISTS.items():
        for name in re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?==", (ROOT / file).read_text(), re.M):
            found.setdefault(name.lower(), purpose)
    return dict(sorted(found.items()))


def licence(name: str) -> str | None:
    """As the library says it; ``None`` where it is not installed."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    classified = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if line.startswith("License ::")]
    first_line = (said.get("License") or "").strip().partition("\n")[0]
    return said.get("License-Expression") or "; ".join(one for one in classified if one != "OSI Approved") or first_line or "?"


def rows() -> dict[str, tuple[str, str]]:
    """The page as it is: name → purpose, licence."""
    return {name: (purpose, said) for name, purpose, said in re.findall(r"^\| (\S+) \| (\S+) \| (.*) \|$", PAGE.read_text(), re.M)} if PAGE.exists() else {}


def page() -> str:
    known = rows()
    lines = [f"| {name} | {purpose} | {licence(name) or known.get(name, ('', '?'))[1]} |" for name, purpose in locked().items()]
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    if "--check" not in sys.argv:
        PAGE.write_text(page())
    elif PAGE.read_text() != page():
        sys.exit(f"{PAGE.relative_to(ROOT)} is not what is installed says: make licences")
