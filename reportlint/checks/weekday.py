"""A weekday that is written with a date is the date's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import within
from reportlint.findings import Edit, Hit
from reportlint.language import dates
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("date", "actual")
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    for part in parts:
        for span, text in report.lines(part):
            for date in dates.find(text):
                # "The panel sat 3 May 2024": a weekday has a capital.
                if date.day is None or date.weekday is None or not date.text[0].isupper():
                    continue
                if date.day.weekday() != date.weekday:
                    yield _hit(part, within(span, date.start, date.end), date, dates.WEEKDAYS[date.day.weekday()])


def _hit(part: Part, span: Any, date: dates.Written, actual: str) -> Hit:
    written = date.text.split()[0]
    comma = "," if written.endswith(",") else ""
    # Which of the two is wrong is for the author to say.
    edit = Edit("replace", within(span, 0, len(written)), actual + comma, safe=False)
    rest = date.text[len(written) :].strip()
    return Hit(span, part.id, {"date": rest, "actual": actual}, (edit,))
