"""The date of the part is not after the one that limits it.

`of`: the selector phrase of the part whose date is the limit; with `clear_days`, the last working day that leaves so many
clear working days before it; with `working_days`, the day so many working days before it. With `checked: true`, it is the
day of checking that must not be after the limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from reportlint.checks._days import YEARS, latest, written
from reportlint.checks._text import selected, within
from reportlint.findings import Hit
from reportlint.language import dates
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "of": {"type": "string", "required": True, "meta": {"expected": "a selector phrase"}},
    "clear_days": {"type": "integer", "min": 0, "nullable": True, "default": None},
    "working_days": {"type": "integer", "min": 1, "nullable": True, "default": None},
    "checked": {"type": "boolean", "default": False},
    **YEARS,
}
FACTS = ("day", "limit", "until", "clear_days", "working_days")
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report, years = scene.report, (options["earliest"], options["ahead"])
    ends = [d for p in selected(report, [options["of"]]) if p.found and (d := latest(report, p, scene, *years)) is not None]
    if not ends:
        return
    until, clear, working = max(ends), options["clear_days"], options["working_days"]
    clear = working - 1 if working is not None else clear
    limit = until if clear is None else dates.last_day_before(until, clear, scene.nation)
    for part in parts:
        own = latest(report, part, scene, *years) if part.found else None
        day = scene.on if options["checked"] and own is not None else own
        if own is None or day is None or day <= limit:
            continue
        facts: dict[str, object] = {"day": dates.said(day), "limit": dates.said(limit), "until": dates.said(until)}
        facts |= {"clear_days": clear, "working_days": working}
        yield Hit(_place(scene, part, own), part.id, {"title": part.title, **facts})


def _place(scene: Scene, part: Part, day: date) -> Any:
    lines = scene.report.lines(part)
    return next(within(lines[at][0], w.start, w.end) for at, w in written(scene.report, part) if w.day == day)
