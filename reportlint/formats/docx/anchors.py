"""Where in a Word file every character of its Document stands, for what writes comments and changes into it.

The reader that makes the Document also makes these anchors, so that the two agree by construction. They name elements by
their place in their part (its elements in document order, from 0), and hold no XML themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from reportlint.errors import UnreadableDocument
from reportlint.formats.archive import BAD_BYTES, damaged
from reportlint.formats.docx.assemble import Assembly, Resolved
from reportlint.formats.docx.draft import Draft, Piece
from reportlint.formats.docx.names import Element
from reportlint.model import Document

_BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The characters `start` to `end` of a paragraph, all in one element.

    lead: how many characters of the element's own text come before them and are not seen. whole: the characters are not
    the element's text as it stands (a tab, a symbol, a field's result), so that it cannot be divided.
    """

    element: int
    start: int
    end: int
    lead: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a paragraph stands. elements: its w:p, several if the marks between them are deleted, none if it has none."""

    part: str
    elements: tuple[int, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Anchors:
    """paragraphs: one for each of the Document's. controls: the part and the w:sdt of each of its content controls."""

    main: str
    paragraphs: tuple[Anchor, ...]
    controls: tuple[tuple[str, int], ...]


def read(data: bytes) -> tuple[Document, Anchors]:
    """The document that these bytes hold, and where its characters stand. Raises UnreadableDocument."""
    from reportlint.formats import docx

    try:
        document, assembly, main = docx.read_assembly(data)
        return document, _anchors(assembly, main)
    except UnreadableDocument:
        raise
    except BAD_BYTES as error:
        raise damaged("It is put together in a way that Word does not write") from error


def _anchors(assembly: Assembly, main: str) -> Anchors:
    kept = [(draft, resolved) for draft, resolved in assembly.resolved.items() if not resolved.dropped]
    order = _Order()
    return Anchors(
        main=main,
        paragraphs=tuple(_anchor(draft, resolved, order) for draft, resolved in kept),
        controls=tuple((c.part, order.of(c.element)) for c in assembly.found.controls if c.element is not None),
    )


class _Order:
    """The place of every element in its part."""

    def __init__(self) -> None:
        self.roots: dict[Element, dict[Element, int]] = {}

    def of(self, element: Element) -> int:
        root = element.getroottree().getroot()
        if root not in self.roots:
            self.roots[root] = {e: n for n, e in enumerate(root.iter(etree.Element))}
        return self.roots[root][element]


def _anchor(draft: Draft, resolved: Resolved, order: _Order) -> Anchor:
    elements = tuple(order.of(e) for e in draft.elements)
    return Anchor(draft.part, elements, tuple(_stretches(draft.pieces, resolved, order)))


def _stretches(pieces: Iterable[Piece], resolved: Resolved, order: _Order) -> Iterator[Stretch]:
    raw = 0
    for piece in pieces:
        start, end = resolved.offset(raw), resolved.offset(raw + len(piece.text))
        raw += len(piece.text)
        if end > start:
            lead = _lead(piece)
            yield Stretch(order.of(piece.source), start, end, max(lead, 0), whole=lead < 0)


def _lead(piece: Piece) -> int:
    """How many characters of the element's text were left out before the piece; -1 if that is not all that differs."""
    text = piece.source.text or ""
    if len(text) == len(piece.text):
        return 0
    return len(text) - len(text.lstrip(_BLANKS)) if len(text.strip(_BLANKS)) == len(piece.text) else -1
