"""A month that a line of the part gives is the one that the summary or the agenda gives for the same thing.

of: selector phrases of parts of the report that speak of it, besides the agenda's item. Two lines speak of the same thing if
they share `shared` telling words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._packs import own_reports
from reportlint.checks._text import PHRASES, selected, sentences, within
from reportlint.findings import Hit
from reportlint.language import dates
from reportlint.language.titles import telling
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "of": PHRASES,
    "shared": {"type": "integer", "min": 1, "default": 2, "meta": {"expected": "a number of words"}},
}
FACTS = ("own", "other", "entry")
NEEDS: frozenset[str] = frozenset()
PACK = True

_MONTH = re.compile(rf"\b({'|'.join(dates.MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
_MONTHS = frozenset(m.casefold() for m in dates.MONTHS)


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for _, agenda, paper in own_reports(scene):
        texts = [agenda.report.document.text(s) for s in paper.item.content] if paper.item is not None else []
        texts += [scene.report.text(p) for p in selected(scene.report, options["of"]) if p.found]
        told = [text[a:b] for text in texts for a, b in sentences(text) if _MONTH.search(text[a:b])]
        for part in parts:
            for span, line in scene.report.lines(part) if part.found else ():
                own = _MONTH.search(line)
                other = _another(line, own, told, options["shared"]) if own else None
                if own and other:
                    facts = {"title": part.title, "own": own[0], "other": other, "entry": " ".join(line.split())}
                    yield Hit(within(span, *own.span()), part.id, facts)


def _another(line: str, own: re.Match[str], told: Sequence[str], shared: int) -> str | None:
    """The month that is given elsewhere for what the line names; None if there is none, or if it is the line's own."""
    alike = [s for s in told if len((telling(line) & telling(s)) - _MONTHS) >= shared]
    months = [m[0] for s in alike for m in _MONTH.finditer(s)]
    return None if own[0].casefold() in {m.casefold() for m in months} else next(iter(months), None)
