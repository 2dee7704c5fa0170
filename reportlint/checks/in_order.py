"""The parts that are there stand in the order in which the template declares them; as few as can be are called misplaced."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ()
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    there = [p for p in parts if p.found and not (p.kind == "field" and p.spec and p.spec.within)]
    kept = longest_run([(p.anchor.paragraph, p.anchor.start) for p in there])
    for at, part in enumerate(there):
        if at not in kept:
            previous = there[at - 1].title if at else ""
            yield Hit(part.label or part.anchor, part.id, {"title": part.title, "previous": previous})


def longest_run(places: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The indices of a longest subsequence that rises."""
    tails: list[tuple[int, int]] = []
    ends: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [index]
    run, index = set(), ends[-1] if ends else -1
    while index >= 0:
        run.add(index)
        index = before[index]
    return frozenset(run)
