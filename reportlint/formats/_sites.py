"""Places in a text and where they were in the text that it was made from by leaving things out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

#: From which place in a text on its characters stand in the source without a gap, and where there.
Sites = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The characters `start` to `end` of a text, which stand at `source` and take `width` characters there.

    Of equal length the two correspond one by one; else they do only as a whole (an entity, an escaped sign).
    """

    start: int
    end: int
    source: int
    width: int

    @property
    def whole(self) -> bool:
        return self.width != self.end - self.start


def site(sites: Sites, at: int) -> int:
    """Where in the source this place is; where something was left out just here, behind it."""
    start, source = sites[max(bisect_right(sites, at, key=lambda s: s[0]) - 1, 0)]
    return source + at - start


def without(source: str, ranges: Iterable[tuple[int, int]]) -> tuple[str, Sites]:
    """The source without these ranges of it, which come in order, and where the rest was."""
    pieces: list[str] = []
    sites: list[tuple[int, int]] = []
    at = length = 0
    for start, end in [*ranges, (len(source), len(source))]:
        if at < start or not sites:
            sites.append((length, at))
            pieces.append(source[at:start])
            length += start - at
        at = end
    return "".join(pieces), tuple(sites)


def back(stretches: Iterable[Stretch], sites: Sites) -> list[Stretch]:
    """The stretches with their places in the source that the text they point into was made from."""
    made: list[Stretch] = []
    for stretch in stretches:
        if stretch.whole or not stretch.width:
            begin = site(sites, stretch.source)
            end = site(sites, stretch.source + stretch.width - 1) + 1 if stretch.width else begin
            made.append(replace(stretch, source=begin, width=end - begin))
        else:
            made += _divided(stretch, sites)
    return made


def _divided(stretch: Stretch, sites: Sites) -> list[Stretch]:
    low, high = stretch.source, stretch.source + stretch.width
    first = bisect_right(sites, low, key=lambda s: s[0])
    last = bisect_right(sites, high - 1, key=lambda s: s[0])
    cuts = [low, *(at for at, _ in sites[first:last]), high]
    shift = stretch.start - low
    return [Stretch(a + shift, b + shift, site(sites, a), b - a) for a, b in pairwise(cuts) if a < b]


def moved(sites: Sites, by: int) -> Sites:
    """The same sites in a text whose first characters, as many as `by`, have been cut off."""
    return ((0, site(sites, by)), *((at - by, source) for at, source in sites if at > by))


def within(stretches: Sequence[Stretch], low: int, high: int) -> list[Stretch]:
    """The stretches of the part of a text from `low` to `high`, counted from its beginning."""
    made = []
    for s in stretches:
        if s.end <= low or s.start >= high or (s.whole and not low <= s.start <= s.end <= high):
            continue
        start, end = max(s.start, low), min(s.end, high)
        source = s.source if s.whole else s.source + start - s.start
        made.append(Stretch(start - low, end - low, source, s.width if s.whole else end - start))
    return made
