"""Paragraphs and tables of a page as its tags declare them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportlint.formats.pdf.layout import BULLETS, take_off
from reportlint.formats.pdf.lines import lines
from reportlint.formats.pdf.model import Block, CellItem, Glyph, Item, Page, Para, TableItem

_COVERED = 0.9  # of a page's glyphs, that its tags must speak of
_BESIDE = frozenset({"Lbl", "Figure", "Note"})  # what may stand beside the text that it belongs to
_ROWS = 2  # pairs of paragraphs side by side, from which on they make a table that is not tagged as one
_LEVEL = 3.0  # points that the base lines of one row may differ
_LABEL = re.compile(
    rf"\s*(?:([{BULLETS}\ue000-\uf8ff]|[-–—o*§](?=\s))|(\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}[.)]?|\(?\w{{1,4}}[.)]))(?:[\s\u00a0]+|$)"
)


def is_declared(page: Page) -> bool:
    """Whether the page's tags speak of its text, and do not call the cells of a row paragraphs."""
    known = {m for b in page.blocks for m in b.mcids}
    inked = [g for g in page.glyphs if g.text.strip() and not g.artifact]
    return not inked or (sum(g.mcid in known for g in inked) >= _COVERED * len(inked) and _side_by_side(page, inked) < _ROWS)


def _side_by_side(page: Page, glyphs: Sequence[Glyph]) -> int:
    """How many paragraphs begin to the right of the one before, beside its first line."""
    block_of = {m: n for n, block in enumerate(page.blocks) if block.cell is None and block.role not in _BESIDE for m in block.mcids}
    first: dict[int, Glyph] = {}
    right: dict[int, float] = {}
    for glyph in glyphs:
        if (n := block_of.get(glyph.mcid)) is not None:
            top = first.setdefault(n, glyph)
            right[n] = max(right.get(n, 0.0), glyph.right) if abs(glyph.low - top.low) < _LEVEL else right[n]
    told = sorted(first)
    return sum(abs(first[a].low - first[b].low) < _LEVEL and first[b].left > right[a] + _LEVEL for a, b in pairwise(told))


def items(page: Page, bound: float) -> list[Item]:
    """The paragraphs and tables in the order of the tags."""
    glyphs: dict[int, list[Glyph]] = {}
    for glyph in page.glyphs:
        if not glyph.artifact:
            glyphs.setdefault(glyph.mcid, []).append(glyph)
    found: list[Item] = []
    tables: dict[int, TableItem] = {}
    labels: dict[int, str] = {}
    numbered: set[int] = set()
    for block in page.blocks:
        own = [g for m in block.mcids for g in glyphs.get(m, ())]
        para = _para(block, own, page, bound if block.cell is None else 0.0)
        if block.cell is not None:
            table = tables.get(block.cell[0])
            if table is None:
                table = tables[block.cell[0]] = TableItem(page.number, [], [], (), 0.0, 0.0)
                found.append(table)
            _into(table, block, para)
        elif para is not None and block.role == "Lbl" and block.item is not None:
            labels[block.item] = para.lines[0].text.strip()
        elif para is not None:
            _number(para, block, labels, numbered)
            found.append(para)
    for table in tables.values():
        _align(table)
    return [x for x in found if not isinstance(x, TableItem) or _has_text(x)]


def _align(table: TableItem) -> None:
    """Put empty cells where a row has none: tags may leave out cells without text."""
    widest = max((_width(row) for row in table.rows), default=0)
    full = [row for row in table.rows if _width(row) == widest]
    if any(cell.rows > 1 for row in table.rows for cell in row):
        return
    for row in table.rows:
        missing = widest - _width(row)
        if not missing or any(cell.columns > 1 for cell in row):
            continue
        made: list[CellItem] = []
        for cell in row:
            left = cell.paras[0].lines[0].left if cell.paras else 0.0
            while missing and _stands_in(full, len(made) + 1, left) < _stands_in(full, len(made), left):
                made.append(CellItem())
                missing -= 1
            made.append(cell)
        row[:] = [*made, *(CellItem() for _ in range(missing))]


def _width(row: Sequence[CellItem]) -> int:
    return sum(cell.columns for cell in row)


def _stands_in(rows: Sequence[Sequence[CellItem]], column: int, left: float) -> float:
    """How far from a column of full rows this left edge is."""
    lefts = [row[column].paras[0].lines[0].left for row in rows if column < len(row) and row[column].paras]
    return min((abs(x - left) for x in lefts), default=float("inf"))


def _has_text(table: TableItem) -> bool:
    return any(cell.paras for row in table.rows for cell in row)


def _para(block: Block, glyphs: Sequence[Glyph], page: Page, bound: float) -> Para | None:
    made = lines(glyphs, page.number)
    if block.role == "Figure":
        return Para(made, bound, block.role, tagged=True, picture=block.alt) if made else None
    if not made:
        return None
    level = int(block.role[1]) if re.fullmatch(r"H[1-9]", block.role) else (1 if block.role == "H" else None)
    return Para(made, bound, block.role, level=level, tagged=True)


def _into(table: TableItem, block: Block, para: Para | None) -> None:
    """Put a paragraph into its cell."""
    assert block.cell is not None
    _, row, column = block.cell
    while len(table.rows) < row:
        table.rows.append([])
        table.headers.append(True)
    cells = table.rows[row - 1]
    while len(cells) < column:
        cells.append(CellItem([], block.columns, block.rows))
        table.headers[row - 1] = table.headers[row - 1] and block.header
    if para is not None:
        cells[column - 1].paras.append(para)
        table.columns = tuple(sorted({*table.columns, round(para.lines[0].left)}))


def _number(para: Para, block: Block, labels: dict[int, str], numbered: set[int]) -> None:
    """Give a list item's first paragraph its label: the one that is tagged so, or that its text begins with."""
    if block.item is None:
        return
    para.depth = max(block.depth - 1, 0)
    if block.item in numbered:
        return
    numbered.add(block.item)
    label = labels.get(block.item, "")
    if not label and (match := _LABEL.match(para.lines[0].text)) is not None:
        label = take_off(para, len(match[0])).strip()
    para.number = "•" if label and not any(c.isalnum() and c != "o" for c in label) else label


def pictures(page: Page) -> Iterator[tuple[int, str]]:
    """The pictures that the tags speak of: their marked content and their alternative text."""
    for block in page.blocks:
        if block.role == "Figure":
            yield (block.mcids[0] if block.mcids else -1), block.alt
