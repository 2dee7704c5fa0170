"""Our own tracked changes accepted, for an author who wants them without ceremony."""

from __future__ import annotations

from lxml import etree

from reportlint.formats.docx.names import Element
from reportlint.word._author import AUTHOR
from reportlint.word._part import Part, before, local, next_paragraph, remove

_NOTES = ("pPrChange", "rPrChange", "trPrChange")


def accept(part: Part) -> None:
    """Settle every change by us in this part; those by others stay as they are."""
    ours = [e for e in part.root.iter(etree.Element) if e.get(part.w("author")) == AUTHOR]
    for change in ours:
        parent = change.getparent()
        if parent is None:
            continue
        if local(change) in _NOTES:
            remove(change)
        elif local(parent) == "rPr":
            _settle_mark(part, change, parent)
        elif local(change) == "ins":
            for child in list(change):
                before(change, child)
            remove(change)
        elif local(change) == "del":
            remove(change)


def _settle_mark(part: Part, change: Element, look: Element) -> None:
    """Settle the insertion or deletion of a paragraph's mark."""
    remove(change)
    if local(change) != "del":
        return
    paragraph = part.above(look, "p")
    following = None if paragraph is None else next_paragraph(paragraph)
    if paragraph is None or following is None:
        return
    kept = [e for e in paragraph if local(e) != "pPr" and not (local(e) == "del" and e.get(part.w("author")) == AUTHOR)]
    at = 1 if len(following) and local(following[0]) == "pPr" else 0
    for n, element in enumerate(kept):
        following.insert(at + n, element)
    remove(paragraph)
