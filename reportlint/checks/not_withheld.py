"""The paper is none that is withheld from the public. markings: patterns of a line among its first that marks it as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._packs import standing
from reportlint.checks._text import first_match, within
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "markings": {"type": "list", "schema": {"type": "string"}, "required": True, "minlength": 1, "meta": {"pattern": True}},
    "lines": {"type": "integer", "min": 1, "default": 6, "meta": {"expected": "a number of lines"}},
}
FACTS = ("own",)
NEEDS: frozenset[str] = frozenset()
PACK = True
WITHOUT_TEMPLATE = True


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for _, agenda, paper in standing(scene):
        for part in parts if paper is not agenda else ():
            for span, text in scene.report.lines(part)[: options["lines"]]:
                place = first_match(options["markings"], text.strip())
                if place is not None:
                    start = len(text) - len(text.lstrip())
                    yield Hit(within(span, start + place[0], start + place[1]), None, {"title": part.title, "own": paper.title})
                    return
