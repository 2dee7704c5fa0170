"""The approvals table and the end of a report: who signed, who wrote it, and the closing statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlint.language.fold import fold
from reportlint.language.patterns import among, any_found
from reportlint.model import Cell, Document, Paragraph, Row, Span, Table
from reportlint.report import Approval, ApprovalsSpec, Part, Spec, Template
from reportlint.templates._matching import nearest

_NEAR_ROLE = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """Where the approvals are. heading: the paragraph above the table; table: the one that holds them."""

    heading: Paragraph | None
    table: Table | None

    @property
    def first(self) -> int | None:
        """Where the approvals begin: the sections end before it."""
        if self.heading is not None:
            return self.heading.ordinal
        return self.table.first if self.table else None


def find(document: Document, spec: ApprovalsSpec, paragraphs: Sequence[Paragraph]) -> Found:
    """The approvals: the table with a role in its first column, else the one that follows the heading."""
    titles = [fold(t) for t in spec.titles]
    headings = [p for p in paragraphs if p.table is None and any(fold(p.text).startswith(t) for t in titles)]
    tables = [t for t in document.tables if any(_role(document, row, r) for row in t.rows for r in spec.rows)]
    heading = headings[-1] if headings else None
    if not tables and heading is not None:
        tables = [t for t in document.tables if t.first > heading.ordinal and _columns(document, t, spec.date_columns)][:1]
    table = tables[-1] if tables else None
    if heading is not None and table is not None and heading.ordinal > table.first:
        heading = next((h for h in reversed(headings) if h.ordinal < table.first), None)
    return Found(heading, table)


def table_part(document: Document, spec: ApprovalsSpec, found: Found, anchor: Span) -> Part:
    """The table as one part; absent, it belongs under its heading, or after the last section."""
    title = spec.titles[0]
    where = found.heading.span if found.heading else anchor
    row = Spec("approvals", spec.titles, spec.required)
    if found.table is None:
        return Part("table", None, title, None, (), where, row)
    content = tuple(document.paragraph(n).span for n in range(found.table.first, found.table.last + 1))
    return Part("table", None, title, content[0], content, content[0], row)


def rows(document: Document, spec: ApprovalsSpec, found: Found, anchor: Span) -> tuple[Approval, ...]:
    """An approval for each declared role, found or not."""
    table = found.table
    if table is None:
        return ()
    matched = _match_rows(document, table, spec)
    name_at = _columns(document, table, spec.name_columns) or 2
    date_at = _columns(document, table, spec.date_columns) or 3
    last = Span(table.last, 0, len(document.paragraph(table.last).text))
    return tuple(_approval(document, r, matched.get(r.id), name_at, date_at, last) for r in spec.rows)


def _match_rows(document: Document, table: Table, spec: ApprovalsSpec) -> dict[str, Row]:
    matched: dict[str, Row] = {}
    free = [row for row in table.rows if row.cells]
    for near in (False, True):
        for role in spec.rows:
            if role.id in matched:
                continue
            row = next((r for r in free if (_near_role if near else _role)(document, r, role)), None)
            if row is not None:
                matched[role.id] = row
                free.remove(row)
    return matched


def _role(document: Document, row: Row, role: Spec) -> bool:
    said = fold(document.cell_text(row.cells[0])) if row.cells else ""
    return any(said == fold(t) or said.startswith(fold(t) + " ") for t in role.titles)


def _near_role(document: Document, row: Row, role: Spec) -> bool:
    return nearest(document.cell_text(row.cells[0]), role.titles) >= _NEAR_ROLE


def _columns(document: Document, table: Table, heads: tuple[str, ...]) -> int | None:
    """The grid column headed by one of these words, in either of the first two rows."""
    wanted = {fold(h) for h in heads}
    for row in table.rows[:2]:
        for cell in row.cells[1:]:
            if fold(document.cell_text(cell)) in wanted:
                return cell.column
    return None


def _approval(document: Document, role: Spec, row: Row | None, name_at: int, date_at: int, last: Span) -> Approval:
    if row is None:
        return Approval(*(Part(kind, role.id, role.title, None, (), last, role) for kind in ("row", "name", "date")))
    first = _cell_part(document, "row", role, row.cells[0], None)
    return Approval(
        first,
        _cell_part(document, "name", role, _at(row, name_at), first),
        _cell_part(document, "date", role, _at(row, date_at), first),
    )


def _at(row: Row, column: int) -> Cell | None:
    return next((c for c in row.cells[1:] if c.column <= column < c.column + c.span), None)


def _cell_part(document: Document, kind: str, role: Spec, cell: Cell | None, row: Part | None) -> Part:
    """The cell as a part. A row that is too short for the column has an empty one, at the row's own place."""
    spans = [document.paragraph(n).span for n in cell.paragraphs] if cell else []
    label = spans[0] if spans else (row.anchor if row else None)
    content = tuple(s for s in spans if document.text(s).strip())
    return Part(kind, role.id, role.title, label, content, label or Span(1, 0, 0), role)


def statements(document: Document, template: Template, paragraphs: Sequence[Paragraph], anchor: Span) -> tuple[Part, ...]:
    """The closing statements of the template, found by their patterns or absent after the report's last words."""
    parts = []
    texts = [p.text for p in paragraphs]
    for spec in template.statements:
        likely = sorted(among(spec.patterns, texts), reverse=True)
        there = next((paragraphs[n] for n in likely if any_found(spec.patterns, texts[n])), None)
        span = there.span if there else None
        parts.append(Part("statement", spec.id, spec.title, span, (span,) if span else (), span or anchor, spec))
    return tuple(parts)


def end(found: Found, closing: Sequence[Part], paragraphs: Sequence[Paragraph]) -> int:
    """The ordinal of the report's last paragraph: its closing statement, or the lines under the approvals table."""
    if not paragraphs:
        return 0
    stated = [s.anchor.paragraph for s in closing if s.found]
    if stated:
        return max(stated)
    if found.table is None:
        return paragraphs[-1].ordinal
    last = found.table.last
    for p in paragraphs:
        if p.ordinal > last:
            if p.page_break_before or p.outline_level is not None or any(m.kind == "page-break" for m in p.marks):
                break
            last = p.ordinal
    return last
