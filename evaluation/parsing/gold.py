"""Gold documents: a raw file and, beside it, what a person read in it: as JSON of the same stem, or all in one ``truth.json``."""
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TRUTH = "truth.json"


@dataclass(frozen=True)
class Gold:
    """``expected`` by field name; a field that is not in it is not measured, ``null`` or ``[]`` must stay empty."""

    name: str
    path: Path
    expected: dict


def read_gold(folder: Path) -> Iterator[Gold]:
    """Every pair below ``folder``, in the order of their names; raises ``ValueError`` for JSON without its raw file."""
    for told in sorted(folder.rglob("*.json")):
        if told.name == TRUTH:
            yield from _of_all(folder, told)
            continue
        raws = [path for path in told.parent.glob(f"{_literal(told.stem)}.*") if path.suffix != ".json"]
        if len(raws) != 1:
            raise ValueError(f"{told}: {len(raws)} raw files of the same stem, not one")
        yield Gold(raws[0].relative_to(folder).as_posix(), raws[0], json.loads(told.read_text(encoding="utf-8")))


def _of_all(folder: Path, told: Path) -> Iterator[Gold]:
    for name, expected in json.loads(told.read_text(encoding="utf-8")).items():
        path = told.parent / name
        if not path.is_file():
            raise ValueError(f"{told}: no file {name}")
        yield Gold(path.relative_to(folder).as_posix(), path, expected)


def _literal(stem: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in stem)
