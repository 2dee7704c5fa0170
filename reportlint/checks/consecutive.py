"""The numbers (or letters) of a list follow one another from the first on: none is left out, none stands twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks import _references
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = _references.OPTIONS
FACTS = ("label", "expected")
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for part in parts:
        labelled = [e for e in _references.entries(scene.report, part, options) if e.label] if part.found else []
        bases = [_references.base(e.label) for e in labelled]
        if not labelled or len({b.isdigit() for b in bases}) > 1:
            continue
        values = [int(b) if b.isdigit() else ord(b[0]) - ord("A") + 1 for b in bases]
        last, seen = 0, set[str]()
        for entry, value in zip(labelled, values, strict=True):
            lettered = value == last and entry.label not in seen and entry.label != str(value)
            if not lettered and value != last + 1:
                expected = str(last + 1) if bases[0].isdigit() else chr(ord("A") + last)
                yield Hit(entry.span, part.id, {"title": part.title, "label": entry.label, "expected": expected})
                break
            last = value
            seen.add(entry.label)
