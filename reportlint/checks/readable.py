"""The document can be judged at all: it was read, it holds text, and a template fits it.

state: "unreadable" (the file could not be read), "empty" (it holds no text) or "unrecognised" (no template fits). The facts
{problem} and {refused} are sentences that say why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.findings import Hit
from reportlint.model import Span
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"state": {"type": "string", "required": True, "allowed": ["unreadable", "empty", "unrecognised"]}}
FACTS = ("problem", "refused")
NEEDS: frozenset[str] = frozenset()
WITHOUT_TEMPLATE = True


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    document = scene.report.document
    problem = document.properties.get("problem", "")
    refused = document.properties.get("refused", "")
    empty = not problem and not any(p.text.strip() for p in document.flow)
    state = "unreadable" if problem else "empty" if empty else "unrecognised" if refused else ""
    if state == options["state"]:
        first = document.paragraphs[0].span if document.paragraphs else Span(1, 0, 0)
        yield Hit(first, facts={"problem": problem, "refused": refused})
