"""Where a finding is, in the author's words: "Section 7, paragraph 7.1 (page 4)"."""

from __future__ import annotations

from reportlint.findings import Hit, Location
from reportlint.language.numbers import number
from reportlint.model import Paragraph, Span
from reportlint.report import Part, Report, Section

_QUOTE = 160
_STORIES = {"header": "Page header", "footer": "Page footer", "footnote": "Footnote", "endnote": "Endnote", "text box": "Text box"}


def locate(report: Report, hit: Hit, part: Part | None) -> Location:
    """The location of a hit on this part of the report."""
    if not report.document.paragraphs:
        return Location("The document")
    paragraph = report.document.paragraph(hit.span.paragraph)
    absent = part is not None and not part.found
    section = report.section_of.get(paragraph.ordinal)
    field = report.field_of.get(paragraph.ordinal) if section is None else None
    text = _absent(report, part, hit.span) if absent and part else _present(report, paragraph, section, field)
    return Location(
        text=text + (f" (page {paragraph.page})" if paragraph.page else ""),
        paragraph=paragraph.ordinal + report.document.before,
        section=part.id if absent and part and part.kind == "section" else (section.id if section else None),
        field=part.id if absent and part and part.kind == "field" else (field.id if field else None),
        table=paragraph.table,
        row=paragraph.row,
        page=paragraph.page,
        quote="" if absent else quoted(report.document.text(hit.span)),
        span=hit.span,
    )


def quoted(text: str) -> str:
    """The words on one line, cut at a word if they are many."""
    line = " ".join(text.split())
    if len(line) <= _QUOTE:
        return line
    return line[:_QUOTE].rsplit(" ", 1)[0] + " …"


def _present(report: Report, paragraph: Paragraph, section: Section | None, field: Part | None) -> str:
    if paragraph.story in ("header", "footer", "footnote", "endnote"):
        return _STORIES[paragraph.story]
    if field is not None:
        return f"Cover, {field.title}"
    row = _approval_row(report, paragraph)
    if row is not None:
        return f"Approvals table, {row}"
    inside = _section_words(section) if section else ("Cover" if _before_sections(report, paragraph) else "")
    if paragraph.ordinal > report.last:
        inside = "After the end of the report"
    if section is not None and section.label is not None and section.label.paragraph == paragraph.ordinal:
        return f"{inside}, heading"
    if paragraph.table is not None:
        return _joined(inside, f"table {paragraph.table}, row {paragraph.row}")
    item = report.item_of.get(paragraph.ordinal)
    if item is not None:
        return f"Item {item.number.strip('().')}"
    return _joined(inside, _which_paragraph(report, paragraph, section))


def _joined(inside: str, rest: str) -> str:
    return f"{inside}, {rest}" if inside else rest[:1].upper() + rest[1:]


def _section_words(section: Section) -> str:
    label = section.number.strip("().")
    return f"Section {label}" if label else f"Section '{section.title}'"


def _which_paragraph(report: Report, paragraph: Paragraph, section: Section | None) -> str:
    printed = number(paragraph)
    if section is not None and printed is not None and len(printed.values) > 1:
        return f"paragraph {printed.printed}"
    if section is None:
        return f"paragraph {paragraph.ordinal + report.document.before}"
    # Under the last numbered paragraph above it, as an author would say.
    for span in reversed([s for s in section.content if s.paragraph < paragraph.ordinal]):
        above = number(report.document.paragraph(span.paragraph))
        if above is not None and len(above.values) > 1:
            return f"below paragraph {above.printed}"
    return f"paragraph {sum(s.paragraph <= paragraph.ordinal for s in section.content) or 1}"


def _approval_row(report: Report, paragraph: Paragraph) -> str | None:
    table = report.approvals_table
    if table is None or not table.found or paragraph.ordinal not in {s.paragraph for s in table.content}:
        return None
    for approval in report.approvals:
        start = report.document.paragraph(approval.row.anchor.paragraph)
        if approval.row.found and (start.table, start.row) == (paragraph.table, paragraph.row):
            return f"row '{approval.row.title}'"
    return f"row {paragraph.row}" if paragraph.row else "table"


def _before_sections(report: Report, paragraph: Paragraph) -> bool:
    first = next((s.label for s in report.sections if s.label), None)
    return bool(report.template.fields) and (first is None or paragraph.ordinal < first.paragraph)


def _absent(report: Report, part: Part, after: Span) -> str:
    if part.kind == "field" and part.spec is not None and part.spec.within:
        return f"Section '{part.previous}'"
    if part.kind == "field":
        return f"Cover, after {part.previous}" if part.previous else "Cover, at the top"
    if part.kind == "item":
        return f"After the item '{part.previous}'" if part.previous else "Before the first item"
    if part.kind == "section":
        return f"After section '{part.previous}'" if part.previous else "Before the first section"
    if part.kind in ("row", "name", "date"):
        return "Approvals table"
    if part.kind in ("table", "statement"):
        return "At the end of the report"
    return _present(report, report.document.paragraph(after.paragraph), None, None)
