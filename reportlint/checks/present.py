"""The part is there; what belongs within a section that is not there itself is not asked for.

prompt: what stands under the heading of a section that is put in, until its author has filled it; {title} is its title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.findings import Edit, Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"prompt": {"type": "string", "default": ""}}
FACTS = ()
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for part in parts:
        if not part.found and not scene.report.lacks_home(part):
            yield Hit(part.anchor, part.id, {"title": part.title, "previous": part.previous}, _edits(part, options["prompt"]))


def _edits(part: Part, prompt: str) -> tuple[Edit, ...]:
    if part.kind != "section" or not prompt:
        return ()
    return (Edit("insert-after", part.anchor, f"{part.title}\n{prompt.replace('{title}', part.title)}"),)
