"""`python -m tests.robustness.corpus FOLDER`: what becomes of every office file in a folder, and what it costs.

--action NAME     check (as it stands), inspect, annotate or fix
--template NAME   hold every document to this template, so that its rules are tried too
--suffix S,...    only files that end so
--limit SECONDS   what takes longer is ended, and counts as a hang
--memory MB       what a process may have
--list            also each document that was refused, with the sentence
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from functools import partial
from pathlib import Path

from .watched import outcomes
from .worker import ACTIONS, Outcome, acting

_SUFFIXES = ".docx,.docm,.dotx,.dotm,.odt,.ott,.html,.htm,.pdf,.md"


def main(arguments: list[str] | None = None) -> int:
    """1 if any document ended in a traceback, a hang or the end of the process."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.robustness.corpus", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", nargs="+")
    parser.add_argument("--action", choices=sorted(ACTIONS), default="check")
    parser.add_argument("--template")
    parser.add_argument("--suffix", default=_SUFFIXES)
    parser.add_argument("--limit", type=float, default=10.0)
    parser.add_argument("--memory", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args(arguments)
    suffixes = tuple(options.suffix.split(","))
    paths = sorted(str(p) for f in options.folder for p in Path(f).rglob("*") if p.name.lower().endswith(suffixes))
    bad = 0
    done: list[Outcome] = []
    make = partial(acting, options.action, options.template)
    for outcome in outcomes(paths, make, jobs=options.jobs, limit=options.limit, memory=options.memory << 20):
        done.append(outcome)
        if outcome.status in ("traceback", "hang", "died"):
            bad += 1
            print(f"{outcome.status.upper()} {outcome.item}\n{outcome.said}", flush=True)
        elif outcome.status == "refused" and options.list:
            print(f"{outcome.item}: {outcome.said}")
    print(summary(done))
    return 1 if bad else 0


def summary(done: list[Outcome]) -> str:
    """What became of the documents, with the slowest, the largest, and each sentence of refusal with how often it was said."""
    if not done:
        return "No document was found."
    seconds = sorted(o.seconds for o in done)
    lines = [f"{len(done)} documents: " + ", ".join(f"{n} {status}" for status, n in Counter(o.status for o in done).most_common())]
    lines += [f"{n:6} refused: {said}" for said, n in Counter(_short(o.said) for o in done if o.status == "refused").most_common()]
    share = {q: seconds[min(len(seconds) - 1, int(len(seconds) * q / 100))] for q in (50, 90, 99)}
    lines.append("seconds: " + ", ".join(f"{q} in a hundred under {s:.3f}" for q, s in share.items()))
    lines += [f"slowest  {o.seconds:8.2f} s  {o.item}" for o in sorted(done, key=lambda o: -o.seconds)[:5]]
    lines += [f"largest  {o.memory / 2**20:8.0f} MB {o.item}" for o in sorted(done, key=lambda o: -o.memory)[:5]]
    lines.append(f"tracebacks {_count(done, 'traceback')}, hangs {_count(done, 'hang')}, processes that died {_count(done, 'died')}")
    return "\n".join(lines)


def _count(done: list[Outcome], status: str) -> int:
    return sum(o.status == status for o in done)


def _short(said: str) -> str:
    return said if len(said) < 200 else said[:200] + " …"


if __name__ == "__main__":
    sys.exit(main())
