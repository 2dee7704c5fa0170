"""Lines to paragraphs and tables, page by page: what belongs together by where it stands and how it looks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportlint.formats.pdf import aligned
from reportlint.formats.pdf.grid import Grid, grids
from reportlint.formats.pdf.lines import lines as printed
from reportlint.formats.pdf.model import CellItem, Chunk, Glyph, Item, Line, Page, Para, TableItem

BULLETS = "•·∙▪▫◦‣⁃●○■□➢✓✔"
_OWN_USE = range(0xE000, 0xF900)  # where symbol fonts keep their bullets
_BULLET = re.compile(rf"\s*(?:[{BULLETS}\ue000-\uf8ff]\s*|(?:[-–—*o]|[§Øü])\t)(?=\S)")
_MARKER = re.compile(r"(?:\d{1,2}(?:\.\d{1,3}){1,4}\.?|\(?(?:\d{1,2}|[a-z]|[A-Z]|[ivx]{1,5})[.)]|\d{1,2}(?=\t))\s+(?![a-z])\S")
_LEFT = 4.0  # points that two left edges may differ
_INDENT = 120.0  # points that a hanging line may stand in
_NARROWEST = 0.6  # of the page's width: where few lines are long, they do not tell how far lines may reach
_REACH = 36.0  # a ragged right edge
_PADDING = 2.0
_SPACE, _SLACK = 0.28, 0.4  # of the size: a space, and how much the edge of the text may be misjudged
_SINGLE = 1.17  # of the size: from line to line where nothing tells better


@dataclass(frozen=True, slots=True)
class Manner:
    """How a document is set. right: how far its lines reach, by page width; pitch: from line to line, in parts of the size."""

    right: dict[int, float]
    pitch: float

    def bound(self, page: Page) -> float:
        return max(self.right.get(round(page.width), 0.0), _NARROWEST * page.width)


def manner(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> Manner:
    """How the lines of all pages are set."""
    rights: dict[int, list[float]] = {}
    pitches: Counter[float] = Counter()
    for page, own in zip(pages, lines, strict=True):
        rights.setdefault(round(page.width), []).extend(line.right for line in own if len(line.segments) < 3)
        for one, other in pairwise(own):
            if one.size == other.size and one.size and one.right > page.width * 0.7:
                pitches[round((one.low - other.low) / one.size, 1)] += 1
    usual = [(count, -pitch) for pitch, count in pitches.items() if 0.9 <= pitch <= 2.6]
    return Manner({width: _edge(found) for width, found in rights.items()}, -max(usual)[1] if usual else _SINGLE)


def _edge(rights: list[float]) -> float:
    """The right edge of the text: the furthest that several lines come near, so that one overlong line does not count."""
    ordered = sorted(rights, reverse=True)
    least = max(2, len(ordered) // 50)
    for k, right in enumerate(ordered):
        if k + least < len(ordered) and ordered[k + least] >= right - _REACH:
            return right
    return ordered[0] if ordered else 0.0


def items(page: Page, lines: Sequence[Line], manner: Manner) -> list[Item]:
    """The paragraphs and tables of a page from the top down. lines: those of the page that are not in a ruled table."""
    bound = manner.bound(page)
    found: list[Item] = []
    pending: list[Line] = []
    for part in aligned.split(lines, bound, lambda own, edge: paragraphs(own, edge, _SINGLE)):
        if isinstance(part, Line):
            pending.append(part)
            continue
        found += paragraphs(pending, bound, manner.pitch)
        pending = []
        found.append(part)
    return found + list(paragraphs(pending, bound, manner.pitch))


def ruled(page: Page) -> tuple[list[TableItem], list[Glyph]]:
    """The tables that ruling lines make, and the glyphs that stand in none."""
    tables = grids(page.rules)
    inside: list[dict[tuple[int, int], list[Glyph]]] = [{} for _ in tables]
    rest = []
    for glyph in page.glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.low + glyph.high) / 2
        for k, grid in enumerate(tables):
            box = grid.at(x, y)
            if box is not None:
                inside[k].setdefault((box.row, box.column), []).append(glyph)
                break
        else:
            rest.append(glyph)
    made, back = [], []
    for grid, own in zip(tables, inside, strict=True):
        if len({key for key, glyphs in own.items() if any(g.text.strip() for g in glyphs)}) > 1:
            made.append(_table(page, grid, own))
        else:
            back += [g for glyphs in own.values() for g in glyphs]  # a frame around something
    return made, rest + back


def _table(page: Page, grid: Grid, inside: dict[tuple[int, int], list[Glyph]]) -> TableItem:
    rows: list[list[CellItem]] = [[] for _ in range(len(grid.ys) - 1)]
    for box in grid.boxes:
        glyphs = inside.get((box.row, box.column), [])
        left, right = grid.xs[box.column], grid.xs[box.column + box.columns]
        lines = printed(glyphs, page.number)
        padding = max(min((line.left for line in lines), default=left) - left, _PADDING)
        paras = paragraphs(lines, right - min(padding, 12.0), _SINGLE)
        rows[box.row].append(CellItem(list(paras), box.columns, box.rows))
    rows = [row for row in rows if row]
    return TableItem(page.number, rows, [False] * len(rows), grid.xs, grid.ys[-1], grid.ys[0])


def paragraphs(lines: Iterable[Line], bound: float, pitch: float) -> Iterable[Para]:
    """The lines as paragraphs; a list item's sign is taken off."""
    para: Para | None = None
    for line in lines:
        if para is not None and goes_on(para, line, pitch):
            para.lines.append(line)
            continue
        if para is not None:
            yield _itemed(para)
        para = Para([line], bound)
    if para is not None:
        yield _itemed(para)


def goes_on(para: Para, line: Line, pitch: float) -> bool:
    """Whether a line goes on with the paragraph above it on the same page."""
    last = para.lines[-1]
    step = last.low - line.low
    if step <= 0 or step > last.size * (pitch * 1.25 + 0.05) or len(line.segments) > 2:
        return False
    return alike(para, line) and is_full(para, line) and stands_beneath(para, line)


def alike(para: Para, line: Line) -> bool:
    """Whether a line looks as the paragraph does: its size, and its weight at the seam."""
    last = para.lines[-1]
    if abs(last.size - line.size) > 0.6:
        return False
    first, ended = _filled(para.lines[0].chunks)[0], _filled(last.chunks)[-1]
    begun = _filled(line.chunks)[0]
    if ended.style.bold == begun.style.bold:
        return True
    leads_in = begun.style.bold and (first.style.bold or begun.text.rstrip().endswith(":"))
    return para.lines[0].bold == line.bold and not leads_in


def _filled(chunks: Sequence[Chunk]) -> list[Chunk]:
    return [c for c in chunks if c.text.strip()] or list(chunks)


def is_full(para: Para, line: Line) -> bool:
    """Whether the next line's first word would not have fitted on the last line."""
    return para.lines[-1].right + line.word + _SPACE * line.size > para.bound - _SLACK * line.size


def stands_beneath(para: Para, line: Line) -> bool:
    """Whether a line begins where the paragraph's lines do, and with nothing that begins another."""
    first = para.lines[0]
    hanging = first.segments[1][0] if len(first.segments) > 1 else first.left
    left = para.lines[-1].left if len(para.lines) > 1 else None
    begins = bool(_MARKER.match(line.text) or _BULLET.match(line.text))
    if left is not None and abs(line.left - left) <= _LEFT:
        return not begins or left > first.left + _LEFT
    if left is not None:
        return False
    if abs(line.left - hanging) <= _LEFT and hanging > first.left + _LEFT:
        return True
    if len(first.segments) > 1:
        return not begins and abs(line.left - first.left) <= _LEFT
    return not begins and abs(line.left - first.left) <= _INDENT


def _itemed(para: Para) -> Para:
    """The paragraph, its bullet taken off and told as a number is."""
    match = _BULLET.match(para.lines[0].text)
    if match:
        take_off(para, len(match[0]))
        para.number, para.depth = "•", 0
    return para


def take_off(para: Para, length: int) -> str:
    """Take characters off the beginning of a paragraph; what they were."""
    first = para.lines[0]
    taken = first.text[:length]
    while length > 0 and first.segments:
        _, _, chunks = first.segments[0]
        while chunks and length > 0:
            cut = min(length, len(chunks[0].text))
            chunks[0] = Chunk(chunks[0].text[cut:], chunks[0].style, chunks[0].link, chunks[0].order)
            length -= cut
            if not chunks[0].text:
                chunks.pop(0)
        if not chunks and len(first.segments) > 1:
            first.segments.pop(0)
            length -= 1  # the gap between segments counts as a tab
        elif not chunks:
            break
    return taken
