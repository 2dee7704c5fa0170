"""An audit as an SQLite file, which Datasette and every other program for SQLite opens as it is."""

from __future__ import annotations

import os
import pkgutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from reportlint.audit.listing import Known, Listing
from reportlint.audit.reading import Read
from reportlint.audit.rows import DOCUMENTS, FINDINGS, RULES, Row
from reportlint.errors import UsageError

SUFFIXES = (".sqlite", ".sqlite3", ".db")

_WAIT = 60.0  # seconds, while another program reads
_MARK = "reportlint/audit/1"


class Store:
    """See `reportlint.audit.stores.Store`."""

    def __init__(self, target: str, anew: bool) -> None:
        self._target = target
        _refuse(target)
        try:
            if anew:
                for left in (target, f"{target}-journal"):
                    Path(left).unlink(missing_ok=True)
            self._file = sqlite3.connect(target, timeout=_WAIT, isolation_level=None)
            create(self._file)
        except (OSError, sqlite3.Error) as problem:
            raise _unwritten(target, problem) from None
        self.head: Mapping[str, str] = dict(self._file.execute("SELECT key, value FROM audit"))

    def known(self) -> Iterator[Known]:
        again = "status = 'unreadable' OR faults IS NOT NULL"
        rows = self._file.execute(f"SELECT path, size, stamp, sha256, basis, {again} FROM documents")
        return (Known(*row) for row in rows)

    def begin(self, head: Mapping[str, str], rules: Iterable[Row]) -> None:
        with _Transaction(self._file, self._target):
            self._file.executemany("INSERT OR REPLACE INTO audit VALUES (?, ?)", head.items())
            insert_rules(self._file, rules)

    def put(self, results: Sequence[Read]) -> None:
        with _Transaction(self._file, self._target):
            for result in results:
                if result.document is None:
                    self._file.execute("UPDATE documents SET stamp = ? WHERE path = ?", (result.entry.stamp, result.entry.path))
                else:
                    insert_document(self._file, result.document, result.findings)

    def finish(self, listing: Listing, gone: bool) -> None:
        with _Transaction(self._file, self._target):
            for path in listing.gone() if gone else ():
                _forget(self._file, path)
                self._file.execute("DELETE FROM documents WHERE path = ?", (path,))
            self._file.execute("INSERT OR REPLACE INTO audit VALUES ('state', 'finished')")

    def totals(self) -> Sequence[int]:
        counts = ", ".join(f"total({name})" for name in ("errors", "warnings", "infos"))
        row = self._file.execute(f"SELECT count(*), total(status = 'unreadable'), count(faults), {counts} FROM documents").fetchone()
        return [int(value) for value in row]

    def close(self) -> None:
        self._file.close()


def database(target: str) -> sqlite3.Connection:
    """See `reportlint.audit.stores.database`."""
    if not os.path.isfile(target):
        raise UsageError(f"{target}: there is no such audit.")
    _refuse(target)
    try:
        return _read_only(target)
    except sqlite3.Error as problem:
        raise UsageError(f"{target} could not be opened: {problem}.") from None


def _read_only(target: str) -> sqlite3.Connection:
    """The file, to be read; what a run that was killed left half done is undone first, which is no reading."""
    mode = "rw" if os.path.exists(f"{target}-journal") else "ro"
    return sqlite3.connect(f"{Path(target).resolve().as_uri()}?mode={mode}", uri=True, timeout=_WAIT)


def create(file: sqlite3.Connection) -> None:
    """Make the tables and views that are not there yet."""
    made = {str: "TEXT", int: "INTEGER"}
    documents = ", ".join(f"{name} {made[kind]}{' NOT NULL UNIQUE' if name == 'path' else ''}" for name, kind in DOCUMENTS.items())
    findings = ", ".join(f"{name} {made[kind]}" for name, kind in FINDINGS.items() if name not in ("document", "number"))
    rules = ", ".join(f"{name} TEXT{' PRIMARY KEY' if name == 'id' else ''}" for name in RULES)
    views = (pkgutil.get_data("reportlint.audit", "views.sql") or b"").decode("utf-8")
    file.executescript(
        f"""
        BEGIN;
        CREATE TABLE IF NOT EXISTS audit (key TEXT PRIMARY KEY, value TEXT);
        INSERT OR IGNORE INTO audit VALUES ('schema', '{_MARK}');
        CREATE TABLE IF NOT EXISTS rules ({rules});
        CREATE TABLE IF NOT EXISTS documents (id INTEGER PRIMARY KEY, {documents});
        CREATE TABLE IF NOT EXISTS findings (
          document INTEGER NOT NULL REFERENCES documents (id), number INTEGER NOT NULL, {findings},
          PRIMARY KEY (document, number), FOREIGN KEY (rule) REFERENCES rules (id)
        ) WITHOUT ROWID;
        {views}
        COMMIT;
        """
    )


def insert_rules(file: sqlite3.Connection, rules: Iterable[Row]) -> None:
    file.executemany(f"INSERT OR REPLACE INTO rules VALUES ({_marks(RULES)})", rules)


def insert_document(file: sqlite3.Connection, document: Row, findings: Iterable[Row]) -> None:
    """Put in a document with its findings, in place of what is there of it."""
    _forget(file, str(document[0]))
    names = ", ".join(DOCUMENTS)
    values = ", ".join(f"{name} = excluded.{name}" for name in DOCUMENTS if name != "path")
    cursor = file.execute(
        f"INSERT INTO documents ({names}) VALUES ({_marks(DOCUMENTS)}) ON CONFLICT (path) DO UPDATE SET {values} RETURNING id", document
    )
    ((id,),) = cursor.fetchall()
    file.executemany(f"INSERT INTO findings ({', '.join(FINDINGS)}) VALUES ({_marks(FINDINGS)})", ((id, *row[1:]) for row in findings))


def _forget(file: sqlite3.Connection, path: str) -> None:
    file.execute("DELETE FROM findings WHERE document = (SELECT id FROM documents WHERE path = ?)", (path,))


def _marks(columns: Mapping[str, type]) -> str:
    return ", ".join("?" * len(columns))


class _Transaction:
    """All that is done within it is done for good, or none of it is."""

    def __init__(self, file: sqlite3.Connection, target: str) -> None:
        self._file, self._target = file, target

    def __enter__(self) -> None:
        try:
            self._file.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as problem:
            raise _unwritten(self._target, problem) from None

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: object) -> None:
        self._file.execute("COMMIT" if problem is None else "ROLLBACK")
        if isinstance(problem, sqlite3.Error):
            raise _unwritten(self._target, problem) from problem


def _unwritten(target: str, problem: Exception) -> UsageError:
    said = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
    return UsageError(f"{target} could not be written: {said}.")


def _refuse(target: str) -> None:
    """Raise UsageError for a file that is there and is no audit: it is not ours to write in."""
    if os.path.isdir(target):
        raise UsageError(f"{target} is a folder; an audit whose name ends so is a file.")
    if not os.path.exists(target) or os.path.getsize(target) == 0:
        return
    file = _read_only(target)
    try:
        found = file.execute("SELECT value FROM audit WHERE key = 'schema'").fetchall()
    except sqlite3.Error as problem:
        if "locked" in str(problem):
            raise UsageError(f"{target} is being written by another program.") from None
        found = []
    finally:
        file.close()
    if found != [(_MARK,)]:
        raise UsageError(f"{target} is there already, and is not an audit of this version of reportlint; it was left as it is.")
