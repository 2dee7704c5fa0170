"""An audit as a folder of Parquet files: documents/, findings/ and rules/, each a table in parts, and audit.json.

What a run finds goes into a folder beside them, `.unfinished`, in batches, each of which is there whole or not at all. When
the run has come to its end, old and new are put together by path into `.next`, which then takes the old one's place: whoever
reads meanwhile sees the last whole audit.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reportlint.audit.listing import Known, Listing
from reportlint.audit.reading import Read
from reportlint.audit.rows import DOCUMENTS, FINDINGS, RULES, Row
from reportlint.audit.stores import _parts
from reportlint.audit.stores.sqlite import create, insert_document, insert_rules
from reportlint.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIXES = (".parquet", "")

_MARK = "reportlint/audit/1"
_HEAD = "audit.json"
_WORK, _NEXT, _LOCK = ".unfinished", ".next", ".lock"
_TABLES = ("documents", "findings", "rules")
_READY = "ready"


class Store:
    """See `reportlint.audit.stores.Store`."""

    def __init__(self, target: str, anew: bool) -> None:
        _arrow()
        self._home, self._work = Path(target), Path(target) / _WORK
        _refuse(target)
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(self._home)
            _settle(self._home)
            if anew:
                for name in (*_TABLES, _WORK):
                    shutil.rmtree(self._home / name, ignore_errors=True)
                (self._home / _HEAD).unlink(missing_ok=True)
            self._restamped: dict[str, str] = {}
            self._batch = _sweep(self._work)
            self.head: Mapping[str, str] = _head(self._work) or _head(self._home)
        except OSError as problem:
            raise UsageError(f"{target} could not be written: {problem.strerror or problem}.") from None

    def known(self) -> Iterator[Known]:
        # A document in both is known as the newer knows it: it comes last.
        for folder in (self._home, self._work):
            for row in _parts.rows(folder / "documents", ("path", "size", "stamp", "sha256", "basis", "status", "faults")):
                again = row["status"] == "unreadable" or row["faults"] is not None
                yield Known(row["path"], row["size"], row["stamp"], row["sha256"], row["basis"], again)

    def begin(self, head: Mapping[str, str], rules: Iterable[Row]) -> None:
        if _head(self._work) and _head(self._work).get("basis") != head["basis"]:
            shutil.rmtree(self._work)  # what was found on other terms would stand beside what is found now
            self._batch = 0
        self._work.mkdir(exist_ok=True)
        _write(self._work / _HEAD, json.dumps({"schema": _MARK, **head}, indent=1))
        shutil.rmtree(self._work / "rules", ignore_errors=True)
        _parts.write(self._work / "rules", 1, RULES, list(rules))

    def put(self, results: Sequence[Read]) -> None:
        new = [r for r in results if r.document is not None]
        self._restamped.update((r.entry.path, r.entry.stamp) for r in results if r.document is None)
        if not new:
            return
        self._batch += 1
        # The documents come last: a batch counts when they are there.
        _parts.write(self._work / "findings", self._batch, FINDINGS, [f for r in new for f in r.findings])
        _parts.write(self._work / "documents", self._batch, DOCUMENTS, [r.document for r in new if r.document is not None])

    def finish(self, listing: Listing, gone: bool) -> None:
        head = {**_head(self._work), "state": "finished"}
        changed = self._batch or self._restamped or (gone and next(listing.gone(), None) is not None)
        if changed or not (self._home / "documents").is_dir():
            target = self._home / _NEXT
            shutil.rmtree(target, ignore_errors=True)
            _parts.merge((self._home, self._work), target, listing.gone() if gone else (), self._restamped)
            shutil.copytree(self._work / "rules", target / "rules")
            _write(target / _HEAD, json.dumps(head, indent=1))
            _write(target / _READY, "")
            _settle(self._home)
        else:
            _write(self._home / _HEAD, json.dumps(head, indent=1))
        shutil.rmtree(self._work, ignore_errors=True)

    def totals(self) -> Sequence[int]:
        found = [0] * 6
        for row in _parts.rows(self._home / "documents", ("status", "faults", "errors", "warnings", "infos")):
            own = (1, row["status"] == "unreadable", row["faults"] is not None, row["errors"], row["warnings"], row["infos"])
            found = [total + int(n) for total, n in zip(found, own, strict=True)]
        return found

    def close(self) -> None:
        self._lock.close()
        with suppress(OSError):
            (self._home / _LOCK).unlink()


def database(target: str) -> sqlite3.Connection:
    """See `reportlint.audit.stores.database`."""
    _arrow()
    home = Path(target)
    if not home.is_dir():
        raise UsageError(f"{target}: there is no such audit.")
    _refuse(target)
    if not (home / "documents").is_dir():
        raise UsageError(f"{target} holds no audit that has come to its end. Give the audit's command again, and it goes on.")
    file = sqlite3.connect("")
    create(file)
    file.executemany("INSERT OR REPLACE INTO audit VALUES (?, ?)", _head(home).items())
    insert_rules(file, (tuple(row.values()) for row in _parts.rows(home / "rules", tuple(RULES))))
    findings = _parts.rows(home / "findings", tuple(FINDINGS))
    waiting = next(findings, None)
    for document in _parts.rows(home / "documents", tuple(DOCUMENTS)):
        own = []
        while waiting is not None and waiting["document"] == document["path"]:
            own.append(tuple(waiting.values()))
            waiting = next(findings, None)
        insert_document(file, tuple(document.values()), own)
    file.commit()
    return file


def _arrow() -> pa:
    try:
        import pyarrow
    except ImportError:
        raise UsageError("An audit in Parquet needs the extra 'audit': pip install 'reportlint[audit]'. One in SQLite does not.") from None
    return pyarrow


def _locked(home: Path) -> sqlite3.Connection:
    """A lock that goes when this process does, however that comes about. Raises UsageError if another has it."""
    lock = sqlite3.connect(home / _LOCK, timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        lock.close()
        raise UsageError(f"Another audit is being written to {home}. Wait until it has come to its end.") from None
    return lock


def _settle(home: Path) -> None:
    """Let what stands ready take its place; what was interrupted in this is brought to its end."""
    ready = home / _NEXT
    if not (ready / _READY).exists():
        shutil.rmtree(ready, ignore_errors=True)
        return
    for name in (*_TABLES, _HEAD):
        if (ready / name).exists():
            old = home / name
            if old.is_dir():
                shutil.rmtree(old)
            os.replace(ready / name, old)
    shutil.rmtree(home / _WORK, ignore_errors=True)
    shutil.rmtree(ready)


def _sweep(work: Path) -> int:
    """The number of the last whole batch; what there is of one that is not whole is taken away."""
    whole = {p.name for p in (work / "documents").glob("*.parquet")}
    for table in ("documents", "findings"):
        for file in (work / table).glob("*"):
            if file.name not in whole:
                file.unlink()
    return max((_parts.number(name) for name in whole), default=0)


def _head(folder: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((folder / _HEAD).read_text("utf-8"))
        return found
    except (OSError, ValueError):
        return {}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    beside.write_text(text, "utf-8")
    os.replace(beside, path)


def _refuse(target: str) -> None:
    """Raise UsageError for something that is there and is no audit: it is not ours to write in."""
    home = Path(target)
    if home.exists() and not home.is_dir():
        raise UsageError(f"{target} is a file; an audit whose name ends so is a folder.")
    if home.is_dir() and any(p.name != _LOCK for p in home.iterdir()):
        heads = [h for f in (home, home / _WORK, home / _NEXT) if (h := _head(f))]
        if not heads or any(h.get("schema") != _MARK for h in heads):
            raise UsageError(f"{target} is there already, and is not an audit of this version of reportlint; it was left as it is.")
