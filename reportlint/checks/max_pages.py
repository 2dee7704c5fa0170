"""The part covers at most `max` pages, as far as the file records where pages begin; the fact {pages} is how many it covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"max": {"type": "integer", "min": 1, "required": True}}
FACTS = ("pages", "max")
NEEDS: frozenset[str] = frozenset({"pages"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for part in parts:
        first: int | None = None
        page = 0
        for paragraph in (scene.report.document.paragraph(s.paragraph) for s in part.content):
            # Without recorded pages, a forced break is a new page all the same.
            page = paragraph.page if paragraph.page is not None else page + paragraph.page_break_before
            first = page if first is None else first
            if page - first >= options["max"]:
                pages = _last(part, scene) - first + 1 if paragraph.page is not None else page - first + 1
                yield Hit(paragraph.span, part.id, {"title": part.title, "pages": pages, "max": options["max"]})
                break


def _last(part: Part, scene: Scene) -> int:
    return max(scene.report.document.paragraph(s.paragraph).page or 0 for s in part.content)
