"""What was read in one document and what its template makes of it, as JSON (`reportlint/inspect/1`) and for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from reportlint.model import Control, Document, Paragraph, Span, Table
from reportlint.report import Part, Report, Section

_LONG = 72


def as_json(path: str, document: Document, report: Report | None, refused: str = "") -> str:
    """One JSON object, indented. `paragraphs` is all that a reader sees, whether or not a template was recognised."""
    seen: dict[str, Any] = {
        "schema": "reportlint/inspect/1",
        "path": path,
        "format": document.format,
        "properties": dict(document.properties),
        "paragraphs": [_paragraph(p) for p in document.paragraphs],
        "template": {"name": report.template.name, "recognised_by": report.recognised_by} if report else None,
        "refused": refused or None,
        "fields": {f.id: report.text(f) if f.found else None for f in report.fields} if report else {},
        "field_places": {f.id: _place(f) for f in report.fields} if report else {},
        "sections": [_section(s) for s in report.sections] if report else [],
        "absent_sections": [a.id for a in report.absent] if report else [],
        "approvals": _approvals(report) if report else [],
        "tables": [_table(t, document) for t in document.tables],
    }
    for kind in ("images", "links", "comments", "revisions", "hidden", "controls"):
        seen[kind] = [asdict(item) for item in getattr(document, kind)]
    seen["notes"] = list(document.notes)
    return json.dumps(seen, ensure_ascii=False, indent=2) + "\n"


def _paragraph(p: Paragraph) -> dict[str, Any]:
    return {
        "ordinal": p.ordinal, "text": p.text, "story": p.story, "style": p.style, "outline_level": p.outline_level,
        "number": p.number, "page": p.page, "table": p.table, "row": p.row, "cell": p.cell,
    }  # fmt: skip


def _reach(part: Part) -> tuple[int, int]:
    """The first and the last paragraph of a part, its label included."""
    ordinals = [s.paragraph for s in (*((part.label,) if part.label else ()), *part.content)] or [part.anchor.paragraph]
    return min(ordinals), max(ordinals)


def _place(part: Part) -> dict[str, int] | None:
    if not part.found:
        return None
    first, last = _reach(part)
    return {"first": first, "last": last}


def _section(section: Section) -> dict[str, Any]:
    first, last = _reach(section)
    return {"id": section.id, "number": section.number, "title": section.title, "first": first, "last": last}


def _approvals(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "id": a.row.id,
            "role": a.row.title,
            "found": a.row.found,
            "name": report.text(a.name) or None,
            "date": report.text(a.date) or None,
        }
        for a in report.approvals
    ]


def _table(table: Table, document: Document) -> dict[str, Any]:
    rows = [
        {
            "header": row.header,
            "cells": [
                {"text": document.cell_text(c), "paragraphs": list(c.paragraphs), "column": c.column, "span": c.span, "rows": c.rows}
                for c in row.cells
                if not c.continued
            ],
        }
        for row in table.rows
    ]
    return {"ordinal": table.ordinal, "parent": table.parent, "first": table.first, "last": table.last, "rows": rows}


def as_text(path: str, document: Document, report: Report | None, refused: str = "") -> str:
    """What was read, a heading and its lines at a time; what there is none of is left out."""
    lines = [f"{path} ({document.format})"]
    lines.append(f"Template: {report.template.name}, because {report.recognised_by}." if report else f"No template fits. {refused}".strip())
    for title, items in _chapters(document, report):
        shown = list(items)
        if shown:
            lines += ["", title, *(f"  {line}" for line in shown)]
    return "\n".join(_clean(line) for line in lines) + "\n"


def _chapters(document: Document, report: Report | None) -> Iterator[tuple[str, Iterable[str]]]:
    yield "Properties", (f"{name}: {value}" for name, value in document.properties.items())
    if report is not None:
        yield "Cover", (_field_line(f, report) for f in report.fields)
        yield "Sections", (_section_line(s, document) for s in report.sections)
        yield "Sections that are not there", (a.title for a in report.absent)
        yield "Approvals", (f"{a.row.title}: {_approval_words(a.row, a.name, a.date, report)}" for a in report.approvals)
    else:
        yield "Text", (f"{p.ordinal:>4}  {_brief(p.number + ' ' + p.text)}" for p in document.flow if p.text.strip())
    yield "Tables", (_table_line(t) for t in document.tables)
    beside = (p for p in document.paragraphs if not p.in_flow and p.text.strip())
    yield "Page headers, footers and notes", (f"{p.story}: {_brief(p.text)}" for p in beside)
    yield "Pictures", (f"paragraph {i.span.paragraph}: {_picture_words(i.alt, i.decorative)}" for i in document.images)
    yield "Links", (f"{_brief(document.text(link.span))} -> {link.target or 'nowhere'}" for link in document.links)
    yield "Comments", (_at(c.span, c.author or "nobody", c.text) for c in document.comments)
    yield "Tracked changes", (_at(r.span, f"{r.kind} by {r.author or 'nobody'}", r.text) for r in document.revisions)
    yield "Text that a reader does not see", (_at(h.span, h.how, h.text) for h in document.hidden)
    yield "Content controls not filled in", (_control_line(c) for c in document.controls if c.unfilled)
    yield "Notes", document.notes


def _field_line(field: Part, report: Report) -> str:
    if not field.found:
        return f"{field.title}: not there"
    return f"{field.title}: {_brief(report.text(field)) or 'empty'} ({_reach_words(field)})"


def _section_line(section: Section, document: Document) -> str:
    written = document.text(section.written or section.label or section.anchor)
    known = section.id or "not in the template"
    return f"{section.number} {' '.join(written.split())} [{known}] ({_reach_words(section)})".strip()


def _reach_words(part: Part) -> str:
    first, last = _reach(part)
    return f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"


def _approval_words(row: Part, name: Part, day: Part, report: Report) -> str:
    if not row.found:
        return "not there"
    return f"{_brief(report.text(name)) or 'no name'}, {_brief(report.text(day)) or 'no date'}"


def _table_line(table: Table) -> str:
    header = sum(row.header for row in table.rows)
    words = [f"table {table.ordinal}: {len(table.rows)} rows of up to {max((len(r.cells) for r in table.rows), default=0)} cells"]
    words[0] += f" (paragraphs {table.first} to {table.last})"
    words.append(f"{header} marked as header" if header else "no header row")
    words += [f"within table {table.parent}"] if table.parent else []
    return ", ".join(words)


def _picture_words(alt: str, decorative: bool) -> str:
    return "decorative" if decorative else (_brief(alt) or "no alternative text")


def _control_line(control: Control) -> str:
    where = f"paragraph {control.spans[0].paragraph}: " if control.spans else ""
    return f"{where}{control.alias or control.tag or 'unnamed'} still says “{_brief(control.placeholder)}”"


def _at(span: Span, what: str, text: str) -> str:
    return f"paragraph {span.paragraph}, {what}: {_brief(text)}"


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else line[:_LONG].rsplit(" ", 1)[0] + " …"


def _clean(text: str) -> str:
    """The text without characters that would steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
