"""The cover: labels in any layout, and what is written beside or beneath each.

A cover is read line by line, so that one reading serves label above value, `Label: value`, a table of two columns, content
controls, and label and value in one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportlint.language.fold import fold
from reportlint.language.patterns import any_found
from reportlint.model import Document, Paragraph, Span
from reportlint.report import Part, Spec, Template
from reportlint.templates._matching import bearer, nearest

_NEAR_LABEL = 0.87
_LONGEST_LABEL = 160
_RUNS_ON = 4  # lines
_SEPARATORS = re.compile(r"\s*[:\t]\s*|\s+[-\u2013\u2014]\s+|(?<=\?)\s+|\s{3,}")


@dataclass(frozen=True, slots=True)
class Line:
    span: Span
    text: str
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Label:
    """A label found on a line; `value` is where a value on the same line begins, None if there is none.

    above: the line before it that belongs to it, None if there is none.
    """

    spec: Spec
    line: int
    span: Span
    value: Span | None
    above: int | None = None


def lines_of(paragraphs: Iterable[Paragraph]) -> list[Line]:
    """The lines of paragraphs; a line break begins a new one. Empty lines are left out."""
    lines = []
    for p in paragraphs:
        start = 0
        for piece in p.text.split("\n"):
            if piece.strip():
                left = start + len(piece) - len(piece.lstrip())
                lines.append(Line(Span(p.ordinal, left, start + len(piece.rstrip())), piece.strip(), p))
            start += len(piece) + 1
    return lines


def find_labels(lines: Sequence[Line], specs: Sequence[Spec]) -> list[Label]:
    """The labels on these lines in reading order, each field's first; near misses only for those not found exactly."""
    titles = {fold(t): s for s in reversed(specs) if not s.layout for t in reversed(s.titles)}
    found: dict[str, Label] = {}
    for at, line in enumerate(lines):
        label = _exact(at, line, titles) or _answer_line(at, line, specs)
        if label is not None:
            found.setdefault(label.spec.id, label)
    taken = {label.line for label in found.values()}
    bare = [s for s in specs if s.layout == "bare"]
    for spec in bare:
        label = _bare(spec, bare, lines, found)
        if label is not None:
            found[spec.id] = label
    taken |= {label.line for label in found.values()}
    for spec in specs:
        if spec.id not in found and not spec.layout:
            near = _near(spec, lines, taken)
            if near is not None:
                found[spec.id] = near
                taken.add(near.line)
    labels = sorted(found.values(), key=lambda x: (x.line, x.span.start))
    return [replace(x, above=_above(x, lines, taken)) if x.spec.above else x for x in labels]


def _above(label: Label, lines: Sequence[Line], taken: set[int]) -> int | None:
    """The line before a label, if it is one that belongs to it."""
    at = label.line - 1
    wanted = {fold(a) for a in label.spec.above}
    return at if at >= 0 and at not in taken and fold(lines[at].text) in wanted else None


def _answer_line(at: int, line: Line, specs: Sequence[Spec]) -> Label | None:
    """A field that is no more than one of its choices: the line begins with it."""
    said = fold(line.text).split()
    for spec in specs:
        if spec.layout == "answer" and any(said[: len(c)] == c for c in (fold(x).split() for x in spec.choices)):
            return Label(spec, at, line.span, line.span)
    return None


def _bare(spec: Spec, bare: Sequence[Spec], lines: Sequence[Line], found: dict[str, Label]) -> Label | None:
    """A field without a label: the first line that one of its patterns tells, else the line after the bare field before it."""
    taken = {label.line for label in found.values()}
    if spec.patterns:
        at = next((i for i, x in enumerate(lines) if i not in taken and any_found(spec.patterns, x.text)), None)
    else:
        place = bare.index(spec)
        before = found.get(bare[place - 1].id) if place else None
        at = before.line + 1 if before is not None else (None if place else 0)
    if at is None or at >= len(lines) or at in taken:
        return None
    return Label(spec, at, lines[at].span, lines[at].span)


def _exact(at: int, line: Line, titles: dict[str, Spec]) -> Label | None:
    spec = bearer(line.text, titles)
    if spec is not None:
        return Label(spec, at, line.span, None)
    if line.paragraph.list_depth is not None:
        return None
    for end, begin in _splits(line):
        spec = bearer(line.text[:end], titles)
        if spec is not None:
            start = line.span.start
            return Label(spec, at, Span(line.span.paragraph, start, start + end), Span(line.span.paragraph, start + begin, line.span.end))
    return None


def _splits(line: Line) -> Iterable[tuple[int, int]]:
    """Where a label may end and its value begin on one line: at a separator, or where bold ends."""
    for m in _SEPARATORS.finditer(line.text[:_LONGEST_LABEL]):
        yield m.start(), m.end()
    for mark in line.paragraph.marks:
        inside = mark.end - line.span.start
        if mark.kind == "bold" and mark.start <= line.span.start and 0 < inside < len(line.text):
            yield inside, inside + len(line.text[inside:]) - len(line.text[inside:].lstrip(" :\t"))


def _near(spec: Spec, lines: Sequence[Line], taken: set[int]) -> Label | None:
    """A line that is nearly the label: a typing slip, not another sentence about the same thing."""
    limit = max(len(t) for t in spec.titles) + 8
    ranked = (
        (nearest(line.text, spec.titles), -at)
        for at, line in enumerate(lines)
        if at not in taken and len(line.text) <= limit and line.paragraph.list_depth is None
    )
    score, at = max(ranked, default=(0.0, 0))
    return Label(spec, -at, lines[-at].span, None) if score >= _NEAR_LABEL else None


def fields(document: Document, template: Template, lines: Sequence[Line], labels: Sequence[Label], start: Span) -> tuple[Part, ...]:
    """Every field of the template, found or not, in the template's order. start: where an absent first field belongs."""
    there = {label.spec.id: label for label in labels}
    # Labels may show only as the titles of content controls, if none at all is typed; one that is gone is gone.
    controls = 2 * len(there) < len(template.fields)
    parts: list[Part] = []
    anchor, previous = start, ""
    for at, spec in enumerate(template.fields):
        label = there.get(spec.id)
        if label is None:
            absent = Part("field", spec.id, spec.title, None, (), anchor, spec, previous)
            parts.append((controls and _from_control(document, absent)) or absent)
        else:
            following = template.fields[at + 1] if at + 1 < len(template.fields) else None
            swallowed = following is not None and following.required and following.id not in there
            content = _content(label, lines, labels, spec, swallowed)
            parts.append(Part("field", spec.id, spec.title, label.span, content, label.span, spec, previous))
            anchor = content[-1] if content else label.span
        previous = spec.title
    return tuple(parts)


def told_by_words(fields: Sequence[Part], lines: Sequence[Line]) -> tuple[Part, ...]:
    """The fields, those without a label found in the first line that one of their patterns describes.

    A field of one line is that line; any other runs on over the next few, as a sentence that is broken into lines does.
    """
    made = []
    for part in fields:
        spec = part.spec
        at = None
        if spec is not None and spec.patterns and not part.found:
            at = next((n for n, x in enumerate(lines) if any_found(spec.patterns, x.text)), None)
        if spec is None or at is None:
            made.append(part)
            continue
        content = tuple(x.span for x in lines[at : at + (1 if spec.kind == "line" else _RUNS_ON)])
        made.append(replace(part, label=content[0], content=content, anchor=content[0]))
    return tuple(made)


def _content(label: Label, lines: Sequence[Line], labels: Sequence[Label], spec: Spec, swallowed: bool) -> tuple[Span, ...]:
    """What stands from a label to the next one.

    Where the next field's label is missing, its value may follow ours: then a field of one line keeps its first only.
    """
    if spec.layout == "bare" and label.value is not None:
        return (label.value,)
    following = next((x.line if x.above is None else x.above for x in labels if x.line > label.line), len(lines))
    notes = {fold(n) for n in spec.notes}
    content = [] if label.above is None else [lines[label.above].span]
    content += [] if label.value is None else [label.value]
    content += [x.span for x in lines[label.line + 1 : following] if fold(x.text) not in notes]
    return tuple(content[:1] if swallowed and spec.kind in ("line", "choice", "date") else content)


def _from_control(document: Document, absent: Part) -> Part | None:
    """The field in the content control that bears its label as a title."""
    titles = {fold(t) for t in absent.spec.titles} if absent.spec else set()
    for control in document.controls:
        if control.spans and fold(control.alias) in titles:
            content = tuple(s for s in control.spans if document.text(s).strip())
            return replace(absent, label=control.spans[0], content=content, anchor=control.spans[0])
    return None


def answer(text: str, choices: Sequence[str]) -> str | None:
    """The one choice that an answer gives, None if it gives none or leaves several standing.

    An explanation may follow: "No, but it has been included on the Forward Plan".
    """
    said = fold(next((x for x in text.split("\n") if x.strip()), "")).split()
    folded = {c: fold(c).split() for c in choices}
    given = max((c for c in choices if said[: len(folded[c])] == folded[c]), key=lambda c: len(folded[c]), default=None)
    if given is None:
        return None
    after = said[len(folded[given]) :][:2]
    return None if any(folded[c][0] in after for c in choices if c != given) else given


def answered(document: Document, part: Part) -> str | None:
    """The one choice that a field gives; where the field is its answer, no other line of it may give another."""
    if part.spec is None or not part.content:
        return None
    given = answer(document.text(part.content[0]), part.spec.choices)
    if part.spec.layout == "answer" and any(answer(document.text(s), part.spec.choices) not in (None, given) for s in part.content[1:]):
        return None
    return given


def block(template: Template, lines: Sequence[Line], until: int, start: Span) -> tuple[Part, ...]:
    """The lines above the cover: the classification ("Public Report") and the committee beneath it."""
    above = lines[:until]
    kinds = [fold(c) for c in template.classifications]
    at = next((i for i, x in enumerate(above) if fold(x.text) in kinds), None)
    parts = []
    if at is not None:
        span = above[at].span
        parts.append(Part("block", "classification", "classification", span, (span,), span))
    rest = above[at + 1 :] if at is not None else above[-1:]
    if rest and template.classifications:
        span = rest[0].span
        parts.append(Part("block", "block-committee", "committee", span, (span,), span))
    return tuple(parts)


def without(part: Part, spans: Iterable[Span]) -> Part:
    """The part with these lines no longer in it."""
    gone = set(spans)
    return replace(part, content=tuple(s for s in part.content if s not in gone))
