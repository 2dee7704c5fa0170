"""Documents cut out of a larger one, and several put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from reportlint.model import Cell, Document, Paragraph, Span, Table

T = TypeVar("T")

#: What points into a document by a span.
_VIEWS = ("images", "links", "comments", "revisions", "hidden")


@dataclass(frozen=True, slots=True)
class _Shift:
    """How far paragraphs and tables move, which paragraphs there are to move, and where each table's first row was."""

    by: int
    tables: Mapping[int, int]
    first: int
    last: int

    def holds(self, span: Span) -> bool:
        return self.first <= span.paragraph <= self.last

    def span(self, span: Span) -> Span:
        return Span(span.paragraph + self.by, span.start, span.end)

    def paragraph(self, p: Paragraph) -> Paragraph:
        return replace(p, ordinal=p.ordinal + self.by, table=self.tables.get(p.table) if p.table is not None else None)

    def table(self, table: Table) -> Table:
        rows = tuple(replace(row, cells=tuple(self.cell(c) for c in row.cells)) for row in table.rows)
        ends = (max(table.first, self.first) + self.by, min(table.last, self.last) + self.by)
        parent = self.tables.get(table.parent) if table.parent is not None else None
        return replace(table, ordinal=self.tables[table.ordinal], rows=rows, first=ends[0], last=ends[1], parent=parent)

    def cell(self, cell: Cell) -> Cell:
        return replace(cell, paragraphs=tuple(n + self.by for n in cell.paragraphs if self.first <= n <= self.last))


def parts(document: Document, ends: Sequence[tuple[int, int]]) -> list[Document]:
    """The documents that stretches of paragraphs are, by the first and the last ordinal of each, in reading order.

    What a document holds is gone through once, however many its parts are.
    """
    shared: dict[str, list[list[Any]]] = {
        name: _dealt(getattr(document, name), ends, lambda item: item.span.paragraph) for name in _VIEWS
    }
    shared["tables"] = _dealt(document.tables, ends, lambda table: table.first)
    shared["controls"] = _dealt([c for c in document.controls if c.spans], ends, lambda control: control.spans[0].paragraph)
    return [_part(document, first, last, {name: dealt[n] for name, dealt in shared.items()}) for n, (first, last) in enumerate(ends)]


def _dealt(things: Sequence[Any], ends: Sequence[tuple[int, int]], place: Any) -> list[list[Any]]:
    """The things of each part, by where they stand."""
    dealt: list[list[Any]] = [[] for _ in ends]
    at = 0
    for thing in sorted(things, key=place):
        while at < len(ends) and ends[at][1] < place(thing):
            at += 1
        if at < len(ends) and ends[at][0] <= place(thing):
            dealt[at].append(thing)
    return dealt


def _part(document: Document, first: int, last: int, own: Mapping[str, Sequence[Any]]) -> Document:
    tables = {t.ordinal: n for n, t in enumerate(own["tables"], 1)}
    shift = _Shift(1 - first, tables, first, last)
    views: dict[str, Any] = {name: tuple(replace(x, span=shift.span(x.span)) for x in own[name]) for name in _VIEWS}
    controls = (replace(c, spans=tuple(shift.span(s) for s in c.spans if shift.holds(s))) for c in own["controls"])
    return replace(
        document,
        paragraphs=tuple(shift.paragraph(p) for p in document.paragraphs[first - 1 : last]),
        tables=tuple(shift.table(t) for t in own["tables"]),
        controls=tuple(controls),
        before=document.before + first - 1,
        **views,
    )
