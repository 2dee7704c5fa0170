"""One document read and judged, wherever that happens: in this process, in another, on another machine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from reportlint import limits
from reportlint.api import Run
from reportlint.audit import _archives
from reportlint.audit._opening import opened
from reportlint.audit.entries import Entry
from reportlint.audit.listing import Task
from reportlint.audit.rows import Row, Terms, of_document, of_finding
from reportlint.errors import UnreadableDocument
from reportlint.findings import DocumentResult
from reportlint.limits import MIB

_CHUNK = MIB


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one document. document: its row, None if its bytes are those that are known already.

    absent: the file was not there when it was to be opened.
    """

    entry: Entry
    document: Row | None
    findings: tuple[Row, ...] = ()
    absent: bool = False


@dataclass(frozen=True)
class Reader:
    """What to do with each task. councils: the titles of the rulesets, by their names."""

    run: Run
    terms: Terms
    councils: Mapping[str, str]

    def __call__(self, task: Task) -> Read:
        with limits.using(self.run.limits):
            return self._read(task)

    def stopped(self, task: Task, why: UnreadableDocument) -> Read:
        """What is to be said of a document whose reading took too long, or too much of the machine."""
        return self._row(task.entry, self.run.unread(task.entry.path, b"", str(why)), "")

    def _read(self, task: Task) -> Read:
        entry, absent = task.entry, False
        data, sha256, problem = None, "", entry.problem
        if not problem:
            try:
                data, sha256 = _bytes(entry)
            except (FileNotFoundError, NotADirectoryError):
                absent, problem = True, "There is no such file any more."
            except OSError as reason:
                problem = f"The file could not be opened: {reason.strerror or reason}."
            except (UnreadableDocument, _archives.Unopened) as reason:
                problem = str(reason)
        if sha256 and sha256 == task.sha256 and not problem:
            return Read(entry, None)
        if data is None:
            result = self.run.unread(entry.path, b"", problem or limits.sentence("file"))
        else:
            result = self.run.document((entry.path, data))
        return self._row(entry, result, sha256, absent)

    def _row(self, entry: Entry, result: DocumentResult, sha256: str, absent: bool = False) -> Read:
        council = self.councils.get(result.ruleset or "", "")
        findings = tuple(of_finding(f, entry.path, n) for n, f in enumerate(result.findings, 1))
        return Read(entry, of_document(result, entry, sha256, council, self.terms), findings, absent)


def _bytes(entry: Entry) -> tuple[bytes | None, str]:
    """A document's bytes and their hash; of a file that is too large to read only the hash."""
    if entry.member >= 0:
        data = _archives.read(entry.location, entry.stamp.partition("-")[2], entry.member)
        return data, hashlib.sha256(data).hexdigest()
    digest = hashlib.sha256()
    kept: list[bytes] | None = []
    size = 0
    with opened(entry.location) as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            kept = [*kept, chunk] if kept is not None and size <= limits.current().file else None
    return (None if kept is None else b"".join(kept)), digest.hexdigest()
