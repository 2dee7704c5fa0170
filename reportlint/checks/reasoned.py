"""A section gives more than a bare nil answer, unless the template allows it one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._lines import said
from reportlint.checks._text import PATTERNS
from reportlint.findings import Hit
from reportlint.language.patterns import wholly
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "answers": {**PATTERNS, "minlength": 1},
}
FACTS: tuple[str, ...] = ()
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    answers = tuple(options["answers"])
    for part in parts:
        lines = list(said(scene.report.document, part)) if part.found and not _may_be_nil(part) else []
        if lines and all(wholly(answers, scene.report.document.text(s)) for s in lines):
            yield Hit(lines[0], part.id)


def _may_be_nil(part: Part) -> bool:
    return part.spec is not None and part.spec.nil == "allowed"
