"""The same work done by several processes, its results in order."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: How many items a process is handed at once, at most: few, so that Ctrl-C need not wait long.
_CHUNK = 8

#: What this process, if it is one of several, does with each item.
_work: Callable[[Any], Any]


def mapped(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Generator[R, None, None]:
    """What `work` makes of each item, in the order of the items, with at most so many processes.

    work, items and results must survive pickling. Processes are started anew rather than forked, which is the same on every
    system and safe beside threads. An exception in one of them is raised here; so is the end of one that was killed.
    """
    jobs = min(jobs, len(items))
    if jobs < 2:
        yield from map(work, items)
        return
    others = set(active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(work,))
    try:
        with _interrupts_held():
            results = pool.map(_do, items, chunksize=max(1, min(_CHUNK, len(items) // (jobs * 4))))
        yield from results
    except BaseException:
        # The pool would wait for ever for a process that still listens after another one died.
        for process in set(active_children()) - others:
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


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
    _work = work


def _do(item: Any) -> Any:
    return _work(item)
