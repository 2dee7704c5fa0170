"""What becomes of one document, measured: run in a process of its own, so that whatever happens there can be seen from outside."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

#: What is done with one item (a path, or a mutant's number): what became of it, and what was said.
Act = Callable[[str], tuple[str, str]]

_ON = date(2025, 1, 14)


@dataclass(frozen=True, slots=True)
class Outcome:
    """status: pass, fail, done, refused, traceback, hang or died; said: the sentence, or the traceback. CPU seconds; bytes at the peak."""

    item: str
    status: str
    said: str = ""
    seconds: float = 0.0
    memory: int = 0


def serve(pipe: Connection, make: Callable[[], Act], memory: int) -> None:
    """Answer each item that comes with what became of it, until None comes. memory: bytes that this process may have; 0: any number."""
    os.environ["REPORTLINT_DEBUG"] = "1"  # a fault of the program's own is raised, not turned into a finding
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    act = make()
    pipe.send(None)
    while (item := pipe.recv()) is not None:
        pipe.send(_measured(item, act))


def _measured(item: str, act: Act) -> Outcome:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # the peak of memory starts afresh, where the system lets it
    before, start = _peak(), time.process_time()
    try:
        status, said = act(item)
    except Exception:
        status, said = "traceback", traceback.format_exc()
    return Outcome(item, status, said, time.process_time() - start, max(0, _peak() - before))


def _peak() -> int:
    """The most memory that this process has had, in bytes."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _check(template: str | None) -> Act:
    from reportlint import api

    run = api.prepared(api.Options(template=template, on=_ON))

    def act(path: str) -> tuple[str, str]:
        result = run.document(path)
        if result.status == "unreadable":
            return "refused", next(f.message for f in result.findings if f.rule == "document-unreadable")
        return result.status, ""

    return act


def _inspect(template: str | None) -> Act:
    from reportlint import api
    from reportlint.errors import UnreadableDocument

    def act(path: str) -> tuple[str, str]:
        try:
            api.inspect(path, template=template, on=_ON)
        except UnreadableDocument as problem:
            return "refused", str(problem)
        return "done", ""

    return act


def _writing(write: Callable[[bytes, Any], None]) -> Callable[[str | None], Act]:
    """An action that writes into a document: what it was refused with, if it was."""

    def made(template: str | None) -> Act:
        from reportlint import api
        from reportlint.errors import ReportlintError

        run = api.prepared(api.Options(template=template, on=_ON))

        def act(path: str) -> tuple[str, str]:
            try:
                write(Path(path).read_bytes(), lambda data: run.document((path, data)))
            except ReportlintError as problem:
                return "refused", str(problem)
            return "done", ""

        return act

    return made


def _annotate(data: bytes, check: Any) -> None:
    from reportlint.word import annotate

    first = annotate.annotate(data, check, _ON)
    again = annotate.annotate(first.data, check, _ON)
    assert [f.message for f in again.result.findings] == [f.message for f in first.result.findings], "comments of ours change the findings"
    assert again.data == first.data, "a second run gives another file"


def _fix(data: bytes, check: Any) -> None:
    from reportlint.word import fix

    first = fix.fix(data, check, _ON, suggested=True)
    again = fix.fix(first.data, check, _ON, suggested=True)
    assert not again.changes, f"a second run changes {[c.rule for c in again.changes]}"


def acting(action: str, template: str | None) -> Act:
    """What does the action of this name, each document held to this template."""
    return ACTIONS[action](template)


#: What can be done with each document of a folder, by name.
ACTIONS: dict[str, Callable[[str | None], Act]] = {
    "check": _check,
    "inspect": _inspect,
    "annotate": _writing(_annotate),
    "fix": _writing(_fix),
}
