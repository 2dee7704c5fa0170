"""Figures that hold on a busy machine: processor time rather than the clock, medians of interleaved runs, ratios run by run."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Work = Callable[[int], object]


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
    """What a process came to. seconds: of the processor, its children's too; wall: of the clock; peak: bytes of memory at most."""

    status: int
    seconds: float
    wall: float
    peak: int


def process(command: Sequence[str], environment: Mapping[str, str]) -> Ended:
    """A command run to its end, its output thrown away."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment})
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return Ended(child.returncode, used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss * unit)
