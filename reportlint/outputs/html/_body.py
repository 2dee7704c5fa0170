"""The document in reading order, with each finding's note beside its place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, starmap

from reportlint.findings import DocumentResult
from reportlint.model import Document, Paragraph, Table
from reportlint.outputs.html import _tables
from reportlint.outputs.html._items import Item, note, reference
from reportlint.outputs.html._markup import Html, joined, tag
from reportlint.outputs.html._words import Layered
from reportlint.report import Part, Report

#: The stories beside the running text, and what stands above them.
_BESIDE = {"footnote": "Footnotes", "endnote": "Endnotes", "header": "Page header", "footer": "Page footer"}
_DEEPEST_LIST = 4
_DEEPEST_HEADING = 6
#: A number or a bullet typed before a tab: the lines below are set in, as Word shows them.
_HANGING = re.compile(r"\S{1,8}\t")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a table or a heading above a story, and the findings beside it.

    listed: it is an item of a list. leads: it is nothing without what comes after it.
    """

    shown: Html
    items: tuple[Item, ...] = ()
    listed: bool = False
    leads: bool = False


def body(result: DocumentResult, found: Sequence[Item], level: int) -> tuple[Html, tuple[Item, ...]]:
    """The document, its headings below this level, and the findings as they were placed.

    Findings that have no place in what is shown stand above it.
    """
    placed: dict[int, list[Item]] = defaultdict(list)
    for item in found:
        if item.paragraph is not None:
            placed[item.paragraph].append(item)
    blocks = list(_Body(result.document, result.report, placed, level).blocks()) if result.document is not None else []
    beside = {item.number for block in blocks for item in block.items}
    settled = tuple(item if item.number in beside else replace(item, paragraph=None, span=None) for item in found)
    homeless = [note(item) for item in settled if item.paragraph is None]
    above = [tag("div", *homeless, class_="notes whole")] if homeless else []
    sheet = [tag("div", *starmap(_band, _bands(blocks)), class_="sheet")] if blocks else []
    return joined([*above, *sheet]), settled


def _bands(blocks: Iterable[Block]) -> Iterator[tuple[list[Block], list[Block]]]:
    """The blocks, cut before each that has findings: what the notes begin beside, and what follows until the next.

    A label or heading stays with what it stands above.
    """
    first: list[Block] = []
    rest: list[Block] = []
    for block in blocks:
        if not block.items:
            rest.append(block)
            continue
        kept = len(rest)
        while kept and rest[kept - 1].leads:
            kept -= 1
        if first or kept:
            yield first, rest[:kept]
        first, rest = [*rest[kept:], block], []
    if first or rest:
        yield first, rest


def _band(first: Sequence[Block], rest: Sequence[Block]) -> Html:
    after = tag("div", *_lists(rest), class_="words rest")
    if not first:
        return tag("div", after, class_="band")
    notes = tag("div", *map(note, first[-1].items), class_="notes")
    return tag("div", tag("div", *_lists(first), class_="words first"), notes, after, class_="band")


def _lists(blocks: Iterable[Block]) -> Iterator[Html]:
    """The blocks, those that are items of a list in a list."""
    for listed, run in groupby(blocks, key=lambda b: b.listed):
        shown = [block.shown for block in run]
        if listed:
            yield tag("ul", *shown, role="list")
        else:
            yield from shown


def _alone(part: Part) -> int | None:
    """The paragraph of a part's label, if nothing else of the part is in it."""
    if part.label is None or any(span.paragraph == part.label.paragraph for span in part.content):
        return None
    return part.label.paragraph


@dataclass
class _Body:
    """A document on its way into the page. levels: of the report's own headings; labels: paragraphs that are a field's label."""

    document: Document
    report: Report | None
    placed: dict[int, list[Item]]
    level: int
    levels: dict[int, int] = field(default_factory=dict)
    labels: set[int] = field(default_factory=set)
    layout: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.layered = Layered(self.document)
        self.last_level = self.level
        if self.report is None:
            return
        self.layout = self.report.layout_tables
        self.labels = {label for part in self.report.fields if (label := _alone(part))}
        level = self.report.template.heading_level
        self.levels = {label: level for part in self.report.sections if (label := _alone(part))}
        if self.report.body_title is not None and (label := _alone(self.report.body_title)):
            self.levels[label] = max(level - 1, 1)

    def blocks(self) -> Iterator[Block]:
        yield from self._run(self.document.flow)
        for story, title in _BESIDE.items():
            shown = list(self._run(p for p in self.document.paragraphs if p.story == story))
            if shown:
                yield Block(tag("p", title, class_="story"), leads=True)
                yield from shown

    def _run(self, paragraphs: Iterable[Paragraph]) -> Iterator[Block]:
        tables = {t.ordinal: t for t in self.document.tables if t.ordinal not in self.layout}
        for paragraph in paragraphs:
            if paragraph.table is None or paragraph.table in self.layout:
                yield from self._paragraph(paragraph)
            elif paragraph.table in tables:
                yield self._table(tables.pop(paragraph.table))

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        items = tuple(self.placed.get(paragraph.ordinal, ()))
        if not items and not self.layered.filled(paragraph):
            return
        words = self._words(paragraph, items)
        level = self._heading(paragraph)
        listed = paragraph.list_depth is not None and level is None and not any(i.absent for i in items)
        name = f"h{level}" if level else ("li" if listed else "p")
        shown = tag(name, words, class_=self._classes(paragraph, listed) or None)
        yield Block(joined([shown, *_gaps(items)]), items, listed, level is not None or paragraph.ordinal in self.labels)

    def _words(self, paragraph: Paragraph, items: Sequence[Item]) -> Html:
        present = [i for i in items if not i.absent]
        words = self.layered.words(paragraph, present)
        if not present or self.layered.filled(paragraph):
            return words
        return joined([tag("span", "(an empty paragraph)", class_="empty"), words])

    def _heading(self, paragraph: Paragraph) -> int | None:
        """The heading's level in the page, never more than one below the heading before it."""
        own = self.levels.get(paragraph.ordinal) or paragraph.outline_level
        if own is None or not paragraph.text.strip():
            return None
        self.last_level = min(self.level + own, self.last_level + 1, _DEEPEST_HEADING)
        return self.last_level

    def _classes(self, paragraph: Paragraph, listed: bool) -> str:
        depth = min(paragraph.list_depth or 0, _DEEPEST_LIST)
        hanging = bool(paragraph.number or _HANGING.match(paragraph.text))
        classes = {
            "hanging": hanging,
            "label": paragraph.ordinal in self.labels,
            "box": paragraph.story == "text box",
            f"depth-{depth}": listed and depth > 0,
        }
        return " ".join(name for name, holds in classes.items() if holds)

    def _table(self, table: Table) -> Block:
        own = [n for row in table.rows for cell in row.cells for n in cell.paragraphs]
        items = tuple(sorted((i for n in own for i in self.placed.get(n, ())), key=lambda i: i.number))
        shown = _tables.table(table, lambda n: self._words(self.document.paragraph(n), self.placed.get(n, ())), self._cell_is_empty)
        return Block(joined([shown, *_gaps(items)]), items)

    def _cell_is_empty(self, ordinals: Iterable[int]) -> bool:
        return not any(self.layered.filled(self.document.paragraph(n)) or self.placed.get(n) for n in ordinals)


def _gaps(items: Iterable[Item]) -> Iterator[Html]:
    """For each thing that is not there, the place where it belongs."""
    for item in items:
        if item.absent:
            yield tag("p", "Missing here ", reference(item), class_=f"gap {item.kind}")
