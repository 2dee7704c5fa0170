"""One round of edits in one Word file: from what a check proposes to changes in its XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from reportlint.amending import sections
from reportlint.amending.rounds import NO_NUMBERS, WORDS, Outcome, Wanted, apart, renumbered
from reportlint.findings import DocumentResult, Edit
from reportlint.language.numbers import typed_number
from reportlint.model import Span
from reportlint.word import _styles
from reportlint.word._closed import HELD
from reportlint.word._line import Line
from reportlint.word._package import Package
from reportlint.word._properties import set_property
from reportlint.word._sections import Inserter
from reportlint.word._tracked import Tracker

BY_WORD = "Word makes this number itself: put it right in the settings of its list"


class Edits:
    """Makes the edits of one check in the file that was checked."""

    def __init__(self, package: Package, result: DocumentResult, on: date) -> None:
        self.package, self.result = package, result
        self.document = package.document
        self.tracker = Tracker(package, on)
        self.lines: dict[int, Line] = {}

    def before(self, edit: Edit) -> str:
        """The words that an edit is about, as they stood."""
        return self.document.text(edit.span)

    def make(self, wanted: Iterable[Wanted]) -> Iterator[Outcome]:
        """Make these edits: first those of words, from the end backwards, so that nothing shifts before its turn."""
        every = list(wanted)
        taken: list[Span] = []
        for finding, edit in apart(every):
            if any(edit.span.overlaps(other) for other in taken):
                yield finding, edit, None
                continue
            taken.append(edit.span)
            yield finding, edit, self._words(edit)
        yield from self._others([x for x in every if x[1].kind not in (*WORDS, "insert-after")])
        yield from self._sections([x for x in every if x[1].kind == "insert-after"])

    def line(self, ordinal: int) -> Line:
        if ordinal not in self.lines:
            anchor = self.package.anchors.paragraphs[ordinal - 1]
            self.lines[ordinal] = Line(self.package.part(anchor.part), anchor)
        return self.lines[ordinal]

    def _words(self, edit: Edit) -> str:
        if not self.package.anchors.paragraphs[edit.span.paragraph - 1].elements:
            return HELD
        if edit.kind == "number":
            return self._number(edit)
        if edit.kind == "delete":
            return self._delete(edit.span)
        return self.tracker.replace(self.line(edit.span.paragraph), edit.span.start, edit.span.end, edit.text)

    def _number(self, edit: Edit) -> str:
        paragraph = self.document.paragraph(edit.span.paragraph)
        if paragraph.number:
            return BY_WORD
        typed = typed_number(paragraph.text[edit.span.start :])
        line = self.line(paragraph.ordinal)
        if typed is not None:
            return self.tracker.replace(line, *renumbered(paragraph.text, edit))
        report = self.result.report
        numbered = [s for s in report.sections if s.number] if report else []
        counted = [s.label.paragraph for s in numbered if s.automatic and s.label and s.styled]
        if counted:
            nearest = max((n for n in counted if n < paragraph.ordinal), default=counted[0])
            return self.tracker.number_like(line, self.line(nearest))
        if not numbered:
            return NO_NUMBERS
        return self.tracker.replace(line, edit.span.start, edit.span.start, edit.text + "\t")

    def _delete(self, span: Span) -> str:
        text = self.document.paragraph(span.paragraph).text
        line = self.line(span.paragraph)
        start, end = span.start, span.end
        if not (text[:start] + text[end:]).strip():
            refused = self.tracker.replace(line, 0, len(text), "")
            return refused or self.tracker.unmake(line)
        if text[end : end + 1] == " " and (start == 0 or text[start - 1 : start].isspace()):
            end += 1
        elif start and text[start - 1 : start] == " ":
            start -= 1
        return self.tracker.replace(line, start, end, "")

    def _others(self, wanted: Iterable[Wanted]) -> Iterator[Outcome]:
        for finding, edit in wanted:
            if edit.kind == "property":
                name, _, value = edit.text.partition("=")
                yield finding, edit, set_property(self.package, name, value)
            else:
                yield finding, edit, self._style(edit) if edit.kind == "style" else self._header(edit.span)

    def _style(self, edit: Edit) -> str:
        paragraph = self.document.paragraph(edit.span.paragraph)
        if "\n" in paragraph.text.strip() and self.document.text(edit.span).strip() != paragraph.text.strip():
            return HELD
        style = _styles.heading(self.package, edit.text)
        if not style:
            return "the file has no styles"
        unnumbered = typed_number(paragraph.text) is not None and _styles.counts(self.package, style)
        return self.tracker.restyle(self.line(paragraph.ordinal), style, unnumbered)

    def _header(self, span: Span) -> str:
        ordinal = self.document.paragraph(span.paragraph).table
        table = next((t for t in self.document.tables if t.ordinal == ordinal), None)
        inside = [n for cell in table.rows[0].cells for n in cell.paragraphs] if table and table.rows else []
        line = self.line(inside[0]) if inside else None
        row = line.part.above(line.paragraphs[0], "tr") if line is not None and line.paragraphs else None
        return HELD if line is None or row is None else self.tracker.head(line.part, row)

    def _sections(self, wanted: list[Wanted]) -> Iterator[Outcome]:
        """Put in the missing sections."""
        report = self.result.report
        if report is None or not wanted:
            return
        add = not any(s.label for s in report.sections)
        heading = _styles.heading(self.package, f"heading {report.template.heading_level}", add)
        inserter = Inserter(self.tracker, report, self.line, heading)
        for group in sections.grouped(report, wanted):
            anchor = group[0][1].span.paragraph
            if sections.placeless(report, anchor):
                why = sections.NOWHERE
            else:
                why = inserter.insert([edit for _, edit in group]) if self.line(anchor).paragraphs else HELD
            yield from ((finding, edit, why) for finding, edit in group)
