"""A table as the document has it: its header rows, its merged cells, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportlint.model import Cell, Row, Table
from reportlint.outputs.html._markup import Html, joined, tag


def table(table: Table, words: Callable[[int], Html], empty: Callable[[Iterable[int]], bool]) -> Html:
    """The table, in a frame that scrolls sideways if it must. words: from a paragraph's ordinal to what it shows."""
    rows = [tag("tr", *_cells(row, words, empty)) for row in table.rows]
    caption = [tag("caption", table.title)] if table.title.strip() else []
    shown = tag("table", *caption, tag("tbody", *rows))
    return tag("div", shown, class_="frame", tabindex=0, role="group", aria_label=f"Table {table.ordinal}")


def _cells(row: Row, words: Callable[[int], Html], empty: Callable[[Iterable[int]], bool]) -> Iterator[Html]:
    at = 1
    for cell in row.cells:
        if cell.column > at:
            yield tag("td", colspan=_many(cell.column - at))
        at = cell.column + cell.span
        if not cell.continued:
            yield _cell(cell, row.header and not empty(cell.paragraphs), words)


def _cell(cell: Cell, header: bool, words: Callable[[int], Html]) -> Html:
    content = joined(tag("p", words(n)) for n in cell.paragraphs)
    scope = "col" if header else None
    return tag("th" if header else "td", content, scope=scope, colspan=_many(cell.span), rowspan=_many(cell.rows))


def _many(count: int) -> int | None:
    return count if count > 1 else None
