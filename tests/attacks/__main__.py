"""Runs every attack and prints a table: `python -m tests.attacks [NAME…] [K/N]`.

A name may be the beginning of one; K/N takes the Kth of N parts.
"""

from __future__ import annotations

import sys

from tests.attacks import every
from tests.attacks.run import outcomes


def main(names: list[str]) -> int:
    """1 if any attack did not come to what it must."""
    part, of = next(((int(k), int(n)) for name in names for k, _, n in [name.partition("/")] if n), (1, 1))
    names = [name for name in names if "/" not in name]
    chosen = [a for a in every() if not names or any(a.name.startswith(n) for n in names)]
    chosen = chosen[part - 1 :: of]
    wrong = 0
    slowest, largest = 0.0, 0
    print(f"{'attack':38} {'exit':>4} {'CPU s':>6} {'MiB':>5}  expected")
    for outcome in outcomes(chosen):
        attack, problems = outcome.attack, outcome.problems
        wrong += bool(problems)
        slowest, largest = max(slowest, outcome.seconds), max(largest, outcome.memory)
        print(f"{attack.name:38} {outcome.status:>4} {outcome.seconds:>6.2f} {outcome.memory:>5}  {attack.expected[:70]}", flush=True)
        if problems:
            print(f"    WRONG: {'; '.join(problems)}\n    {_brief(outcome.output)}")
    print(f"\n{len(chosen)} attacks, {wrong} wrong; slowest {slowest:.2f} s of computing, largest {largest} MiB beyond the program itself")
    return 1 if wrong else 0


def _brief(output: str) -> str:
    """What matters of an output: the messages of JSON, else its end."""
    messages = [line.strip() for line in output.splitlines() if line.strip().startswith(('"message"', '"text"'))]
    return "\n    ".join(messages[:5]) or output[-600:]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
