"""The vectors of all passages, in files beside the index: each is written once, and a later one outranks those before it.

A file holds documents whole. What it says of a document holds until a later file says something else, so that neither a
change nor a crash leaves anything half done; files of like size are merged into one, which drops what no longer holds.
A file that is damaged is left out: its documents are encoded anew.
"""
from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .encoder import SIZE

SUFFIX = ".vectors"
LARGEST = 127


class VectorsBusy(Exception):
    """Another process is writing."""


@dataclass(frozen=True)
class Encoded:
    """A document as it is stored. ``digest``: of its entry; ``hashes``: of the text of each passage; ``rows``: a vector each, in
    whole numbers of 8 bits, of which only the direction means anything."""

    document_id: int
    digest: str
    anchors: tuple[str, ...]
    hashes: tuple[str, ...]
    rows: np.ndarray


def rounded(vectors: np.ndarray) -> np.ndarray:
    """Rows of numbers as they are stored."""
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-12)
    return np.rint(vectors / largest * LARGEST).astype("i1")


class _File:
    def __init__(self, path: Path) -> None:
        self.name, self.size = path.name, path.stat().st_size
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            header = json.loads(file.read(length)) if length <= self.size else {}
        self.encoder = header["encoder"]
        self.documents: list[tuple[int, str, list[str], list[str]]] = header["documents"]
        counts = [len(anchors) for _, _, anchors, _ in self.documents]
        self.starts = np.cumsum([0, *counts])
        shape = (int(self.starts[-1]), SIZE)
        empty = np.empty(shape, "i1")
        self.rows = np.memmap(path, "i1", "r", 8 + length, shape) if shape[0] else empty

    def document(self, place: int) -> Encoded:
        number, digest, anchors, hashes = self.documents[place]
        rows = self.rows[self.starts[place] : self.starts[place + 1]]
        return Encoded(number, digest, tuple(anchors), tuple(hashes), rows)


class Snapshot:
    """What the files say at one moment: one state of each document."""

    def __init__(self, files: Sequence[_File]) -> None:
        self.files = files
        newest = {row[0]: (n, place) for n, file in enumerate(files) for place, row in enumerate(file.documents)}
        self._places = newest
        self.living = sum(len(self._anchors(number)) for number in newest)
        self.stored = sum(len(file.rows) for file in files)

    def __contains__(self, document_id: int) -> bool:
        return document_id in self._places

    def _anchors(self, document_id: int) -> list[str]:
        n, place = self._places[document_id]
        return self.files[n].documents[place][2]

    def document(self, document_id: int) -> Encoded:
        """Raises ``KeyError``."""
        n, place = self._places[document_id]
        return self.files[n].document(place)

    def digests(self) -> dict[int, str]:
        return {number: self.files[n].documents[place][1] for number, (n, place) in self._places.items()}

    def documents_of(self, file: int) -> Iterator[tuple[int, int]]:
        """The places of those documents in a file that hold still, and their numbers."""
        for place, row in enumerate(self.files[file].documents):
            if self._places[row[0]] == (file, place):
                yield place, row[0]


class VectorStore:
    """The files of one encoder in a folder; those of another are as good as none."""

    def __init__(self, folder: Path, encoder: str) -> None:
        self._folder, self._encoder = folder, encoder
        self._opened: dict[str, _File | None] = {}
        self._snapshot: tuple[tuple[str, ...], Snapshot] | None = None

    def snapshot(self) -> Snapshot:
        names = self._names()
        if self._snapshot is None or self._snapshot[0] != names:
            self._opened = {name: self._opened[name] if name in self._opened else self._open(name) for name in names}
            files = [file for file in self._opened.values() if file and file.encoder == self._encoder]
            self._snapshot = names, Snapshot(files)
        return self._snapshot[1]

    def _names(self) -> tuple[str, ...]:
        try:
            return tuple(sorted(name for name in os.listdir(self._folder) if name.endswith(SUFFIX)))
        except FileNotFoundError:
            return ()

    def _open(self, name: str) -> _File | None:
        try:
            return _File(self._folder / name)
        except (OSError, ValueError, KeyError, TypeError):
            return None  # damaged, or merged away a moment ago

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The one writer's lock, over all processes. Raises ``VectorsBusy``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise VectorsBusy from error
            yield

    def write(self, documents: Sequence[Encoded]) -> None:
        """Under ``writing``: what holds of these documents from now on."""
        header = json.dumps({
            "encoder": self._encoder,
            "documents": [[d.document_id, d.digest, d.anchors, d.hashes] for d in documents],
        }).encode()
        names = self._names()
        path = self._folder / f"{int(Path(names[-1]).stem) + 1 if names else 1:010}{SUFFIX}"
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with beside.open("wb") as file:
                file.write(len(header).to_bytes(8, "little") + header)
                for document in documents:
                    file.write(document.rows.tobytes())
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

    def tidy(self, kept: Collection[int]) -> None:
        """Under ``writing``: merge the last files while they are together half as large as the one before them, and all where a
        quarter is superseded or not of the documents that are ``kept``."""
        names, snapshot = self._names(), self.snapshot()
        sizes = [(self._folder / name).stat().st_size for name in names]
        first = len(names) - 1
        while first > 0 and 2 * sum(sizes[first:]) >= sizes[first - 1]:
            first -= 1
        living = sum(len(snapshot.document(number).anchors) for number in snapshot.digests() if number in kept)
        if living < 0.75 * snapshot.stored or len(snapshot.files) < len(names):
            first = 0
        if first < len(names) - 1 or (names and first == 0 and living < snapshot.stored):
            self._merge(set(names[first:]), snapshot, kept)

    def _merge(self, names: set[str], snapshot: Snapshot, kept: Collection[int]) -> None:
        merged = [n for n, file in enumerate(snapshot.files) if file.name in names]
        self.write([snapshot.files[n].document(place) for n in merged for place, number in snapshot.documents_of(n) if number in kept])
        for name in names:
            (self._folder / name).unlink(missing_ok=True)
