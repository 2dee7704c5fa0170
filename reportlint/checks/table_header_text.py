"""Every cell of a header row says what stands beneath it.

corner: selector phrases of parts in whose tables the top left cell may be blank, since rows beneath it begin with their own labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._tables import data_tables, place
from reportlint.checks._text import PHRASES, selected
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"corner": PHRASES}
FACTS = ("table", "column")
NEEDS: frozenset[str] = frozenset({"tables"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    document = scene.report.document
    cornered = {s.paragraph for p in selected(scene.report, options["corner"]) for s in p.content}
    for table in data_tables(parts, scene):
        for at, cell in ((r, c) for r, row in enumerate(table.rows) if row.header for c in row.cells):
            if cell.continued or document.cell_text(cell).strip() or any(i.span.paragraph in cell.paragraphs for i in document.images):
                continue
            if at == 0 and cell.column == 1 and table.first in cornered:
                continue
            yield Hit(place(document, cell, table), None, {"table": table.ordinal, "column": cell.column})
