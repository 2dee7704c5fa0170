"""Numbered paragraphs run on as the template numbers them.

They bear their section's number (7.1, 7.2, 7.3), run on through the report (1, 2, 3), or begin afresh in each section.
cited: patterns of words before a number by which the text refers to a section or paragraph; where it so refers to a number that
is wrong, the edits need thought.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reportlint.checks._citations import sure
from reportlint.checks._running import running
from reportlint.checks._text import PATTERNS
from reportlint.findings import Edit, Hit
from reportlint.language import dates
from reportlint.language.numbers import Number, number, typed_number
from reportlint.model import Paragraph, Span
from reportlint.report import Part, Section
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"cited": PATTERNS}
FACTS = ("number", "expected")
NEEDS: frozenset[str] = frozenset()

_MOST = 25  # "9.30" is a time rather than the thirtieth paragraph


@dataclass
class _Run:
    """How far the numbers have run: the last one, and how many there were, after each beginning ((7,) for 7.1)."""

    own: tuple[int, ...]
    last: dict[tuple[int, ...], int] = field(default_factory=dict)
    count: dict[tuple[int, ...], int] = field(default_factory=dict)
    foreign: set[int] = field(default_factory=set)
    said: bool = True

    def due(self, before: tuple[int, ...]) -> tuple[int, int]:
        """The numbers that may come next: after the last, and by count."""
        return self.last.get(before, 0) + 1, self.count.get(before, 0) + 1

    def take(self, before: tuple[int, ...], value: int) -> None:
        self.last[before] = value
        self.count[before] = self.count.get(before, 0) + 1


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    yield from sure(_hits(parts, scene), scene.report, options["cited"])


def _hits(parts: Sequence[Part], scene: Scene) -> Iterator[Hit]:
    places = {s.id: i for i, s in enumerate((s for s in scene.report.template.sections if s.numbered), 1)}
    sections = [p for p in parts if isinstance(p, Section) and p.found]
    if scene.report.template.paragraph_numbers != "by-section":
        yield from running(sections, scene.report, scene.report.template.paragraph_numbers == "restarting")
        return
    owned = [_own(s, places) for s in sections]
    for section, own, following in zip(sections, owned, [*owned[1:], ()], strict=True):
        # Numbers between this section's and the next one's belong to a section whose heading is gone.
        lost = {n for low, high in zip(own, following, strict=False) for n in range(low + 1, high)}
        yield from _section(section, own, lost - set(own), scene)


def _own(section: Section, places: Mapping[str, int]) -> tuple[int, ...]:
    """The numbers that its paragraphs may begin with: its place in the template, and the one printed."""
    printed = typed_number(section.number + " ") if section.number else None
    place = places.get(section.id or "", printed.values[0] if printed else 0)
    return (printed.values[0] if printed else place, place) if place else ()


def _section(section: Section, own: tuple[int, ...], lost: set[int], scene: Scene) -> Iterator[Hit]:
    run = _Run(own)
    hits: list[Hit] = []
    for span in section.content:
        paragraph = scene.report.document.paragraph(span.paragraph)
        found = number(paragraph) if paragraph.table is None else None
        if found is None or len(found.values) < 2 or found.values[0] in lost:
            continue
        expected = _judge(found, run, paragraph)
        if not expected:
            continue
        at = paragraph.span if found.automatic else Span(paragraph.ordinal, 0, max(len(paragraph.text[: found.end].rstrip()), 1))
        edits = (Edit("number", at, expected),)
        if run.said or not hits:
            hits.append(Hit(at, section.id, {"number": found.printed, "expected": expected}, edits))
        else:
            # One finding for all numbers of another section, which mends them all.
            hits[-1] = replace(hits[-1], edits=hits[-1].edits + edits)
    yield from hits


def _judge(found: Number, run: _Run, paragraph: Paragraph) -> str:
    """The number that was expected in place of this one, "" if this one is right or no paragraph number."""
    first, *rest = found.values
    before, value = found.values[:-1], found.values[-1]
    run.said = True
    if first in run.own:
        if value in run.due(before):
            run.take(before, value)
            return ""
        if not _is_number(found, paragraph):
            return ""
        expected = ".".join(map(str, (*before, run.due(before)[1])))
        run.take(before, value)
        return expected
    if not run.own or not _is_number(found, paragraph):
        return ""
    before = (run.own[0], *rest[:-1])
    due = run.due(before)[1]
    run.take(before, due)
    run.said = first not in run.foreign
    run.foreign.add(first)
    return ".".join(map(str, (*before, due)))


def _is_number(found: Number, paragraph: Paragraph) -> bool:
    """Whether a number that does not fit is a paragraph's number at all, and not an amount, a time or a date."""
    if found.automatic:
        return True
    if max(found.values) > _MOST or any(len(d) > 1 and d[0] == "0" for d in found.printed.strip("().").split(".")):
        return False
    if any(d.start == 0 for d in dates.find(paragraph.text)):
        return False
    between, after = paragraph.text[len(found.printed) : found.end], paragraph.text[found.end :]
    return "\t" in between or not (after[:1].islower() or after[:1] in "%-–")
