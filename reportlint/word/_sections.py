"""Missing sections put in where they belong, looking and numbered like their neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlint.amending import sections
from reportlint.findings import Edit
from reportlint.formats.docx.names import Element
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

    def insert(self, edits: Sequence[Edit]) -> None:
        """Put in these sections, in this order, all of which belong after the same place."""
        anchor = edits[0].span.paragraph
        earlier, later = sections.around(self.report, anchor)
        neighbour = earlier or later
        part = self.lines(anchor).part
        made: list[Element] = []
        for nth, edit in enumerate(edits, start=1):
            made += self._paragraphs(part, edit, neighbour, nth if earlier else nth - 1)
        if later and later.label:
            at = self._block(later.label.paragraph, later.label.paragraph - 1)
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
        number, between = sections.number(self.report, neighbour, beyond)
        heading = self.tracker.paragraph(part, f"{number}{between}{title}" if number else title, like)
        if like is None and self.heading:
            heading[0].insert(0, part.new("pStyle", val=self.heading))
        first = sections.first(self.report, neighbour)
        start = sections.start(first, number)
        body = None if first is None else self._element(first.ordinal)
        return [heading, *(self.tracker.paragraph(part, start + words, body) for words in prompts)]

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
