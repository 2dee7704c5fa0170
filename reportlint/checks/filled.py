"""The part holds something of its own: not nothing, and not only a placeholder (`placeholders`: patterns of a whole line)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PATTERNS, gap, says_nothing
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"placeholders": PATTERNS}
FACTS = ()
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    for part in parts:
        if part.found and not report.holds_others(part) and says_nothing(report, part, options["placeholders"]):
            lines = report.lines(part)
            yield Hit(lines[0][0] if lines else gap(report.document, part.anchor), part.id, {"title": part.title})
