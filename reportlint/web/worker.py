"""A process that does one job at a time for the server: reads it from standard input, writes what came of it to standard output.

It is warm when it says that it is ready, may take so much memory more, and can write no file: documents stay in memory.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import fields
from typing import Any, BinaryIO

from reportlint.errors import ReportlintError, UnreadableDocument
from reportlint.web import actions, faults, frames
from reportlint.web import settings as settings_of
from reportlint.web.settings import Settings


def main() -> None:
    """Serve until the server is gone."""
    # The server ends its workers when they have done: a stop signal to the whole group is none of their business.
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not come between.
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    first = frames.read(incoming)
    if first is not None and _begun(first[0], outgoing):
        bounds = settings_of.of(first[0]["settings"]).bounds
        # A process that has kept half of what a document may take makes room for another.
        most = _taken() + bounds.memory // 2
        while (frame := frames.read(incoming)) is not None:
            _answer(frame, outgoing, bounds.seconds, lambda: _taken() > most)


def settings_as_json(settings: Settings) -> dict[str, Any]:
    """What a worker needs to know, as its first frame carries it; nothing of who may ask."""
    return {f.name: getattr(settings, f.name) for f in fields(settings) if f.name not in ("tokens", "hosts", "host")}


def _begun(header: dict[str, Any], outgoing: BinaryIO) -> bool:
    """Whether the rules could be loaded; the server is told either way."""
    settings = settings_of.of(header["settings"])
    try:
        actions.begin(settings)
    except Exception as problem:
        said = str(problem) if isinstance(problem, ReportlintError) else f"{type(problem).__name__}: {problem}"
        _say(outgoing, {"failed": "start", "message": said})
        return False
    # What is loaded now stays: no need to look through it again for what may be thrown away.
    gc.collect()
    gc.freeze()
    _bound(settings.bounds.memory)
    _say(outgoing, {"ready": True})
    return True


def _bound(memory: int) -> None:
    """No more memory than this beyond what is taken now, no file written, no image of memory left behind."""
    try:
        import resource
    except ImportError:  # Windows knows no such bounds
        return
    for kind, most in ((resource.RLIMIT_AS, _taken() + memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most, most if hard == resource.RLIM_INFINITY else min(most, hard)))


def _taken() -> int:
    """How many bytes of addresses this process has taken, where the system tells."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


def _answer(frame: frames.Frame, outgoing: BinaryIO, seconds: float, spent: Callable[[], bool]) -> None:
    header, blobs = frame

    job = actions.unpacked(header, blobs)

    def turn(at: int) -> None:
        _say(outgoing, {"turn": at})
        _compute(seconds * job.readings)

    try:
        facts, body = actions.run(job, turn)
        _compute(0)
        _say(outgoing, {"facts": facts, "spent": spent()}, body)
    except UnreadableDocument as problem:
        _say(outgoing, {"failed": "unreadable", "message": str(problem)})
    except ReportlintError as problem:
        _say(outgoing, {"failed": "usage", "message": str(problem)})
    except MemoryError:
        _say(outgoing, {"failed": "too-big", "message": ""})
    except Exception as problem:
        _say(outgoing, {"failed": "fault", "message": faults.told(problem)})


def _compute(seconds: float) -> None:
    """Let this process compute so much longer; the system itself ends it then, whatever it is doing. 0: as long as it likes."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _say(outgoing: BinaryIO, header: dict[str, Any], *blobs: bytes) -> None:
    for piece in frames.packed(header, blobs):
        outgoing.write(piece)
    outgoing.flush()


if __name__ == "__main__":
    main()
