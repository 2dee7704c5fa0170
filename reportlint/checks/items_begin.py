"""Each item of a list begins as one of the patterns `stems` does.

A list whose introducing line begins so ("That the committee:") carries the stem for all its items; they only may not begin
with one of `never_after_stem`. Nested items are not looked at; of a list without numbers only the first line is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._items import Item, items, top
from reportlint.checks._text import PATTERNS, first_match, says_nothing
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"stems": PATTERNS, "never_after_stem": PATTERNS, "placeholders": PATTERNS}
FACTS = ("number",)
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for part in parts:
        if not part.found or says_nothing(scene.report, part, options["placeholders"]):
            continue
        for item in _wrong(items(scene.report, part), options):
            yield Hit(item.span, part.id, {"title": part.title, "number": item.number})


def _wrong(listed: Sequence[Item], options: Mapping[str, Any]) -> Iterator[Item]:
    numbered = {i.span for i in top(listed)}
    if not numbered:
        first = next((i for i in listed if not i.stem), None)
        if first is not None and not any(_begins(options["stems"], i.text) for i in listed[: listed.index(first) + 1]):
            yield first
        return
    carried = False
    for item in listed:
        if item.stem:
            carried = _begins(options["stems"], item.text)
        elif item.span in numbered:
            unwanted = _begins(options["never_after_stem"], item.text) if carried else not _begins(options["stems"], item.text)
            if unwanted:
                yield item


def _begins(patterns: Sequence[str], text: str) -> bool:
    return any((first_match([p], text) or (1, 0))[0] == 0 for p in patterns)
