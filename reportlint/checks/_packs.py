"""The pack that a report stands in, as the checks that look at one ask for it."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.report import Part
from reportlint.scene import Pack, Paper, Scene


def standing(scene: Scene) -> Iterator[tuple[Pack, Paper, Paper]]:
    """The pack, its agenda, and the paper that is looked at; nothing where the pack has no agenda to go by."""
    if scene.pack is not None and scene.paper is not None and scene.pack.agenda is not None:
        yield scene.pack, scene.pack.agenda, scene.paper


def paper_of(pack: Pack, item: Part) -> Paper | None:
    """The paper that belongs to an item of the agenda."""
    return next((p for p in pack.papers if p.item is not None and p.item.anchor == item.anchor), None)


def own_reports(scene: Scene) -> Iterator[tuple[Pack, Paper, Paper]]:
    """The same where the paper is a report."""
    yield from (found for found in standing(scene) if found[2].kind == "report")
