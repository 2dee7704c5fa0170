"""Runs of characters that look alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportlint.language.fold import words
from reportlint.language.patterns import pattern
from reportlint.model import Paragraph, Span


def runs(paragraph: Paragraph, marks: Mapping[str, str], least: int) -> Iterator[Span]:
    """The longest runs of at least `least` words that bear every mark, each given as kind and a pattern of its value."""
    if not marks.keys() <= {m.kind for m in paragraph.marks}:
        return
    bearing = [True] * len(paragraph.text)
    for kind, value in marks.items():
        borne = [False] * len(paragraph.text)
        for mark in paragraph.marks:
            if mark.kind == kind and pattern(value).search(mark.value):
                borne[mark.start : mark.end] = [True] * (min(mark.end, len(borne)) - mark.start)
        bearing = [a and b for a, b in zip(bearing, borne, strict=True)]
    # A blank between two runs belongs to both.
    bearing = [b or c.isspace() for b, c in zip(bearing, paragraph.text, strict=True)]
    start = 0
    for at in range(len(bearing) + 1):
        if at < len(bearing) and bearing[at]:
            continue
        inside = paragraph.text[start:at]
        if words(inside) >= least:
            begin = start + len(inside) - len(inside.lstrip())
            yield Span(paragraph.ordinal, begin, begin + len(inside.strip()))
        start = at + 1
