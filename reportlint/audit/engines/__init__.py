"""Who does the reading. A module of this package with `refuse` and `run` is an engine."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import cast

from reportlint import discover
from reportlint.audit.listing import Task
from reportlint.audit.reading import Read, Reader


def refuse(engine: str, jobs: int | None, scheduler: str | None) -> None:
    """Raise UsageError for what does not go together, before anything is begun."""
    discover.load(__name__, engine).refuse(jobs, scheduler)


def run(engine: str, reader: Reader, tasks: Iterator[Task], jobs: int, scheduler: str) -> Generator[Read, None, None]:
    """What the reader makes of each task, in the order of the tasks, however many share the work.

    jobs: how many processes, for an engine that starts some. scheduler: the address of a cluster, for one that uses it.
    Raises UsageError if the engine cannot do it.
    """
    return cast(Generator[Read, None, None], discover.load(__name__, engine).run(reader, tasks, jobs, scheduler))
