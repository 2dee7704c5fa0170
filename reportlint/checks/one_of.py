"""A choice field gives one of its choices, and leaves no other standing; what may explain it comes after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PATTERNS, says_nothing
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"placeholders": PATTERNS}
FACTS = ("choices",)
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    for part in parts:
        if part.spec is None or not part.spec.choices or part.id in report.answers:
            continue
        if part.found and not says_nothing(report, part, options["placeholders"]):
            choices = " or ".join(part.spec.choices)
            yield Hit(report.lines(part)[0][0], part.id, {"title": part.title, "choices": choices})
