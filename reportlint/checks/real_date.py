"""The part gives a date, with its year, that exists and can be meant: from `earliest` to `ahead` years after the day of checking.

The fact {problem} says in words what is wrong: "there is no date with day, month and year".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._days import YEARS, plausible, written
from reportlint.checks._text import PATTERNS, says_nothing, within
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"placeholders": PATTERNS, **YEARS}
FACTS = ("problem",)
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    for part in parts:
        if not part.found or says_nothing(report, part, options["placeholders"]):
            continue
        lines = report.lines(part)
        dates = list(written(report, part))
        if not dates:
            yield Hit(lines[0][0], part.id, {"title": part.title, "problem": "there is no date with day, month and year"})
        for at, date in dates:
            if date.day is None:
                problem = date.problem
            elif not plausible(date.day, scene, options["earliest"], options["ahead"]):
                problem = f"the year {date.day.year} cannot be meant"
            else:
                continue
            yield Hit(within(lines[at][0], date.start, date.end), part.id, {"title": part.title, "problem": problem})
            break
