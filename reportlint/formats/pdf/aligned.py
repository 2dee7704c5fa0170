"""Tables without lines: successive printed lines whose parts stand in the same columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from reportlint.formats.pdf.model import CellItem, Chunk, Line, Para, TableItem

#: Makes paragraphs of lines, given how far to the right they may reach.
Paragraphs = Callable[[Iterable[Line], float], Iterable[Para]]

_NEAR = 5.0
_PADDING = 10.8  # between columns
_PITCH = 1.45  # of the size: lines further apart are of two rows
_SPACE = 0.28
_APART = 1.15  # times the step from line to line in a row
_SIGN = re.compile(r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,4}|[A-Z])[.)]?|[^\w\s])$")
_PAGE = re.compile(r"\d{1,3}$")

_Part = tuple[float, float, list[Chunk]]


def split(lines: Sequence[Line], bound: float, paragraphs: Paragraphs) -> list[Line | TableItem]:
    """The lines, those that make up a table put together."""
    found: list[Line | TableItem] = []
    at = 0
    while at < len(lines):
        end = _extent(lines, at)
        if end > at:
            found.append(_table(lines[at:end], bound, paragraphs))
            at = end
        else:
            found.append(lines[at])
            at += 1
    return found


def _words(part: _Part) -> str:
    return "".join(c.text for c in part[2]).strip()


def _parts(line: Line) -> list[list[_Part]]:
    """The parts of a line that may stand in columns; a list's sign is one with what follows it."""
    found: list[list[_Part]] = []
    for segment in line.segments:
        if found and _SIGN.match(_words(found[-1][-1])):
            found[-1].append(segment)
        else:
            found.append([segment])
    return found


def _columns(line: Line) -> list[float]:
    """Where the line's parts begin, if it looks like a row of a table; a title and its page number do not."""
    parts = _parts(line)
    if len(parts) < 2 or (len(parts) == 2 and _PAGE.match(_words(parts[1][-1]))):
        return []
    return [part[0][0] for part in parts]


def _extent(lines: Sequence[Line], at: int) -> int:
    """Where the table that begins at this line ends; `at` itself if none does.

    A table has two rows that share columns, one of them with three parts or more; with two columns only it has three rows.
    """
    columns = _columns(lines[at])
    if len(columns) < 2:
        return at
    end, rows, widest = at + 1, 1, len(columns)
    for line in lines[at + 1 :]:
        lefts = _columns(line)
        if lefts:
            matched = sum(any(abs(x - c) <= _NEAR for c in columns) for x in lefts)
            if matched < 2 and not (rows == 1 and matched == len(columns) - 1):
                break
            columns = sorted({*columns, *(x for x in lefts if not any(abs(x - c) <= _NEAR for c in columns))})
            rows, widest = rows + 1, max(widest, len(lefts))
        elif not _continues(line, lines[end - 1], columns):
            break
        end += 1
    return end if rows >= (2 if widest >= 3 else 3) else at


def _continues(line: Line, before: Line, columns: Sequence[float]) -> bool:
    """Whether a line of one part goes on within a column of the row above."""
    column = next((k for k, c in reversed(list(enumerate(columns))) if line.left >= c - _NEAR), None)
    if column is None or before.low - line.low > _PITCH * max(line.size, 1.0):
        return False
    if column < len(columns) - 1:
        return abs(line.left - columns[column]) <= _NEAR and line.right < columns[column + 1] - 2
    return line.left <= columns[column] + 60


def _table(lines: Sequence[Line], bound: float, paragraphs: Paragraphs) -> TableItem:
    columns = _all_columns(lines)
    edges = [*(c - _PADDING for c in columns[1:]), bound - _PADDING / 2]
    rows: list[list[list[Line]]] = []
    before: Line | None = None
    apart, by_cells = _row_step(lines), _by_cells(lines)
    for line in lines:
        step = before.low - line.low if before is not None else 0.0
        told = _is_later(line, rows[-1], columns) if by_cells and rows else None
        if told is None and before is not None:
            told = step > apart if apart else _begins_row(line, before, rows[-1], columns, edges)
        if before is None or told:
            rows.append([[] for _ in columns])
        for part in _parts(line):
            rows[-1][_column(columns, part[0][0])].append(_line(line, part))
        before = line
    made = [[CellItem(list(paragraphs(part, edges[k]))) for k, part in enumerate(row)] for row in rows]
    return TableItem(lines[0].page, made, [False] * len(made), tuple(columns), lines[-1].low, lines[0].high)


def _order(part: _Part) -> int:
    return min((c.order for c in part[2]), default=0)


def _by_cells(lines: Sequence[Line]) -> bool:
    """Whether the file holds the table cell by cell: then the next line of a first cell comes before the second cell."""
    return any(len(one.segments) > 1 and _order(other.segments[0]) < _order(one.segments[-1]) for one, other in pairwise(lines))


def _is_later(line: Line, row: Sequence[Sequence[Line]], columns: Sequence[float]) -> bool | None:
    """Whether a line comes after the whole of the row above in a file that goes cell by cell; None where that tells nothing."""
    beside = [_order(part) for cell in row[1:] for own in cell for part in own.segments]
    if _column(columns, line.left) > 0 or not beside:
        return None
    return _order(line.segments[0]) > max(beside)


def _row_step(lines: Sequence[Line]) -> float:
    """How far lines are apart that are of two rows, where rows are set apart; 0 where all lines follow each other alike."""
    steps = [one.low - other.low for one, other in pairwise(lines)]
    least = min(steps)
    return least * _APART if max(steps) > least * _APART else 0.0


def _line(line: Line, part: list[_Part]) -> Line:
    first = _words(part[0]).split(" ")[0]
    left, right = part[0][:2]
    width = line.word if part[0] is line.segments[0] else (right - left) * len(first) / max(len(_words(part[0])), 1)
    return Line(line.page, line.low, line.high, part, width)


def _column(columns: Sequence[float], left: float) -> int:
    return max((k for k, c in enumerate(columns) if c <= left + _NEAR), default=0)


def _begins_row(line: Line, before: Line, row: Sequence[Sequence[Line]], columns: Sequence[float], edges: Sequence[float]) -> bool:
    """Whether a line is a row of its own and not the next line of the cells above it: told by its first column.

    It goes on if the last lines of all cells that have a part here were full; what stands beside an empty first cell
    belongs to the row above.
    """
    parts = _parts(line)
    first = _column(columns, parts[0][0][0])
    if first > 0:
        return len(parts) > 1 and not row[0] and not _is_full(row[first], line, edges[first])
    for part in parts:
        at = _column(columns, part[0][0])
        if not row[at] or row[at][-1].low > before.low + 1 or not _is_full(row[at], _line(line, part), edges[at]):
            return True
    return False


def _is_full(above: Sequence[Line], line: Line, edge: float) -> bool:
    """Whether the line's first word would not have fitted on the last of these lines."""
    return bool(above) and above[-1].right + line.word + _SPACE * line.size > edge


def _all_columns(lines: Sequence[Line]) -> list[float]:
    """Where columns begin: what two lines at least share, or a line of several parts needs."""
    found: list[float] = []
    for line in lines:
        for left in _columns(line):
            if not any(abs(left - c) <= _NEAR for c in found):
                found.append(left)
    return sorted(found)
