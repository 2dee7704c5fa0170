"""Pages whose text is set sideways, turned so that it can be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlint.formats.pdf.model import Page, Picture, Rule

_OFF = 0.1  # radians by which text may slant and still stand upright or sideways


def quarter(angle: float) -> int | None:
    """How many quarters of a circle, clockwise, make text at this angle stand upright; None for text at a slant."""
    turns = -angle / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) * math.pi / 2 < _OFF else None


@dataclass(frozen=True, slots=True)
class Turn:
    """A number of quarters, clockwise, about a page of this size."""

    quarters: int
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        match self.quarters:
            case 1:
                return y, self.width - x
            case 2:
                return self.width - x, self.height - y
            case 3:
                return self.height - y, x
        return x, y

    def box(self, left: float, right: float, low: float, high: float) -> tuple[float, float, float, float]:
        """The box after the turn: left, right, low, high."""
        (x, y), (to_x, to_y) = self.point(left, low), self.point(right, high)
        return min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)

    def apply(self, page: Page, rules: Sequence[Rule], pictures: Sequence[Picture]) -> None:
        """Give the page its size and these rules and pictures as they are after the turn."""
        page.width, page.height = (self.height, self.width) if self.quarters % 2 else (self.width, self.height)
        page.rules = [Rule(*self.box(r.left, r.right, r.low, r.high)) for r in rules]
        for picture in pictures:
            left, right, low, high = self.box(picture.left, picture.right, picture.low, picture.high)
            page.pictures.append(replace(picture, left=left, right=right, low=low, high=high))
