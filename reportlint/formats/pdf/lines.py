"""Glyphs to printed lines: which stand side by side, where spaces and wide gaps are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlint.formats.pdf.model import Chunk, Glyph, Line

_SPACE = 0.18  # of the size: a wider gap between glyphs is a space…
_GAP, _LEAP = 1.0, 0.8  # …and one as wide as this sets apart; between glyphs that do not follow each other in the file, less does
_OVERLAP = 0.5  # of the lower of two glyphs, side by side on a line


def lines(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """The printed lines from the top down, each from left to right."""
    return [line for row in _rows(glyphs) if (line := _line(row, page)) is not None]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each line. A raised or lowered sign belongs to the line that it leans on."""
    rows: list[list[Glyph]] = []
    edges: list[tuple[float, float]] = []
    # Tall glyphs first, so that a footnote's sign finds the line of its word.
    inked = [g for g in glyphs if g.text.strip() or g.text == "\u00a0"]
    for glyph in sorted(inked, key=lambda g: (-round(g.low + g.style.size * 0.2, 1), g.left)):
        at = next((k for k in range(len(rows) - 1, max(-1, len(rows) - 4), -1) if _beside(glyph, edges[k])), None)
        if at is None:
            rows.append([glyph])
            edges.append((glyph.low, glyph.high))
        else:
            rows[at].append(glyph)
            if glyph.high - glyph.low > edges[at][1] - edges[at][0]:
                edges[at] = glyph.low, glyph.high
    order = sorted(range(len(rows)), key=lambda k: -edges[k][0])
    return [sorted(rows[k], key=lambda g: (g.left, g.order)) for k in order]


def _beside(glyph: Glyph, edges: tuple[float, float]) -> bool:
    shared = min(glyph.high, edges[1]) - max(glyph.low, edges[0])
    return shared > _OVERLAP * max(min(glyph.high - glyph.low, edges[1] - edges[0]), 0.1)


def _line(row: Sequence[Glyph], page: int) -> Line | None:
    line = Line(page, min(g.low for g in row), max(g.high for g in row), word=_first_word(row))
    chunks: list[Chunk] = []
    begin = end = row[0].left
    before: Glyph | None = None
    for glyph in row:
        if before is not None and _doubled(before, glyph):
            continue  # bold made by printing twice
        gap = glyph.left - end if before is not None else 0.0
        size = max(glyph.style.size, 1.0)
        wide = _GAP if before is None or 0 < glyph.order - before.order <= 2 else _LEAP
        if gap > wide * size:
            line.segments.append((begin, end, chunks))
            chunks, begin = [], glyph.left
        elif gap > _SPACE * size and chunks:
            _add(chunks, " ", glyph)
        _add(chunks, glyph.text, glyph)
        end = max(end, glyph.right) if chunks and before is not None and gap <= wide * size else glyph.right
        before = glyph
    if chunks:
        line.segments.append((begin, end, chunks))
    return line if line.text.strip() else None


def _first_word(row: Sequence[Glyph]) -> float:
    """How wide the first word is."""
    right = row[0].right
    for glyph in row[1:]:
        if glyph.left - right > _SPACE * max(glyph.style.size, 1.0):
            break
        right = max(right, glyph.right)
    return right - row[0].left


def _doubled(before: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph is printed over itself. The parts of a ligature, too, have one place, but follow each other in the file."""
    near = abs(before.left - glyph.left) < 0.12 * glyph.style.size
    return before.text == glyph.text and near and abs(before.order - glyph.order) > 1


def _add(chunks: list[Chunk], text: str, glyph: Glyph) -> None:
    last = chunks[-1] if chunks else None
    if last is not None and (text == " " or (last.style == glyph.style and last.link == glyph.link)):
        last.text += text
    else:
        chunks.append(Chunk(text, glyph.style, glyph.link, glyph.order))
