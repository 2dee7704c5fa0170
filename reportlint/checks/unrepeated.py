"""No sentence of at least `least` words stands in two of the parts; said once, of the first that is repeated.

placeholders: patterns; what stands within a match of one is not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._lines import statements
from reportlint.checks._text import PATTERNS
from reportlint.findings import Hit
from reportlint.language.fold import fold
from reportlint.language.patterns import all_found
from reportlint.model import Document, Span
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"least": {"type": "integer", "min": 1, "default": 5}, "placeholders": PATTERNS}
FACTS = ("first", "second")
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    document = scene.report.document
    seen: dict[str, Part] = {}
    for part in parts:
        for span in statements(document, part) if part.found else ():
            words = fold(document.text(span))
            first = seen.setdefault(words, part)
            if first is not part and len(words.split()) >= options["least"] and not _waits(span, document, options["placeholders"]):
                yield Hit(span, None, {"first": first.title, "second": part.title})
                return


def _waits(span: Span, document: Document, placeholders: Sequence[str]) -> bool:
    """Whether the words are part of a placeholder."""
    found = all_found(tuple(placeholders), document.paragraph(span.paragraph).text)
    return any(start < span.end and span.start < end for start, end in found)
