"""What a section says, without the numbers in front of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.checks._text import sentences
from reportlint.language.numbers import typed_number
from reportlint.model import Document, Span
from reportlint.report import Part


def said(document: Document, part: Part) -> Iterator[Span]:
    """Each line of a part that says something, its typed number apart."""
    for span in part.content:
        text = document.text(span)
        number = typed_number(text)
        start = number.end if number else 0
        inside = text[start:]
        if inside.strip():
            begin = span.start + start + len(inside) - len(inside.lstrip())
            yield Span(span.paragraph, begin, begin + len(inside.strip()))


def statements(document: Document, part: Part) -> Iterator[Span]:
    """Each sentence of a part, numbers apart."""
    for span in said(document, part):
        for start, end in sentences(document.text(span)):
            yield Span(span.paragraph, span.start + start, span.start + end)
