"""Every hyperlink leads somewhere that a reader can go: it has a target, and none of the `broken` patterns stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._links import links
from reportlint.checks._text import PATTERNS
from reportlint.findings import Hit
from reportlint.language.patterns import any_found
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "broken": PATTERNS,
}
FACTS = ("target",)
NEEDS: frozenset[str] = frozenset({"links"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for link in links(scene.report.document, parts):
        target = link.target.strip()
        if not target or any_found(tuple(options["broken"]), target):
            yield Hit(link.span, None, {"target": target or "nothing"})
