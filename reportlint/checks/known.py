"""Every section is one that the template has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.findings import Hit
from reportlint.report import Part, Section
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS: tuple[str, ...] = ()
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for part in parts:
        if isinstance(part, Section) and part.match == "unknown":
            yield Hit(part.written or part.anchor, part.id)
