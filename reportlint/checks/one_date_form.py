"""All dates are written in one form; said once, at the first date in the rarer form. The edits write each in the form `house`.

outside: selector phrases of parts whose dates do not count, such as a table with a narrow column for them. house: "words"
(28 January 2025), "abbreviated" (28 Jan 2025), "slashes", "dots", "hyphens", "iso" (2025-01-28) or "month first".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PHRASES, quoted, selected, within
from reportlint.findings import Edit, Hit
from reportlint.language import dates
from reportlint.model import Document, Span
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "outside": PHRASES,
    "house": {"type": "string", "allowed": list(dates.FORMS), "default": "words"},
}
FACTS = ("usual",)
NEEDS: frozenset[str] = frozenset()

_FIGURES = ("slashes", "dots", "hyphens")
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
                if written.form != options["house"]:
                    safe = _certain(written) and _free(document, place)
                    edits.append(Edit("replace", place, _spelt(written, options["house"]), safe))
    if len(forms) > 1:
        # At equal counts the form that came first is the usual one: a dictionary keeps that order, and sorting is stable.
        usual, *rarer = sorted(forms.values(), key=len, reverse=True)
        first = min((spans[0] for spans in rarer), key=lambda s: (s.paragraph, s.start))
        yield Hit(first, None, {"usual": document.text(usual[0])}, tuple(edits))


def _spelt(written: dates.Written, house: str) -> str:
    """The date in the house form, after the weekday that was written before it."""
    weekday = _WEEKDAY.match(written.text) if written.weekday is not None else None
    return (weekday[0] if weekday else "") + dates.spelt(written.day, house) if written.day else written.text


def _certain(written: dates.Written) -> bool:
    """Whether only one day can be meant: in figures, day, month and a short year may be taken for each other."""
    if written.day is None or (written.weekday is not None and written.day.weekday() != written.weekday):
        return False
    return written.form not in _FIGURES or (written.day.day > 12 and str(written.day.year) in written.text)


def _free(document: Document, place: Span) -> bool:
    """Whether the date stands in the author's running text: not quoted, nor in an address or the name of a file."""
    text = document.paragraph(place.paragraph).text
    beside = text[max(place.start - 1, 0) : place.start] + text[place.end : place.end + 1]
    address = any(x.span.overlaps(place) and document.text(x.span) in x.target for x in document.links)
    return not (address or quoted(text, place.start) or any(c in "_-/=&?#" for c in beside))
