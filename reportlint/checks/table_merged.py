"""No cell of a data table covers several columns or rows; said once a table, at the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._tables import data_tables, place
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("table", "count")
NEEDS: frozenset[str] = frozenset({"tables"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for table in data_tables(parts, scene):
        merged = [c for row in table.rows for c in row.cells if not c.continued and (c.span > 1 or c.rows > 1)]
        if merged:
            yield Hit(place(scene.report.document, merged[0], table), None, {"table": table.ordinal, "count": len(merged)})
