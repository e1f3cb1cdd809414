"""What we measure ourselves against: SQLite FTS5 over the same jieba tokens, over the same sections."""
from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from search.backends.entries import IndexEntry
from search.text import analyzers

FACETS = ("kind", "year", "validity")


def build(path, entries: Iterable[IndexEntry]) -> None:
    base = sqlite3.connect(path)
    base.execute("CREATE VIRTUAL TABLE texts USING fts5(tokens, content='')")
    base.execute("CREATE TABLE facts (id INTEGER PRIMARY KEY, kind, year, validity, date)")
    number = 0
    for entry in entries:
        title = " ".join(entry.title)
        facts = [(entry.values[name] or ("",))[0] for name in FACETS]
        for passage in entry.passages:
            number += 1
            tokens = " ".join(analyzers.tokens(f"{title} {passage.text}"))
            base.execute("INSERT INTO texts (rowid, tokens) VALUES (?, ?)", (number, tokens))
            base.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", (number, *facts, entry.date))
    base.execute("INSERT INTO texts (texts) VALUES ('optimize')")
    base.execute("CREATE INDEX by_date ON facts (date)")
    base.commit()
    base.close()


class FTS5:
    """Each search answers the first ten and how many there are, as a result page needs them."""

    name = "SQLite FTS5"

    def __init__(self, path):
        self._base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def words(self, words: list[str]) -> int:
        return self._ranked(" AND ".join(f'"{word}"' for word in words))

    def any(self, words: list[str]) -> int:
        return self._ranked(" OR ".join(f'"{word}"' for word in words))

    def phrase(self, text: str) -> int:
        return self._ranked('"' + " ".join(analyzers.tokens(text)) + '"')

    def facets(self, words: list[str]) -> int:
        match = " AND ".join(f'"{word}"' for word in words)
        for name in FACETS:
            self._all(f"SELECT {name}, count(*) FROM texts JOIN facts ON id = texts.rowid "
                      f"WHERE texts MATCH ? GROUP BY {name}", match)
        return self._ranked(match)

    def newest(self, words: list[str]) -> int:
        match = " AND ".join(f'"{word}"' for word in words)
        self._all("SELECT id FROM texts JOIN facts ON id = texts.rowid WHERE texts MATCH ? ORDER BY date DESC LIMIT 10",
                  match)
        return self._count(match)

    def _ranked(self, match: str) -> int:
        self._all("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10", match)
        return self._count(match)

    def _count(self, match: str) -> int:
        return self._all("SELECT count(*) FROM texts WHERE texts MATCH ?", match)[0][0]

    def _all(self, sql: str, match: str) -> list:
        return self._base.execute(sql, (match,)).fetchall()
