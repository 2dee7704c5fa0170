"""All dates are written in one form; said once, at the first date in the rarer form.

outside: selector phrases of parts whose dates do not count, such as a table with a narrow column for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PHRASES, selected
from reportlint.findings import Hit
from reportlint.language import dates
from reportlint.model import Span
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"outside": PHRASES}
FACTS = ("usual",)
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    document = scene.report.document
    outside = {s.paragraph for p in selected(scene.report, options["outside"]) for s in p.content}
    forms: dict[str, list[Span]] = {}
    for span in (s for p in parts if p.found for s in p.content if s.paragraph not in outside):
        for written in dates.find(document.text(span)):
            if written.day is not None:
                forms.setdefault(written.form, []).append(Span(span.paragraph, span.start + written.start, span.start + written.end))
    if len(forms) > 1:
        # At equal counts the form that came first is the usual one: a dictionary keeps that order, and sorting is stable.
        usual, *rarer = sorted(forms.values(), key=len, reverse=True)
        yield Hit(min((spans[0] for spans in rarer), key=lambda s: (s.paragraph, s.start)), None, {"usual": document.text(usual[0])})
