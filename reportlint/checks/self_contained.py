"""A section says something itself: not every sentence of it only points to another paper.

A sentence only points if it names one of `targets` and holds no word besides those, `pointing` words, figures and the
words of the section's own title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._lines import statements
from reportlint.checks._text import PATTERNS
from reportlint.findings import Hit
from reportlint.language.fold import fold, searchable
from reportlint.language.patterns import pattern
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "targets": {**PATTERNS, "minlength": 1},
    "pointing": {"type": "list", "schema": {"type": "string"}, "required": True, "minlength": 1},
}
FACTS: tuple[str, ...] = ()
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    document = scene.report.document
    empty = frozenset(w for words in options["pointing"] for w in fold(words).split())
    for part in parts:
        sentences = list(statements(document, part)) if part.found else []
        own = empty | frozenset(fold(part.title).split())
        if sentences and all(_only_points(document.text(s), options["targets"], own) for s in sentences):
            yield Hit(sentences[0], part.id)


def _only_points(sentence: str, targets: Sequence[str], empty: frozenset[str]) -> bool:
    plain, _ = searchable(sentence)
    if not any(pattern(target).search(plain) for target in targets):
        return False
    rest = plain
    for target in targets:
        rest = pattern(target).sub(" ", rest)
    if rest == plain:
        return False
    return all(w in empty or w.isdigit() or len(w) == 1 for w in fold(rest).split())
