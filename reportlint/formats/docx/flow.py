"""Where text stands: drafts put into cells, joined paragraphs let go, text boxes read, changes and hidden text recorded."""

from __future__ import annotations

from reportlint import limits
from reportlint.formats.docx import fields
from reportlint.formats.docx.draft import Draft, HiddenDraft, RevisionDraft, Sink
from reportlint.formats.docx.names import Element, Properties, integer, w
from reportlint.formats.docx.walk import Handlers, Place, Walk, revision

_FAR = 24_000  # twentieths of a point: beyond the width and height of an A3 page
_WIDE = 8_000  # the room between the margins of a page


def place(walk: Walk, draft: Draft) -> Draft:
    """The draft, put where it stands: in the story and in the cell that is being read."""
    where = walk.place
    draft.backed = where.backed or where.cell_backed
    draft.table_style = where.style
    draft.part = walk.part
    if not walk.pages.counting:
        draft.page = walk.pages.number or None
    if where.table is not None and where.cells:
        draft.table, draft.row, draft.cell = where.table, len(where.table.rows) + 1, len(where.cells)
        where.cells[-1].drafts.append(draft)
    walk.found.drafts.append(draft)
    if len(walk.found.drafts) > limits.current().paragraphs:
        raise limits.beyond("paragraphs")
    return draft


def is_off(properties: Properties) -> bool:
    """Whether a paragraph's properties put it where no page is: by a frame, or between indents that leave no room on one."""
    frame, indent = properties.get(w("framePr")), properties.get(w("ind"))
    if frame is not None and any(abs(integer(frame.get(w(name)), 0)) > _FAR for name in ("x", "y")):
        return True
    if indent is None:
        return False
    left, right = (integer(indent.get(w(a)) or indent.get(w(b)), 0) for a, b in (("left", "start"), ("right", "end")))
    return left > _FAR or (left < -_WIDE and right > _WIDE / 2)


def flush(walk: Walk) -> None:
    """Let a paragraph whose mark was deleted stand by itself, for no other follows that it could join."""
    draft, walk.joined = walk.joined, None
    if draft is None:
        return
    draft.ghost = draft.length == 0 and not draft.anchors
    read_boxes(walk, draft)


def read_boxes(walk: Walk, anchored: Draft) -> None:
    """Read the text boxes that are anchored in a paragraph, as paragraphs that follow it."""
    boxes, walk.boxes = walk.boxes, []
    for box in boxes:
        style = walk.styles.paragraph_style(anchored.style)
        hidden = walk.styles.look(style, anchored.table_style, box.run).vanish
        page = walk.pages.number
        with walk.aside():
            walk.story = "text box" if walk.story == "body" else walk.story
            walk.pages.counting = False
            walk.pages.number = anchored.page or page
            # What colour a shape is filled with is not looked at, so white text in it counts as seen.
            walk.place = Place(backed=True)
            if hidden or box.off:
                hide(walk, "hidden" if hidden else "off-page", box.content, walk.blocks)
            else:
                walk.visit(box.content, walk.blocks)
            finish(walk)
        walk.pages.number = page


def hide(walk: Walk, how: str, element: Element, handlers: Handlers) -> None:
    """Read an element whose text is not seen, and record the text."""
    sink = Sink()
    if walk.sink is None:
        walk.found.hidden.append(HiddenDraft(walk.point(), sink, how))
    with walk.into(sink):
        walk.visit(element, handlers)


def finish(walk: Walk) -> None:
    """End a story: nothing in it may stay open."""
    flush(walk)
    fields.leave_open(walk)


def insert(walk: Walk, found: RevisionDraft, element: Element, handlers: Handlers) -> None:
    """Read an element as part of an insertion, and record that."""
    walk.found.revisions.append(found)
    walk.open(found.range)
    walk.inserted = found
    walk.visit(element, handlers)
    walk.inserted = None
    walk.close(found.range)


def delete(walk: Walk, kind: str, change: Element, element: Element, handlers: Handlers) -> None:
    """Read an element as deleted by a change, and record that."""
    found = revision(kind, change)
    found.point = walk.point()
    found.sink = Sink()
    walk.found.revisions.append(found)
    with walk.into(found.sink):
        walk.visit(element, handlers)
