"""The part names a person: not only a post, a placeholder or nothing.

`courtesy`: titles that stand before names; `posts`: words that no name holds; `allowed`: patterns of whole answers that will do
without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PATTERNS, gap, nothing
from reportlint.findings import Hit
from reportlint.language.names import people
from reportlint.language.patterns import wholly
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "courtesy": {"type": "list", "schema": {"type": "string"}, "default": []},
    "posts": {"type": "list", "schema": {"type": "string"}, "default": []},
    "allowed": PATTERNS,
    "placeholders": PATTERNS,
}
FACTS = ()
NEEDS: frozenset[str] = frozenset()

# An address made of a first name and a surname names somebody, however the rest is written.
_ADDRESS = re.compile(r"\b[a-z]{2,}[._][a-z'-]{2,}@", re.IGNORECASE)


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    for part in parts:
        if not part.found:
            continue
        lines = [(s, t) for s, t in report.lines(part) if not nothing(t, options["placeholders"])]
        text = "\n".join(t for _, t in lines)
        if wholly(tuple(options["allowed"]), text):
            continue
        if not people(text, options["courtesy"], options["posts"]) and not _ADDRESS.search(text):
            place = report.lines(part)[0][0] if report.lines(part) else gap(report.document, part.anchor)
            yield Hit(place, part.id, {"title": part.title})
