"""Reading on a cluster that is there already: Dask distributed hands out the work, and hands it out again when a worker is lost."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Generator, Iterator
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any

import reportlint
from reportlint.audit._opening import said
from reportlint.audit.listing import Task
from reportlint.audit.reading import Read, Reader
from reportlint.errors import UsageError
from reportlint.guard import Guarded

if TYPE_CHECKING:
    from distributed import Client

#: Documents in one piece of work: enough that handing it over costs little beside it.
_CHUNK = 8
#: Pieces of work that each thread of the cluster has ahead of it.
_AHEAD = 4
#: How often a piece of work is handed out again after its worker was lost or failed.
_RETRIES = 5
_ANSWER = 20.0  # seconds


def refuse(jobs: int | None, scheduler: str | None) -> None:
    """See `reportlint.audit.engines.refuse`."""
    if scheduler is None:
        raise UsageError("Say which cluster is to read: --scheduler tcp://HOST:8786, the address that 'dask scheduler' shows.")
    if jobs is not None:
        raise UsageError("--jobs belongs to --engine local; a cluster has as many processes as its workers.")
    if not find_spec("distributed"):
        raise UsageError("--engine dask needs the extra 'dask': pip install 'reportlint[dask]'.")


def run(reader: Reader, tasks: Iterator[Task], jobs: int, scheduler: str) -> Generator[Read, None, None]:
    """See `reportlint.audit.engines.run`."""
    client = _client(scheduler)
    try:
        yield from _shared(client, reader, tasks, scheduler)
    finally:
        client.close(timeout=2)


def _client(scheduler: str) -> Client:
    from distributed import Client

    # What it has to say of lost workers is no concern of a person who waits for reports to be read.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        return Client(scheduler, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as problem:
        raise UsageError(f"No scheduler answers at {scheduler}. Is 'dask scheduler' running there? ({said(problem)})") from None


def _shared(client: Client, reader: Reader, tasks: Iterator[Task], scheduler: str) -> Iterator[Read]:
    from distributed import CancelledError, KilledWorker
    from distributed.comm.core import CommClosedError

    chunks = iter(lambda: list(islice(tasks, _CHUNK)), [])
    waiting: deque[Any] = deque()
    try:
        name = _prepare(client, reader)
        while True:
            ahead = max(2, sum(client.nthreads().values())) * _AHEAD
            waiting.extend(client.submit(_do, name, c, pure=False, retries=_RETRIES) for c in islice(chunks, ahead - len(waiting)))
            if not waiting:
                return
            for read in _awaited(client, waiting.popleft(), scheduler):
                # A worker that does not see this machine's files has not found out that one is gone.
                yield reader(Task(read.entry, "")) if read.absent else read
    except KilledWorker:
        raise UsageError(
            "One piece of work ended every worker that it was given to, perhaps for want of memory. Go on with --engine local."
        ) from None
    except (ImportError, RuntimeError) as problem:
        raise UsageError(f"The scheduler and the workers need the same reportlint and Python as this machine. ({said(problem)})") from None
    except (CancelledError, CommClosedError, OSError, TimeoutError):
        raise UsageError(f"The scheduler at {scheduler} no longer answers.") from None


def _awaited(client: Client, work: Any, scheduler: str) -> list[Read]:
    """What came of a piece of work, however long it takes, as long as there is a worker that could do it."""
    while True:
        try:
            done: list[Read] = work.result(timeout=_ANSWER)
            return done
        except TimeoutError:
            if not client.nthreads():
                raise UsageError(f"The cluster at {scheduler} has no workers.") from None


def _prepare(client: Client, reader: Reader) -> str:
    """The name under which every worker, also one that comes later, finds the reader."""
    from distributed import WorkerPlugin

    class Readers(WorkerPlugin):  # type: ignore[misc]
        """The reader, with every worker."""

    plugin = Readers()
    plugin.name = f"reportlint-{reader.terms.basis[:16]}"
    plugin.reader = reader
    plugin.version = reportlint.__version__
    client.register_plugin(plugin)
    return str(plugin.name)


def _do(name: str, chunk: list[Task]) -> list[Read]:
    """What a worker does."""
    from distributed import get_worker

    plugin = get_worker().plugins[name]
    if plugin.version != reportlint.__version__:
        raise UsageError(f"A worker has reportlint {reportlint.__version__}, and this is {plugin.version}. Install the same on all.")
    # A worker may have several threads, and a guard is for one.
    guards = plugin.__dict__.setdefault("guards", threading.local())
    if not hasattr(guards, "own"):
        guards.own = Guarded(plugin.reader, plugin.reader.stopped, plugin.reader.run.limits)
    return [guards.own(task) for task in chunk]
