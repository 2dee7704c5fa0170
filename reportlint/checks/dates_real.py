"""Every date is a day that there is.

outside: selector phrases of parts whose dates other rules speak of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PHRASES, selected, within
from reportlint.findings import Hit
from reportlint.language import dates
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"outside": PHRASES}
FACTS = ("problem",)
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    outside = {s.paragraph for p in selected(scene.report, options["outside"]) for s in p.content}
    for part in parts:
        for span in part.content if part.found else ():
            if span.paragraph in outside:
                continue
            for written in dates.find(scene.report.document.text(span)):
                if written.day is None:
                    yield Hit(within(span, written.start, written.end), part.id, {"problem": written.problem})
