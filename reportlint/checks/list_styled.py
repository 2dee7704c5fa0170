"""A list is a list to Word, not bullets or numbers typed before its items; one hit a run of items.

A bullet sign alone makes an item. A hyphen, dash, star or number does so only where at least two follow one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlint.findings import Hit
from reportlint.model import Document, Paragraph, Span
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {}
FACTS = ("count",)
NEEDS: frozenset[str] = frozenset({"lists"})

_SIGN = re.compile("\\s*[\u2022\u00b7\u25aa\u25ab\u25e6\u2023\u2043\u25cf\u25cb\u25a0\u25a1\u27a2\u2713\u2714\uf0b7\uf0a7]\\s*\\S")
_DASH = re.compile(r"\s*(?:[-–—*]\s+|o\t)\S")
_NUMBER = re.compile(r"\s*(?P<open>\(?)(?:(?P<figure>\d{1,2})|(?P<letter>[a-z])|(?P<roman>[ivx]{2,5}))(?P<close>[.)])\s+\S")
_ROMANS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


@dataclass(frozen=True, slots=True)
class _Item:
    """look: what its marker is like; values: what its number may mean, in that look."""

    span: Span
    look: str
    values: tuple[int, ...] = ()

    def follows(self, other: _Item) -> bool:
        if self.look != other.look:
            return False
        return not self.values or any(v == o + 1 for v, o in zip(self.values, other.values, strict=True) if v and o)


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    skipped = {s.label.paragraph for s in report.sections if s.label} | {f.label.paragraph for f in report.fields if f.label}
    run: list[_Item] = []
    for item in _items(report.document, parts, skipped | report.contents):
        if run and item is not None and item.follows(run[-1]):
            run.append(item)
            continue
        yield from _said(run)
        run = [item] if item is not None else []
    yield from _said(run)


def _said(run: Sequence[_Item]) -> Iterator[Hit]:
    if len(run) > 1 or (run and run[0].look == "sign"):
        yield Hit(run[0].span, None, {"count": len(run)})


def _items(document: Document, parts: Sequence[Part], skipped: frozenset[int] | set[int]) -> Iterator[_Item | None]:
    """Each line as an item, None for one that is none and so ends a run; blank lines are passed over."""
    for paragraph in (document.paragraph(s.paragraph) for p in parts for s in p.content):
        if not paragraph.in_flow or not paragraph.text.strip():
            continue
        if paragraph.ordinal in skipped or paragraph.number or paragraph.list_depth is not None or paragraph.outline_level is not None:
            yield None
        else:
            yield from _lines(paragraph)


def _lines(paragraph: Paragraph) -> Iterator[_Item | None]:
    start = 0
    for line in paragraph.text.split("\n"):
        if line.strip():
            yield _item(Span(paragraph.ordinal, start, start + len(line.rstrip())), line)
        start += len(line) + 1


def _item(span: Span, line: str) -> _Item | None:
    if _SIGN.match(line):
        return _Item(span, "sign")
    if _DASH.match(line):
        return _Item(span, "dash")
    number = _NUMBER.match(line)
    if number is None:
        return None
    small = number["letter"] or number["roman"] or ""
    letter = ord(number["letter"]) - ord("a") + 1 if number["letter"] else 0
    roman = _ROMANS.index(small) if small in _ROMANS else 0
    look = f"{number['open']}{'1' if number['figure'] else 'a'}{number['close']}"
    return _Item(span, look, (int(number["figure"] or 0), letter, roman))
