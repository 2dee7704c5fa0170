"""Tables by their ruling lines: the grid that the lines make, and which cells lie open to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reportlint.formats.pdf.model import Rule

_NEAR = 3.0
_COLUMNS, _ROWS = 60, 2000
_CROSSINGS = 200_000


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a grid: its row and column from 0, and how many it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """xs from left to right, ys from the top down."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    def at(self, x: float, y: float) -> Box | None:
        """The cell at a place."""
        if not (self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[-1] - 1 <= y <= self.ys[0] + 1):
            return None
        column = max((k for k in range(len(self.xs) - 1) if self.xs[k] <= x + 0.5), default=0)
        row = max((k for k in range(len(self.ys) - 1) if self.ys[k] >= y - 0.5), default=0)
        for box in self.boxes:
            if box.row <= row < box.row + box.rows and box.column <= column < box.column + box.columns:
                return box
        return None


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that these lines make, the topmost first; frames around a single column are none."""
    across = _merged([r for r in rules if not r.upright], lambda r: (r.low, r.left, r.right), lambda r, a, b: replace(r, left=a, right=b))
    upright = _merged([r for r in rules if r.upright], lambda r: (r.left, r.low, r.high), lambda r, a, b: replace(r, low=a, high=b))
    if len(across) * len(upright) > _CROSSINGS:
        return []  # a drawing
    found = [grid for a, u in _connected(across, upright) if (grid := _grid(a, u)) is not None]
    return sorted(found, key=lambda g: -g.ys[0])


def _merged(
    rules: list[Rule], along: Callable[[Rule], tuple[float, float, float]], make: Callable[[Rule, float, float], Rule]
) -> list[Rule]:
    """The lines, pieces that run on in each other made one."""
    made: list[Rule] = []
    for rule in sorted(rules, key=along):
        at, begin, end = along(rule)
        near = next((k for k in range(len(made) - 1, max(-1, len(made) - 12), -1) if _runs_on(along(made[k]), at, begin, end)), None)
        if near is None:
            made.append(rule)
        else:
            _, first, last = along(made[near])
            made[near] = make(made[near], min(first, begin), max(last, end))
    return made


def _runs_on(one: tuple[float, float, float], at: float, begin: float, end: float) -> bool:
    return abs(one[0] - at) <= 1.5 and begin <= one[2] + _NEAR and end >= one[1] - _NEAR


def _connected(across: list[Rule], upright: list[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """The lines in groups that touch each other."""
    group = list(range(len(across)))

    def root(k: int) -> int:
        while group[k] != k:
            group[k] = group[group[k]]
            k = group[k]
        return k

    touched: list[int | None] = []
    for rule in upright:
        own = [k for k, a in enumerate(across) if _touch(a, rule)]
        for k in own[1:]:
            group[root(k)] = root(own[0])
        touched.append(own[0] if own else None)
    for k in sorted({root(k) for k in range(len(across))}):
        yield (
            [a for i, a in enumerate(across) if root(i) == k],
            [u for u, t in zip(upright, touched, strict=True) if t is not None and root(t) == k],
        )


def _touch(across: Rule, upright: Rule) -> bool:
    return across.left - _NEAR <= upright.left <= across.right + _NEAR and upright.low - _NEAR <= across.low <= upright.high + _NEAR


def _clustered(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _grid(across: list[Rule], upright: list[Rule]) -> Grid | None:
    if not across or not upright:
        return None
    xs = _clustered([*(u.left for u in upright), min(a.left for a in across), max(a.right for a in across)])
    ys = _clustered([*(a.low for a in across), min(u.low for u in upright), max(u.high for u in upright)])[::-1]
    if not 2 < len(xs) <= _COLUMNS + 1 or not 1 < len(ys) <= _ROWS + 1:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(_boxes(xs, ys, across, upright)))


def _boxes(xs: list[float], ys: list[float], across: list[Rule], upright: list[Rule]) -> list[Box]:
    """The cells: neighbours without a line between them are one."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            columns = 1
            while column + columns < len(xs) - 1 and not _upright_at(upright, xs[column + columns], (ys[row] + ys[row + 1]) / 2):
                columns += 1
            rows = 1
            while row + rows < len(ys) - 1 and _open_below(xs, ys, across, row + rows, column, columns):
                rows += 1
            taken |= {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
            found.append(Box(row, column, rows, columns))
    return found


def _upright_at(upright: list[Rule], x: float, y: float) -> bool:
    return any(abs(u.left - x) <= _NEAR and u.low - 1 <= y <= u.high + 1 for u in upright)


def _open_below(xs: list[float], ys: list[float], across: list[Rule], row: int, column: int, columns: int) -> bool:
    """Whether no line closes a cell at the upper edge of this row."""
    middles = [(xs[c] + xs[c + 1]) / 2 for c in range(column, column + columns)]
    return not any(abs(a.low - ys[row]) <= _NEAR and a.left - 1 <= x <= a.right + 1 for a in across for x in middles)
