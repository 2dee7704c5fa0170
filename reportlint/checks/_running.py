"""Paragraphs numbered 1, 2, 3 through a report, or afresh in each section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlint.findings import Hit
from reportlint.language.numbers import Number, form, number
from reportlint.model import Paragraph, Span
from reportlint.report import Report, Section


def running(sections: Sequence[Section], report: Report, restarting: bool) -> Iterator[Hit]:
    """A hit for each paragraph whose number is not the next one; lists of their own within a paragraph are passed over."""
    last = nested = 0
    list_id, shape = "", ""
    for section in sections:
        if restarting:
            last, list_id = 0, ""
        nested = 0
        for paragraph, found in _numbered(section, report):
            shape = shape or form(found.printed)
            if form(found.printed) != shape:  # a list of its own
                continue
            value = found.values[0]
            same = not list_id or paragraph.list_id == list_id
            if value == last + 1 and same:
                last, nested, list_id = value, 0, paragraph.list_id
            elif value == nested + 1 and (last or not same):
                nested = value
            else:
                yield _hit(section, paragraph, found, last + 1)
                last, nested = value, 0


def _numbered(section: Section, report: Report) -> Iterator[tuple[Paragraph, Number]]:
    for span in section.content:
        paragraph = report.document.paragraph(span.paragraph)
        found = number(paragraph) if paragraph.table is None and not paragraph.list_depth else None
        if found is not None and len(found.values) == 1 and (found.automatic or found.printed[-1] in ".)"):
            yield paragraph, found


def _hit(section: Section, paragraph: Paragraph, found: Number, due: int) -> Hit:
    expected = found.printed.replace(str(found.values[0]), str(due), 1).rstrip(".")
    place = paragraph.span if found.automatic else Span(paragraph.ordinal, 0, len(paragraph.text[: found.end].rstrip()))
    return Hit(place, section.id, {"number": found.printed.rstrip("."), "expected": expected})
