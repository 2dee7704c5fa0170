"""The pages that an agenda names follow one another: none is left out, none is named twice.

Where the file records its pages, that is not asked: then `pages_kept` knows what stands on each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._packs import standing
from reportlint.findings import Hit
from reportlint.report import Item, Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("number", "first", "last", "expected", "before")
NEEDS: frozenset[str] = frozenset()
PACK = True


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for pack, agenda, paper in standing(scene):
        paged = [i for i in parts if isinstance(i, Item) and i.pages] if paper is agenda and pack.shift is None else []
        for before, item in zip([None, *paged], paged, strict=False):
            first, last = item.pages or (0, 0)
            expected = before.pages[1] + 1 if before is not None and before.pages else first
            if first != expected or last < first:
                facts = {"title": item.title, "number": item.value, "first": first, "last": last, "expected": expected}
                yield Hit(item.pages_at or item.anchor, item.id, {**facts, "before": before.value if before else ""})
