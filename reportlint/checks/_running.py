"""Paragraphs numbered 1, 2, 3 through a report, or afresh in each section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.findings import Edit, Hit
from reportlint.language.numbers import Number, form, number
from reportlint.model import Paragraph, Span
from reportlint.report import Report, Section


def running(sections: Sequence[Section], report: Report, restarting: bool) -> Iterator[Hit]:
    """A hit for each paragraph whose number is not the next one; lists of their own within a paragraph are passed over.

    The numbers that run on from a wrong one are put right with it.
    """
    last = nested = due = 0
    list_id, shape = "", ""
    hits: list[Hit] = []
    for section in sections:
        if restarting:
            last, due, list_id = 0, 0, ""
        nested = 0
        for paragraph, found in _numbered(section, report):
            shape = shape or form(found.printed)
            if form(found.printed) != shape:  # a list of its own
                continue
            value = found.values[0]
            same = not list_id or paragraph.list_id == list_id
            if value == last + 1 and same:
                last, due, nested, list_id = value, due + 1, 0, paragraph.list_id
                if value != due and hits:
                    hits[-1] = replace(hits[-1], edits=(*hits[-1].edits, *_edits(paragraph, found, due)))
            elif value == nested + 1 and (last or not same):
                nested = value
            else:
                hits.append(_hit(section, paragraph, found, last + 1, due + 1))
                last, due, nested = value, due + 1, 0
    yield from hits


def _numbered(section: Section, report: Report) -> Iterator[tuple[Paragraph, Number]]:
    for span in section.content:
        paragraph = report.document.paragraph(span.paragraph)
        found = number(paragraph) if paragraph.table is None and not paragraph.list_depth else None
        if found is not None and len(found.values) == 1 and (found.automatic or found.printed[-1] in ".)"):
            yield paragraph, found


def _hit(section: Section, paragraph: Paragraph, found: Number, expected: int, due: int) -> Hit:
    facts = {"number": found.printed.rstrip("."), "expected": _printed(found, expected).rstrip(".")}
    return Hit(_place(paragraph, found), section.id, facts, _edits(paragraph, found, due))


def _edits(paragraph: Paragraph, found: Number, due: int) -> tuple[Edit, ...]:
    return (Edit("number", _place(paragraph, found), _printed(found, due)),)


def _printed(found: Number, value: int) -> str:
    return found.printed.replace(str(found.values[0]), str(value), 1)


def _place(paragraph: Paragraph, found: Number) -> Span:
    return paragraph.span if found.automatic else Span(paragraph.ordinal, 0, len(paragraph.text[: found.end].rstrip()))
