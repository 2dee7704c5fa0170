"""The file holds no text that a reader does not see, of the ways `how`: "hidden" (Word's hidden font), "white", "tiny", "merged"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

_WAYS = ["hidden", "white", "tiny", "merged"]
OPTIONS: Mapping[str, Any] = {"how": {"type": "list", "schema": {"type": "string", "allowed": _WAYS}, "default": ["hidden"]}}
FACTS = ("hidden",)
NEEDS: frozenset[str] = frozenset({"hidden"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    inside = {s.paragraph for p in parts for s in p.content}
    for hidden in scene.report.document.hidden:
        if hidden.how in options["how"] and hidden.text.strip() and hidden.span.paragraph in inside:
            yield Hit(hidden.span, None, {"hidden": " ".join(hidden.text.split())})
