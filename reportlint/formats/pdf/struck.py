"""Text with a line through it, as a word processor prints what a tracked change deleted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from reportlint.formats.pdf.model import Page, Rule, Style

# Where a line through a glyph is, in parts of its size above its lower edge; one beneath it stands lower.
_FROM, _TO = 0.42, 0.74
_BLACK = "000000"


def mark(page: Page) -> None:
    """Mark the coloured glyphs that a line goes through: black text that is struck out may be meant to stand so."""
    by_height: dict[int, list[Rule]] = defaultdict(list)
    for rule in page.rules:
        if not rule.upright:
            by_height[int(rule.low)].append(rule)
    if not by_height:
        return
    struck: dict[Style, Style] = {}
    for glyph in page.glyphs:
        if glyph.style.colour == _BLACK:
            continue
        low, high, x = glyph.low + _FROM * glyph.style.size, glyph.low + _TO * glyph.style.size, (glyph.left + glyph.right) / 2
        rules = (r for height in range(int(low), int(high) + 1) for r in by_height.get(height, ()))
        if any(low <= r.low <= high and r.left - 1 <= x <= r.right + 1 for r in rules):
            glyph.style = struck.setdefault(glyph.style, replace(glyph.style, struck=True))
