"""The document's own record says its `property` ("title" or "language"), and not merely something `useless`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PATTERNS
from reportlint.findings import Edit, Hit
from reportlint.language.patterns import wholly
from reportlint.report import Part, Report
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "property": {"type": "string", "allowed": ["title", "language"], "required": True},
    "useless": PATTERNS,
    "value": {"type": "string", "default": ""},
}
FACTS = ("value",)
NEEDS: frozenset[str] = frozenset({"properties"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    document = scene.report.document
    present = document.properties.get(options["property"], "")
    if not document.paragraphs or (present.strip() and not wholly(tuple(options["useless"]), present)):
        return
    span = document.paragraphs[0].span
    value = options["value"] or _title(scene.report)
    value = "" if wholly(tuple(options["useless"]), value) else value
    edits = (Edit("property", span, f"{options['property']}={value}"),) if value else ()
    yield Hit(span, None, {"value": value or "the report's title"}, edits)


def _title(report: Report) -> str:
    """The title on the cover."""
    titled = next((f for f in report.fields if f.spec and "title" in f.spec.tags and f.content), None)
    return " ".join(report.text(titled).split()) if titled else ""
