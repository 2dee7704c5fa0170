"""What the part withholds from the public is announced on the agenda.

closed: the answers that say that something is withheld. of: the selector phrase of the item that must name the report, by the
number of its own item or by its title; where the agenda has no such item, that is another fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._packs import own_reports
from reportlint.checks._text import selected
from reportlint.findings import Hit
from reportlint.language.fold import fold
from reportlint.report import Part
from reportlint.scene import Paper, Scene

OPTIONS: Mapping[str, Any] = {
    "closed": {"type": "list", "schema": {"type": "string"}, "required": True},
    "of": {"type": "string", "required": True, "meta": {"expected": "a selector phrase"}},
}
FACTS = ("own", "item")
NEEDS: frozenset[str] = frozenset()
PACK = True


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    closed = {fold(a) for a in options["closed"]}
    for _, agenda, paper in own_reports(scene):
        announcing = [p for p in selected(agenda.report, [options["of"]]) if p.found]
        for part in parts if announcing else ():
            answered = scene.report.answers.get(part.id or "") in closed
            said = "\n".join(agenda.report.text(p) for p in announcing)
            if answered and not _named(paper, said):
                facts = {"title": part.title, "own": paper.title, "item": announcing[0].title}
                yield Hit(part.content[0] if part.content else part.anchor, part.id, facts)


def _named(paper: Paper, said: str) -> bool:
    titles = [paper.title, paper.item.title if paper.item is not None else paper.title]
    if any(fold(title) in fold(said) for title in titles):
        return True
    return paper.item is not None and str(paper.item.value) in re.findall(r"\d+", said)
