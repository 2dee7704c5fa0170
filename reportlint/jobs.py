"""The same work done by several processes, its results in order."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sized
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

#: How many items a process is handed at once, at most: few, so that Ctrl-C need not wait long.
_CHUNK = 8
#: How many chunks a process is given ahead of the one whose results are awaited: enough that none is idle, no more than
#: memory holds however many items there are.
_AHEAD = 8

#: What this process, if it is one of several, does with each item.
_work: Callable[[Any], Any]


def mapped(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Generator[R, None, None]:
    """What `work` makes of each item, in the order of the items, with at most so many processes.

    Items are taken as they are needed, so that there may be any number of them. work, items and results must survive pickling.
    Processes are started anew rather than forked, which is the same on every system and safe beside threads. An exception in
    one of them is raised here; so is the end of one that was killed.
    """
    size = len(items) if isinstance(items, Sized) else None
    jobs = jobs if size is None else min(jobs, size)
    if jobs < 2:
        yield from map(work, items)
        return
    # Slow to import, and no use to one process.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children, get_context

    others = set(active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(work,))
    try:
        yield from _shared(pool, items, jobs, _CHUNK if size is None else max(1, min(_CHUNK, size // (jobs * 4))))
    except BaseException:
        # The pool would wait for ever for a process that still listens after another one died.
        for process in set(active_children()) - others:
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _shared(pool: ProcessPoolExecutor, items: Iterable[T], jobs: int, size: int) -> Iterator[Any]:
    """The results of the items, handed out a chunk at a time and no more than so many chunks ahead."""
    rest = iter(items)
    chunks = iter(lambda: list(islice(rest, size)), [])
    first = list(islice(chunks, jobs * _AHEAD))
    with _interrupts_held():
        waiting: deque[Future[list[Any]]] = deque(pool.submit(_do, chunk) for chunk in first)
    while waiting:
        yield from waiting.popleft().result()
        waiting.extend(pool.submit(_do, chunk) for chunk in islice(chunks, 1))


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C is for this process alone: those that are started meanwhile inherit that they pass it over."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work = work


def _end_with_parent() -> None:
    """End this process when the one that it works for is gone: nobody would tell it."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(chunk: list[Any]) -> list[Any]:
    return [_work(item) for item in chunk]
