"""`python -m tests.bench`: the table of bars and what this machine measures.

F is reading a six-page Word file - inflating and parsing with lxml the parts that a check needs - and nothing else; B is
`python -c pass`. Everything is made here and put away again; rounds of different works take turns, and what is told is the
median of the ratios of each round, with half the range between the quartiles behind it. Figures are processor time unless
they say otherwise, which other work on the machine disturbs least.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from .peers import peers
from .rows import Plan, Row, machine, rows


def main() -> int:
    """0 if every bar is met, else 1."""
    parser = argparse.ArgumentParser("python -m tests.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", metavar="FILE", help="write the figures there too")
    parser.add_argument("--rounds", type=int, default=15, help="of each measurement (15)")
    parser.add_argument("--documents", type=int, default=1000, help="for two processes against one (1000)")
    parser.add_argument("--without-peers", action="store_true", help="measure no other programs")
    options = parser.parse_args()
    print(f"{machine()}; medians of {options.rounds} interleaved rounds, processor time\n", flush=True)
    print(f"{'':3} {'what':50} {'bar':>6} {'stretch':>8} {'measured':>10} {'±':>6}  met")
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for row in rows(Plan(options.rounds, options.documents, Path(folder))):
            print(_line(row), flush=True)
            found.append(row)
        others = {} if options.without_peers else peers(Path(folder), max(3, options.rounds // 3))
    for unit, several in others.items():
        print(f"\nBeside others, in {unit}: " + ", ".join(f"{name} {value:.1f}" for name, value in several.items()))
    met = sum(row.meets(row.bar) for row in found)
    print(f"\n{met} of {len(found)} bars met; the stretch of {', '.join(str(r.number) for r in found if r.meets(r.stretch)) or 'none'}.")
    if options.json:
        told = [{**asdict(r), "met": r.meets(r.bar), "stretch_met": r.meets(r.stretch)} for r in found]
        whole = {"machine": machine(), "rounds": options.rounds, "rows": told, "peers": others}
        Path(options.json).write_text(json.dumps(whole, indent=1) + "\n", "utf-8")
    return 0 if met == len(found) else 1


def _line(row: Row) -> str:
    sign = "≥" if row.more else "≤"
    figure = "-" if row.measured is None else f"{row.measured:.2f}"
    word = "stretch" if row.meets(row.stretch) else "yes" if row.meets(row.bar) else "no"
    limits = f"{sign + format(row.bar, 'g'):>6} {row.stretch:>8g}"
    return f"{row.number:3} {row.what:50} {limits} {figure:>8} {row.unit[:1]} {row.noise:>6.2f}  {word:8} {row.note}"


if __name__ == "__main__":
    sys.exit(main())
