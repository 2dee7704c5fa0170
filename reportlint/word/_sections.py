"""Missing sections put in where they belong, looking and numbered like their neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlint.amending import sections
from reportlint.findings import Edit
from reportlint.formats.docx.names import Element
from reportlint.report import Report, Section
from reportlint.word._closed import place_refused
from reportlint.word._line import Line
from reportlint.word._part import Part, after, before, local
from reportlint.word._tracked import Tracker

_STORIES = ("body", "hdr", "ftr", "footnote", "endnote")
_HOLDERS = (*_STORIES, "tc", "sdtContent", "txbxContent", "customXml")  # what paragraphs may stand in
Lines = Callable[[int], Line]


class Inserter:
    """Puts sections into one document. lines: the open paragraphs, by ordinal. heading: the id of the heading style."""

    def __init__(self, tracker: Tracker, report: Report, lines: Lines, heading: str) -> None:
        self.tracker, self.report, self.lines, self.heading = tracker, report, lines, heading

    def insert(self, edits: Sequence[Edit]) -> str:
        """Put in these sections, in this order, all of which belong after the same place; why not, "" if that was done."""
        anchor = edits[0].span.paragraph
        earlier, later = sections.around(self.report, anchor)
        neighbour = earlier or later
        part = self.lines(anchor).part
        made: list[Element] = []
        ahead = later is not None and later.label is not None
        if later is not None and later.label is not None:
            at = self._block(later.label.paragraph, later.label.paragraph - 1, ahead)
        else:
            at = self._block(anchor, anchor + 1, ahead)
        if why := place_refused(part, at):
            return why
        for nth, edit in enumerate(edits, start=1):
            made += self._paragraphs(part, edit, neighbour, nth if earlier else nth - 1)
        for paragraph in made if ahead else reversed(made):
            (before if ahead else after)(at, paragraph)
        self.tracker.hand_on(part, made)
        return ""

    def _paragraphs(self, part: Part, edit: Edit, neighbour: Section | None, beyond: int) -> list[Element]:
        """The heading and the prompts of a section. beyond: how many places it stands after its neighbour."""
        title, *prompts = edit.text.split("\n")
        written = (neighbour.written or neighbour.label) if neighbour else None
        like, run = self._look(written.paragraph, written.start) if written else (None, None)
        number, between = sections.number(self.report, neighbour, beyond)
        heading = self.tracker.paragraph(part, f"{number}{between}{title}" if number else title, like, run)
        if like is None and self.heading:
            heading[0].insert(0, part.new("pStyle", val=self.heading))
        first = sections.first(self.report, neighbour)
        start = sections.start(first, number)
        body, run = (None, None) if first is None else self._look(first.ordinal, max(len(first.text) - 1, 0))
        return [heading, *(self.tracker.paragraph(part, start + words, body, run) for words in prompts)]

    def _look(self, ordinal: int, at: int) -> tuple[Element | None, Element | None]:
        """A paragraph, and the run in it that holds the character at this place."""
        line = self.lines(ordinal)
        run = next((a.run for a in line.atoms if a.start <= at < a.end), None)
        return (line.paragraphs[-1] if line.paragraphs else None), run

    def _block(self, ordinal: int, other: int, ahead: bool) -> Element:
        """The outermost block that holds this paragraph, yet not the other one, which stands on the far side.

        ahead: what is put in goes before it.
        """
        element = self.lines(ordinal).paragraphs[0 if ahead else -1]
        far = self.lines(other).paragraphs if 1 <= other <= len(self.report.document.paragraphs) else []
        around = set(far[0].iterancestors()) if far else set()
        found = element
        for above in element.iterancestors():
            if local(above) in _HOLDERS:
                found = element
            # Within custom XML, so that the paragraph after what is put in is one, with which it can be joined when it is rejected.
            if local(above) in (*_STORIES, "customXml") or above in around:
                break
            element = above
        return found
