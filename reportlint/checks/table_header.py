"""The first row of every data table is marked as its header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._tables import data_tables, first_words
from reportlint.findings import Edit, Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("table",)
NEEDS: frozenset[str] = frozenset({"tables"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for table in data_tables(parts, scene):
        if not table.rows[0].header:
            span = first_words(scene.report.document, table)
            yield Hit(span, None, {"table": table.ordinal}, (Edit("header-row", span),))
