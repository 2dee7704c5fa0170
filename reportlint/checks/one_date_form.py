"""All dates are written in one form; said once, at the first date in the rarer form. The edits write each with the month's name.

outside: selector phrases of parts whose dates do not count, such as a table with a narrow column for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PHRASES, selected, within
from reportlint.findings import Edit, Hit
from reportlint.language import dates
from reportlint.model import Span
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"outside": PHRASES}
FACTS = ("usual",)
NEEDS: frozenset[str] = frozenset()

_HOUSE = "words"  # "28 January 2025"
_WEEKDAY = re.compile(r"[^\W\d]+,?\s+(?:the\s+)?", re.IGNORECASE)


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    document = scene.report.document
    outside = {s.paragraph for p in selected(scene.report, options["outside"]) for s in p.content}
    forms: dict[str, list[Span]] = {}
    edits: list[Edit] = []
    for span in (s for p in parts if p.found for s in p.content if s.paragraph not in outside):
        for written in dates.find(document.text(span)):
            if written.day is not None:
                place = within(span, written.start, written.end)
                forms.setdefault(written.form, []).append(place)
                if written.form != _HOUSE:
                    edits.append(Edit("replace", place, _spelt(written), _certain(written)))
    if len(forms) > 1:
        # At equal counts the form that came first is the usual one: a dictionary keeps that order, and sorting is stable.
        usual, *rarer = sorted(forms.values(), key=len, reverse=True)
        first = min((spans[0] for spans in rarer), key=lambda s: (s.paragraph, s.start))
        yield Hit(first, None, {"usual": document.text(usual[0])}, tuple(edits))


def _spelt(written: dates.Written) -> str:
    """The date as "28 January 2025", after the weekday that was written before it."""
    weekday = _WEEKDAY.match(written.text) if written.weekday is not None else None
    return (weekday[0] if weekday else "") + dates.spelt(written.day) if written.day else written.text


def _certain(written: dates.Written) -> bool:
    """Whether only one day can be meant: in figures, day and month may have been taken for each other."""
    return written.form not in ("slashes", "dots", "hyphens") or written.day is None or written.day.day > 12
