"""How postings lie on disk: plain arrays, which NumPy reads without decoding.

Whoosh's own codec packs blocks of 128 postings into compressed pickles; to score in NumPy each of them had to be
unpacked in Python first. Here a term's postings are its passages (``uint32``) and then its frequencies (``uint8``).
Everything else of a segment is Whoosh's W3 codec.
"""
from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment, W3TermInfo
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.scoring import BaseScorer

from .files import sync

POSTING = 5  # bytes

TermPostings = tuple[str, bytes, np.ndarray, np.ndarray]
"""A field, a term of it, the passages that hold it and how often each does."""


class SharedFile(StructFile):
    """A file that threads read at once: ``get`` needs no file position. It outlives its name in the folder.

    It is read, not mapped: a file cut short under a map kills the process, here it is an ``EOFError``.
    """

    def get(self, position: int, length: int) -> bytes:
        data = os.pread(self.fileno(), length, position)
        if len(data) < length:
            raise EOFError(f"{self._name} is cut short")
        return data


class SharedStorage(FileStorage):
    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """The table of contents gets its name by this: its content is on disk before."""
        sync(Path(self._fpath(oldname)))
        super().rename_file(oldname, newname, safe)

    def open_file(self, name: str, **kwargs: Any) -> SharedFile:
        return SharedFile(open(self._fpath(name), "rb"), name=name)


class ArrayFieldWriter(W3FieldWriter):
    def add_postings(self, schema: Schema, lengths: None, items: Iterable[TermPostings]) -> None:
        """``items``: in order of field and term."""
        current = None
        for field, term, passages, frequencies in items:
            if field != current:
                if current is not None:
                    self.finish_field()
                self.start_field(field, schema[field])
                current = field
            self._add_term(term, passages, frequencies)
        if current is not None:
            self.finish_field()

    def _add_term(self, term: bytes, passages: np.ndarray, frequencies: np.ndarray) -> None:
        offset = self._postfile.tell()
        self._postfile.write(passages.tobytes())
        self._postfile.write(frequencies.tobytes())
        info = W3TermInfo(weight=float(frequencies.sum(dtype=np.int64)), df=len(passages), minid=int(passages[0]))
        info._maxid, info._maxweight = int(passages[-1]), float(frequencies.max())
        info.set_extent(offset, len(passages) * POSTING)
        self._tindex.add(self._fieldid.to_bytes(2, "big") + term, info.to_bytes())


def postings(file: SharedFile, info: W3TermInfo) -> tuple[np.ndarray, np.ndarray]:
    """→ passages (ascending) and how often each holds the term."""
    count = info.doc_frequency()
    data = file.get(info.extent()[0], count * POSTING)
    return np.frombuffer(data, "<u4", count), np.frombuffer(data, "u1", count, count * 4)


class ArrayCodec(W3Codec):
    length_stats = False

    def field_writer(self, storage: FileStorage, segment: W3Segment) -> ArrayFieldWriter:
        return ArrayFieldWriter(self, storage, segment)

    def postings_reader(
        self, dbfile: SharedFile, terminfo: W3TermInfo, format_: Format, term: tuple[str, bytes] | None = None, scorer: BaseScorer | None = None
    ) -> ListMatcher:
        passages, frequencies = postings(dbfile, terminfo)
        weights = frequencies.astype(float).tolist()
        return ListMatcher(
            passages.tolist(), weights, format=format_, scorer=scorer, term=term, terminfo=terminfo
        )
