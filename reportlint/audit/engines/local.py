"""Reading on this machine, in this process or in several."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from reportlint.audit.listing import Task
from reportlint.audit.reading import Read, Reader
from reportlint.errors import UsageError
from reportlint.guard import Guarded
from reportlint.jobs import mapped

#: From how many documents on it is worth its while to start processes.
_MANY = 8


def refuse(jobs: int | None, scheduler: str | None) -> None:
    """See `reportlint.audit.engines.refuse`."""
    if scheduler is not None:
        raise UsageError("--scheduler belongs to --engine dask.")


def run(reader: Reader, tasks: Iterator[Task], jobs: int, scheduler: str) -> Generator[Read, None, None]:
    """See `reportlint.audit.engines.run`."""
    first = list(islice(tasks, _MANY))
    guarded = Guarded(reader, reader.stopped, reader.run.limits)
    try:
        yield from mapped(guarded, chain(first, tasks), jobs if len(first) == _MANY else 1)
    except BrokenProcessPool:
        raise UsageError("A process that read documents was ended from outside, perhaps for want of memory. Try fewer --jobs.") from None
    finally:
        guarded.close()
