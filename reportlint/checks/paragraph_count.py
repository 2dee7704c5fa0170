"""The part has at least `min` and at most `max` paragraphs that say something; the fact {paragraphs} is how many it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PATTERNS, says_nothing
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "min": {"type": "integer", "min": 0, "default": 0},
    "max": {"type": "integer", "min": 1, "nullable": True, "default": None},
    "placeholders": PATTERNS,
}
FACTS = ("paragraphs", "min", "max")
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report, least, most = scene.report, options["min"], options["max"]
    for part in parts:
        if not part.found or says_nothing(report, part, options["placeholders"]):
            continue
        lines = list({span.paragraph: span for span, _ in reversed(report.lines(part))}.values())[::-1]
        if len(lines) < least or (most is not None and len(lines) > most):
            place = lines[most] if most is not None and len(lines) > most else lines[0]
            yield Hit(place, part.id, {"title": part.title, "paragraphs": len(lines), "min": least, "max": most})
