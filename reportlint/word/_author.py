"""Who writes here, and who inserted what."""

from __future__ import annotations

from reportlint.formats.docx.names import Element
from reportlint.word._part import Part

#: The author of comments and tracked changes, as Word shows it.
AUTHOR, INITIALS = "reportlint", "rl"


def inserted_by(part: Part, element: Element, mark: bool = False) -> str | None:
    """Who inserted a run, or a paragraph's mark; None if nobody's insertion is unsettled."""
    found = part.find(element, "pPr", "rPr", "ins") if mark else part.above(element, "ins")
    return None if found is None else found.get(part.w("author"), "")
