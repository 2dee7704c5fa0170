"""Tables that hold data, and whereabouts in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlint.model import Cell, Document, Span, Table
from reportlint.report import Part
from reportlint.scene import Scene


def data_tables(parts: Sequence[Part], scene: Scene) -> Iterator[Table]:
    """The data tables in these parts that stand by themselves and not in another table."""
    inside = {s.paragraph for p in parts for s in p.content}
    return (t for t in scene.report.data_tables() if t.parent is None and t.first in inside)


def first_words(document: Document, table: Table) -> Span:
    """The first paragraph of a table that says something, or its very first."""
    filled = (p for p in document.between(table.first, table.last) if p.text.strip())
    return next((p.span for p in filled), document.paragraph(table.first).span)


def place(document: Document, cell: Cell, table: Table) -> Span:
    """Where a cell is."""
    return document.paragraph(cell.paragraphs[0] if cell.paragraphs else table.first).span
