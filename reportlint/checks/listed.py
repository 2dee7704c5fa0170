"""Every numbered thing that the report cites (`in`: selector phrases) is in the list; the subject is its number or letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks import _references
from reportlint.checks._text import PHRASES, says_nothing, selected
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {**_references.OPTIONS, "in": PHRASES}
FACTS = ("list",)
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    for part in parts:
        if not part.found or says_nothing(report, part, options["placeholders"]):
            continue
        listed = _references.entries(report, part, options)
        # A list without numbers is counted: its second line is what the text calls Appendix 2.
        labels = {e.label or str(n) for n, e in enumerate(listed, 1)}
        known = labels | {_references.base(label) for label in labels}
        own = set(part.content)
        for other in selected(report, options["in"]):
            for cited in _references.citations(report, other, options):
                if cited.sure and cited.span not in own and not {cited.label, _references.base(cited.label)} & known:
                    known.add(cited.label)
                    yield Hit(cited.span, cited.label, {"title": part.title, "list": part.title})
