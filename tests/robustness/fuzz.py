"""`python -m tests.robustness.fuzz`: mutants by the thousand, and what became of them.

--target NAME,...   what is asked of them (see targets.py); all if left out
--executions N      how many mutants, shared among the targets
--from N            the number of the first: other numbers are other mutants, the same number is always the same one
--limit SECONDS     what takes longer is ended, and counts as a hang
--memory MB         what a process may have
"""

from __future__ import annotations

import argparse
import sys
from functools import partial

from .targets import NAMES, target
from .watched import outcomes
from .worker import Outcome

_BAD = ("traceback", "hang", "died")


def main(arguments: list[str] | None = None) -> int:
    """1 if any mutant ended in anything but being taken or refused."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.robustness.fuzz", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--target", default=",".join(NAMES))
    parser.add_argument("--executions", type=int, default=20_000)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--limit", type=float, default=10.0)
    parser.add_argument("--memory", type=int, default=2048)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    names = options.target.split(",")
    bad = 0
    for name in names:
        numbers = range(options.first, options.first + options.executions // len(names))
        done = []
        for outcome in outcomes(
            map(str, numbers), partial(target, name), jobs=options.jobs, limit=options.limit, memory=options.memory << 20
        ):
            done.append(outcome)
            if outcome.status in _BAD:
                bad += 1
                print(f"{outcome.status.upper()} --target {name} --from {outcome.item} --executions 1\n{outcome.said}", flush=True)
        print(line(name, done), flush=True)
    return 1 if bad else 0


def line(name: str, done: list[Outcome]) -> str:
    """What became of one target's mutants."""
    counts = {status: sum(o.status == status for o in done) for status in ("done", "refused", *_BAD)}
    slowest = max(done, key=lambda o: o.seconds)
    return (
        f"{name:15} {len(done):8} executions: {counts['done']} taken, {counts['refused']} refused, {counts['traceback']} crashes, "
        f"{counts['hang']} hangs, {counts['died']} processes lost; slowest {slowest.seconds:.2f} s ({slowest.item}), "
        f"most memory {max(o.memory for o in done) / 2**20:.0f} MB"
    )


if __name__ == "__main__":
    sys.exit(main())
