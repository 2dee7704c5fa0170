"""The day that an item of the agenda gives for its paper is the day of the paper. of: the selector phrase of that day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._packs import paper_of, standing
from reportlint.checks._text import selected, within
from reportlint.findings import Hit
from reportlint.language import dates
from reportlint.model import Span
from reportlint.report import Part, Report
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"of": {"type": "string", "required": True, "meta": {"expected": "a selector phrase"}}}
FACTS = ("own", "other")
NEEDS: frozenset[str] = frozenset()
PACK = True


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for pack, agenda, looked_at in standing(scene):
        for item in parts if looked_at is agenda else ():
            paper = paper_of(pack, item) if item.found else None
            if paper is None:
                continue
            own = _days(scene.report, (item.anchor, *item.content))
            other = [d for p in selected(paper.report, [options["of"]]) if p.found for d in _days(paper.report, p.content)]
            days = {w.day for _, w in other}
            if own and days and not days & {w.day for _, w in own}:
                span, written = own[0]
                facts = {"own": dates.said(written.day), "other": dates.said(other[0][1].day)}  # type: ignore[arg-type]
                yield Hit(within(span, written.start, written.end), item.id, {"title": item.title, **facts})


def _days(report: Report, places: Sequence[Span]) -> list[tuple[Span, dates.Written]]:
    return [(s, w) for s in places for w in dates.find(report.document.text(s)) if w.day is not None]
