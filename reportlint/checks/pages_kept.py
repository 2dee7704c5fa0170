"""The paper of an item stands on the pages that the agenda names, its attachments included.

Where a council counts its pages from elsewhere than the file does, all papers lie as far from theirs, and that is no fault.
A paper may end before the last of its pages, if nothing else begins there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._packs import paper_of, standing
from reportlint.findings import Hit
from reportlint.report import Item, Part
from reportlint.scene import Pack, Paper, Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("number", "claimed", "actual")
NEEDS: frozenset[str] = frozenset({"pages"})
PACK = True


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for pack, agenda, paper in standing(scene):
        for item in parts:
            if paper is not agenda or not isinstance(item, Item) or item.pages is None or pack.shift is None:
                continue
            own = paper_of(pack, item)
            actual = _actual(pack, own) if own is not None else None
            if own is None or actual is None:
                continue
            first, last = (page + pack.shift for page in item.pages)
            following = _following(pack, own)
            kept = last == actual[1] if following is None else actual[1] <= last < following
            if first != actual[0] or not kept:
                said = _range(actual[0] - pack.shift, actual[1] - pack.shift)
                facts = {"title": item.title, "number": item.value, "claimed": _range(*item.pages), "actual": said}
                yield Hit(item.pages_at or item.anchor, item.id, facts)


def _actual(pack: Pack, paper: Paper) -> tuple[int, int] | None:
    all = [p.pages for p in (paper, *pack.attached(paper)) if p.pages]
    return (all[0][0], max(last for _, last in all)) if all else None


def _following(pack: Pack, paper: Paper) -> int | None:
    """The page on which the next paper begins, None if this is the last."""
    rest = (p for p in pack.papers[paper.ordinal :] if p.owner != paper.ordinal)
    return next((p.pages[0] for p in rest if p.pages), None)


def _range(first: int, last: int) -> str:
    return f"page {first}" if first == last else f"pages {first} to {last}"
