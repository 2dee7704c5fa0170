"""Every numbered thing in the list is cited in the report (`in`: selector phrases); the subject is its number or letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks import _references
from reportlint.checks._text import PHRASES, selected
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {**_references.OPTIONS, "in": PHRASES}
FACTS = ()
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    cited = {r.label for p in selected(report, options["in"]) for r in _references.citations(report, p, options)}
    for part in parts:
        seen = set(cited)
        for entry in _references.entries(report, part, options) if part.found else ():
            if entry.label and entry.label not in seen and _references.base(entry.label) not in seen:
                seen.add(entry.label)
                yield Hit(entry.span, entry.label, {"title": part.title})
