"""Each part stands once; what is said is the second and every later one."""

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
    seen: set[str] = set()
    for part in parts:
        if not part.found or part.id is None:
            continue
        if part.id in seen:
            written = part.written if isinstance(part, Section) else None
            yield Hit(written or part.anchor, part.id)
        seen.add(part.id)
