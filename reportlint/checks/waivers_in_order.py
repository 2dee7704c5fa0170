"""Every waiver of this document still holds, lets something stand, and was given by somebody who may give it.

state: "expired", "unused" or "unauthorised". What became of the waivers stands in the document's properties, a property a
state (`waivers-expired`) and a waiver a line: what it is for, where it is written and what is the matter, with `|` between
them. Those are the facts {waiver}, {place} and {detail}.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.findings import Hit
from reportlint.model import Span
from reportlint.report import Part
from reportlint.scene import Scene

STATES = ("expired", "unused", "unauthorised")
OPTIONS: Mapping[str, Any] = {"state": {"type": "string", "required": True, "allowed": list(STATES)}}
FACTS = ("waiver", "place", "detail")
NEEDS: frozenset[str] = frozenset()
WITHOUT_TEMPLATE = True


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    document = scene.report.document
    first = document.paragraphs[0].span if document.paragraphs else Span(1, 0, 0)
    for line in document.properties.get(told(options["state"]), "").splitlines():
        facts = [fact.strip() for fact in line.split("|", 2)]
        yield Hit(first, facts=dict(zip(FACTS, [*facts, "", ""], strict=False)))


def told(state: str) -> str:
    """The property that tells of the waivers in this state."""
    return f"waivers-{state}"
