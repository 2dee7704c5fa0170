"""Which item of the agenda each paper belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reportlint.language.fold import fold
from reportlint.language.titles import likeness
from reportlint.report import Item
from reportlint.scene import Paper

_ALIKE, _LITTLE = 0.5, 0.25
#: Beyond so many pairs titles are no longer compared word for word.
_PAIRS = 40_000
_MAIN = ("minutes", "report", "paper")


def matched(papers: Sequence[Paper], items: Sequence[Item]) -> list[Paper]:
    """The papers with their items: by what an item is for, by title, by page, by likeness, by their place in the order."""
    found: dict[int, Item] = {}
    ways = (_by_kind, _by_title, _by_page, _by_likeness, _by_place)
    for way in ways:
        taken = {id(item) for item in found.values()}
        free = [p for p in papers if p.kind in _MAIN and p.ordinal not in found]
        for paper, item in way(free, [i for i in items if id(i) not in taken], found):
            if paper.ordinal not in found and id(item) not in taken:
                found[paper.ordinal] = item
                taken.add(id(item))
    return [replace(p, item=found.get(p.ordinal)) for p in papers]


Pairs = Iterator[tuple[Paper, Item]]


def _by_kind(papers: Sequence[Paper], items: Sequence[Item], found: dict[int, Item]) -> Pairs:
    wanted = {i.spec.kind: i for i in reversed(items) if i.spec is not None and i.spec.kind}
    for paper in papers:
        if paper.spec is not None and paper.spec.id in wanted:
            yield paper, wanted[paper.spec.id]


def _by_title(papers: Sequence[Paper], items: Sequence[Item], found: dict[int, Item]) -> Pairs:
    titles = {fold(i.title): i for i in reversed(items)}
    yield from ((p, titles[fold(p.title)]) for p in papers if fold(p.title) in titles)


def _by_page(papers: Sequence[Paper], items: Sequence[Item], found: dict[int, Item]) -> Pairs:
    starts = {i.pages[0]: i for i in reversed(items) if i.pages}
    for paper in papers:
        if paper.pages is not None and paper.pages[0] in starts and likeness(paper.title, starts[paper.pages[0]].title) >= _LITTLE:
            yield paper, starts[paper.pages[0]]


def _by_likeness(papers: Sequence[Paper], items: Sequence[Item], found: dict[int, Item]) -> Pairs:
    reports = [p for p in papers if p.kind != "paper" or p.spec is not None]
    if len(reports) * len(items) > _PAIRS:
        return
    pairs = ((likeness(p.title, i.title), p, i) for p in reports for i in items)
    ranked = sorted((x for x in pairs if x[0] >= _ALIKE), key=lambda x: (-x[0], x[1].ordinal))
    yield from ((p, i) for _, p, i in ranked)


def _by_place(papers: Sequence[Paper], items: Sequence[Item], found: dict[int, Item]) -> Pairs:
    """The one report between two papers whose items are known, and the one item with pages between these items."""
    known = sorted((n, item.value) for n, item in found.items())
    bounds = [(0, 0), *known, (1 << 62, 1 << 62)]
    reports, paged = [p for p in papers if p.kind == "report"], [i for i in items if i.pages]
    if len(bounds) * (len(reports) + len(paged)) > _PAIRS:
        return
    for (low, above), (high, below) in pairwise(bounds):
        between = [p for p in reports if low < p.ordinal < high]
        waiting = [i for i in paged if above < i.value < below]
        if len(between) == len(waiting) == 1 and likeness(between[0].title, waiting[0].title) >= _LITTLE:
            yield between[0], waiting[0]


def shift(papers: Sequence[Paper]) -> int:
    """What to add to the pages that the agenda names, where the council counts them from elsewhere than the file does.

    That is so if every paper lies as far from its page as the others, or if the first page is none of the agenda's own.
    """
    far = [(p.pages[0] - p.item.pages[0], p.item.pages[0]) for p in papers if p.pages and p.item is not None and p.item.pages]
    if len(far) > 1 and len({by for by, _ in far}) == 1:
        return far[0][0]
    return next((by for by, page in far if page == 1 and by > 0), 0)
