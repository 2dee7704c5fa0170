"""No reviewer's comment is left; said once, at the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("count", "author", "comment")
NEEDS: frozenset[str] = frozenset({"comments"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    inside = {s.paragraph for p in parts for s in p.content}
    left = [c for c in scene.report.document.comments if c.span.paragraph in inside]
    if left:
        first = min(left, key=lambda c: (c.span.paragraph, c.span.start))
        authors = ", ".join(sorted({c.author for c in left if c.author})) or "somebody"
        yield Hit(first.span, None, {"count": len(left), "author": authors, "comment": first.text})
