"""Figures that hold on a busy machine: processor time rather than the clock, medians of interleaved runs, ratios run by run."""

from __future__ import annotations

import ctypes
import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Work = Callable[[int], object]

_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Ratio:
    """The median of the ratios of each round, half their interquartile range, and the two medians in seconds."""

    value: float
    noise: float
    over: float
    under: float


def interleaved(works: Mapping[str, Work], rounds: int) -> dict[str, list[float]]:
    """The seconds of processor time that each work takes in each round, all of them taking turns; one round goes first, uncounted.

    A work is told the number of the round, so that it can do something new in each.
    """
    found: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            gc.collect()
            began = time.process_time()
            made = work(number)
            taken = time.process_time() - began
            del made
            if number:
                found[name].append(taken)
    return found


def ratio(over: Sequence[float], under: Sequence[float]) -> Ratio:
    return _ratio([a / b for a, b in zip(over, under, strict=True)], over, under)


def _ratio(each: Sequence[float], over: Sequence[float], under: Sequence[float]) -> Ratio:
    low, _, high = statistics.quantiles(each, n=4) if len(each) > 1 else (each[0],) * 3
    return Ratio(statistics.median(each), (high - low) / 2, statistics.median(over), statistics.median(under))


@dataclass(frozen=True)
class Ended:
    """What a process came to. seconds: of the processor, its children's too; wall: of the clock."""

    status: int
    seconds: float
    wall: float


def process(command: Sequence[str], environment: Mapping[str, str]) -> Ended:
    """A command run to its end, its output thrown away."""
    _adopt()
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment})
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    return Ended(child.returncode, used.ru_utime + used.ru_stime + _orphans(), wall)


def _adopt() -> None:
    """Have processes whose parent ended before them become this one's, so that their time is told too. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _orphans() -> float:
    """The processor time of the processes that were left behind, once all of them have ended."""
    seconds = 0.0
    while sys.platform == "linux":
        try:
            _, _, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        seconds += used.ru_utime + used.ru_stime
    return seconds


#: Runs the module that is named, as `python -m` does, and tells the most memory that the process ever held. That is asked of
#: the system within the process: what a parent is told of its child counts the parent's own memory, which it had at its birth.
_PEAK = """
import atexit, runpy, sys
def tell():
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    open(sys.orig_argv[-1], "w").write(str(peak * 1024))
atexit.register(tell)
module, sys.argv = sys.argv[1], sys.argv[1:-1]
runpy.run_module(module, run_name="__main__", alter_sys=True) if module != "-" else None
"""


def peak(command: Sequence[str], told: Path, environment: Mapping[str, str]) -> int:
    """The bytes of memory that a module holds at most, run with these arguments; "-" for Python alone. Linux only."""
    process([sys.executable, "-c", _PEAK, *command, str(told)], environment)
    return int(told.read_text())
