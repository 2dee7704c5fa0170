"""The structure that a tagged PDF declares: its paragraphs, headings, lists and tables, in reading order."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from reportlint.formats.pdf.model import Block

_DEPTH = 60
_ELEMENTS = 50_000  # of one page
_SPANS = 100  # columns or rows that a cell covers
_INLINE = frozenset({"Span", "Link", "Reference", "Quote", "Em", "Strong", "Sub", "Annot", "BibEntry", "Code", "Ruby", "RB", "RT", "RP"})
_GROUPS = frozenset(
    [
        "Document",
        "DocumentFragment",
        "Part",
        "Sect",
        "Div",
        "Art",
        "Aside",
        "TOC",
        "NonStruct",
        "Private",
        "L",
        "LI",
        "Table",
        "THead",
        "TBody",
        "TFoot",
        "TR",
        "Index",
    ]
)
_HEADING = re.compile(r"(?i)(?:h|heading ?)([1-9])$")


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element stands in. target: the block that text of its own belongs to, None where it needs a new one."""

    target: Block | None = None
    item: int | None = None
    depth: int = 0
    table: int = 0
    row: int = 0
    cell: tuple[int, int, int] | None = None
    columns: int = 1
    rows: int = 1
    header: bool = False


@dataclass
class _Walk:
    raw: Any
    found: list[Block] = field(default_factory=list)
    elements: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def next(self, what: str) -> int:
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]

    def visit(self, element: Any, place: _Place, depth: int = 0) -> None:
        """Read an element and those in it."""
        self.elements += 1
        if depth > _DEPTH or self.elements > _ELEMENTS:
            return
        raw = self.raw
        role = _text(raw.FPDF_StructElement_GetType, element)
        if role == "Artifact":
            return
        place = self._enter(element, role, place)
        for k in range(min(max(raw.FPDF_StructElement_CountChildren(element), 0), _ELEMENTS)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, k)
            own = self._stretch(child) if child else [raw.FPDF_StructElement_GetChildMarkedContentID(element, k)]
            if not own:
                self.visit(child, place, depth + 1)
            for mcid in own:
                if mcid < 0:
                    continue
                place = place if place.target is not None else replace(place, target=self._block("P", place))
                assert place.target is not None
                place.target.mcids.append(mcid)

    def _stretch(self, element: Any) -> list[int]:
        """The marked content of an element that is no more than a stretch of its parent's text, else none."""
        raw = self.raw
        if _text(raw.FPDF_StructElement_GetType, element) != "NonStruct":
            return []
        children = range(min(max(raw.FPDF_StructElement_CountChildren(element), 0), _ELEMENTS))
        found = [raw.FPDF_StructElement_GetChildMarkedContentID(element, k) for k in children]
        return [] if any(mcid < 0 for mcid in found) else found

    def _enter(self, element: Any, role: str, place: _Place) -> _Place:
        """Where the things in an element stand."""
        if role in _INLINE or (role == "NonStruct" and place.target is not None):
            return place
        match role:
            case "Table":
                return replace(place, target=None, table=self.next("table"), item=None, depth=0)
            case "TR":
                return replace(place, target=None, row=self.next(f"rows of {place.table}"))
            case "TH" | "TD":
                cell = (place.table, place.row, self.next(f"cells of {place.table}, {place.row}"))
                columns, rows = (self._number(element, name) for name in ("ColSpan", "RowSpan"))
                place = replace(place, cell=cell, columns=columns, rows=rows, header=role == "TH")
            case "L":
                return replace(place, target=None, depth=place.depth + 1)
            case "LI":
                return replace(place, target=None, item=self.next("item"))
        if role in _GROUPS:
            return replace(place, target=None)
        block = self._block(role, place)
        block.alt = _text(self.raw.FPDF_StructElement_GetAltText, element)
        return replace(place, target=block)

    def _block(self, role: str, place: _Place) -> Block:
        match = _HEADING.match(role)
        role = f"H{match[1]}" if match else role
        block = Block(role, [], place.item, place.depth, place.cell, place.columns, place.rows, place.header)
        self.found.append(block)
        return block

    def _number(self, element: Any, name: str) -> int:
        raw = self.raw
        value = ctypes.c_float()
        for k in range(min(max(raw.FPDF_StructElement_GetAttributeCount(element), 0), _SPANS)):
            attribute = raw.FPDF_StructElement_GetAttributeAtIndex(element, k)
            held = attribute and raw.FPDF_StructElement_Attr_GetValue(attribute, name.encode())
            if held and raw.FPDF_StructElement_Attr_GetNumberValue(held, ctypes.byref(value)) and 1 <= value.value <= _SPANS:
                return int(value.value)
        return 1


def blocks(raw: Any, page: Any) -> list[Block]:
    """The blocks that the structure declares on this page, in reading order; those without text only if they are cells."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    walk = _Walk(raw)
    try:
        for k in range(min(max(raw.FPDF_StructTree_CountChildren(tree), 0), _ELEMENTS)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, k)
            if child:
                walk.visit(child, _Place())
    finally:
        raw.FPDF_StructTree_Close(tree)
    return list(_kept(walk.found))


def _kept(found: list[Block]) -> Iterator[Block]:
    for block in found:
        if block.mcids or block.role in ("TD", "TH", "Figure"):
            yield block


def _text(read: Callable[..., int], element: Any) -> str:
    size = read(element, None, 0)
    if not 2 < size < 20_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
