"""Every picture has alternative text or is marked as decorative; a text that is wholly one of `useless` is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PATTERNS
from reportlint.findings import Hit
from reportlint.language.patterns import wholly
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "useless": PATTERNS,
}
FACTS = ("name",)
NEEDS: frozenset[str] = frozenset({"images"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    inside = {s.paragraph for p in parts for s in p.content}
    for image in scene.report.document.images:
        if image.decorative or image.span.paragraph not in inside:
            continue
        if not image.alt.strip() or wholly(tuple(options["useless"]), image.alt):
            yield Hit(image.span, None, {"name": image.name or "no name"})
