"""The pool: processes that check documents for the server, each under a bound, ended and replaced when it goes over."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from reportlint import limits
from reportlint.errors import ReportlintError
from reportlint.web import actions, frames
from reportlint.web.jobs import Answer, Busy, Job, JobFailed, Kind
from reportlint.web.settings import Settings
from reportlint.web.worker import settings_as_json

#: How long a process may take until it is ready, in seconds: rules may have to be compiled on a busy machine.
_START = 300
#: How long a process may take to be gone once it has closed its answers.
_LEAVE = 5
#: How long to wait before another try after a process that would not start.
_PAUSE = 2
_COMMAND = "import sys; sys.path[:] = {path!r}; from reportlint.web.worker import main; main()"
#: The limits that documents meet with which these kinds of failure end.
_LIMITS = {"too-long": "seconds", "too-big": "memory"}
_DIED = "Reading this file brought the reader itself down, twice. Please report it; the document may be quite sound."


class StartFailed(ReportlintError):
    """A worker that could not begin; the text says why."""


class Pool:
    """So many processes, each with one job at a time."""

    def __init__(self, settings: Settings, replaced: Callable[[str], None] = lambda kind: None) -> None:
        """replaced: told why whenever a process is replaced."""
        self._settings, self._told = settings, replaced
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._all: set[Process] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._busy: set[asyncio.Future[None]] = set()
        self._closing = False
        self.waiting = 0

    @property
    def processes(self) -> list[int]:
        """The ids of the processes."""
        return [p.pid for p in self._all]

    @property
    def idle(self) -> int:
        return self._idle.qsize()

    async def start(self) -> None:
        """Start the processes, and come back when all are warm. Raises StartFailed if one will not."""
        try:
            for process in await asyncio.gather(*(self._spawned() for _ in range(self._settings.processes))):
                self._idle.put_nowait(process)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """End every process; one that is at work is let finish, for as long as a document may take."""
        self._closing = True
        for task in self._starting:
            task.cancel()
        if self._busy:
            await asyncio.wait(self._busy, timeout=self._settings.seconds)
        await asyncio.gather(*(self._end(process) for process in list(self._all)))

    async def run(self, job: Job, progress: Callable[[int], None] = lambda at: None) -> Answer:
        """What came of a job. progress: told of each document's place when its turn comes.

        A document that is checked and takes its process down with it is one that cannot be read: the others are checked all
        the same. Raises JobFailed if the job came to nothing, Busy if too many are waiting.
        """
        again = died = False
        while True:
            try:
                return await self._once(job, progress, again)
            except JobFailed as failure:
                again = True
                if failure.kind == "died" and not died:
                    died = True  # something else may have ended the process: it is tried once more
                    continue
                blamed = failure.document
                if job.action != "check" or blamed is None or blamed in job.refused or failure.kind not in (*_LIMITS, "died"):
                    raise
                job, died = replace(job, refused={**job.refused, blamed: str(failure)}), False

    async def _once(self, job: Job, progress: Callable[[int], None], again: bool) -> Answer:
        process, done = await self._free(again), asyncio.get_running_loop().create_future()
        self._busy.add(done)
        try:
            return await self._held(process, job, progress)
        finally:
            self._busy.discard(done)
            done.set_result(None)

    async def _held(self, process: Process, job: Job, progress: Callable[[int], None]) -> Answer:
        """What a process makes of a job; it is idle again afterwards, or replaced."""
        kind: Kind
        at = [0]

        def turn(place: int) -> None:
            at[0] = place
            progress(place)

        try:
            answer = await self._ask(process, job, turn)
            if isinstance(answer, JobFailed) and answer.kind == "too-big":
                raise MemoryError
        except TimeoutError:
            kind = "too-long"
        except (OSError, EOFError, ValueError):
            kind = "too-long" if await _timed_out(process) else "died"
        except MemoryError:
            kind = "too-big"
        except BaseException:
            self._replace(process, "cancelled")
            raise
        else:
            if isinstance(answer, JobFailed):
                self._idle.put_nowait(process)
                raise answer
            if answer.spent:
                self._replace(process, "spent")
            else:
                self._idle.put_nowait(process)
            return answer
        self._replace(process, kind)
        raise JobFailed(kind, limits.sentence(_LIMITS[kind], self._settings.bounds) if kind in _LIMITS else _DIED, at[0])

    async def _free(self, again: bool) -> Process:
        """A process with nothing to do. Raises Busy if too many are waiting for one. again: whether this one waited before."""
        if not again and self._idle.empty() and self.waiting >= self._settings.queue:
            raise Busy(min(int(self._settings.seconds), self.waiting // self._settings.processes) + 1)
        self.waiting += 1
        try:
            return await self._idle.get()
        finally:
            self.waiting -= 1

    async def _ask(self, process: Process, job: Job, turn: Callable[[int], None]) -> Answer | JobFailed:
        """What a process answers. Raises TimeoutError when a document takes too long, EOFError or OSError when the process dies."""
        assert process.stdin is not None and process.stdout is not None
        seconds = self._settings.seconds * job.readings
        async with asyncio.timeout(seconds) as limit:
            for piece in frames.packed(*actions.packed(job)):
                process.stdin.write(piece)
            await process.stdin.drain()
            while True:
                header, blobs = await frames.receive(process.stdout)
                if "turn" in header:
                    limit.reschedule(asyncio.get_running_loop().time() + seconds)
                    turn(int(header["turn"]))
                elif "failed" in header:
                    return JobFailed(header["failed"], str(header["message"]))
                else:
                    return Answer(blobs[0], header["facts"], bool(header["spent"]))

    def _replace(self, process: Process, kind: str) -> None:
        """End a process and have another one in its place as soon as it is warm."""
        self._told(kind)
        task = asyncio.get_running_loop().create_task(self._another(process))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _another(self, process: Process) -> None:
        await self._end(process)
        while not self._closing:
            try:
                self._idle.put_nowait(await self._spawned())
                return
            except (StartFailed, OSError):
                await asyncio.sleep(_PAUSE)

    async def _spawned(self) -> Process:
        command = (sys.executable, "-c", _COMMAND.format(path=sys.path))
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
        self._all.add(process)
        try:
            header = await self._greeted(process)
        except BaseException:
            await self._end(process)
            raise
        if "ready" not in header:
            await self._end(process)
            raise StartFailed(str(header.get("message") or "A worker ended before it was ready."))
        return process

    async def _greeted(self, process: Process) -> dict[str, Any]:
        """What a new process says when it is warm, or why it will never be."""
        assert process.stdin is not None and process.stdout is not None
        try:
            async with asyncio.timeout(_START):
                for piece in frames.packed({"settings": settings_as_json(self._settings)}):
                    process.stdin.write(piece)
                return (await frames.receive(process.stdout))[0]
        except TimeoutError:
            return {"message": f"A worker was not ready after {_START} seconds."}
        except (EOFError, OSError, ValueError):
            return {}

    async def _end(self, process: Process) -> None:
        self._all.discard(process)
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


async def _timed_out(process: Process) -> bool:
    """Whether a process that says nothing more was ended by the system because it had computed too long."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), _LEAVE)
    return process.returncode == -getattr(signal, "SIGPROF", 0) != 0
