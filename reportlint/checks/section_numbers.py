"""Sections are numbered in the order in which they stand, all in one form.

A number is right if it is the section's place in the template or follows the number before it, so that a section that is
missing or was moved is not also a wrong number. cited: patterns of words before a number by which the text refers to a section
or paragraph; where it so refers to a number that is wrong, the edits need thought.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._citations import sure
from reportlint.checks._text import PATTERNS
from reportlint.findings import Edit, Hit
from reportlint.language.numbers import form, typed_number
from reportlint.model import Span
from reportlint.report import Part, Section
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"cited": PATTERNS}
FACTS = ("number", "expected")
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    yield from sure(_hits(parts, scene), scene.report, options["cited"])


def _hits(parts: Sequence[Part], scene: Scene) -> Iterator[Hit]:
    sections = [p for p in parts if isinstance(p, Section) and p.found and (p.spec is None or p.spec.numbered)]
    places: dict[str | None, int] = {s.id: i for i, s in enumerate((s for s in scene.report.template.sections if s.numbered), 1)}
    if not places:
        return
    shape = _shape(sections, scene.report.template.number_form)
    bare = [s for s in sections if not s.number]
    if 2 * len(bare) > len(sections):
        yield _hit(bare[0], shape, places.get(bare[0].id, 1))
        return
    due = printed = 0
    for section in sections:
        due += 1
        place = places.get(section.id, due)
        value = _value(section)
        right = value in (place, due, printed + 1)
        if section.spec is not None and (not right or form(section.number) != shape):
            yield _hit(section, shape, value if right and value else due)
        if value is not None:
            printed = value
            due = value if right else due


def _shape(sections: Sequence[Section], wanted: str) -> str:
    """The template's form of a number, unless more headings share another."""
    forms = Counter(form(s.number) for s in sections if s.number)
    most, count = forms.most_common(1)[0] if forms else (wanted, 0)
    return most if count > forms[wanted] else wanted


def _value(section: Section) -> int | None:
    number = typed_number(section.number + " ") if section.number else None
    return number.values[0] if number and len(number.values) == 1 else None


def _hit(section: Section, shape: str, due: int) -> Hit:
    expected = re.sub("1", str(due), shape, count=1)
    span = section.label or section.anchor
    if section.number and not section.automatic and section.written and section.written.start > span.start:
        span = Span(span.paragraph, span.start, section.written.start)
    facts = {"number": section.number or "no number", "expected": expected}
    return Hit(span, section.id, facts, (Edit("number", span, expected),))
