"""A paragraph's characters and the elements that hold them, kept true while runs are divided and words marked."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from reportlint.formats.docx.anchors import Anchor, Stretch
from reportlint.formats.docx.names import Element
from reportlint.word._part import XML_SPACE, Part, after, before, local

#: What a run may stand in within a paragraph without being another kind of thing than a run.
CONTAINERS = frozenset({"hyperlink", "ins", "moveTo", "sdtContent", "sdt", "fldSimple", "smartTag", "customXml", "dir", "bdo"})

#: What stands in a run and may go with the words beside it.
_VANISHING = ("lastRenderedPageBreak", "")

#: What was divided at a place: a run; the text of one element in it; and whether that element said that its spaces count.
RUN, TEXT, KEPT = 1, 2, 4

#: The processing instruction that notes which blanks stood around a text that is divided, and do not count.
BLANKS = "reportlint"


def _blanks(lead: str, trail: str) -> Element:
    return etree.ProcessingInstruction(BLANKS, f"{lead.encode().hex()}.{trail.encode().hex()}")


@dataclass(slots=True)
class Atom:
    """The characters `start` to `end`, all in one element. run: the run that it stands in, None if it is in none.

    kept: whether the file says that the spaces at the ends of the element's text count.
    """

    element: Element
    start: int
    end: int
    lead: int
    whole: bool
    run: Element | None
    kept: bool = False


class Line:
    """One paragraph of the document, open for editing.

    paragraphs: its w:p elements. divided: at which offsets runs were divided, and how (RUN, TEXT, KEPT).
    """

    def __init__(self, part: Part, anchor: Anchor) -> None:
        self.part = part
        self.paragraphs = [part.elements[n] for n in anchor.elements]
        self.atoms = [self._atom(s) for s in anchor.stretches]
        self.divided: dict[int, int] = {}

    def _atom(self, stretch: Stretch) -> Atom:
        element = self.part.elements[stretch.element]
        # With an XML comment in its midst an element's text is in pieces.
        whole = stretch.whole or local(element) not in ("t", "delText") or len(element) > 0
        return Atom(element, stretch.start, stretch.end, stretch.lead, whole, self._run(element), element.get(XML_SPACE) == "preserve")

    def _run(self, element: Element) -> Element | None:
        """The run that an element stands in directly; None in a formula or a phonetic guide, which cannot be divided."""
        run = element.getparent()
        if run is None or run.tag != self.part.w("r"):
            return None
        for above in run.iterancestors():
            if above.tag == self.part.w("p"):
                return run
            if local(above) not in CONTAINERS:
                return None
        return None

    @property
    def length(self) -> int:
        return self.atoms[-1].end if self.atoms else 0

    def divide(self, offset: int) -> bool:
        """Let a run begin at this offset; whether one does."""
        index = next((n for n, a in enumerate(self.atoms) if a.end > offset), len(self.atoms))
        if index == len(self.atoms):
            return True
        atom = self.atoms[index]
        if atom.start < offset and (atom.whole or atom.run is None):
            return False
        if atom.run is None:
            return True
        if atom.start < offset:
            self._divide_text(index, offset)
            index += 1
        elif index == 0 or self.atoms[index - 1].run is not atom.run:
            return True
        self._divide_run(index)
        return True

    def _divide_text(self, index: int, offset: int) -> None:
        atom = self.atoms[index]
        text = atom.element.text or ""
        trail = atom.lead + atom.end - atom.start
        words = text[atom.lead : trail]
        self.divided[offset] = TEXT | (KEPT if atom.kept else 0)
        if words != text:
            before(atom.element, _blanks(text[: atom.lead], text[trail:]))
        second = copy.deepcopy(atom.element)
        second.tail = None
        at = offset - atom.start
        self.part.write(atom.element, words[:at])
        self.part.write(second, words[at:])
        after(atom.element, second)
        self.atoms[index + 1 : index + 1] = [replace(atom, element=second, start=offset, lead=0)]
        self.atoms[index] = replace(atom, end=offset, lead=0)

    def _divide_run(self, index: int) -> None:
        """Move an atom and what follows it in its run into a run of their own."""
        first = self.atoms[index].run
        assert first is not None
        offset = self.atoms[index].start
        self.divided[offset] = self.divided.get(offset, 0) | RUN
        self._moved(first, [self.atoms[index].element, *self.atoms[index].element.itersiblings()])

    def _moved(self, first: Element, elements: list[Element]) -> Element:
        """A run after this one that looks the same, with these elements of it."""
        second = self.part.new("r")
        second.attrib.update(first.attrib)
        properties = first.find(self.part.w("rPr"))
        if properties is not None:
            second.append(copy.deepcopy(properties))
        after(first, second)
        second.tail, first.tail = first.tail, None
        for element in elements:
            second.append(element)
        for n, atom in enumerate(self.atoms):
            if atom.run is first and atom.element.getparent() is second:
                self.atoms[n] = replace(atom, run=second)
        return second

    def settle(self, start: int, end: int) -> tuple[int, int]:
        """The nearest range around this one that runs can be divided at."""
        for atom in self.atoms:
            if (atom.whole or atom.run is None) and atom.start < end and start < atom.end:
                start, end = min(start, atom.start), max(end, atom.end)
        return start, end

    def between(self, start: int, end: int) -> list[Atom]:
        """The atoms from one offset to another, at both of which runs were divided."""
        return [a for a in self.atoms if start <= a.start and a.end <= end and a.end > a.start]

    def alone(self, atoms: list[Atom]) -> list[Element]:
        """The runs of these atoms, all else that their runs held (pictures, references to notes) moved into runs of its own."""
        mine = {a.element for a in atoms}
        runs = list(dict.fromkeys(a.run for a in atoms if a.run is not None))
        return [r for run in runs for r in self._parted(run, mine)]

    def _parted(self, run: Element, mine: set[Element]) -> list[Element]:
        inside = [e for e in run if local(e) != "rPr"]
        stretches = [(held, list(all)) for held, all in groupby(inside, key=lambda e: e in mine or local(e) in _VANISHING)]
        found = [run] if stretches[0][0] else []
        last = run
        for held, elements in stretches[1:]:
            last = self._moved(last, elements)
            found += [last] if held else []
        return found

    def first(self, atom: Atom) -> Element:
        """The outermost element within the paragraph that begins with this atom's run."""
        return self._climb(atom, last=False)

    def last(self, atom: Atom) -> Element:
        """The outermost element within the paragraph that ends with this atom's run."""
        return self._climb(atom, last=True)

    def _climb(self, atom: Atom, last: bool) -> Element:
        element = atom.run if atom.run is not None else self.top(atom.element)
        while True:
            parent = element.getparent()
            if parent is None or parent.tag == self.part.w("p") or local(parent) not in CONTAINERS:
                return element
            beyond = element.getnext() if last else element.getprevious()
            while beyond is not None and not last and local(beyond) in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"):
                beyond = beyond.getprevious()
            if beyond is not None:
                return element
            element = parent

    def top(self, element: Element) -> Element:
        """The child of the paragraph in which an element stands."""
        for above in (element, *element.iterancestors()):
            parent = above.getparent()
            if parent is not None and parent.tag == self.part.w("p"):
                return above
        return element
