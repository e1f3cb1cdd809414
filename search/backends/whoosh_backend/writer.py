"""Entries → a segment of Whoosh's index.

Whoosh's own pool keeps a Python tuple for each posting and sorts them; here tokens become numbers as they come,
and one NumPy sort a field makes the postings.
"""
from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from whoosh.codec.whoosh3 import W3Segment
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from search.backends.entries import IndexEntry, Passage
from search.backends.fields import DOCUMENT_FIELDS, TEXT_FIELDS
from search.text import analyzers

from . import manifest, tiers
from .codec import ArrayCodec, TermPostings
from .files import sync
from .merging import merge_in
from .schema import LINKS, folded, grams_of, numbers_of, values_of


class FieldPool:
    """The tokens of one field, as numbers, until the segment is written."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._tokens = array("I")
        self._passages = array("I")
        self._counts = array("I")

    def __len__(self) -> int:
        return len(self._tokens)

    def add(self, passage: int, tokens: list[str]) -> None:
        self._tokens.extend(map(self._numbers.__getitem__, tokens))
        self._passages.append(passage)
        self._counts.append(len(tokens))

    def postings(self) -> Iterator[tuple[bytes, np.ndarray, np.ndarray]]:
        """Each term in order of its bytes, with its passages in ascending order and their frequencies."""
        if not self._numbers:
            return
        terms = sorted(self._numbers)
        ranks = np.empty(len(terms), "u8")
        ranks[[self._numbers[term] for term in terms]] = np.arange(len(terms), dtype="u8")
        keys, frequencies = self._keys(ranks)
        passages = (keys & 0xFFFFFFFF).astype("<u4")
        bounds = np.searchsorted(keys, np.arange(len(terms) + 1, dtype="u8") << np.uint64(32)).tolist()
        for term, start, end in zip(terms, bounds, bounds[1:]):  # noqa: B905
            if end > start:
                yield term.encode("utf-8"), passages[start:end], frequencies[start:end]

    def _keys(self, ranks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """→ (term, passage) pairs as sorted distinct numbers, and how often each occurs (255: or more)."""
        tokens = np.frombuffer(self._tokens, "u4")
        keys = ranks[tokens] << np.uint64(32)
        keys |= np.repeat(np.frombuffer(self._passages, "u4"), np.frombuffer(self._counts, "u4"))
        keys.sort()
        starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, "i8")
        counts = np.diff(np.append(starts, len(keys)))
        keys = keys[starts]
        return keys, np.minimum(counts, 255).astype("u1")


class TermPool:
    """Stands in for Whoosh's ``PostingPool``."""

    def __init__(self) -> None:
        self.fields: defaultdict[str, FieldPool] = defaultdict(FieldPool)

    def __len__(self) -> int:
        return sum(map(len, self.fields.values()))

    def iter_postings(self) -> Iterator[TermPostings]:
        for field in sorted(self.fields):
            for posting in self.fields.pop(field).postings():
                yield (field, *posting)

    def cleanup(self) -> None:
        self.fields.clear()


class PassageWriter(SegmentWriter):
    """Writes entries; ``commit`` merges the smallest segments and is on disk when it returns."""

    def __init__(self, index: FileIndex) -> None:
        # The lock is the store's, which also covers the switch of generations.
        super().__init__(index, codec=ArrayCodec(), compound=False, _lk=False)
        self.pool = TermPool()

    def add_entry(self, entry: IndexEntry) -> None:
        for number, passage in enumerate(entry.passages):
            self.perdocwriter.start_doc(self.docnum)
            self._column("document", entry.document_id)
            self._column("anchor", passage.anchor.encode())
            if number == 0:
                self._add_document(entry)
            self._add_passage(passage)
            self.perdocwriter.finish_doc()
            self.docnum += 1
        self._added = True

    def _add_document(self, entry: IndexEntry) -> None:
        self._column("date", entry.date)
        self._column("digest", entry.digest.encode())
        for name in DOCUMENT_FIELDS:
            self._text(name, getattr(entry, name))
        for name in LINKS:
            self._column(numbers_of(name), b"".join(map(_number, filter(None, entry.values.get(name, ())))))
        for name, values in entry.values.items():
            # An index that was built before a filter was declared goes on without it.
            if (field := values_of(name)) in self.schema:
                self.pool.fields[field].add(self.docnum, [value for value in values if value])

    def _add_passage(self, passage: Passage) -> None:
        self._text("heading", (passage.heading,))
        self._text("path", (passage.path,))
        self._text("text", (passage.text,))

    def _text(self, name: str, values: Iterable[str]) -> None:
        values = [analyzers.normalise(value) for value in values]
        tokens = [token for value in values for token in analyzers.normalised_tokens(value)]
        self.pool.fields[name].add(self.docnum, tokens)
        self.perdocwriter.add_field(name, None, None, len(tokens))
        text = analyzers.END.join(value for value in values if value)
        self.pool.fields[grams_of(name)].add(self.docnum, analyzers.grams(text))
        if TEXT_FIELDS[name].exact:
            self._column(folded(name), text.encode("utf-8"))

    def _column(self, name: str, value: int | bytes) -> None:
        self.perdocwriter.add_column_value(name, self.schema[name].column_type, value)

    def remove(self, document_ids: Iterable[int]) -> None:
        """Hide every passage of these documents in the segments written before."""
        wanted = np.array(sorted(set(document_ids)), "i4")
        for segment in self.segments:
            document_ids_of_passages = self._document_column(segment)
            for passage in np.flatnonzero(np.isin(document_ids_of_passages, wanted)).tolist():
                segment.delete_document(passage)

    def _document_column(self, segment: W3Segment) -> np.ndarray:
        data = Path(self.storage.folder, self.codec.column_filename(segment, "document")).read_bytes()
        return np.frombuffer(data, ">i4")

    def finished(self) -> W3Segment:
        """Write what was added as a segment that no table names yet."""
        segment = self._finalize_segment()
        self.is_closed = True
        return segment

    def adopt(self, segments: list[W3Segment]) -> None:
        """Name segments that were written elsewhere, and only these."""
        self._close_segment()
        self._commit_toc([segment for segment in segments if segment.doc_count_all()])
        self._finish()

    def commit(self, mergetype: None = None, optimize: None = None, merge: None = None) -> None:
        segments = [segment for segment in self.segments if segment.deleted_count() < segment.doc_count_all()]
        if self._added:
            segments.append(self._finalize_segment())
        else:
            self._close_segment()
        self._commit_toc(self._with_the_small_ones_merged(segments))
        self._finish()

    def _with_the_small_ones_merged(self, segments: list[W3Segment]) -> list[W3Segment]:
        folder = Path(self.storage.folder)
        small = tiers.due(segments, tiers.sizes(folder), tiers.SMALL)
        if not small:
            return segments
        kept = [segment for segment in segments if segment not in small]
        return [*kept, merge_in(folder, small, self.schema)]

    def _commit_toc(self, segments: list[W3Segment]) -> None:
        """The files first, then what they should hold, then the table that names them: after a power failure
        one state or the other is whole."""
        ids = {segment.segment_id() for segment in segments}
        names = [name for name in self.storage.list() if name.partition(".")[0] in ids]
        folder = Path(self.storage.folder)
        manifest.extend(folder, names)
        super()._commit_toc(segments)
        sync(folder)


def _number(value: str) -> bytes:
    return hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).digest()
