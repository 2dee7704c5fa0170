"""The part has at least `min` and at most `max` words, unless one of the patterns `except` is all that it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PATTERNS, says_nothing
from reportlint.findings import Hit
from reportlint.language.fold import words
from reportlint.language.patterns import wholly
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "min": {"type": "integer", "min": 0, "default": 0},
    "max": {"type": "integer", "min": 1, "nullable": True, "default": None},
    "except": PATTERNS,
    "placeholders": PATTERNS,
}
FACTS = ("words", "min", "max")
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report, least, most = scene.report, options["min"], options["max"]
    for part in parts:
        if not part.found or says_nothing(report, part, options["placeholders"]):
            continue
        if wholly(tuple(options["except"]), report.text(part)):
            continue
        count = words(report.text(part))
        if count < least or (most is not None and count > most):
            yield Hit(report.lines(part)[0][0], part.id, {"words": count, "min": least, "max": most})
