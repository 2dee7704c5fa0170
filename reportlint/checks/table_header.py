"""The first row of every data table is marked as its header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._tables import data_tables, first_words
from reportlint.findings import Edit, Hit
from reportlint.model import Table
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("table",)
NEEDS: frozenset[str] = frozenset({"tables"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for table in data_tables(parts, scene):
        if not table.rows[0].header:
            span = first_words(scene.report.document, table)
            yield Hit(span, None, {"table": table.ordinal}, (Edit("header-row", span, safe=_names(scene, table)),))


def _names(scene: Scene, table: Table) -> bool:
    """Whether the first row surely names the columns: each cell but the first says something, and none begins with a figure."""
    said = [scene.report.document.cell_text(c).strip() for c in table.rows[0].cells]
    return all(said[1:]) and not any(s[:1].isdigit() or s[:1] in "£$€" for s in said if s)
