"""A heading is at most one level below the heading before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.findings import Edit, Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("level", "before", "expected")
NEEDS: frozenset[str] = frozenset({"styles"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    before: int | None = None
    for span in (s for p in parts for s in p.content if s.paragraph not in report.contents):
        paragraph = report.document.paragraph(span.paragraph)
        level = paragraph.outline_level
        if level is None or not paragraph.in_flow or not paragraph.text.strip():
            continue
        if before is not None and level > before + 1:
            facts = {"level": level, "before": before, "expected": before + 1}
            yield Hit(span, None, facts, (Edit("style", span, f"heading {before + 1}", safe=False),))
        before = level
