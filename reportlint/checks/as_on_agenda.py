"""The part says the same as the agenda, compared as a title, a committee or a date.

title: the words of the item that the report belongs to, case and typography aside; the fact {degree} says how far the two
differ. committee, date: what the part `of` the agenda says. Where either says nothing to compare, nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks import _bodies
from reportlint.checks._packs import standing
from reportlint.checks._text import selected, within
from reportlint.findings import Hit
from reportlint.language import dates
from reportlint.language.fold import fold
from reportlint.language.titles import likeness
from reportlint.model import Span
from reportlint.report import Part, Report
from reportlint.scene import Paper, Scene

OPTIONS: Mapping[str, Any] = {
    "compare": {"type": "string", "required": True, "allowed": ["title", "committee", "date"]},
    "of": {"type": "string", "meta": {"expected": "a selector phrase"}},
}
FACTS = ("own", "other", "degree")
NEEDS: frozenset[str] = frozenset()
PACK = True

#: From how many shared words on two titles differ in their wording only.
_ALIKE = 0.6


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    compare = {"title": _title, "committee": _committee, "date": _date}[options["compare"]]
    for _, agenda, paper in standing(scene):
        other = next((agenda.report.text(p) for p in selected(agenda.report, [options["of"]]) if p.found), "") if "of" in options else ""
        for part in parts if paper is not agenda else ():
            for span, own, said in compare(scene.report, part, paper, other) if part.found and part.content else ():
                degree = "in its wording" if likeness(own, said) >= _ALIKE else "altogether"
                yield Hit(span, part.id, {"title": part.title, "own": own, "other": said, "degree": degree})


def _title(report: Report, part: Part, paper: Paper, other: str) -> Iterator[tuple[Span, str, str]]:
    own = " ".join(report.text(part).split())
    if paper.item is not None and own and fold(own) != fold(paper.item.title):
        yield part.content[0], own, paper.item.title


def _committee(report: Report, part: Part, paper: Paper, other: str) -> Iterator[tuple[Span, str, str]]:
    own, theirs = _bodies.pieces(report.text(part)), _bodies.pieces(other)
    if own and theirs and not set(own) & set(theirs):
        yield part.content[0], " ".join(report.text(part).split()), " ".join(other.split())


def _date(report: Report, part: Part, paper: Paper, other: str) -> Iterator[tuple[Span, str, str]]:
    meant = next(dates.days(other), None)
    own = [(span, w) for span, text in report.lines(part) for w in dates.find(text) if w.day is not None]
    if meant is not None and own and meant not in {w.day for _, w in own}:
        span, written = own[0]
        yield within(span, written.start, written.end), dates.said(written.day or meant), dates.said(meant)
