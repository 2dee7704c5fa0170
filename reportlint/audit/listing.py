"""What there is to read, held against what an audit has read already: on disk, so that there may be any number of documents."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportlint.audit.entries import Entry

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE entry (
  path TEXT PRIMARY KEY, source TEXT, location BLOB, member INTEGER, container TEXT, size INTEGER, stamp TEXT, problem TEXT,
  UNIQUE (location, member)
) WITHOUT ROWID;
CREATE TABLE known (
  path TEXT PRIMARY KEY, size INTEGER, stamp TEXT, sha256 TEXT, basis TEXT, again INTEGER
) WITHOUT ROWID;
"""
#: Read once on these terms, to a result that will not be another the next time.
_SETTLED = "known.basis = :basis AND NOT known.again"
_UNCHANGED = f"{_SETTLED} AND known.stamp = entry.stamp AND entry.stamp <> '' AND known.size = entry.size AND entry.problem = ''"


class Known(NamedTuple):
    """A document as an audit knows it. basis: what it was held to. again: it could not be judged, so it is tried again."""

    path: str
    size: int
    stamp: str
    sha256: str
    basis: str
    again: bool


class Task(NamedTuple):
    """A document to read. sha256: that of the bytes whose findings are known already, "" for none."""

    entry: Entry
    sha256: str


class Listing:
    """Entries, each document once, by path; beside them what is known. The file behind it vanishes with it."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("")
        self._file.executescript(_TABLES)

    def close(self) -> None:
        self._file.close()

    def add(self, entries: Iterable[Entry]) -> None:
        """Take entries in; of two that are the same document, or bear one name, the first counts."""
        rows = ((e.path, e.source, os.fsencode(e.location), e.member, e.container, e.size, e.stamp, e.problem) for e in entries)
        self._file.executemany("INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def know(self, known: Iterable[Known]) -> None:
        self._file.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?, ?, ?)", known)

    def __len__(self) -> int:
        return self._number("SELECT count(*) FROM entry")

    def unchanged(self, basis: str) -> int:
        """How many documents need not be opened."""
        return self._number(f"SELECT count(*) FROM entry JOIN known USING (path) WHERE {_UNCHANGED}", basis)

    def tasks(self, basis: str) -> Iterator[Task]:
        """The documents to read, by path."""
        rows = self._file.execute(
            "SELECT entry.path, source, location, member, container, entry.size, entry.stamp, problem,"
            f" CASE WHEN {_SETTLED} THEN known.sha256 ELSE '' END"
            f" FROM entry LEFT JOIN known USING (path) WHERE ({_UNCHANGED}) IS NOT TRUE ORDER BY entry.path",
            {"basis": basis},
        )
        for path, source, location, *rest, sha256 in rows:
            yield Task(Entry(path, source, os.fsdecode(location), *rest), sha256 or "")

    def paths(self) -> Iterator[str]:
        """The documents that there are, by path."""
        return (path for (path,) in self._file.execute("SELECT path FROM entry ORDER BY path"))

    def gone(self) -> Iterator[str]:
        """The documents that are known and no longer there, by path."""
        rows = self._file.execute("SELECT path FROM known WHERE path NOT IN (SELECT path FROM entry) ORDER BY path")
        return (path for (path,) in rows)

    def _number(self, query: str, basis: str = "") -> int:
        number: int = self._file.execute(query, {"basis": basis}).fetchone()[0]
        return number
