"""Tracked changes: words replaced, paragraphs put in and taken out, paragraphs and rows given other properties.

Every function writes what Word writes when its reader switches Track Changes on and types. Each gives "" when the change
was made, else why it was not.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from datetime import date

from reportlint.formats.docx.names import Element
from reportlint.word._comments import AUTHOR
from reportlint.word._line import Atom, Line
from reportlint.word._package import Package
from reportlint.word._part import Part, after, before, local, remove

ANOTHERS = "it stands in a change by somebody else that is not settled yet"
FIELD = "it is, in part, a field that Word fills in"
BOUND = "it is in a content control that is locked or filled from elsewhere"
HELD = "it cannot be divided from what it stands in"

_PPR_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd",
    "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi",
    "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
    "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
_NOT_KEPT = ("rPr", "sectPr", "pPrChange")  # what is no part of the earlier properties in a change of them


class Tracker:
    """Writes tracked changes into one package, all by one author on one day."""

    def __init__(self, package: Package, on: date) -> None:
        self.package, self.date = package, f"{on.isoformat()}T00:00:00Z"

    def change(self, part: Part, name: str) -> Element:
        """The element of a tracked change, empty."""
        return part.new(name, id=self.package.next_id(), author=AUTHOR, date=self.date)

    def replace(self, line: Line, start: int, end: int, words: str) -> str:
        """Delete the characters from start to end, and insert these words in their place."""
        if line.settle(start, end) != (start, end) or not line.paragraphs:
            return HELD
        touched = [a for a in line.atoms if a.start < end and start < a.end] or _beside(line, start)
        if (refused := self._refused(line, touched)) or (refused := _over_field(line, touched)):
            return refused
        if not (line.divide(start) and line.divide(end)):
            return HELD
        inside = line.between(start, end)
        if not inside:
            return self._insert(line, start, words)
        groups = list(_groups(_runs(inside)))
        if words:
            self._put(line.part, groups[0][-1], line.part.run(words, _look(line.part, groups[0][0])), behind=True)
        for group in groups:
            self._delete(line.part, group)
        return ""

    def _insert(self, line: Line, at: int, words: str) -> str:
        part = line.part
        following = next((a for a in line.atoms if a.start >= at), None)
        last = line.atoms[-1] if line.atoms else None
        beside = following or last
        if beside is None or beside.run is None:
            made = self.change(part, "ins")
            made.append(part.run(words, _mark_look(part, line.paragraphs[-1])))
            line.paragraphs[-1].append(made)
            return ""
        self._put(part, beside.run, part.run(words, _look(part, beside.run)), behind=following is None)
        return ""

    def _put(self, part: Part, run: Element, new: Element, behind: bool = False) -> None:
        """Insert a run before (or behind) another; within an insertion of ours without a mark of its own."""
        if _author(part, run) != AUTHOR:
            made = self.change(part, "ins")
            made.append(new)
            new = made
        (after if behind else before)(run, new)

    def _delete(self, part: Part, group: Sequence[Element]) -> None:
        """Mark runs that stand side by side as deleted; those that we inserted are simply taken out."""
        if _author(part, group[0]) == AUTHOR:
            for run in group:
                _take_out(part, run)
            return
        made = self.change(part, "del")
        before(group[0], made)
        for run in group:
            made.append(run)
            for text in run.findall(part.w("t")):
                text.tag = part.w("delText")

    def _refused(self, line: Line, atoms: Sequence[Atom]) -> str:
        """Why these characters must be left alone, "" if they need not."""
        part = line.part
        for atom in atoms:
            if atom.run is None:
                return HELD
            for above in atom.run.iterancestors():
                if local(above) in ("ins", "moveTo") and above.get(part.w("author")) != AUTHOR:
                    return ANOTHERS
                if local(above) == "fldSimple":
                    return FIELD
                if local(above) == "sdt" and _closed(part, above):
                    return BOUND
        marks = [part.find(p, "pPr", "rPr", "ins") for p in line.paragraphs]
        return ANOTHERS if any(m is not None and m.get(part.w("author")) != AUTHOR for m in marks) else ""

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
        if refused := self._refused(line, line.atoms):
            return refused
        properties = _properties(part, line.paragraphs[0])
        change = properties.find(part.w("pPrChange"))
        if change is not None and change.get(part.w("author")) != AUTHOR:
            return ANOTHERS
        if change is None and _author(part, line.paragraphs[0], mark=True) != AUTHOR:
            change = self.change(part, "pPrChange")
            earlier = part.new("pPr")
            earlier.extend(copy.deepcopy(e) for e in properties if local(e) not in _NOT_KEPT)
            change.append(earlier)
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

    def paragraph(self, part: Part, words: str, like: Element | None) -> Element:
        """A new paragraph of these words that looks like another, all of it inserted."""
        made, properties = part.new("p"), part.new("pPr")
        old = None if like is None else like.find(part.w("pPr"))
        if old is not None:
            properties.extend(copy.deepcopy(e) for e in old if local(e) not in (*_NOT_KEPT, "pageBreakBefore", "framePr"))
        look = part.new("rPr")
        look.append(self.change(part, "ins"))
        properties.append(look)
        made.append(properties)
        inserted = self.change(part, "ins")
        inserted.append(part.run(words, _first_look(part, like)))
        made.append(inserted)
        return made

    def unmake(self, line: Line) -> str:
        """Delete the paragraph's mark, so that nothing of it is left once its words are deleted."""
        part = line.part
        if len(line.paragraphs) != 1:
            return ""
        paragraph = line.paragraphs[0]
        following = paragraph.getnext()
        kept = [e for e in paragraph.iter() if local(e) in ("drawing", "pict", "object", "sectPr", "fldChar", "oMath", "sdt")]
        if kept or following is None or local(following) != "p":
            return ""
        properties = _properties(part, paragraph)
        look = properties.find(part.w("rPr"))
        if look is None:
            look = part.new("rPr")
            place(part, properties, look)
        if not any(local(e) in ("ins", "del", "moveTo", "moveFrom") for e in look):
            look.insert(0, self.change(part, "del"))
        return ""


def place(part: Part, properties: Element, new: Element) -> None:
    """Put an element among a paragraph's properties, in the order that the format prescribes."""
    rank = _PPR_ORDER.index(local(new))
    at = next((n for n, e in enumerate(properties) if local(e) in _PPR_ORDER and _PPR_ORDER.index(local(e)) > rank), len(properties))
    properties.insert(at, new)


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


def _author(part: Part, element: Element, mark: bool = False) -> str | None:
    """Who inserted a run, or a paragraph's mark; None if nobody's insertion is unsettled."""
    found = part.find(element, "pPr", "rPr", "ins") if mark else part.above(element, "ins")
    return None if found is None else found.get(part.w("author"), "")


def _take_out(part: Part, run: Element) -> None:
    """Remove a run, and the insertion around it once that is empty."""
    parent = run.getparent()
    remove(run)
    if parent is not None and local(parent) == "ins" and len(parent) == 0:
        remove(parent)


def _beside(line: Line, at: int) -> list[Atom]:
    """The character before or after a place."""
    return [a for a in line.atoms if a.start == at or a.end == at or a.start < at < a.end][:1]


def _runs(atoms: Sequence[Atom]) -> list[Element]:
    return list(dict.fromkeys(a.run for a in atoms if a.run is not None))


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


def _over_field(line: Line, atoms: Sequence[Atom]) -> str:
    """Why not, if a complex field begins or ends between the first and the last of these characters."""
    runs = _runs(atoms)
    if not runs:
        return ""
    inside = False
    for run in (r for p in line.paragraphs for r in p.iter(line.part.w("r"))):
        inside = inside or run is runs[0]
        if inside and any(local(e) in ("fldChar", "instrText") for e in run):
            return FIELD
        if run is runs[-1]:
            return ""
    return ""


def _closed(part: Part, control: Element) -> bool:
    """Whether a content control's content may not be edited, or would be written over."""
    properties = control.find(part.w("sdtPr"))
    if properties is None:
        return False
    bound = any(local(e) == "dataBinding" for e in properties)
    return bound or part.val(properties, "lock") in ("contentLocked", "sdtContentLocked")


def _look(part: Part, run: Element) -> Element | None:
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
    return None if properties is None else _look(part, properties)


def _first_look(part: Part, paragraph: Element | None) -> Element | None:
    """How the words of a paragraph look: those of its first run."""
    run = None if paragraph is None else next(paragraph.iter(part.w("r")), None)
    return None if run is None else _look(part, run)
