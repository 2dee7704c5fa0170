"""What must be left alone: others' unsettled changes, fields, and content controls that are locked or filled from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from reportlint.formats.docx.names import Element
from reportlint.word._author import AUTHOR, inserted_by
from reportlint.word._line import Atom, Line
from reportlint.word._part import Part, local

ANOTHERS = "it stands in a change by somebody else that is not settled yet"
FIELD = "it is, in part, a field that Word fills in"
BOUND = "it is in a content control that is locked or filled from elsewhere"
CHOICE = "it is an answer chosen from a list"
HELD = "it cannot be divided from what it stands in"

#: Fields whose shown words are the author's own, which Word does not write anew.
_OWN = ("HYPERLINK", "FORMTEXT")


class Fields:
    """Which elements are what a field shows, for each part: they would be written over."""

    def __init__(self) -> None:
        self.shown: dict[Part, dict[Element, str]] = {}

    def around(self, part: Part, element: Element) -> str:
        """The code of the field that fills this element in, "" if none does."""
        if part not in self.shown:
            self.shown[part] = _shown(part)
        return self.shown[part].get(element, "")


def _shown(part: Part) -> dict[Element, str]:
    """The elements in a complex field, each with the code of the innermost that Word fills in by itself."""
    found: dict[Element, str] = {}
    open_: list[list[str]] = []
    for element in part.elements:
        name = local(element)
        if name == "fldChar":
            kind = element.get(part.w("fldCharType"))
            if kind == "begin":
                open_.append([""])
            found[element] = "field"
            if kind == "end" and open_:
                open_.pop()
        elif name == "instrText" and open_:
            open_[-1][0] += element.text or ""
        elif open_:
            code = next((c for (c,) in reversed(open_) if not _own(c)), "")
            if code.strip():
                found[element] = code
    return found


def _own(code: str) -> bool:
    return code.strip().upper().startswith(_OWN)


def refused(line: Line, atoms: Sequence[Atom], fields: Fields, beside: bool = False) -> str:
    """Why these characters must be left alone, "" if they need not. beside: words only go in before or after them."""
    part = line.part
    for atom in atoms:
        if atom.run is None and not beside:
            return HELD
        if fields.around(part, atom.element):
            return FIELD
        for above in atom.element.iterancestors():
            if why := _around(part, above):
                return why
    if not beside and _over_field(line, atoms):
        return FIELD
    return _marked(line)


def whole_refused(line: Line) -> str:
    """Why a paragraph's properties must be left alone, "" if they need not."""
    found = (place_refused(line.part, p) for p in line.paragraphs)
    return next((why for why in found if why), "") or _marked(line)


def place_refused(part: Part, block: Element) -> str:
    """Why nothing may be put beside a block, "" if it may."""
    return next((why for above in block.iterancestors() if (why := _around(part, above))), "")


def _marked(line: Line) -> str:
    authors = [inserted_by(line.part, p, mark=True) for p in line.paragraphs]
    return ANOTHERS if any(a not in (None, AUTHOR) for a in authors) else ""


def _around(part: Part, above: Element) -> str:
    name = local(above)
    if name in ("ins", "moveTo") and above.get(part.w("author")) != AUTHOR:
        return ANOTHERS
    if name == "fldSimple" and not _own(above.get(part.w("instr"), "")):
        return FIELD
    return _closed(part, above) if name == "sdt" else ""


def _closed(part: Part, control: Element) -> str:
    """Why a content control's content may not be edited: it is locked, would be written over, or was chosen from a list."""
    properties = control.find(part.w("sdtPr"))
    if properties is None:
        return ""
    if any(local(e) == "dataBinding" for e in properties) or part.val(properties, "lock") in ("contentLocked", "sdtContentLocked"):
        return BOUND
    return CHOICE if any(local(e) in ("dropDownList", "comboBox") for e in properties) else ""


def _over_field(line: Line, atoms: Sequence[Atom]) -> bool:
    """Whether a complex field begins or ends between the first and the last of these characters."""
    first, last, inside = atoms[0].element, atoms[-1].element, False
    for element in (e for p in line.paragraphs for e in p.iter()):
        inside = inside or element is first
        if inside and local(element) in ("fldChar", "instrText"):
            return True
        if element is last:
            return False
    return False
