"""Missing sections put in where they belong, looking and numbered like their neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reportlint.findings import Edit
from reportlint.formats.docx.names import Element
from reportlint.language.numbers import typed_number
from reportlint.model import Paragraph
from reportlint.report import Report, Section
from reportlint.word._line import Line
from reportlint.word._part import Part, after, before, local
from reportlint.word._tracked import Tracker

_STORIES = ("body", "hdr", "ftr", "footnote", "endnote")
Lines = Callable[[int], Line]


class Inserter:
    """Puts sections into one document. lines: the open paragraphs, by ordinal. heading: the id of the heading style."""

    def __init__(self, tracker: Tracker, report: Report, lines: Lines, heading: str) -> None:
        self.tracker, self.report, self.lines, self.heading = tracker, report, lines, heading
        self.headed = [s for s in report.sections if s.label is not None]

    def insert(self, edits: Sequence[Edit]) -> None:
        """Put in these sections, in this order, all of which belong after the same place."""
        anchor = edits[0].span.paragraph
        earlier = [s for s in self.headed if s.label and s.label.paragraph <= anchor]
        later = [s for s in self.headed if s.label and s.label.paragraph > anchor]
        neighbour = earlier[-1] if earlier else (later[0] if later else None)
        part = self.lines(anchor).part
        made: list[Element] = []
        for nth, edit in enumerate(edits, start=1):
            made += self._paragraphs(part, edit, neighbour, nth if earlier else nth - 1)
        if later and later[0].label:
            at = self._block(later[0].label.paragraph, later[0].label.paragraph - 1)
            for paragraph in made:
                before(at, paragraph)
        else:
            at = self._block(anchor, anchor + 1)
            for paragraph in reversed(made):
                after(at, paragraph)

    def _paragraphs(self, part: Part, edit: Edit, neighbour: Section | None, beyond: int) -> list[Element]:
        """The heading and the prompts of a section. beyond: how many places it stands after its neighbour."""
        title, *prompts = edit.text.split("\n")
        like = self._element(neighbour.label.paragraph) if neighbour and neighbour.label else None
        number, between = self._number(neighbour, beyond)
        heading = self.tracker.paragraph(part, f"{number}{between}{title}" if number else title, like)
        if like is None and self.heading:
            heading[0].insert(0, part.new("pStyle", val=self.heading))
        first = self._first(neighbour)
        start = self._start(first, number)
        body = None if first is None else self._element(first.ordinal)
        return [heading, *(self.tracker.paragraph(part, start + words, body) for words in prompts)]

    def _number(self, neighbour: Section | None, beyond: int) -> tuple[str, str]:
        """The typed number of the section, and what stands between it and the title; "" where Word numbers."""
        if neighbour is None or neighbour.automatic or not neighbour.label or not neighbour.written:
            return "", ""
        printed = typed_number(neighbour.number + " ") if neighbour.number else None
        if printed is None or len(printed.values) != 1:
            return "", ""
        text = self.report.document.paragraph(neighbour.label.paragraph).text
        start = text.find(neighbour.number)
        same = neighbour.written.paragraph == neighbour.label.paragraph and start >= 0
        between = text[start + len(neighbour.number) : neighbour.written.start] if same else "\t"
        return re.sub(r"\d+", str(printed.values[0] + beyond), neighbour.number, count=1), between or " "

    def _first(self, neighbour: Section | None) -> Paragraph | None:
        """The first paragraph of running text in a section."""
        inside = [self.report.document.paragraph(s.paragraph) for s in (neighbour.content if neighbour else ())]
        fit = (p for p in inside if p.table is None and p.story == "body" and not (p.number and not any(c.isalnum() for c in p.number)))
        return next(fit, None)

    def _start(self, first: Paragraph | None, section: str) -> str:
        """The number that the first paragraph of a section bears, typed as in its neighbour."""
        typed = typed_number(first.text) if first is not None and not first.number else None
        digits = re.search(r"\d+", section)
        if first is None or typed is None or len(typed.values) != 2 or digits is None:
            return ""
        return re.sub(r"\d+\.\d+", f"{digits[0]}.1", first.text[: typed.end], count=1)

    def _element(self, ordinal: int) -> Element | None:
        line = self.lines(ordinal)
        return line.paragraphs[-1] if line.paragraphs else None

    def _block(self, ordinal: int, other: int) -> Element:
        """The outermost block that holds this paragraph, yet not the other one, which stands on the far side."""
        element = self.lines(ordinal).paragraphs[-1]
        inside = 1 <= other <= len(self.report.document.paragraphs)
        beyond = self._element(other) if inside else None
        while (parent := element.getparent()) is not None and local(parent) not in _STORIES:
            if beyond is not None and local(parent) == "sdtContent" and parent in beyond.iterancestors():
                break
            element = parent
        return element
