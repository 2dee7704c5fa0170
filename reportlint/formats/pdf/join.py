"""Pages to one run of paragraphs and tables: what goes on over the page is put together again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from reportlint.formats.pdf.layout import Manner, alike, is_full, stands_beneath
from reportlint.formats.pdf.model import CellItem, Item, Page, Para, TableItem

_ENDED = re.compile(r"[.:;?!][\"'”’)\]]?\s*$")
_SAME_COLUMN = 4.0
_LARGER = 1.12  # of the body's size: a heading
_LONGEST_HEADING = 25  # words
_ROOM = 3.5  # lines left free at a page's foot: the author began a new page


def joined(pages: Sequence[tuple[Page, list[Item]]], manner: Manner) -> list[Item]:
    """All items in order, those that a page's end cut in two as one."""
    found: list[Item] = []
    foot = min((_low(items[-1]) for _, items in pages if items), default=0.0)
    before: Page | None = None
    for page, items in pages:
        rest = items
        if found and rest and before is not None:
            last, first = found[-1], rest[0]
            if isinstance(last, Para) and isinstance(first, Para):
                if _goes_on(last, first):
                    last.lines += first.lines
                    rest = rest[1:]
                else:
                    first.breaks = _was_forced(last, first, foot, manner)
            elif isinstance(last, TableItem) and isinstance(first, TableItem) and _same_columns(last, first):
                _append(last, first)
                rest = rest[1:]
            elif isinstance(first, Para):
                first.breaks = _low(last) - foot > _ROOM * first.lines[0].size * manner.pitch
        found += rest
        before = page if items else before
    return found


def _low(item: Item) -> float:
    return item.low if isinstance(item, TableItem) else item.lines[-1].low


def _goes_on(last: Para, first: Para) -> bool:
    """Whether the first paragraph of a page is the rest of the last one of the page before."""
    if first.number or last.level != first.level or last.role != first.role or not alike(last, first.lines[0]):
        return False
    begins = first.lines[0].text.lstrip()
    if not begins or not is_full(last, first.lines[0]):
        return False
    if _ENDED.search(last.lines[-1].text) and not begins[0].islower():
        return False
    return stands_beneath(last, first.lines[0]) or (begins[0].islower() and last.tagged)


def _was_forced(last: Para, first: Para, foot: float, manner: Manner) -> bool:
    """Whether there was room for the next lines on the page before."""
    line = first.lines[0].size * manner.pitch
    return last.lines[-1].low - foot > (min(len(first.lines), 3) + _ROOM) * line


def _same_columns(last: TableItem, first: TableItem) -> bool:
    a, b = last.columns, first.columns
    return len(a) == len(b) > 1 and all(abs(x - y) <= _SAME_COLUMN for x, y in zip(a, b, strict=True))


def _append(last: TableItem, first: TableItem) -> None:
    """The rows of the next page, without the header row that is printed again."""
    again = bool(first.rows and last.rows) and _words(first.rows[0]) == _words(last.rows[0]) and any(_words(last.rows[0]))
    last.rows += first.rows[1:] if again else first.rows
    last.headers += first.headers[1:] if again else first.headers
    last.low = first.low


def _words(row: Sequence[CellItem]) -> list[str]:
    return [" ".join(line.text for para in cell.paras for line in para.lines) for cell in row]


def give_levels(items: Iterable[Item]) -> None:
    """Give paragraphs in larger letters than the text's a heading's level, the largest the first; tags tell it themselves."""
    paras = [x for x in items if isinstance(x, Para) and not x.tagged]
    sizes: Counter[float] = Counter()
    for para in paras:
        sizes.update({line.size: len(line.text) for line in para.lines})
    if not sizes:
        return
    body = sizes.most_common(1)[0][0]
    headings = [p for p in paras if p.depth is None and p.lines[0].size > body * _LARGER and _is_short(p)]
    ranks = sorted({p.lines[0].size for p in headings}, reverse=True)
    for para in headings:
        para.level = min(ranks.index(para.lines[0].size) + 1, 9)


def _is_short(para: Para) -> bool:
    return len(para.lines) <= 4 and sum(len(line.text.split()) for line in para.lines) <= _LONGEST_HEADING
