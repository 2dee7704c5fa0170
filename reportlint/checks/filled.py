"""The part holds something of its own: not nothing, and not only a placeholder (`placeholders`: patterns of a whole line)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PATTERNS, says_nothing
from reportlint.findings import Hit
from reportlint.model import Document, Span
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"placeholders": PATTERNS}
FACTS = ()
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    for part in parts:
        if part.found and says_nothing(report, part, options["placeholders"]):
            lines = report.lines(part)
            yield Hit(lines[0][0] if lines else _gap(report.document, part.anchor), part.id, {"title": part.title})


def _gap(document: Document, label: Span) -> Span:
    """Where the missing words belong: the unfilled content control under the label, else the label itself."""
    for control in document.controls:
        if control.unfilled and control.spans and control.spans[0].paragraph >= label.paragraph:
            place = control.spans[0]
            between = range(label.paragraph + 1, place.paragraph + 1)
            return label if any(document.paragraph(n).text.strip() for n in between) else place
    return label
