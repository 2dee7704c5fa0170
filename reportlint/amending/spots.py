"""Which words of a document a finding stands on; for what is absent, those nearest to where it belongs."""

from __future__ import annotations

from reportlint.findings import DocumentResult, Finding
from reportlint.model import Document, Span
from reportlint.report import Report


def place(result: DocumentResult, document: Document, finding: Finding) -> Span:
    """Where a comment on this finding belongs.

    On the words found fault with; for an absent section on the heading before it; for the file as a whole on its title.
    """
    span, report = finding.location.span, result.report
    if span is None or not 1 <= span.paragraph <= len(document.paragraphs) or any(e.kind == "property" for e in finding.edits):
        return title(document, report)
    if report is not None and any(finding.subject == a.id for a in report.absent) and not finding.location.quote:
        return _heading_before(report, span)
    end = len(document.paragraph(span.paragraph).text)
    return Span(span.paragraph, min(span.start, end), min(span.end, end))


def title(document: Document, report: Report | None) -> Span:
    """The report's title, on its cover or above its sections, else the first words of the file."""
    if report is not None:
        titled = next((f for f in report.fields if f.spec and "title" in f.spec.tags and f.content), report.body_title)
        if titled is not None and titled.content:
            return titled.content[0]
    return next((p.span for p in document.flow if p.text.strip()), Span(1, 0, 0))


def _heading_before(report: Report, span: Span) -> Span:
    """The heading of the section that this place is in or after; before the first, the title above the sections."""
    headings = [s.label for s in report.sections if s.label is not None and s.label.paragraph <= span.paragraph]
    above = report.body_title.anchor if report.body_title is not None else span
    return max(headings, key=lambda s: s.paragraph, default=above)
