"""The report in which the part stands is on the agenda."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._packs import own_reports
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("own",)
NEEDS: frozenset[str] = frozenset()
PACK = True


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for _, _, paper in own_reports(scene):
        for part in parts:
            if paper.item is None:
                place = part.content[0] if part.content else part.anchor
                yield Hit(place, part.id, {"title": part.title, "own": paper.title})
