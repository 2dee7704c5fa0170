"""The days that parts of a report name, and which of them can be meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportlint.language import dates
from reportlint.report import Part, Report
from reportlint.scene import Scene

#: The schema of the options that say which years can be meant.
YEARS = {
    "earliest": {"type": "integer", "default": 1974, "meta": {"expected": "the first year that can be meant"}},
    "ahead": {"type": "integer", "min": 0, "default": 5, "meta": {"expected": "how many years after the day of checking can be meant"}},
}


def plausible(day: date, scene: Scene, earliest: int, ahead: int) -> bool:
    """Whether a report checked on this day can mean that one."""
    return earliest <= day.year <= scene.on.year + ahead


def written(report: Report, part: Part) -> Iterator[tuple[int, dates.Written]]:
    """The dates in a part, each with the index of its line in `report.lines`."""
    for at, (_, text) in enumerate(report.lines(part)):
        for found in dates.find(text):
            yield at, found


def latest(report: Report, part: Part, scene: Scene, earliest: int, ahead: int) -> date | None:
    """The latest real day that a part names and that can be meant, None if it names none."""
    days = (w.day for _, w in written(report, part))
    return max((d for d in days if d is not None and plausible(d, scene, earliest, ahead)), default=None)
