"""The parts are all there and say something, or none of them does; the fact {other} is the title of one that does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PATTERNS, says_nothing
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"placeholders": PATTERNS}
FACTS = ("other",)
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    there = [p for p in parts if p.found and not says_nothing(scene.report, p, options["placeholders"])]
    for part in parts:
        if there and part not in there:
            yield Hit(part.label or there[0].anchor, part.id, {"title": part.title, "other": there[0].title})
