"""What was found, as the model has it: every place a span, every table with the ordinals of its paragraphs."""

from __future__ import annotations

from dataclasses import replace

from reportlint.formats.docx.assemble import Assembly
from reportlint.formats.docx.draft import CellDraft, HiddenDraft, RevisionDraft, TableDraft
from reportlint.model import Cell, Control, Hidden, Image, Link, Revision, Row, Span, Table


def tables(assembly: Assembly) -> tuple[Table, ...]:
    """The tables that have rows left, with the ordinals that their paragraphs bear."""
    return tuple(_table(assembly, table) for table in assembly.tables)


def _table(assembly: Assembly, table: TableDraft) -> Table:
    rows = tuple(Row(tuple(_cell(assembly, cell) for cell in row), header) for row, header in zip(table.rows, table.headers, strict=True))
    extent = _extent(assembly, table)
    parent = None if table.parent is None else assembly.tables.get(table.parent)
    return Table(assembly.tables[table], rows, min(extent), max(extent), parent, table.title, table.description)


def _extent(assembly: Assembly, table: TableDraft) -> list[int]:
    """The ordinals of the paragraphs in a table and in those within it."""
    found = [n for row in table.rows for cell in row for n in _cell(assembly, cell).paragraphs]
    for child in table.children:
        found += _extent(assembly, child)
    return found


def _cell(assembly: Assembly, cell: CellDraft) -> Cell:
    resolved = [assembly.resolved[draft] for draft in cell.drafts]
    ordinals = tuple(r.at.paragraph for r in resolved if not r.dropped and r.at is not None)
    return Cell(ordinals, cell.column, cell.span, cell.rows, cell.continued)


def images(assembly: Assembly) -> tuple[Image, ...]:
    """The pictures that are seen."""
    found = []
    for image in assembly.found.images:
        draft = image.point.draft
        style = assembly.styles.paragraph_style(draft.style)
        span = assembly.span(image.point)
        if span is not None and not assembly.styles.look(style, draft.table_style, image.run).vanish:
            found.append(Image(span, image.alt.strip(), image.title.strip(), image.decorative, image.name))
    return tuple(found)


def links(assembly: Assembly) -> tuple[Link, ...]:
    """The hyperlinks, one for each paragraph that a link runs through."""
    found = []
    for link in assembly.found.links:
        spans = assembly.spans(link.range.segments)
        for span in _filled(spans):
            found.append(Link(span, link.target))
    return tuple(sorted(found, key=lambda link: _order(link.span)))


def controls(assembly: Assembly) -> tuple[Control, ...]:
    """The content controls, outer before inner."""
    found = []
    for control in assembly.found.controls:
        spans = tuple(assembly.spans(control.range.segments))
        placeholder = control.sink.text() if control.sink else ""
        found.append(Control(spans, control.alias, control.tag, control.sink is not None, placeholder, control.choices))
    return tuple(found)


def hidden(assembly: Assembly) -> tuple[Hidden, ...]:
    """All text that is not seen, in reading order."""
    found = assembly.hidden()
    for draft in assembly.found.hidden:
        text = _words(draft)
        span = assembly.span(draft.point)
        if text.strip() and span is not None:
            found.append(Hidden(span, text, draft.how))
    return tuple(sorted(found, key=lambda hidden: _order(hidden.span)))


def _words(draft: HiddenDraft) -> str:
    return draft.sink.text()


def revisions(assembly: Assembly) -> tuple[Revision, ...]:
    """The tracked changes in reading order; what one person did in one stretch is one change."""
    found = [r for draft in assembly.found.revisions if (r := _revision(assembly, draft)) is not None]
    found.sort(key=lambda revision: _order(revision.span))
    merged: list[Revision] = []
    for revision in found:
        index = next((i for i in range(len(merged) - 1, max(-1, len(merged) - 4), -1) if _continues(merged[i], revision)), None)
        if index is None:
            merged.append(revision)
        else:
            before = merged[index]
            span = Span(before.span.paragraph, before.span.start, max(before.span.end, revision.span.end))
            merged[index] = replace(before, span=span, text=before.text + revision.text)
    return tuple(replace(revision, text=revision.text.strip("\n") or revision.text[:1]) for revision in merged)


def _continues(before: Revision, after: Revision) -> bool:
    """Whether two changes are one stretch of the same kind by the same person."""
    if (before.kind, before.author) != (after.kind, after.author) or before.span.paragraph != after.span.paragraph:
        return False
    alike = (before.span.start == before.span.end) == (after.span.start == after.span.end) or "\n" in (before.text, after.text)
    return before.span.end == after.span.start and alike


def _revision(assembly: Assembly, draft: RevisionDraft) -> Revision | None:
    if draft.point is not None:
        span = assembly.span(draft.point)
        text = "".join(draft.sink.words) if draft.sink else ""
    else:
        spans = assembly.spans(draft.range.segments)
        span = next(iter(_filled(spans)), None)
        text = "" if draft.kind == "formatting" else "\n".join(assembly.text(s) for s in spans)
    return None if span is None else Revision(draft.kind, span, draft.author, text, draft.date)


def _filled(spans: list[Span]) -> list[Span]:
    """The spans that hold text, or the first if none does."""
    return [span for span in spans if span.start < span.end] or spans[:1]


def _order(span: Span) -> tuple[int, int]:
    return span.paragraph, span.start
