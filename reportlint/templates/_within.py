"""Parts that begin in the middle of things: a title that leads into its own first line, and what stands within a section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlint.language.fold import fold
from reportlint.language.numbers import typed_number
from reportlint.model import Document, Paragraph, Span
from reportlint.report import Part, Section, Spec, Template
from reportlint.templates._matching import nearest

_ENDS = re.compile(r"\s*[:\t]\s*|\s+[-\u2013\u2014]\s+|$")
_LONGEST = 160
_NEAR = 0.78
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Lead:
    """The title that a line begins with, and where its number, the title and what follows on the line stand.

    closed: something marks where the title ends: a colon, a dash, the end of bold or of the line.
    """

    title: Span
    text: str
    rest: Span | None
    styled: bool


def leads(paragraph: Paragraph, span: Span) -> Iterator[Lead]:
    """Every way to read the beginning of a line as a title, its number apart: the shortest first."""
    line = paragraph.text[span.start : span.end]
    number = typed_number(line)
    at = number.end if number else len(line) - len(line.lstrip())
    body = line[at:]
    ends = {(m.start(), m.end()) for m in _ENDS.finditer(body[:_LONGEST]) if m.start()}
    for mark in paragraph.marks:
        inside = mark.end - span.start - at
        if mark.kind == "bold" and mark.start <= span.start + at and 0 < inside < len(body):
            ends.add((inside, inside))
    for end, begin in sorted(ends):
        title = body[:end].rstrip()
        rest = body[begin:].lstrip(" :\t\u2013\u2014-")
        if end < len(body) or len(body) <= _LONGEST:
            start = span.start + at
            own = Span(paragraph.ordinal, start, start + len(title))
            after = Span(paragraph.ordinal, span.end - len(rest), span.end) if rest.strip() else None
            yield Lead(own, title, after, _styled(paragraph, own))


def _styled(paragraph: Paragraph, title: Span) -> bool:
    """Whether these words look like a title: bold, in a heading style, or in capitals throughout."""
    words = paragraph.text[title.start : title.end]
    bold = any(m.kind == "bold" and m.start <= title.start and m.end >= title.end - 1 for m in paragraph.marks)
    return bold or paragraph.outline_level is not None or (words.isupper() and len(words) > 2)


def match(paragraph: Paragraph, span: Span, specs: Sequence[Spec]) -> tuple[Spec, Lead] | None:
    """The one of these parts whose title the line begins with, and how."""
    for lead in leads(paragraph, span):
        said = fold(lead.text)
        for spec in specs:
            if any(said == fold(t) for t in spec.titles):
                return spec, lead
            cut = _before_own_field(lead, spec)
            if cut is not None:
                rest = Span(span.paragraph, lead.title.start + cut, span.end)
                return spec, Lead(Span(span.paragraph, lead.title.start, rest.start), lead.text[:cut].rstrip(), rest, lead.styled)
    return None


def _before_own_field(lead: Lead, spec: Spec) -> int | None:
    """Where the label of the part's own first field begins, right after its title: `LEGAL IMPLICATIONS Supplied by`."""
    for field in spec.fields:
        for label in field.titles:
            cut = len(lead.text) - len(label)
            if cut > 0 and fold(lead.text[cut:]) == fold(label) and any(fold(lead.text[:cut]) == fold(t) for t in spec.titles):
                return cut
    return None


def near(paragraph: Paragraph, span: Span, specs: Sequence[Spec]) -> tuple[Spec, Lead] | None:
    """The one of these parts whose title was changed and stands at the beginning of the line, where it looks like a title."""
    ranked = [
        (nearest(lead.text, spec.titles), at, spec, lead)
        for lead in leads(paragraph, span)
        if lead.styled and len(lead.text.split()) <= _MOST_WORDS
        for at, spec in enumerate(specs)
    ]
    best = max(ranked, key=lambda r: (r[0], -r[1]), default=None)
    return (best[2], best[3]) if best is not None and best[0] >= _NEAR else None


def divided(document: Document, template: Template, found: Sequence[Section]) -> list[Section]:
    """The sections, those that others stand within followed by these."""
    made: list[Section] = []
    for section in found:
        inner = [s for s in template.sections if s.within and s.within == section.id]
        made += _divide(document, section, inner) if inner else [section]
    return made


def _divide(document: Document, section: Section, specs: Sequence[Spec]) -> list[Section]:
    starts = {}
    for span in section.content:
        found = match(document.paragraph(span.paragraph), span, specs)
        if found is not None:
            starts[span] = (*found, "exact")
    free = [s for s in specs if s.id not in {spec.id for spec, _, _ in starts.values()}]
    for span in section.content:
        found = near(document.paragraph(span.paragraph), span, free) if span not in starts and free else None
        if found is not None:
            starts[span] = (*found, "near")
            free.remove(found[0])
    order = [s for s in section.content if s in starts]
    first = section.content.index(order[0]) if order else len(section.content)
    parts = [replace(section, content=section.content[:first])]
    for at, span in enumerate(order):
        until = section.content.index(order[at + 1]) if at + 1 < len(order) else len(section.content)
        spec, lead, how = starts[span]
        own = (*((lead.rest,) if lead.rest else ()), *section.content[section.content.index(span) + 1 : until])
        parts.append(_inner(document, spec, lead, own, how, parts[-1].title))
    return parts


def _inner(document: Document, spec: Spec, lead: Lead, content: tuple[Span, ...], how: str, previous: str) -> Section:
    p = document.paragraph(lead.title.paragraph)
    return Section(
        kind="section",
        id=spec.id,
        title=spec.title,
        label=lead.title,
        content=content,
        anchor=lead.title,
        spec=spec,
        previous=previous,
        written=lead.title,
        match=how,
        styled=p.outline_level is not None,
        level=p.outline_level,
    )


def own_fields(document: Document, found: Sequence[Section]) -> tuple[list[Section], list[Part]]:
    """The sections without the lines that are fields of theirs, and these fields, found or not."""
    sections, fields = [], []
    for section in found:
        parts, content = [], list(section.content)
        for spec in section.spec.fields if section.spec else ():
            part = _own_field(document, section, spec, content)
            parts.append(part)
        fields += parts
        sections.append(replace(section, content=tuple(content)) if parts else section)
    return sections, fields


def _own_field(document: Document, section: Section, spec: Spec, content: list[Span]) -> Part:
    """The field on a line of the section, which is taken out of `content`."""
    for at, span in enumerate(content):
        found = match(document.paragraph(span.paragraph), span, [spec])
        if found is not None:
            rest = found[1].rest
            del content[at]
            return Part("field", spec.id, spec.title, found[1].title, (rest,) if rest else (), found[1].title, spec, section.title)
    return Part("field", spec.id, spec.title, None, (), section.label or section.anchor, spec, section.title)
