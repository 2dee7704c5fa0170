"""Every tracked insertion, deletion and move is accepted or rejected; said once, at the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("count", "author")
NEEDS: frozenset[str] = frozenset({"changes"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    inside = {s.paragraph for p in parts for s in p.content}
    left = [r for r in scene.report.document.revisions if r.kind != "formatting" and r.span.paragraph in inside]
    if left:
        first = min(left, key=lambda r: (r.span.paragraph, r.span.start))
        authors = ", ".join(sorted({r.author for r in left if r.author})) or "somebody"
        yield Hit(first.span, None, {"count": len(left), "author": authors, "text": first.text})
