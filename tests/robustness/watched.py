"""Work on many items in processes that are watched: one that dies or takes too long is an outcome, and the others go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from .worker import Act, Outcome, serve

_CONTEXT = get_context("spawn")


class _Worker:
    """A process and what it is busy with. A new one takes its place when it had to be ended."""

    def __init__(self, make: Callable[[], Act], memory: int) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self.process: BaseProcess = _CONTEXT.Process(target=serve, args=(theirs, make, memory), daemon=True)
        self.process.start()
        theirs.close()
        self.pipe.recv()  # it has loaded what it needs
        self.item, self.since = "", 0.0

    def begin(self, item: str) -> None:
        self.item, self.since = item, time.monotonic()
        self.pipe.send(item)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def outcomes(items: Iterable[str], make: Callable[[], Act], *, jobs: int, limit: float, memory: int = 0) -> Iterator[Outcome]:
    """The outcome of each item, as it comes.

    make: makes, in the process, what is done with an item; it must survive pickling. limit: seconds by the clock;
    memory: bytes that a process may have, 0 for any number.
    """
    waiting = iter(items)
    busy: dict[Connection, _Worker] = {}

    def employ(worker: _Worker | None) -> None:
        """Hand the next item to a worker, or to a new one in its place; without an item it may go."""
        item = next(waiting, None)
        if item is not None:
            worker = worker or _Worker(make, memory)
            worker.begin(item)
            busy[worker.pipe] = worker
        elif worker is not None:
            worker.end()

    for _ in range(jobs):
        employ(None)
    while busy:
        answered = wait(list(busy), timeout=0.5)
        late = [w for w in busy.values() if w.pipe not in answered and time.monotonic() - w.since > limit]
        for worker in [busy[p] for p in answered if isinstance(p, Connection)] + late:
            del busy[worker.pipe]
            outcome = Outcome(worker.item, "hang", seconds=limit) if worker in late else _answer(worker)
            lost = outcome.status in ("hang", "died")
            if lost:
                worker.end()
            employ(None if lost else worker)
            yield outcome


def _answer(worker: _Worker) -> Outcome:
    try:
        answer = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        return Outcome(worker.item, "died", f"exit status {worker.process.exitcode}")
    assert isinstance(answer, Outcome)
    return answer
