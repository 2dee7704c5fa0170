"""A section bears the template's title, blanks aside; a near miss is put right by the edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.findings import Edit, Hit
from reportlint.language.fold import fold
from reportlint.report import Part, Section
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS: tuple[str, ...] = ()
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for part in parts:
        if not isinstance(part, Section) or part.match != "near" or part.written is None or part.spec is None:
            continue
        written = _closed(scene.report.document.text(part.written))
        if all(written != _closed(title) for title in part.spec.titles):
            yield Hit(part.written, part.id, edits=(Edit("replace", part.written, part.spec.title),))


def _closed(title: str) -> str:
    """The title's letters and digits, folded."""
    return fold(title).replace(" ", "")
