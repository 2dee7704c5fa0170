"""The items of a list are numbered 1, 2, 3 (or a, b, c; i, ii, iii), in typed or automatic numbers.

A line that ends in a colon introduces items and is none; after it numbers may begin again. `items`: patterns of lines that
are items even without a number. The fact {problem} says in words what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._items import Item, items, top
from reportlint.checks._text import PATTERNS, first_match, says_nothing
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"items": PATTERNS, "placeholders": PATTERNS}
FACTS = ("problem", "number")
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for part in parts:
        if not part.found or says_nothing(scene.report, part, options["placeholders"]):
            continue
        fault = _fault(items(scene.report, part), options["items"])
        if fault is not None:
            item, problem = fault
            yield Hit(item.span, part.id, {"title": part.title, "problem": problem, "number": item.number})


def _fault(listed: Sequence[Item], patterns: Sequence[str]) -> tuple[Item, str] | None:
    """The first item that is not numbered as it should be, and what is wrong with it."""
    numbered = top(listed)
    if not numbered:
        return next((i for i in listed if not i.stem), listed[0]), "there is no number before it"
    spans = {i.span for i in numbered}
    expected, fresh = 1, True
    for item in listed:
        if item.stem:
            fresh = True
        elif item.span in spans:
            own = next(i for i in numbered if i.span == item.span)
            if own.value != expected and not (fresh and own.value == 1):
                return own, f"it should be number {expected} of the list"
            expected, fresh = own.value + 1, False
        elif expected > 1 and not item.number and _starts(patterns, item.text):
            return item, "there is no number before it"
    return None


def _starts(patterns: Sequence[str], text: str) -> bool:
    return (first_match(patterns, text) or (1, 0))[0] == 0
