"""Merging beside writers and readers: what is written while a merge goes on is in the index after it."""
from __future__ import annotations

import os
import shutil
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment

from . import manifest, tiers
from .codec import SharedStorage
from .folder import check_sizes, read_toc, writer_in
from .merging import Source, merge

PLACE = "merging"
"""In a generation's folder: where a merged segment is written before it is named. Whoever merges next clears it."""


def due_in(folder: Path) -> list[W3Segment]:
    """The segments that should become one now."""
    return tiers.due(read_toc(folder).segments, tiers.sizes(folder), tiers.LARGEST)


class Merger:
    """``begin`` under the lock of the contents, ``write`` without it, ``commit`` under it again."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._place = folder, folder / PLACE
        self._sources: list[Source] = []

    def __enter__(self) -> Merger:
        shutil.rmtree(self._place, ignore_errors=True)
        self._place.mkdir(mode=0o700)
        return self

    def __exit__(self, *error: object) -> None:
        for source in self._sources:
            source.close()
        shutil.rmtree(self._place, ignore_errors=True)

    def begin(self) -> bool:
        """Open what is due, so that no writer can take it away; → whether anything is."""
        toc = read_toc(self._folder)
        check_sizes(self._folder, toc)
        self._schema, self._known = toc.schema, manifest.read(self._folder)
        self._sources += [Source(self._folder, segment) for segment in due_in(self._folder)]
        return bool(self._sources)

    def write(self) -> None:
        """Make one segment of it. Raises ``IndexUnavailable`` where a file is damaged, ``OSError`` on a full disk."""
        self._segment = merge(self._sources, self._schema, self._known, self._place)
        names = self._segment.list_files(SharedStorage(str(self._place)))
        self._described = manifest.describe(self._place, names)

    def commit(self) -> None:
        """Put the merged segment in place of its sources, without what was removed from them meanwhile."""
        kept = {segment.segment_id(): segment for segment in read_toc(self._folder).segments}
        for source in self._sources:
            for passage in source.removed_in(kept.pop(source.segment.segment_id(), None)):
                self._segment.delete_document(passage)
        manifest.announce(self._folder, self._described)
        for name in self._described:
            os.replace(self._place / name, self._folder / name)
        writer_in(self._folder).adopt([*kept.values(), self._segment])
