"""On which pages the papers of a pack stand, as far as the file tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlint.model import Document, Paragraph

_BREAK = "page-break"


def paged(document: Document) -> Document:
    """The document with the page of each paragraph, and with "pages" among what it records, if they can be known.

    A format without a layout of its own has the pages that its breaks make. In a Word file that has never been laid out they
    cannot be known: between two breaks there may be more than a page.
    """
    if any(p.page for p in document.paragraphs):
        return replace(document, records=document.records | {"pages"})
    broken = any(p.page_break_before for p in document.flow)
    if not broken or document.format == "docx":
        return replace(document, records=document.records - {"pages"})
    made: list[Paragraph] = []
    page = 1
    for p in document.paragraphs:
        page += p.page_break_before and p.in_flow and bool(made)
        made.append(replace(p, page=page) if p.in_flow else p)
    return replace(document, paragraphs=tuple(made), records=document.records | {"pages"})


def reach(paragraphs: Sequence[Paragraph]) -> tuple[int, int] | None:
    """The first and the last page of these paragraphs, None where that is not known."""
    known = [p for p in paragraphs if p.page]
    if not known:
        return None
    first, last = known[0].page or 0, max(known, key=lambda p: p.page or 0)
    over = sum(m.kind == _BREAK and 0 < m.start < len(last.text) for m in last.marks)
    return first, max(last.page or 0, first) + over
