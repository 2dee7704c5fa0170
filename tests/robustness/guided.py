"""`python -m tests.robustness.guided TARGET [options of libFuzzer]`: mutants that are led to code not reached before.

Atheris (`pip install '.[fuzz]'`, Linux and macOS) watches which lines of reportlint run and keeps the mutants that reach new ones.
An input is a list of numbers, each of which harms the seed once more (see mutants.py), so that every mutant keeps its structure.

    python -m tests.robustness.guided read-docx -runs=100000 -timeout=10
"""

from __future__ import annotations

import sys

from .targets import NAMES, taking

_AT_ONCE = 6  # harms done to one seed, one after the other


def main() -> None:
    """Does not return: libFuzzer ends the process, with its own status where an input did harm."""
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        sys.exit(f"{__doc__}\nTargets: {', '.join(NAMES)}")
    import atheris

    name = sys.argv.pop(1)
    with atheris.instrument_imports(include=["reportlint"]):
        take = taking(name)
        take(0)  # what is imported only when it is needed is watched too

    def one(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        count = provider.ConsumeIntInRange(1, _AT_ONCE)
        take(*(provider.ConsumeIntInRange(0, 2**32) for _ in range(count)))

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
