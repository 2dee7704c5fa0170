"""Work done in a process of its own that is stopped when it takes too long or too much memory.

Where processes can be forked (Linux, macOS) a worker costs a few milliseconds, is kept from item to item, and is ended by
the system itself, whatever it is doing, once it has used up its time. Where they cannot (Windows), and where a single call
is not to be interrupted, the work is done in this process, and only the limits on what is read hold.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, Generic, TypeVar

from reportlint import limits as limits_of
from reportlint.errors import UnreadableDocument
from reportlint.limits import Limits

T = TypeVar("T")
R = TypeVar("R")

_PATIENCE = 3  # by the clock a document may take so many times what it may compute
_FORKS = hasattr(os, "fork") and hasattr(signal, "setitimer")


class Guarded(Generic[T, R]):
    """A function of one item that does `work` in a worker.

    stopped: what to give for an item whose work was stopped, and why it was. Survives pickling if both do: the worker is
    started where it is first needed. `close` ends it.
    """

    def __init__(self, work: Callable[[T], R], stopped: Callable[[T, UnreadableDocument], R], limits: Limits) -> None:
        self.work, self.stopped, self.limits = work, stopped, limits
        self._worker: _Worker | None = None

    def __call__(self, item: T) -> R:
        if not _FORKS:
            with limits_of.using(self.limits):
                return self.work(item)
        if self._worker is None:
            self._worker = _Worker(self.work, self.limits)
        try:
            made: R = self._worker.ask(item)
            return made
        except _Stopped as stop:
            self.close()
            return self.stopped(item, stop.why)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the worker, if there is one."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_worker": None}


def call(work: Callable[[], R], limits: Limits | None = None) -> R:
    """What this work comes to, done in a worker; the errors that it raises are raised here.

    Raises UnreadableDocument if it was stopped.
    """

    def stopped(_: None, why: UnreadableDocument) -> R:
        raise why

    guarded: Guarded[None, R] = Guarded(lambda _: work(), stopped, limits or limits_of.current())
    try:
        return guarded(None)
    finally:
        guarded.close()


class _Stopped(Exception):
    """The worker came to an end before its work did."""

    def __init__(self, why: UnreadableDocument) -> None:
        super().__init__(str(why))
        self.why = why


class _Worker:
    """A forked process that does the same work with each item it is sent."""

    def __init__(self, work: Callable[[Any], Any], limits: Limits) -> None:
        self.limits = limits
        reading, asking = os.pipe()
        answering, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads beside, none of which this program lets hold a lock
            self.pid = os.fork()
        if not self.pid:
            os.close(asking)
            os.close(answering)
            _serve(work, limits, os.fdopen(reading, "rb"), os.fdopen(writing, "wb"))
        os.close(reading)
        os.close(writing)
        self.asking, self.answering = os.fdopen(asking, "wb"), answering

    def ask(self, item: Any) -> Any:
        """What the work makes of an item. Raises _Stopped, or what the work raised."""
        with suppress(BrokenPipeError):
            pickle.dump(item, self.asking, pickle.HIGHEST_PROTOCOL)
            self.asking.flush()
        fine, made = pickle.loads(self._answer())
        if fine:
            return made
        if isinstance(made, MemoryError):
            raise _Stopped(self._beyond("memory"))
        raise made

    def _answer(self) -> bytes:
        """The bytes of the worker's answer: their number, then they."""
        if not select.select([self.answering], [], [], self.limits.seconds * _PATIENCE)[0]:
            os.kill(self.pid, signal.SIGKILL)
            raise _Stopped(self._beyond("seconds"))
        head = self._exactly(8)
        return self._exactly(int.from_bytes(head, "big"))

    def _exactly(self, count: int) -> bytes:
        got = bytearray()
        while len(got) < count:
            more = os.read(self.answering, min(count - len(got), 1 << 20))
            if not more:
                raise _Stopped(self._died())
            got += more
        return bytes(got)

    def _died(self) -> UnreadableDocument:
        """Why the worker is gone."""
        how = -1
        with suppress(ChildProcessError):
            how = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.pid = 0
        if how == -signal.SIGPROF:
            return self._beyond("seconds")
        if how == -signal.SIGKILL:
            return self._beyond("memory")
        message = f"Reading this file brought the reader itself down (signal {-how}). Please report it; the document may be quite sound."
        return UnreadableDocument("crashed", message)

    def _beyond(self, name: str) -> UnreadableDocument:
        with limits_of.using(self.limits):
            return limits_of.beyond(name)

    def end(self) -> None:
        """End the process and forget it."""
        with suppress(OSError):
            self.asking.close()
        os.close(self.answering)
        if self.pid:
            with suppress(OSError):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)


def _serve(work: Callable[[Any], Any], limits: Limits, asked: IO[bytes], answers: IO[bytes]) -> None:
    """Do the work with each item that is asked, until nobody asks any more. Does not come back."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        _bound(limits.memory)
        with limits_of.using(limits):
            while True:
                item = pickle.load(asked)
                signal.setitimer(signal.ITIMER_PROF, limits.seconds)
                answer = _answered(work, item)
                signal.setitimer(signal.ITIMER_PROF, 0)
                answers.write(len(answer).to_bytes(8, "big"))
                answers.write(answer)
                answers.flush()
    except BaseException:  # nobody asks any more, or nobody could be told
        os._exit(0)


def _answered(work: Callable[[Any], Any], item: Any) -> bytes:
    try:
        made, fine = work(item), True
    except Exception as problem:
        made, fine = problem.with_traceback(None), False
        made.__cause__ = made.__context__ = None
    try:
        return pickle.dumps((fine, made), pickle.HIGHEST_PROTOCOL)
    except MemoryError as problem:
        return pickle.dumps((False, problem))


def _bound(memory: int) -> None:
    """Let this process take so much more memory than it has, as far as the system can hold it to that."""
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with open("/proc/self/statm", "rb") as status:
            taken = int(status.read().split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = taken + memory
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
