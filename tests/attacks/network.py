"""Runs every attack and every example where there is no network: `python -m tests.attacks.network`.

The process is put into a network namespace of its own, in which not even this machine can be reached (Linux, as root), and any
attempt to open a connection, to look up a name or to start a program ends it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.attacks import every
from tests.attacks.attack import Attack
from tests.attacks.run import outcomes

_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto", "os.system")
_NEW_NETWORK = 0x40000000
_EXAMPLES = Path(__file__).parents[2] / "examples"
_LEFT = 97


def alone() -> bool:
    """Put this process into an empty network namespace; whether that could be done."""
    import ctypes

    return ctypes.CDLL(None, use_errno=True).unshare(_NEW_NETWORK) == 0


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in _FORBIDDEN:
        print(f"ATTEMPT: {event} {arguments!r}", file=sys.stderr, flush=True)
        os._exit(_LEFT)


def examples() -> list[Attack]:
    """The examples as attacks: they must be read, and no more is asked."""
    paths = sorted(p for p in _EXAMPLES.rglob("*") if p.suffix in (".docx", ".md", ".odt", ".html", ".pdf"))
    return [Attack(f"example-{p.name}", lambda _: None, ("inspect", str(p)), 0) for p in paths]


def main() -> int:
    """1 if anything was attempted, or came to something else than it does with a network."""
    emptied = alone()
    sys.addaudithook(_watch)
    tried = wrong = 0
    for outcome in outcomes([*every(), *examples()]):
        tried += 1
        problems = [p for p in outcome.problems if not p.startswith("took")]
        wrong += bool(problems)
        if problems:
            print(f"{outcome.attack.name}: {'; '.join(problems)}\n{outcome.output[-500:]}")
    where = "in an empty network namespace" if emptied else "with the network there (no namespace could be made)"
    print(f"{tried} runs {where}, {wrong} wrong; any attempt to reach the network would have ended its run")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
