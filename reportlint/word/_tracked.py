"""Tracked changes: words replaced, paragraphs put in and taken out, paragraphs and rows given other properties.

Every function writes what Word writes when its reader switches Track Changes on and types. Each gives "" when the change
was made, else why it was not.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from datetime import date

from reportlint.formats.docx.names import Element
from reportlint.word._author import AUTHOR, inserted_by
from reportlint.word._closed import ANOTHERS, HELD, Fields, refused, whole_refused
from reportlint.word._line import Line
from reportlint.word._package import Package
from reportlint.word._part import Part, after, before, beside, local, next_paragraph, remove

_PPR_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd",
    "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi",
    "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
    "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
#: What a paragraph may hold that keeps it there when its words go.
_STAYS = (
    "drawing", "pict", "object", "sectPr", "fldChar", "oMath", "sdt", "footnoteReference", "endnoteReference", "commentReference",
    "commentRangeStart", "ins",
)  # fmt: skip
_NOT_KEPT = ("rPr", "sectPr", "pPrChange")  # what is no part of the earlier properties in a change of them


class Tracker:
    """Writes tracked changes into one package, all by one author on one day."""

    def __init__(self, package: Package, on: date) -> None:
        self.package, self.date = package, f"{on.isoformat()}T00:00:00Z"
        self.fields = Fields()

    def change(self, part: Part, name: str) -> Element:
        """The element of a tracked change, empty."""
        return part.new(name, id=self.package.next_id(), author=AUTHOR, date=self.date)

    def replace(self, line: Line, start: int, end: int, words: str) -> str:
        """Delete the characters from start to end, and insert these words in their place."""
        if line.settle(start, end) != (start, end) or not line.paragraphs:
            return HELD
        touched = [a for a in line.atoms if a.start < end and start < a.end]
        if not touched:
            return self._insert(line, start, words)
        if why := refused(line, touched, self.fields):
            return why
        if not (line.divide(start) and line.divide(end)):
            return HELD
        groups = list(_groups(line.alone(line.between(start, end))))
        if words:
            self._put(line.part, groups[0][-1], line.part.run(words, look_of(line.part, groups[0][0])), behind=True)
        for group in groups:
            self._delete(line.part, group)
        return ""

    def _insert(self, line: Line, at: int, words: str) -> str:
        """Insert words between two characters, where the one before or the one after lets them stand beside it."""
        part, why = line.part, ""
        if not line.atoms:
            if why := whole_refused(line):
                return why
            made = self.change(part, "ins")
            made.append(part.run(words, _mark_look(part, line.paragraphs[-1])))
            line.paragraphs[-1].append(made)
            return ""
        if not line.divide(at):
            return HELD
        for atom in (a for a in line.atoms if a.start == at or a.end == at):
            behind = atom.end == at
            if (why := refused(line, [atom], self.fields, beside=True)) == "":
                beside = line.last(atom) if behind else line.first(atom)
                self._put(part, beside, part.run(words, None if atom.run is None else look_of(part, atom.run)), behind)
                return ""
        return why or HELD

    def _put(self, part: Part, run: Element, new: Element, behind: bool = False) -> None:
        """Insert a run before (or behind) another; within an insertion of ours without a mark of its own."""
        if inserted_by(part, run) != AUTHOR:
            made = self.change(part, "ins")
            made.append(new)
            new = made
        (after if behind else before)(run, new)

    def _delete(self, part: Part, group: Sequence[Element]) -> None:
        """Mark runs that stand side by side as deleted; those that we inserted are simply taken out."""
        if inserted_by(part, group[0]) == AUTHOR:
            for run in group:
                _take_out(part, run)
            return
        made = self.change(part, "del")
        before(group[0], made)
        for run in group:
            made.append(run)
            for text in run.findall(part.w("t")):
                text.tag = part.w("delText")

    def restyle(self, line: Line, style: str, unnumbered: bool) -> str:
        """Give the paragraph this style. unnumbered: it keeps its typed number, so the style's own is switched off."""
        properties = self._changing(line)
        if isinstance(properties, str):
            return properties
        part = line.part
        _drop(part, properties, "pStyle", "outlineLvl")
        place(part, properties, part.new("pStyle", val=style))
        if unnumbered and properties.find(part.w("numPr")) is None:
            numbers = part.new("numPr")
            numbers.append(part.new("numId", val="0"))
            place(part, properties, numbers)
        return ""

    def number_like(self, line: Line, other: Line) -> str:
        """Let Word number the paragraph as it does another."""
        properties = self._changing(line)
        if isinstance(properties, str):
            return properties
        part = line.part
        theirs = other.paragraphs[-1].find(part.w("pPr"))
        _drop(part, properties, "pStyle", "numPr")
        for child in [] if theirs is None else theirs:
            if local(child) in ("pStyle", "numPr"):
                place(part, properties, copy.deepcopy(child))
        return ""

    def _changing(self, line: Line) -> Element | str:
        """The properties of a paragraph, what they were before noted in them; or why they must be left alone."""
        part = line.part
        if len(line.paragraphs) != 1:
            return HELD
        if why := whole_refused(line):
            return why
        properties = _properties(part, line.paragraphs[0])
        change = properties.find(part.w("pPrChange"))
        if change is not None and change.get(part.w("author")) != AUTHOR:
            return ANOTHERS
        if change is None and inserted_by(part, line.paragraphs[0], mark=True) != AUTHOR:
            change = self.change(part, "pPrChange")
            change.append(_earlier(part, properties))
            properties.append(change)
        return properties

    def head(self, part: Part, row: Element) -> str:
        """Mark a row of a table as its header."""
        properties = row.find(part.w("trPr"))
        if properties is None:
            properties = part.new("trPr")
            row.insert(1 if len(row) and local(row[0]) == "tblPrEx" else 0, properties)
        change = properties.find(part.w("trPrChange"))
        if any(e.get(part.w("author"), AUTHOR) != AUTHOR for e in properties if local(e) in ("trPrChange", "ins", "del")):
            return ANOTHERS
        earlier = part.new("trPr")
        earlier.extend(copy.deepcopy(e) for e in properties if local(e) not in ("ins", "del", "trPrChange"))
        for old in properties.findall(part.w("tblHeader")):
            remove(old)
        kept = [e for e in properties if local(e) not in ("ins", "del", "trPrChange")]
        properties.insert(len(kept), part.new("tblHeader"))
        if change is None:
            change = self.change(part, "trPrChange")
            change.append(earlier)
            properties.append(change)
        return ""

    def paragraph(self, part: Part, words: str, like: Element | None, run: Element | None) -> Element:
        """A new paragraph of these words, all of it inserted. like, run: the paragraph and the run that it looks like."""
        made, properties = part.new("p"), part.new("pPr")
        old = None if like is None else like.find(part.w("pPr"))
        if old is not None:
            properties.extend(copy.deepcopy(e) for e in old if local(e) not in (*_NOT_KEPT, "pageBreakBefore", "framePr"))
        look = part.new("rPr")
        look.append(self.change(part, "ins"))
        properties.append(look)
        made.append(properties)
        inserted = self.change(part, "ins")
        inserted.append(part.run(words, None if run is None else look_of(part, run)))
        made.append(inserted)
        return made

    def hand_on(self, part: Part, made: Sequence[Element]) -> None:
        """Let the paragraph before inserted ones bear their last mark, where no paragraph follows that they could fall back into.

        So it is when somebody types at the end of a cell or of the document: the end of the earlier paragraph is what is new.
        """
        last, earlier = made[-1], beside(made[0], ahead=False)
        if next_paragraph(last) is not None or earlier is None or local(earlier) != "p":
            return
        old = _properties(part, earlier)
        if part.find(old, "sectPr") is not None or any(part.find(old, "rPr", k) is not None for k in ("ins", "del", "moveTo", "moveFrom")):
            return
        change, noted = self.change(part, "pPrChange"), old.find(part.w("pPrChange"))
        if noted is not None and noted.get(part.w("author")) != AUTHOR:
            return
        change.append(_earlier(part, old) if noted is None else copy.deepcopy(noted[0]))
        if noted is not None:
            remove(noted)
        properties = _properties(part, last)
        _drop(part, properties, "rPr")
        look = old.find(part.w("rPr"))
        if look is not None:
            place(part, properties, copy.deepcopy(look))
        properties.append(change)
        self._mark(part, old, "ins")

    def _mark(self, part: Part, properties: Element, kind: str) -> None:
        """Mark the end of a paragraph as inserted or deleted."""
        look = properties.find(part.w("rPr"))
        if look is None:
            look = part.new("rPr")
            place(part, properties, look)
        look.insert(0, self.change(part, kind))

    def unmake(self, line: Line) -> str:
        """Delete the paragraph's mark, so that nothing of it is left once its words are deleted."""
        part = line.part
        if len(line.paragraphs) != 1:
            return ""
        paragraph = line.paragraphs[0]
        kept = [e for e in paragraph.iter() if local(e) in _STAYS]
        if kept or next_paragraph(paragraph) is None:
            return ""
        properties = _properties(part, paragraph)
        if not any(part.find(properties, "rPr", k) is not None for k in ("ins", "del", "moveTo", "moveFrom")):
            self._mark(part, properties, "del")
        return ""


def place(part: Part, properties: Element, new: Element) -> None:
    """Put an element among a paragraph's properties, in the order that the format prescribes."""
    rank = _PPR_ORDER.index(local(new))
    at = next((n for n, e in enumerate(properties) if local(e) in _PPR_ORDER and _PPR_ORDER.index(local(e)) > rank), len(properties))
    properties.insert(at, new)


def _earlier(part: Part, properties: Element) -> Element:
    """A copy of a paragraph's properties, for the note of what they were."""
    made = part.new("pPr")
    made.extend(copy.deepcopy(e) for e in properties if local(e) not in _NOT_KEPT)
    return made


def _drop(part: Part, properties: Element, *names: str) -> None:
    for name in names:
        for old in properties.findall(part.w(name)):
            remove(old)


def _properties(part: Part, paragraph: Element) -> Element:
    """The properties of a paragraph, made if it has none."""
    found = paragraph.find(part.w("pPr"))
    if found is None:
        found = part.new("pPr")
        paragraph.insert(0, found)
    return found


def _take_out(part: Part, run: Element) -> None:
    """Remove a run, and the insertion around it once that is empty."""
    parent = run.getparent()
    remove(run)
    if parent is not None and local(parent) == "ins" and len(parent) == 0:
        remove(parent)


def _groups(runs: Sequence[Element]) -> Iterator[list[Element]]:
    """The runs in stretches that stand side by side."""
    group: list[Element] = []
    for run in runs:
        if group and group[-1].getnext() is not run:
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def look_of(part: Part, run: Element) -> Element | None:
    """A copy of a run's properties, without what is said there of changes."""
    found = run.find(part.w("rPr"))
    if found is None:
        return None
    look = copy.deepcopy(found)
    look.tail = None
    for child in list(look):
        if local(child) in ("ins", "del", "moveFrom", "moveTo", "rPrChange"):
            look.remove(child)
    return look


def _mark_look(part: Part, paragraph: Element) -> Element | None:
    properties = paragraph.find(part.w("pPr"))
    return None if properties is None else look_of(part, properties)
