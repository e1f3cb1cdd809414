"""What each file of a generation should hold: files of segments never change, so that damage shows.

Whoosh has no checksums: of 200 single bits that were flipped in its files, it noticed four.
"""
from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable
from pathlib import Path

from .files import replace, sync

NAME = "manifest.json"


def extend(folder: Path, names: Iterable[str]) -> None:
    """Bring new files to disk and write down all of ``names``."""
    known = _read(folder) if (folder / NAME).exists() else {}
    for name in (names := list(names)):
        if name not in known:
            sync(folder / name)
    sync(folder)
    # The files of the state before stay listed until the next: its readers may still check them.
    before = {name: entry for name, entry in known.items() if (folder / name).exists()}
    now = {name: known.get(name) or _describe(folder / name) for name in names}
    replace(folder / NAME, json.dumps(before | now, indent=0))


def check_sizes(folder: Path, segments: Container[str]) -> None:
    """Raise ``EOFError`` where a file of these segments is cut short, ``FileNotFoundError`` where one is missing."""
    for name, (size, _) in _read(folder).items():
        if name.partition(".")[0] in segments and (folder / name).stat().st_size != size:
            raise EOFError(f"{name} has not its size")


def damaged(folder: Path) -> list[str]:
    """The files whose content is not what was written; reads all of them."""
    return [
        name for name, entry in _read(folder).items() if (folder / name).exists() and _describe(folder / name) != entry
    ]


def _read(folder: Path) -> dict[str, list]:
    return json.loads((folder / NAME).read_text())


def _describe(path: Path) -> list:
    with open(path, "rb") as file:
        digest = hashlib.blake2b(digest_size=16)
        while piece := file.read(1 << 20):
            digest.update(piece)
        return [file.tell(), digest.hexdigest()]
