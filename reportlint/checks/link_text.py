"""The words of a hyperlink say where it leads: they are not wholly one of the `unclear` patterns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._links import links
from reportlint.checks._text import PATTERNS
from reportlint.findings import Hit
from reportlint.language.patterns import wholly
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "unclear": {**PATTERNS, "minlength": 1},
}
FACTS = ("target",)
NEEDS: frozenset[str] = frozenset({"links"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for link in links(scene.report.document, parts):
        words = " ".join(scene.report.document.text(link.span).split())
        if wholly(tuple(options["unclear"]), words.strip("\"'()[]<>‘’“”")):
            yield Hit(link.span, None, {"target": link.target})
