"""What is kept of each passage, and in which form.

A Whoosh document is a passage. The first passage of a document carries the document's own fields, and the passages
of a document lie next to each other: a document is a run of passages.
"""
from __future__ import annotations

import re
from array import array
from typing import Any, NoReturn

import numpy as np
from whoosh import columns, fields, formats, versionstring
from whoosh.filedb.structfile import StructFile

from search.backends.fields import EXACT_FIELDS, TEXT_FIELDS, value_fields


def grams_of(name: str) -> str:
    return f"{name}_grams"


def folded(name: str) -> str:
    return f"{name}_folded"


class BytesColumn(columns.Column):
    """Byte strings one after the other, then where each ends: NumPy reads both in one piece."""

    _default = b""

    class Writer(columns.ColumnWriter):
        def __init__(self, dbfile: StructFile) -> None:
            super().__init__(dbfile)
            self._ends = array("q")
            self._total = 0

        def fill(self, docnum: int) -> None:
            self._ends.extend([self._total] * (docnum - len(self._ends)))

        def add(self, docnum: int, value: bytes) -> None:
            self.fill(docnum)
            self._dbfile.write(value)
            self._total += len(value)
            self._ends.append(self._total)

        def finish(self, doccount: int) -> None:
            self.fill(doccount)
            self._dbfile.write(np.asarray(self._ends, "<i8").tobytes())

    class Reader(columns.ColumnReader):
        def __init__(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> None:
            super().__init__(dbfile, basepos, length, doccount)
            tail = doccount * 8
            self.ends = np.frombuffer(dbfile.get(basepos + length - tail, tail), "<i8")

        def __getitem__(self, docnum: int) -> bytes:
            start = int(self.ends[docnum - 1]) if docnum else 0
            return self._dbfile.get(self._basepos + start, int(self.ends[docnum]) - start)

    def default_value(self, reverse: bool = False) -> bytes:
        return self._default


class Terms(fields.FieldType):
    """A field of tokens that are cut before they come here, with their frequency and no positions."""

    def __init__(self, scorable: bool = False) -> None:
        self.format = formats.Frequency()
        self.analyzer = None
        self.scorable = scorable
        self.stored = self.unique = False
        self.vector = None

    def index(self, value: object, **kwargs: Any) -> NoReturn:
        raise TypeError("tokens are added through PassageWriter")

    def to_bytes(self, value: str | bytes) -> bytes:
        return value if isinstance(value, bytes) else value.encode("utf-8")

    def from_bytes(self, value: bytes) -> str:
        return value.decode("utf-8")


def values_of(name: str) -> str:
    """The name in Whoosh's schema of a field of exact values."""
    return f"={name}"


LINKS = ("name", "cites")
"""Fields of exact values that are also kept as numbers, document by document: citations are counted for all at once."""


def numbers_of(name: str) -> str:
    return f"{name}_numbers"


NUMBERS = ("document", "date")
NUMBER_COLUMNS = {name: ">i4" for name in NUMBERS} | {f"_{name}_len": "u1" for name in TEXT_FIELDS}
"""Columns of numbers and how they lie on disk; a length is Whoosh's own, in steps."""

BYTES_COLUMNS = ("anchor", "digest", *map(folded, EXACT_FIELDS), *map(numbers_of, LINKS))


def schema() -> fields.Schema:
    parts = {name: fields.COLUMN(columns.NumericColumn("i")) for name in NUMBERS}
    parts |= {name: fields.COLUMN(BytesColumn()) for name in BYTES_COLUMNS}
    parts |= {values_of(name): Terms() for name in value_fields()}
    for name in TEXT_FIELDS:
        parts[name] = Terms(scorable=True)
        parts[grams_of(name)] = Terms()
    return fields.Schema(**parts)


def value_fields_in(stored: fields.Schema) -> frozenset[str]:
    """Fields of exact values that an index has which was built with this schema."""
    return frozenset(name[1:] for name in stored.names() if name.startswith("="))


FORMAT = f"1 whoosh {versionstring()} {','.join(sorted(n for n in schema().names() if not n.startswith('=')))}"
"""Differs where an index cannot be read by this code. Raise the first number with any change of the codec."""


def is_readable(written_as: str) -> bool:
    """Whether an index of this format can be read. Fields of exact values do not matter, which earlier versions named here:
    an index that lacks some is outdated, and searched all the same."""
    return re.sub(r"=\w+,", "", written_as) == FORMAT
