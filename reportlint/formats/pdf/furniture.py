"""What stands on the pages around the text: running headers and footers, and page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlint.formats.pdf.model import Line, Page

_ZONE = 0.14  # of the page's height, from its head and from its foot
_DEPTH = 4  # lines at the head or foot that may be running ones
_REACH = 3  # pages: left and right pages differ, and so may the first of a section
_SAME_PLACE = 4.0
_DIGITS = re.compile(r"\d+|\b[ivxlc]{1,6}\b")
_PAGE_NUMBER = re.compile(r"[\s|–—-]*(?:[A-Za-z]{4,6}\.?\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?[\s|–—-]*")
_LONE_PAGE_NUMBER = re.compile(r"[\s|–—-]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[\s|–—-]*", re.IGNORECASE)


def running(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[tuple[set[int], set[int]]]:
    """For each page, which of its lines (by their index) are headers, and which are footers."""
    heads = [_candidates(page, own, top=True) for page, own in zip(pages, lines, strict=True)]
    feet = [_candidates(page, own, top=False) for page, own in zip(pages, lines, strict=True)]
    return [(_repeated(k, heads, lines), _repeated(k, feet, lines)) for k in range(len(pages))]


def _candidates(page: Page, lines: Sequence[Line], top: bool) -> list[int]:
    edge = page.height * _ZONE
    order = range(len(lines)) if top else range(len(lines) - 1, -1, -1)
    found = []
    for k in list(order)[:_DEPTH]:
        if (lines[k].low < page.height - edge) if top else (lines[k].high > edge):
            break
        found.append(k)
    return found


def _repeated(at: int, candidates: Sequence[Sequence[int]], lines: Sequence[Sequence[Line]]) -> set[int]:
    """Those that stand on a page nearby in the same place with the same words, numbers aside, and lone page numbers."""
    own = lines[at]
    near = [k for k in range(max(0, at - _REACH), min(len(lines), at + _REACH + 1)) if k != at]
    found = set()
    for k in candidates[at]:
        line = own[k]
        same = any(_alike(line, lines[n][c]) for n in near for c in candidates[n])
        if same or _is_number(line, own, k):
            found.add(k)
    return found


def _alike(one: Line, other: Line) -> bool:
    if abs(one.low - other.low) > _SAME_PLACE:
        return False
    a, b = one.text.strip(), other.text.strip()
    return _DIGITS.sub("#", a) == _DIGITS.sub("#", b) and (a == b or bool(_PAGE_NUMBER.search(a)))


def _is_number(line: Line, lines: Sequence[Line], at: int) -> bool:
    """Whether the outermost line is a page number that stands well apart."""
    if at not in (0, len(lines) - 1) or not _LONE_PAGE_NUMBER.fullmatch(line.text):
        return False
    if len(lines) == 1:
        return True
    beside = lines[1] if at == 0 else lines[-2]
    return abs(beside.low - line.low) > 1.8 * max(line.size, beside.size)


def folded(line: Line) -> str:
    """The words of a line, numbers aside."""
    return _DIGITS.sub("#", line.text.strip())
