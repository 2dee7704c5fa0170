"""The command line in a process that kills itself at a given point: `python -m killed POINT NUMBER ARGUMENTS…`."""

from __future__ import annotations

import importlib
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

#: Where a process may die: what is called just then.
POINTS = {
    "before a document is kept": "reportlint.audit.stores.sqlite:insert_document",
    "before a batch is kept": "reportlint.audit.stores.sqlite:Store.put",
    "before the end": "reportlint.audit.stores.sqlite:Store.finish",
    "before a table is kept": "reportlint.audit.stores._parts:_write",
    "before tables are put together": "reportlint.audit.stores.parquet:Store.finish",
    "while tables take their place": "reportlint.audit.stores.parquet:os.replace",
}
#: Documents in a batch.
BATCH = 4


def arm(place: str, number: int, kind: signal.Signals) -> None:
    """Send this process the signal when the function at the place is called for the so manieth time."""
    module, _, path = place.partition(":")
    owner: Any = importlib.import_module(module)
    *steps, name = path.split(".")
    for step in steps:
        owner = getattr(owner, step)
    whole: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def counted(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == number:
            os.kill(os.getpid(), kind)
        return whole(*arguments, **named)

    setattr(owner, name, counted)


def main() -> None:
    from reportlint import audit, cli
    from reportlint.audit.stores import sqlite

    create = sqlite.create

    def created(file: sqlite3.Connection) -> None:
        """The tables, in a file to which every change is written before it is whole, as it is with large batches."""
        file.execute("PRAGMA cache_size = 1")
        create(file)

    sqlite.create = created
    audit._BATCH, audit._SECONDS = BATCH, float("inf")
    place, number = sys.argv.pop(1), int(sys.argv.pop(1))
    if number:
        arm(POINTS.get(place, place), number, signal.SIGINT if place.startswith("reportlint.audit:") else signal.SIGKILL)
    cli.main()


if __name__ == "__main__":
    main()
