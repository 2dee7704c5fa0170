"""The numbers of the items follow one another: none is left out, none stands twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from reportlint.findings import Hit
from reportlint.report import Item, Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("number", "expected")
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    items = [i for i in parts if isinstance(i, Item)]
    for before, item in pairwise(items):
        if item.value != before.value + 1:
            yield Hit(item.anchor, item.id, {"title": item.title, "number": item.value, "expected": before.value + 1})
