"""Prints how near to their words the comments on every report at hand are, and how many kinds of finding have an edit.

Run as `python tests/word/anchored.py`.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[1]


def main() -> None:
    """Print the numbers."""
    from redline import ON, REPORTS, ROOT, checker, samples

    from reportlint.markdown.annotate import annotate as note
    from reportlint.word.annotate import annotate
    from reportlint.word.fix import fix

    total: Counter[str] = Counter()
    kinds, mended, edits = set(), set(), Counter[str]()
    for name, data in samples().items():
        made = annotate(data, checker(name), ON)
        total.update(made.counts)
        kinds |= {f.rule for f in made.result.findings}
        mended |= {f.rule for f in made.result.findings if f.edits}
        edits.update(c.kind for c in fix(data, checker(name), ON, suggested=True).changes)
    _tell("Word", total)
    notes: Counter[str] = Counter()
    for path in sorted([*(ROOT / "examples").rglob("*.md"), *REPORTS.glob("*.md")]):
        made = note(path.read_bytes(), checker(path.name), ON)
        notes.update(made.counts)
        kinds |= {f.rule for f in made.result.findings}
        mended |= {f.rule for f in made.result.findings if f.edits}
    _tell("Markdown", notes)
    print(f"kinds of finding: {len(kinds)}, of which {len(mended)} carry an edit: {', '.join(sorted(mended))}")
    print(f"edits made: {', '.join(f'{count} {kind}' for kind, count in edits.most_common())}")


def _tell(format: str, total: Counter[str]) -> None:
    print(f"comments in {format}: {total['exact']} on exactly their words or place, {total['nearest']} nearest, {total['not']} not placed")


if __name__ == "__main__":
    sys.path[:0] = [str(TESTS.parent), str(TESTS), str(TESTS / "formats")]
    main()
