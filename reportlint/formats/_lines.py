"""Lines of a text file, and the cells of a line that is a row: what stands in them, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportlint import limits
from reportlint.formats._scanned import CLOSE, OPEN

EDGES = OPEN + CLOSE
JOINED = "\0"  # in a row of cells: the cell before it covers this column too
_INDENT = re.compile(rf"([ \t]*+)([{EDGES}]*+)")
_MOST = 4  # lines for every paragraph that there may be, blank ones with them
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its indentation and the mark edges around it. lead, trail: those edges; at: where the body begins."""

    indent: str
    lead: str
    body: str
    trail: str
    at: int = 0

    @property
    def width(self) -> int:
        return len(self.indent.expandtabs(4))

    def around(self, words: str) -> str:
        return self.lead + words + self.trail


def line_of(source: str, at: int = 0) -> Line:
    """The parts of a source line, which begins at this place in its file."""
    start = _INDENT.match(source)
    indent, lead = (start[1], start[2]) if start else ("", "")
    rest = source[len(indent) + len(lead) :].rstrip()
    body = rest.rstrip(EDGES)
    begin = at + len(indent) + len(lead) + len(body) - len(body.lstrip(" "))
    return Line(indent, lead, body.strip(" "), rest[len(body) :], begin)


def lines_of(source: str) -> list[Line]:
    """The lines of a source. Raises UnreadableDocument for far more of them than the limit of paragraphs allows."""
    if source.count("\n") > _MOST * limits.current().paragraphs:
        raise limits.beyond("paragraphs")
    lines, at = [], 0
    for line in source.split("\n"):
        lines.append(line_of(line, at))
        at += len(line) + 1
    return lines


def cells_of(body: str) -> list[tuple[str, int]]:
    """The cells of a piped row, each with its place in it: nothing at all between two pipes joins the cell before."""
    inside = body.removeprefix("|")
    if inside.endswith("|") and not inside.endswith("\\|"):
        inside = inside[:-1]
    ends = [*((m.start(), m.end()) for m in _PIPE.finditer(inside)), (len(inside), len(inside))]
    cells, start, shift = [], 0, len(body) - len(body.removeprefix("|"))
    for k, (end, following) in enumerate(ends):
        part = inside[start:end]
        blank = len(part) - len(part.lstrip())
        # A cell without words is anchored behind its first space.
        at = start + (blank if part.strip() else min(blank, 1))
        cells.append((part.strip() if part or not k else JOINED, shift + at))
        start = following
    return cells


def is_delimiter(cells: Sequence[tuple[str, int]]) -> bool:
    return all("-" in cell and not cell.strip("-:") for cell, _ in cells)
