"""Several segments → one. All of it is read and written from end to end: memory holds the postings of a term, and of
each passage a few numbers."""
from __future__ import annotations

import heapq
import io
import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

import numpy as np
from whoosh.codec.whoosh3 import W3Segment, W3TermInfo, W3TermsReader
from whoosh.fields import Schema

from . import manifest
from .codec import POSTING, ArrayCodec, ArrayFieldWriter, SharedFile, SharedStorage
from .schema import BYTES_COLUMNS, NUMBER_COLUMNS

GONE = 0xFFFFFFFF
PIECE = 1 << 20
_LENGTHS = 8  # bytes before each term: two lengths


class Source:
    """A segment that is merged. Its files are opened here: they may be removed from the folder meanwhile."""

    def __init__(self, folder: Path, segment: W3Segment) -> None:
        self.segment, self.count = segment, segment.doc_count_all()
        self.alive = np.ones(self.count, bool)
        self.alive[list(segment.deleted_docs())] = False
        with ExitStack() as opened:
            self.files = {
                name.partition(".")[2]: opened.enter_context(open(folder / name, "rb"))
                for name in segment.list_files(SharedStorage(str(folder)))
            }
            self._opened = opened.pop_all()

    def close(self) -> None:
        self._opened.close()

    def number(self, base: int) -> None:
        """Give the passages that are alive their numbers in the merged segment, from ``base`` on."""
        self.numbers = np.full(self.count, GONE, "<u4")
        self.numbers[self.alive] = np.arange(base, base + np.count_nonzero(self.alive), dtype="<u4")

    def removed_in(self, segment: W3Segment | None) -> list[int]:
        """The numbers that were given to what is deleted in a later state of this segment; ``None``: all of it is."""
        deleted = slice(None) if segment is None else list(segment.deleted_docs())
        numbers = self.numbers[deleted]
        return numbers[numbers != GONE].tolist()

    def column(self, name: str) -> io.BufferedReader | None:
        return self.files.get(f"{name}.col")

    def terms(self, place: int) -> Iterator[tuple]:
        """Each (field, term) in order, with ``place``, the passages that are alive and their frequencies."""
        terms, postings = self.files["trm"], self.files["pst"]
        size = os.fstat(terms.fileno()).st_size
        reader = W3TermsReader(None, SharedFile(terms, name=terms.name), size, None)
        names, end = reader._fieldunmap, reader._tindex.endofdata
        terms.seek(reader._tindex.startofdata)
        postings.seek(0)
        while terms.tell() < end:
            lengths = _exactly(terms, _LENGTHS)
            key = _exactly(terms, int.from_bytes(lengths[:4], "big"))
            info = W3TermInfo.from_bytes(_exactly(terms, int.from_bytes(lengths[4:], "big")))
            count = info.doc_frequency()
            data = _exactly(postings, count * POSTING)
            passages = self.numbers[np.frombuffer(data, "<u4", count)]
            frequencies = np.frombuffer(data, "u1", count, count * 4)
            if (kept := passages != GONE).all():
                yield names[int.from_bytes(key[:2], "big")], key[2:], place, passages, frequencies
            elif kept.any():
                yield names[int.from_bytes(key[:2], "big")], key[2:], place, passages[kept], frequencies[kept]


def merge_in(folder: Path, segments: list[W3Segment], schema: Schema) -> W3Segment:
    """Write what is alive in some segments of a folder as one, which no table names yet; → it."""
    with ExitStack() as opened:
        sources = [opened.enter_context(closing(Source(folder, segment))) for segment in segments]
        return merge(sources, schema, manifest.read(folder), folder)


def merge(sources: list[Source], schema: Schema, known: dict[str, list], folder: Path) -> W3Segment:
    """The same of segments that are open, each file of which must hold what is ``known`` of it."""
    for source in sources:
        manifest.verify(source.files.values(), known)
    storage, codec = SharedStorage(str(folder)), ArrayCodec()
    segment, count = codec.new_segment(storage, sources[0].segment.indexname), 0
    for source in sources:
        source.number(count)
        count += int(np.count_nonzero(source.alive))
    segment.set_doc_count(count)
    for name, kind in NUMBER_COLUMNS.items():
        with open(folder / codec.column_filename(segment, name), "wb") as file:
            for source in sources:
                file.write(_numbers(source, name, kind)[source.alive].tobytes())
    for name in BYTES_COLUMNS:
        with open(folder / codec.column_filename(segment, name), "wb") as file:
            _write_bytes(file, sources, name)
    writer = ArrayFieldWriter(codec, storage, segment)
    writer.add_postings(schema, None, _postings(sources))
    writer.close()
    return segment


def _numbers(source: Source, name: str, kind: str) -> np.ndarray:
    """A numeric column; Whoosh leaves out default values at its end."""
    values = np.zeros(source.count, kind)
    if file := source.column(name):
        file.seek(0)
        stored = np.frombuffer(file.read(), kind)
        values[: len(stored)] = stored
    return values


def _write_bytes(target: BinaryIO, sources: list[Source], name: str) -> None:
    """Byte strings one after the other, then where each ends: see ``schema.BytesColumn``."""
    ends, total = [], 0
    for source in sources:
        file, stops = source.column(name), np.zeros(source.count, "<i8")
        if file:
            length = file.seek(-8 * source.count, os.SEEK_END)
            stops = np.frombuffer(_exactly(file, 8 * source.count), "<i8")
            if source.count and stops[-1] != length:
                raise EOFError(f"{file.name} is cut short")
        starts = np.concatenate(([0], stops[:-1])) if source.count else stops
        if file:
            for start, stop in _runs(source.alive):
                _copy(file, target, int(starts[start]), int(stops[stop - 1]))
        ends.append(total + np.cumsum((stops - starts)[source.alive]))
        total = int(ends[-1][-1]) if len(ends[-1]) else total
    target.write(np.concatenate(ends).astype("<i8").tobytes())


def _runs(alive: np.ndarray) -> list[tuple[int, int]]:
    """Stretches of passages that are alive, as (first, after the last)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], alive, [False]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _copy(file: BinaryIO, target: BinaryIO, start: int, stop: int) -> None:
    if stop > start:
        file.seek(start)
    while start < stop:
        start += target.write(_exactly(file, min(PIECE, stop - start)))


def _postings(sources: list[Source]) -> Iterator[tuple[str, bytes, np.ndarray, np.ndarray]]:
    streams = [source.terms(place) for place, source in enumerate(sources)]
    # No two streams have the same place, so that arrays are never compared.
    for (field, term), found in groupby(heapq.merge(*streams), key=itemgetter(0, 1)):
        passages, frequencies = zip(*((p, f) for *_, p, f in found), strict=True)
        yield field, term, np.concatenate(passages), np.concatenate(frequencies)


def _exactly(file: BinaryIO, length: int) -> bytes:
    data = file.read(length)
    if len(data) < length:
        raise EOFError(f"{file.name} is cut short")
    return data
