"""Findings written into a Word file as comments, each on the words that it is about."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property

from reportlint.amending.comments import EXACT, NEAREST, NOT, Annotated, Check, said
from reportlint.amending.spots import place, title
from reportlint.findings import DocumentResult
from reportlint.formats.docx.names import Element
from reportlint.model import Document, Span
from reportlint.word import _comments
from reportlint.word._line import Line
from reportlint.word._package import Package, open_for_writing
from reportlint.word._part import after, before, local


def annotate(data: bytes, check: Check, on: date) -> Annotated:
    """The file with a comment for each finding; comments of ours that it had are replaced, all others stay.

    on: the day that the comments bear. Raises UnreadableDocument for what is no Word file, UsageError for one that is signed
    or protected.
    """
    bare, replaced = clear(data)
    result = check(bare)
    package = open_for_writing(bare)
    counts = {EXACT: 0, NEAREST: 0, NOT: 0}
    writer = _Writer(package, result, on)
    counts |= writer.write()
    return Annotated(package.save() if writer.written else bare, result, counts, replaced)


def clear(data: bytes) -> tuple[bytes, int]:
    """The file without our comments, its body as it was before them, and how many there were."""
    package = open_for_writing(data)
    count = _comments.clear(package)
    return (package.save() if count else data), count


class _Writer:
    """Writes the findings of one result into one package."""

    def __init__(self, package: Package, result: DocumentResult, on: date) -> None:
        self.package, self.result = package, result
        self.document: Document = package.document
        self.on = on
        self.written = 0
        self.lines: dict[int, Line] = {}

    @cached_property
    def comments(self) -> _comments.Comments:
        """The comments of the file; only one that gets any has a part for them made."""
        _comments.name_author(self.package)
        return _comments.Comments(self.package, self.on)

    def write(self) -> Counter[str]:
        """How near to their words the comments are."""
        return Counter(self._comment(place(self.result, self.document, f), said(f)) for f in self.result.findings)

    def _comment(self, wanted: Span, lines: list[str]) -> str:
        span, how = self._reachable(wanted)
        if not self._elements(span):
            return NOT
        self.written += 1
        line, comment = self.line(span.paragraph), self.comments.add(lines)
        key = comment.get(self.comments.part.w("id"), "")
        if span.start == span.end or not line.atoms:
            self._at_point(line, span, key)
            start = line.settle(span.start, span.start)[0]
            self.comments.divided(comment, line.divided.get(start, 0), 0)
            return how
        start, end = line.settle(span.start, span.end)
        line.divide(start)
        line.divide(end)
        self.comments.divided(comment, line.divided.get(start, 0), line.divided.get(end, 0))
        inside = line.between(start, end)
        self._around(line, line.first(inside[0]), line.last(inside[-1]), key)
        return how if (start, end) == (span.start, span.end) else NEAREST

    def line(self, ordinal: int) -> Line:
        if ordinal not in self.lines:
            anchor = self.package.anchors.paragraphs[ordinal - 1]
            self.lines[ordinal] = Line(self.package.part(anchor.part), anchor)
        return self.lines[ordinal]

    def _reachable(self, span: Span) -> tuple[Span, str]:
        """The place itself, or the nearest that Word can put a comment on: it knows none in headers, footers and notes."""
        there = self._elements(span)
        if there and self.package.anchors.paragraphs[span.paragraph - 1].part == self.package.main:
            return span, EXACT
        return (self._referring(span) if there else None) or title(self.document, self.result.report), NEAREST

    def _elements(self, span: Span) -> tuple[int, ...]:
        """The elements of the paragraph in which a place is; none where the file has no paragraph at all."""
        anchors = self.package.anchors.paragraphs
        return anchors[span.paragraph - 1].elements if span.paragraph <= len(anchors) else ()

    def _referring(self, span: Span) -> Span | None:
        """The paragraph of the body that refers to the note in which this place is."""
        line, body = self.line(span.paragraph), self.package.body
        for kind in ("footnote", "endnote"):
            note = line.part.above(line.paragraphs[0], kind)
            if note is None:
                continue
            for reference in body.every(f"{kind}Reference"):
                if reference.get(body.w("id")) == note.get(line.part.w("id")):
                    return self._paragraph_of(reference)
        return None

    def _paragraph_of(self, element: Element) -> Span | None:
        body = self.package.body
        paragraph = body.above(element, "p")
        for ordinal, anchor in enumerate(self.package.anchors.paragraphs, start=1):
            if anchor.part == self.package.main and any(body.elements[n] is paragraph for n in anchor.elements):
                return self.document.paragraph(ordinal).span
        return None

    def _at_point(self, line: Line, span: Span, key: str) -> None:
        """Comment on a place without words: on the unfilled content control there, else between two characters."""
        control = self._control(line, span)
        if control is not None:
            self._around(line, control, control, key)
            return
        paragraph, body = line.paragraphs[0], line.part
        start, _ = line.settle(span.start, span.start)
        following = next((a for a in line.atoms if a.start >= start), None)
        if following is not None and line.divide(start):
            following = next(a for a in line.atoms if a.start >= start)
            at = body.new("commentRangeStart", id=key)
            before(line.first(following), at)
        else:
            paragraph = line.paragraphs[-1]
            at = body.new("commentRangeStart", id=key)
            paragraph.append(at)
        end = body.new("commentRangeEnd", id=key)
        after(at, end)
        self._refer(line, end, key)

    def _control(self, line: Line, span: Span) -> Element | None:
        """The content control within this paragraph that shows its placeholder at this place."""
        pairs = zip(self.document.controls, self.package.anchors.controls, strict=True)
        for control, (part, element) in pairs:
            if part != self.package.main or not control.unfilled or span not in control.spans:
                continue
            found = line.part.elements[element]
            parent = line.part.above(found, "p")
            if any(parent is p for p in line.paragraphs):
                return line.top(found)
        return None

    def _around(self, line: Line, first: Element, last: Element, key: str) -> None:
        start, end = line.part.new("commentRangeStart", id=key), line.part.new("commentRangeEnd", id=key)
        before(first, start)
        after(last, end)
        self._refer(line, end, key)

    def _refer(self, line: Line, end: Element, key: str) -> None:
        """Put the reference behind the end of the range, outside of what may vanish: an insertion, a link, a field."""
        parent = end.getparent()
        inside = parent is not None and local(parent) != "p"
        after(line.top(end) if inside else end, self.comments.mark(line.part, key))
