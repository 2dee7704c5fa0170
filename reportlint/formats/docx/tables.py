"""Tables: rows and cells on their grid, and which of them are there for a reader."""

from __future__ import annotations

from reportlint import limits
from reportlint.formats.docx import flow, names
from reportlint.formats.docx.draft import CellDraft, Draft, TableDraft
from reportlint.formats.docx.inline import formatted
from reportlint.formats.docx.names import VAL, Element, Properties, integer, on, val, w
from reportlint.formats.docx.styles import shading
from reportlint.formats.docx.walk import Handler, Place, Walk, revision

_FLAT = 40  # twentieths of a point
_TBL_PR, _TR_PR, _TC_PR = w("tblPr"), w("trPr"), w("tcPr")


def table(walk: Walk, element: Element) -> None:
    """Read a table in the place of a paragraph."""
    if _sunk(walk):
        walk.visit(element, ROWS)
        return
    flow.flush(walk)
    outer = walk.place
    properties = element.find(_TBL_PR)
    found = TableDraft(outer.table, val(properties, w("tblCaption")), val(properties, w("tblDescription")))
    walk.found.tables.append(found)
    if outer.table is not None:
        outer.table.children.append(found)
    style = val(properties, w("tblStyle"))
    shaded = properties is not None and bool(shading(properties.find(w("shd"))))
    backed = outer.backed or outer.cell_backed or bool(style) or shaded
    walk.place = Place(found, style, backed)
    walk.visit(element, ROWS)
    walk.place = outer
    walk.pages.taken = walk.pages.taken or bool(found.rows)


def row(walk: Walk, element: Element) -> None:
    """Read a row, unless it is deleted or hidden."""
    properties = names.properties(element, _TR_PR)
    if _sunk(walk):
        walk.visit(element, CELLS)
        return
    if (gone := properties.get(w("del"))) is not None:
        flow.delete(walk, "deletion", gone, element, CELLS)
    elif on(properties.get(w("hidden"))):
        flow.hide(walk, "hidden", element, CELLS)
    elif _is_flat(properties.get(w("trHeight"))):
        flow.hide(walk, "tiny", element, CELLS)
    else:
        _read_row(walk, element, properties)


def _is_flat(height: Element | None) -> bool:
    """Whether a row is made so low that nothing in it shows."""
    return height is not None and height.get(w("hRule")) == "exact" and integer(height.get(VAL), _FLAT, low=0) < _FLAT


def _read_row(walk: Walk, element: Element, properties: Properties) -> None:
    where = walk.place
    before = integer(names.value(properties, w("gridBefore")), 0, low=0, high=limits.current().columns)
    where.cells, where.below, where.column, where.page = [], {}, before + 1, walk.pages.number
    came = properties.get(w("ins"))
    if came is not None and walk.inserted is None and walk.sink is None:
        flow.insert(walk, revision("insertion", came), element, CELLS)
    else:
        walk.visit(element, CELLS)
    if (change := properties.get(w("trPrChange"))) is not None:
        formatted(walk, change)
    if where.table is not None and where.cells:
        header = on(properties.get(w("tblHeader")))
        # A header row repeats only if all rows above it do.
        where.table.headers.append(header and all(where.table.headers))
        where.table.rows.append(where.cells)
        where.above = where.below
        walk.pages.number = max([walk.pages.number, *(d.page or 0 for c in where.cells for d in c.drafts)])
    where.cells = []


def cell(walk: Walk, element: Element) -> None:
    """Read a cell; what lies beneath a merge is recorded as not seen."""
    properties = names.properties(element, _TC_PR)
    if _sunk(walk):
        walk.visit(element, walk.blocks)
        return
    gone = properties.get(w("cellDel"))
    if gone is not None:
        flow.delete(walk, "deletion", gone, element, walk.blocks)
        return
    where = walk.place
    span = max(1, integer(names.value(properties, w("gridSpan")), 1, low=1, high=limits.current().columns))
    if _merged(properties, "hMerge") == "continue" and where.cells:
        where.cells[-1].span += span
        where.column += span
        flow.hide(walk, "merged", element, walk.blocks)
        return
    found = CellDraft(where.column, span)
    _merge_down(where, found, _merged(properties, "vMerge"))
    where.cells.append(found)
    where.column += span
    where.cell_backed = bool(shading(properties.get(w("shd"))))
    _read_cell(walk, element, found)
    where.cell_backed = False


def _read_cell(walk: Walk, element: Element, found: CellDraft) -> None:
    pages, where = walk.pages, walk.place
    first = len(where.cells) == 1
    if pages.counting and not first:
        # Every cell of a row begins where the row does, and Word records a page that begins with the row once only.
        pages.number, pages.fresh, pages.confirmed = where.page, True, False
    furthest = walk.pages.number
    if found.continued:
        walk.draft = flow.place(walk, Draft(walk.story, page=where.page))
        flow.hide(walk, "merged", element, walk.blocks)
        walk.draft = None
    else:
        walk.visit(element, walk.blocks)
        flow.flush(walk)
        if not found.drafts:
            flow.place(walk, Draft(walk.story, page=pages.number))
    if first and found.drafts[0].page is not None:
        where.page = max(where.page, found.drafts[0].page)
    pages.number = max(furthest, pages.number)


def _merge_down(where: Place, found: CellDraft, merge: str) -> None:
    """Count a cell of a vertical merge to the one above it; without one Word draws it as a cell of its own."""
    if not merge:
        return
    above = where.above.get(found.column)
    if merge == "continue" and above is not None:
        found.continued = True
        above.rows += 1
        where.below[found.column] = above
    elif merge == "restart":
        where.below[found.column] = found


def _merged(properties: Properties, name: str) -> str:
    """ "restart", "continue" or "" as a cell says itself, or as a tracked merge makes it."""
    merge = properties.get(w(name))
    if merge is not None:
        return "restart" if merge.get(VAL, "continue") == "restart" else "continue"
    tracked = properties.get(w("cellMerge"))
    if name == "vMerge" and tracked is not None:
        return {"rest": "restart", "cont": "continue"}.get(tracked.get(w("vMerge"), ""), "")
    return ""


def _sunk(walk: Walk) -> bool:
    return walk.sink is not None and not walk.sink.paragraphs


ROWS: dict[str, Handler] = {w("tr"): row}
CELLS: dict[str, Handler] = {w("tc"): cell}
