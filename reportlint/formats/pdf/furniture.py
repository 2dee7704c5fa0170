"""What stands on the pages around the text: running headers and footers, and page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportlint.formats._numerals import roman_value
from reportlint.formats.pdf.model import Chunk, Line, Page

_ZONE = 0.14  # of the page's height, from its head and from its foot
_DEPTH = 4  # lines at the head or foot that may be running ones
_REACH = 3  # pages: left and right pages differ, and so may the first of a section
_SAME_PLACE = 4.0
_APART = 1.8  # of the size: what stands so far from the text is no part of it
_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,6}\b")
_EDGE = r"[\s|–—-]*"
_PAGED = re.compile(r"\bpage\W{0,3}\d|\d\s*(?:of|/)\s*\d", re.IGNORECASE)
_LONE = re.compile(rf"{_EDGE}(?:page\s*)?\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?{_EDGE}", re.IGNORECASE)
_PAGE = re.compile(rf"{_EDGE}page\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?{_EDGE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Edge:
    """The lines at the head or the foot of one page that may be running ones, from the edge on. beyond: what follows them."""

    page: int
    top: bool
    lines: tuple[tuple[int, Line], ...]
    beyond: Line | None

    def repeats(self, other: _Edge) -> bool:
        """Whether the text begins alike on both pages: then it is the text that is repeated."""
        return self.beyond is not None and other.beyond is not None and self.beyond.text.strip() == other.beyond.text.strip()


def running(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[tuple[set[int], set[int]]]:
    """For each page, which of its lines (by their index) are headers, and which are footers."""
    heads = [_edge(page, own, top=True) for page, own in zip(pages, lines, strict=True)]
    feet = [_edge(page, own, top=False) for page, own in zip(pages, lines, strict=True)]
    return [(_repeated(k, heads) | _numbers(heads[k]), _repeated(k, feet) | _numbers(feet[k])) for k in range(len(pages))]


def _edge(page: Page, lines: Sequence[Line], top: bool) -> _Edge:
    edge = page.height * _ZONE
    order = list(range(len(lines)) if top else range(len(lines) - 1, -1, -1))
    found: list[tuple[int, Line]] = []
    for k in order[:_DEPTH]:
        if (lines[k].low < page.height - edge) if top else (lines[k].high > edge):
            break
        found.append((k, lines[k]))
    following = order[len(found)] if len(found) < len(order) else None
    return _Edge(page.number, top, tuple(found), lines[following] if following is not None else None)


def _repeated(at: int, edges: Sequence[_Edge]) -> set[int]:
    """Those that stand on a page nearby in the same place with the same words, numbers aside, and with another page's text.

    A page between that has words of its own in that place says that it is a place of the text: two papers may begin alike.
    """
    own, found = edges[at], set()
    for k, line in own.lines:
        for step in (-1, 1):
            for n in range(at + step, at + step * (_REACH + 1), step):
                if not 0 <= n < len(edges):
                    break
                if any(_alike(line, other, own.page - edges[n].page) for _, other in edges[n].lines):
                    if not own.repeats(edges[n]) and _counts_pages(line, at, edges):
                        found.add(k)
                    break
                if _is_taken(n, edges, line):
                    break
    return found


def _counts_pages(line: Line, at: int, edges: Sequence[_Edge]) -> bool:
    """Whether the number in a line is one of pages, and not of appendices with a page each; true of one without a number."""
    if not _NUMBER.search(line.text) or _PAGED.search(line.text):
        return True
    near = [e for e in edges[max(0, at - _REACH) : at + _REACH + 1] if e.page != edges[at].page]
    alike = sum(any(_alike(line, other, edges[at].page - e.page) for _, other in e.lines) for e in near)
    return alike >= min(_REACH, len(edges) - 1)


def _is_taken(at: int, edges: Sequence[_Edge], place: Line) -> bool:
    """Whether text of a page's own stands in this place or beyond it: what is on a page near it, too, is none."""
    edge = edges[at]
    near = [edges[n] for n in range(max(0, at - _REACH), min(len(edges), at + _REACH + 1)) if n != at]
    for _, line in edge.lines:
        reaches = line.high >= place.low if edge.top else line.low <= place.high
        if reaches and not any(_alike(line, other, edge.page - e.page) for e in near for _, other in e.lines):
            return True
    return False


def _in_place(one: Line, other: Line) -> bool:
    return abs(one.low - other.low) <= _SAME_PLACE


def _alike(one: Line, other: Line, pages: int) -> bool:
    """Whether two lines in one place say the same, but for a number that counts the pages between them."""
    if not _in_place(one, other):
        return False
    a, b = one.text.strip(), other.text.strip()
    if a == b:
        return True
    if _NUMBER.sub("#", a) != _NUMBER.sub("#", b):
        return False
    differing = {_value(x) - _value(y) for x, y in zip(_NUMBER.findall(a), _NUMBER.findall(b), strict=True) if x != y}
    return differing == {pages}


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else roman_value(number)


def _numbers(edge: _Edge) -> set[int]:
    """The outermost lines that are page numbers, or bear one beside other words, and stand well apart from the text."""
    found: set[int] = set()
    for n, (k, line) in enumerate(edge.lines):
        beside = len(line.segments) > 1 and any(_PAGE.fullmatch(_words(s)) for s in (line.segments[0], line.segments[-1]))
        if not (beside or _LONE.fullmatch(line.text)):
            break
        inner = edge.lines[n + 1][1] if n + 1 < len(edge.lines) else edge.beyond
        named = beside or bool(_PAGE.fullmatch(line.text))
        if inner is not None and not named and abs(inner.low - line.low) <= _APART * max(line.size, inner.size):
            break
        found.add(k)
    return found


def _words(segment: tuple[float, float, list[Chunk]]) -> str:
    return "".join(c.text for c in segment[2]).strip()


def folded(line: Line) -> str:
    """The words of a line, numbers aside."""
    return _NUMBER.sub("#", line.text.strip())
