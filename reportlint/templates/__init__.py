"""A Document seen through a Template: the cover, the outline, the approvals, and where the report ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from reportlint.language.fold import fold
from reportlint.model import Document, Paragraph, Span
from reportlint.report import Part, Report, Section, Template, spans
from reportlint.scene import meeting_day
from reportlint.templates import _within, approvals, cover, outline
from reportlint.templates import items as listed
from reportlint.templates._matching import nearest
from reportlint.templates.outline import Candidate

_TITLE_WORDS = 25
_SAME_TITLE = 0.5  # how alike two titles of one report are at least


def see(document: Document, template: Template, recognised_by: str = "", on: date | None = None) -> Report:
    """The report that a document is when it is written on this template, as it holds for the day of the meeting.

    on: the day that counts where the report names none.
    """
    report = _see(document, template, recognised_by)
    day = meeting_day(report) or on
    then = template.on(day) if day is not None else template
    return report if then is template else _see(document, then, recognised_by)


def _see(document: Document, template: Template, recognised_by: str) -> Report:
    contents = outline.contents(document.flow)
    flow = [p for p in document.flow if p.ordinal not in contents]
    signed = approvals.find(document, template.approvals, flow) if template.approvals else approvals.Found(None, None)
    closing = approvals.statements(document, template, flow, flow[-1].span if flow else Span(1, 0, 0))
    last = approvals.end(signed, closing, flow)
    flow = [p for p in flow if p.ordinal <= last]
    items, absent_items = listed.find(document, template.items, flow) if template.items else ((), ())
    begin = items[0].anchor.paragraph if items else last + 1
    lines, labels, headings = _cover_and_outline(document, template, [p for p in flow if p.ordinal < begin] if items else flow)
    found, inner = _within.own_fields(
        document, _within.divided(document, template, _sections(headings, flow, signed.first or last + 1, closing))
    )
    start = Span(flow[0].ordinal, 0, 0) if flow else Span(1, 0, 0)
    fields = cover.fields(document, template, lines, labels, start)
    fields = cover.told_by_words(fields, cover.lines_of(flow)) if any(f.patterns for f in template.fields) else fields
    fields, title = _body_title(document, template, fields, bool(headings))
    first_label = labels[0].line if labels else 0
    end = found[-1].content[-1] if found and found[-1].content else (found[-1].anchor if found else start)
    return Report(
        document=document,
        template=template,
        recognised_by=recognised_by,
        fields=(*fields, *inner),
        sections=tuple(found),
        absent=_absent(template, found, fields),
        approvals=approvals.rows(document, template.approvals, signed, end) if template.approvals else (),
        approvals_table=approvals.table_part(document, template.approvals, signed, end) if template.approvals else None,
        statements=closing,
        closing=_closing(template, flow, signed, closing),
        block=cover.block(template, lines, first_label, start),
        body_title=title,
        first=flow[0].ordinal if flow else 1,
        last=last,
        layout_tables=_layout(document, labels),
        contents=contents,
        answers=_answers(document, fields),
        items=items,
        absent_items=absent_items,
    )


def _cover_and_outline(
    document: Document, template: Template, flow: Sequence[Paragraph]
) -> tuple[list[cover.Line], list[cover.Label], list[Candidate]]:
    """The cover ends where the sections begin, and the sections begin after the last label of the cover."""
    headings = outline.sections(document, template, flow)
    begin = min((h.ordinal for h in headings if h.match == "exact" and h.evidence), default=flow[-1].ordinal + 1 if flow else 1)
    lines = cover.lines_of(p for p in flow if p.ordinal < begin)
    labels = cover.find_labels(lines, template.fields)
    cover_end = max((label.span.paragraph for label in labels), default=0)
    headings = outline.sections(document, template, [p for p in flow if p.ordinal > cover_end]) if labels else headings
    if headings and headings[0].ordinal < begin:
        lines = [x for x in lines if x.paragraph.ordinal < headings[0].ordinal]
    return lines, labels, headings


def _sections(headings: Sequence[Candidate], flow: Sequence[Paragraph], until: int, closing: Sequence[Part]) -> list[Section]:
    stops = {s.anchor.paragraph for s in closing if s.found}
    ordinals = [p.ordinal for p in flow]
    found = []
    for at, heading in enumerate(headings):
        end = headings[at + 1].ordinal if at + 1 < len(headings) else until
        if at + 1 < len(headings) and heading.ordinal < until < end:
            end = until
        between = flow[bisect_right(ordinals, heading.ordinal) : bisect_left(ordinals, end)]
        inside = [p for p in between if p.ordinal not in stops and p.text.strip()]
        previous = headings[at - 1].text if at else ""
        rest = (heading.rest,) if heading.rest else ()
        found.append(_section(heading, (*rest, *spans(inside)), previous))
    return found


def _section(heading: Candidate, content: tuple[Span, ...], previous: str) -> Section:
    p = heading.paragraph
    return Section(
        kind="section",
        id=heading.spec.id if heading.spec else None,
        title=heading.spec.title if heading.spec else heading.text,
        label=heading.title if heading.rest else p.span,
        content=content,
        anchor=heading.title if heading.rest else p.span,
        spec=heading.spec,
        previous=previous,
        number=heading.number.printed if heading.number else "",
        written=heading.title,
        automatic=bool(heading.number and heading.number.automatic),
        match=heading.match,
        styled=p.outline_level is not None,
        level=p.outline_level,
    )


def _absent(template: Template, found: Sequence[Section], fields: Sequence[Part]) -> tuple[Part, ...]:
    """The declared sections that are not there, each placed after the one it should follow."""
    there = {s.id: s for s in found}
    after = next((f.content[-1] if f.content else f.anchor for f in reversed(fields) if f.found), Span(1, 0, 0))
    previous, parts = "", []
    for spec in template.sections:
        section = there.get(spec.id)
        if section is None:
            parts.append(Part("section", spec.id, spec.title, None, (), after, spec, previous))
        else:
            after = section.content[-1] if section.content else section.anchor
        previous = spec.title
    return tuple(parts)


def _body_title(document: Document, template: Template, fields: tuple[Part, ...], sections: bool) -> tuple[tuple[Part, ...], Part | None]:
    """The title that stands again above the first section, taken out of the last cover field, whose value it follows."""
    owner = max((f for f in fields if f.found), key=lambda f: f.anchor.paragraph, default=None)
    if not (template.body_title and sections and owner and owner.content):
        return fields, None
    span = owner.content[-1]
    cover_title = next((document.text(f.content[0]) for f in fields if f.spec and "title" in f.spec.tags and f.content), "")
    if not _looks_like_title(document, span, cover_title) or _is_own_value(document, owner, cover_title):
        return fields, None
    part = Part("title", "body-title", "title", span, (span,), span)
    return tuple(cover.without(f, [span]) if f is owner else f for f in fields), part


def _is_own_value(document: Document, owner: Part, cover_title: str) -> bool:
    """Whether a field's only line is its value, and not the title that follows a field left empty."""
    if len(owner.content) > 1:
        return False
    if owner.spec is None or "title" in owner.spec.tags or _answers(document, [owner]):
        return True
    span = owner.content[0]
    return nearest(document.text(span), (cover_title,)) < _SAME_TITLE and not _on_new_page(document, span)


def _looks_like_title(document: Document, span: Span, cover_title: str) -> bool:
    text, p = document.text(span), document.paragraph(span.paragraph)
    if len(text.split()) > _TITLE_WORDS or p.list_depth is not None or not text.strip():
        return False
    shown = p.outline_level is not None or p.marked("bold") or p.style_name.casefold() in ("title", "subtitle")
    return shown or _on_new_page(document, span) or nearest(text, (cover_title,)) >= _SAME_TITLE


def _on_new_page(document: Document, span: Span) -> bool:
    p = document.paragraph(span.paragraph)
    before = document.paragraph(span.paragraph - 1) if span.paragraph > 1 else p
    return p.page_break_before or any(m.kind == "page-break" for m in (*before.marks, *p.marks))


def _closing(template: Template, flow: Sequence[Paragraph], signed: approvals.Found, closing: Sequence[Part]) -> Part | None:
    """The lines between the approvals table and the closing statement: who wrote the report."""
    begin = signed.table.last if signed.table else (signed.heading.ordinal if signed.heading else None)
    stops = {s.anchor.paragraph for s in closing if s.found}
    if begin is None or not template.closing:
        return None
    inside = spans(p for p in flow if p.ordinal > begin and p.ordinal not in stops and p.text.strip())
    return Part("closing", None, template.closing[0], inside[0], inside, inside[0]) if inside else None


def _layout(document: Document, labels: Sequence[cover.Label]) -> frozenset[int]:
    """The tables that only lay out the cover."""
    tables = {document.paragraph(label.span.paragraph).table for label in labels}
    return frozenset(t for t in tables if t is not None)


def _answers(document: Document, fields: Sequence[Part]) -> dict[str, str]:
    """The answer given in each choice field, folded, where it gives one."""
    given = {}
    for part in fields:
        if part.spec and part.spec.choices and part.content and part.id:
            choice = cover.answered(document, part)
            if choice is not None:
                given[part.id] = fold(choice)
    return given
