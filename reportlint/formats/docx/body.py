"""Blocks: paragraphs, and what may be wrapped around paragraphs, runs, tables, rows and cells alike."""

from __future__ import annotations

from reportlint import limits
from reportlint.formats.docx import flow, names, tables
from reportlint.formats.docx.draft import ControlDraft, Draft, Range, Sink
from reportlint.formats.docx.inline import INLINE, anchor, choose, formatted
from reportlint.formats.docx.names import MC_NS, VAL, Element, Properties, integer, on, q, val, w
from reportlint.formats.docx.styles import shading
from reportlint.formats.docx.walk import Handler, Handlers, Walk, Wrapper, revision

_PPR, _RPR = w("pPr"), w("rPr")
_STYLE, _NUMBERS, _NUM_ID, _LEVEL, _OUTLINE = w("pStyle"), w("numPr"), w("numId"), w("ilvl"), w("outlineLvl")
_PAGE_BREAK, _SHADING, _SECTION, _CHANGED = w("pageBreakBefore"), w("shd"), w("sectPr"), w("pPrChange")
_WITHIN = ((_NUMBERS, w("numberingChange")), (_SECTION, w("sectPrChange")))
#: What may have become of a paragraph's mark, and whether it is there.
_MARKS = {w("ins"): ("insertion", True), w("moveTo"): ("move", True), w("del"): ("deletion", False), w("moveFrom"): ("move", False)}
_MARK_CHANGED = w("rPrChange")
_NEW_PAGE = frozenset({"nextPage", "oddPage", "evenPage"})


def paragraph(walk: Walk, element: Element) -> None:
    """Read a paragraph into a draft of its own, or on into one whose mark was deleted."""
    if walk.sink is not None and not walk.sink.paragraphs:
        walk.visit(element, INLINE)
        walk.sink.words.append("\n")
        return
    properties = names.properties(element, _PPR)
    draft = _start(walk, properties)
    draft.elements.append(element)
    walk.visit(element, INLINE)
    _end(walk, draft, properties)


def _start(walk: Walk, properties: Properties) -> Draft:
    draft = walk.joined
    if draft is None:
        draft = flow.place(walk, Draft(walk.story))
    walk.joined = None
    # A joined paragraph looks as its last part does.
    draft.style, draft.number, draft.level, draft.outline, draft.page_break = "", None, None, None, None
    if properties:
        _properties(draft, properties)
    walk.draft = draft
    if walk.sink is not None and walk.sink.words:
        walk.sink.words.append("\n")
    for stretch in walk.ranges:
        stretch.begin(draft)
    forced = draft.page_break if draft.page_break is not None else walk.styles.facts(draft.style).page_break
    draft.page_break = forced
    if forced and walk.pages.counting and (walk.pages.taken or not walk.pages.fresh) and draft.length == 0:
        walk.pages.force()
    return draft


def _properties(draft: Draft, properties: Properties) -> None:
    if (style := properties.get(_STYLE)) is not None:
        draft.style = style.get(VAL, "")
    if (numbers := properties.get(_NUMBERS)) is not None:
        draft.number = val(numbers, _NUM_ID) or None
        level = numbers.find(_LEVEL)
        draft.level = None if level is None else integer(level.get(VAL), 0, low=0, high=8)
    if (outline := properties.get(_OUTLINE)) is not None:
        draft.outline = integer(outline.get(VAL), 9, low=0, high=9)
    if (page_break := properties.get(_PAGE_BREAK)) is not None:
        draft.page_break = on(page_break)
    draft.off = flow.is_off(properties)
    draft.backed = draft.backed or bool(shading(properties.get(_SHADING)))
    draft.mark = properties.get(_RPR)


def _end(walk: Walk, draft: Draft, properties: Properties) -> None:
    deleted = bool(properties) and _mark_changes(walk, properties)
    for stretch in walk.ranges:
        stretch.end(draft)
    if draft.page is None and walk.pages.counting:
        draft.page = walk.pages.number
        draft.breaks = walk.pages.forced
        walk.pages.taken = True
    draft.codes = tuple(f for f in walk.fields if f.open)
    walk.draft = None
    if deleted:
        walk.joined = draft
    else:
        flow.read_boxes(walk, draft)
    if _SECTION in properties and walk.sections:
        walk.sections.pop(0)
        if walk.sections and walk.sections[0]:
            walk.pages.force()


def _mark_changes(walk: Walk, properties: Properties) -> bool:
    """Record the tracked changes of a paragraph's properties and mark; whether its mark is deleted."""
    changes = [properties.get(_CHANGED)]
    changes += [properties[outer].find(inner) for outer, inner in _WITHIN if outer in properties]
    for change in changes:
        if change is not None:
            formatted(walk, change)
    mark = properties.get(_RPR)
    if mark is None:
        return False
    deleted = False
    for child in mark:
        if (became := _MARKS.get(child.tag)) is not None:
            kind, seen = became
            _mark(walk, child, kind)
            deleted = deleted or not seen
        elif child.tag == _MARK_CHANGED:
            formatted(walk, child)
    return deleted


def _mark(walk: Walk, element: Element, kind: str) -> None:
    """Record that the end of this paragraph was inserted or deleted."""
    found = revision(kind, element)
    found.point = walk.point()
    found.sink = Sink(["\n"])
    walk.found.revisions.append(found)


def control(walk: Walk, element: Element, handlers: Handlers) -> None:
    """Read a content control; the placeholder of an unfilled one is recorded and is no text."""
    content = element.find(w("sdtContent"))
    if content is None:
        return
    if walk.sink is not None:
        walk.visit(content, handlers)
        return
    properties = element.find(w("sdtPr"))
    alias, tag = val(properties, w("alias")), val(properties, w("tag"))
    found = ControlDraft(Range(), alias, tag, _choices(properties), part=walk.part, element=element)
    walk.found.controls.append(found)
    walk.open(found.range)
    if properties is not None and on(properties.find(w("showingPlcHdr"))):
        found.sink = Sink(paragraphs=True)
        with walk.into(found.sink):
            walk.visit(content, handlers)
    else:
        walk.visit(content, handlers)
    walk.close(found.range)


def _choices(properties: Element | None) -> tuple[str, ...]:
    if properties is None:
        return ()
    lists = (properties.find(w(name)) for name in ("dropDownList", "comboBox"))
    items = [item for found in lists if found is not None for item in found.iterfind(w("listItem"))]
    words = (item.get(w("displayText")) or item.get(w("value")) or "" for item in items)
    return tuple(word for word in words if word)


def inserted(walk: Walk, element: Element, handlers: Handlers) -> None:
    """Read a tracked insertion or what was moved here."""
    if walk.sink is not None or walk.inserted is not None:
        walk.visit(element, handlers)
        return
    found = revision("insertion" if element.tag == w("ins") else "move", element)
    flow.insert(walk, found, element, handlers)


def deleted(walk: Walk, element: Element, handlers: Handlers) -> None:
    """Read a tracked deletion or what was moved away: its words are recorded and are no text."""
    flow.delete(walk, "deletion" if element.tag == w("del") else "move", element, element, handlers)


def transparent(walk: Walk, element: Element, handlers: Handlers) -> None:
    walk.visit(element, handlers)


def comment_start(walk: Walk, element: Element, handlers: Handlers) -> None:
    stretch = anchor(walk, element).range
    if stretch not in walk.ranges and len(walk.ranges) < limits.current().open:
        walk.open(stretch)


def comment_end(walk: Walk, element: Element, handlers: Handlers) -> None:
    found = anchor(walk, element)
    if not found.range.segments and found.range.began is None:
        found.point = found.point or walk.point()
    walk.close(found.range)


BLOCKS: dict[str, Handler] = {w("p"): paragraph, w("tbl"): tables.table}

WRAPPERS: dict[str, Wrapper] = {
    w("sdt"): control,
    w("customXml"): transparent,
    w("smartTag"): transparent,
    w("dir"): transparent,
    w("bdo"): transparent,
    w("ins"): inserted,
    w("moveTo"): inserted,
    w("del"): deleted,
    w("moveFrom"): deleted,
    q(MC_NS, "AlternateContent"): choose,
    w("commentRangeStart"): comment_start,
    w("commentRangeEnd"): comment_end,
}
