"""An item of the agenda that names pages has its paper in the pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._packs import paper_of, standing
from reportlint.findings import Hit
from reportlint.report import Item, Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("number", "pages")
NEEDS: frozenset[str] = frozenset()
PACK = True


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for pack, agenda, paper in standing(scene):
        for item in parts:
            if paper is agenda and isinstance(item, Item) and item.pages and paper_of(pack, item) is None:
                first, last = item.pages
                pages = f"page {first}" if first == last else f"pages {first} to {last}"
                yield Hit(item.anchor, item.id, {"title": item.title, "number": item.value, "pages": pages})
