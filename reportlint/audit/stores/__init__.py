"""Where an audit is kept. A module of this package with SUFFIXES and `Store` is a kind of place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from types import ModuleType
from typing import Protocol, cast

from reportlint import discover
from reportlint.audit.listing import Known, Listing
from reportlint.audit.reading import Read
from reportlint.audit.rows import Row
from reportlint.errors import UsageError


class Store(Protocol):
    """An audit that is being written; what `put` has taken is there for good, whatever happens to this process.

    head: what was said of the audit when it was begun, {} for a new one. Raises UsageError if the place cannot be written, or
    holds something else.
    """

    head: Mapping[str, str]

    def known(self) -> Iterator[Known]:
        """The documents that were read already."""

    def begin(self, head: Mapping[str, str], rules: Iterable[Row]) -> None:
        """Say what the audit is of. Documents that were read on other terms stay until they are read again."""

    def put(self, results: Sequence[Read]) -> None:
        """Take in these documents with their findings, all or none, each in place of what was known of it."""

    def finish(self, listing: Listing, gone: bool) -> None:
        """Make the audit whole. gone: take out the documents that are no longer listed."""

    def totals(self) -> Sequence[int]:
        """How many documents a whole audit holds, how many of them unreadable and with faults, then errors, warnings and infos."""

    def close(self) -> None: ...


def opened(target: str, anew: bool) -> Store:
    """The audit in this place, to be written to. anew: whatever an earlier audit found does not count."""
    return cast(Store, _kind(target).Store(target, anew))


def database(target: str) -> sqlite3.Connection:
    """The audit in this place as a database to read, of the same tables and views whatever it is kept as.

    Raises UsageError if there is none.
    """
    return cast(sqlite3.Connection, _kind(target).database(target))


def _kind(target: str) -> ModuleType:
    suffix = PurePath(target).suffix.lower()
    kinds = [discover.load(__name__, name) for name in discover.names(__name__)]
    for kind in kinds:
        if suffix in kind.SUFFIXES:
            return kind
    known = ", ".join(s for kind in kinds for s in kind.SUFFIXES if s)
    raise UsageError(f"{target}: an audit is a file or folder whose name ends in one of {known}; a folder may have any name without a dot.")
