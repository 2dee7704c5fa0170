"""Paragraphs written piece by piece: the output side of the formats that are read as a tree or as lines on pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from reportlint import limits
from reportlint.model import (
    Cell,
    Comment,
    Control,
    Document,
    Hidden,
    Image,
    Link,
    Mark,
    Paragraph,
    Revision,
    Row,
    Span,
    Story,
    Table,
)

#: The looks of some text, as (kind, value) of a Mark.
Looks = tuple[tuple[str, str], ...]

_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Point:
    paragraph: int
    offset: int


@dataclass(slots=True)
class _Open:
    """The paragraph that is being written. pending: the marks that may run on, with where they began and end so far."""

    form: Paragraph
    chunks: list[str] = field(default_factory=list)
    length: int = 0
    pending: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)

    @property
    def spaced(self) -> bool:
        """Whether a space more would not be seen."""
        return not self.length or self.chunks[-1][-1] in " \n"


@dataclass(slots=True)
class Grid:
    """A table that is being written. rows: of cells as (paragraphs, columns covered, rows covered, continued)."""

    ordinal: int
    first: int
    rows: list[list[tuple[tuple[int, ...], int, int, bool]]] = field(default_factory=list)
    headers: list[bool] = field(default_factory=list)
    title: str = ""
    description: str = ""


@dataclass(slots=True)
class _Place:
    grid: Grid
    row: int
    cell: int
    paragraphs: list[int]


class Flow:
    """Collects paragraphs and what stands in them. story: of the paragraphs that are begun from now on."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.images: list[Image] = []
        self.links: list[Link] = []
        self.comments: list[Comment] = []
        self.revisions: list[Revision] = []
        self.hidden: list[Hidden] = []
        self.controls: list[Control] = []
        self.notes: list[str] = []
        self.story: Story = "body"
        self.page: int | None = None
        self._open: _Open | None = None
        self._tables: list[Table | None] = []
        self._places: list[_Place] = []

    @property
    def ordinal(self) -> int:
        """The ordinal of the paragraph that is open, or of the next one."""
        return len(self.paragraphs) + 1

    @property
    def is_open(self) -> bool:
        return self._open is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written into the open paragraph."""
        return self._open is None or not self._open.length

    def begin(self, form: Paragraph) -> None:
        """Begin a paragraph that looks like this one; the one that is open ends before it."""
        self.end()
        if len(self.paragraphs) >= limits.current().paragraphs:
            raise limits.beyond("paragraphs")
        place = self._places[-1] if self._places else None
        form = replace(
            form, ordinal=self.ordinal, text="", story=self.story, page=self.page if self.story in ("body", "text box") else None
        )
        if place is not None:
            form = replace(form, table=place.grid.ordinal, row=place.row, cell=place.cell)
            place.paragraphs.append(form.ordinal)
        self._open = _Open(form)

    def change(self, **facts: object) -> None:
        """Change how the open paragraph looks."""
        if self._open is not None:
            self._open.form = replace(self._open.form, **facts)  # type: ignore[arg-type]

    def put(self, text: str, looks: Looks = ()) -> None:
        """Write into the open paragraph; without one, into a new one."""
        if not text:
            return
        if self._open is None:
            self.begin(Paragraph(0, ""))
        assert self._open is not None
        opened = self._open
        start, end = opened.length, opened.length + len(text)
        for look in looks:
            before = opened.pending.get(look)
            if before is not None and before[1] != start:
                opened.marks.append(Mark(look[0], *before, look[1]))
                before = None
            opened.pending[look] = (before[0] if before else start, end)
        opened.chunks.append(text)
        opened.length = end

    def collapse(self, text: str, looks: Looks = ()) -> None:
        """Write text whose white space means one space at most."""
        words = _SPACE.sub(" ", text)
        if words.startswith(" ") and (self._open is None or self._open.spaced):
            words = words[1:]
        self.put(words, looks)

    def clear(self) -> None:
        """Take out what was written into the open paragraph, and leave it empty."""
        if self._open is not None:
            self._open = _Open(self._open.form)

    def take_back(self, count: int) -> None:
        """Take characters off the end of the open paragraph, all from what was written last."""
        if self._open is not None and self._open.chunks and len(self._open.chunks[-1]) > count:
            self._open.chunks[-1] = self._open.chunks[-1][:-count]
            self._open.length -= count
            for look, (start, end) in self._open.pending.items():
                self._open.pending[look] = (start, min(end, self._open.length))

    def mark(self, kind: str, value: str = "") -> None:
        """Record an empty mark here."""
        if self._open is not None:
            self._open.marks.append(Mark(kind, self._open.length, self._open.length, value))

    def here(self) -> Point:
        """The current place."""
        if self._open is not None:
            return Point(self._open.form.ordinal, self._open.length)
        return Point(self.ordinal, 0)

    def spans(self, start: Point) -> list[Span]:
        """The spans from a place to the current one, one a paragraph; those without text are left out, but for the first."""
        now = self.here()
        found = []
        for ordinal in range(start.paragraph, now.paragraph + 1):
            low = start.offset if ordinal == start.paragraph else 0
            high = now.offset if ordinal == now.paragraph else len(self.paragraphs[ordinal - 1].text)
            found.append(Span(ordinal, min(low, high), high))
        return [s for s in found if s.start < s.end] or found[:1]

    def text(self, span: Span) -> str:
        """What was written there."""
        if span.paragraph <= len(self.paragraphs):
            return self.paragraphs[span.paragraph - 1].text[span.start : span.end]
        return "".join(self._open.chunks)[span.start : span.end] if self._open else ""

    def end(self) -> None:
        """End the open paragraph; spaces at its end are not seen."""
        opened = self._open
        if opened is None:
            return
        text = "".join(opened.chunks).rstrip(" \n")
        marks = [*opened.marks, *(Mark(kind, *at, value) for (kind, value), at in opened.pending.items())]
        kept = [replace(m, end=min(m.end, len(text)), start=min(m.start, len(text))) for m in marks]
        kept = [m for m, was in zip(kept, marks, strict=True) if m.start < m.end or was.start == was.end]
        kept.sort(key=lambda m: (m.start, m.end, m.kind, m.value))
        self.paragraphs.append(replace(opened.form, text=text, marks=tuple(kept)))
        self._open = None

    @contextmanager
    def aside(self, story: Story) -> Iterator[None]:
        """Write paragraphs of another story for a while, outside any table."""
        self.end()
        kept, self.story = (self.story, self._places), story
        self._places = []
        yield
        self.end()
        self.story, self._places = kept

    @contextmanager
    def table(self) -> Iterator[Grid]:
        """A table, whose rows the caller adds to the grid by `cell`."""
        self.end()
        grid = Grid(len(self._tables) + 1, self.ordinal)
        self._tables.append(None)
        parent = self._places[-1].grid.ordinal if self._places else None
        yield grid
        self.end()
        if len(self.paragraphs) < grid.first:  # a table without a cell: it holds the place of nothing
            grid.rows, grid.headers = [], []
        rows = tuple(_rows(grid))
        self._tables[grid.ordinal - 1] = Table(
            grid.ordinal, rows, grid.first, max(grid.first, len(self.paragraphs)), parent, grid.title, grid.description
        )

    @contextmanager
    def cell(self, grid: Grid, columns: int = 1, rows: int = 1) -> Iterator[None]:
        """The next cell of the last row of a grid; it has one paragraph at least."""
        self.end()
        place = _Place(grid, len(grid.rows), len(grid.rows[-1]) + 1, [])
        self._places.append(place)
        yield
        self.end()
        if not place.paragraphs:
            self.begin(Paragraph(0, ""))
            self.end()
        self._places.pop()
        grid.rows[-1].append((tuple(place.paragraphs), columns, rows, False))

    def document(self, name: str, properties: Mapping[str, str], records: frozenset[str]) -> Document:
        """The document, of the format `name`."""
        self.end()
        last = len(self.paragraphs)
        tables = [t for t in self._tables if t is not None and t.rows]
        numbers = {t.ordinal: k for k, t in enumerate(tables, 1)}
        if len(numbers) < len(self._tables):
            self.paragraphs = [replace(p, table=numbers[p.table]) if p.table is not None else p for p in self.paragraphs]
            tables = [replace(t, ordinal=numbers[t.ordinal], parent=t.parent and numbers[t.parent]) for t in tables]
        return Document(
            format=name,
            paragraphs=tuple(self.paragraphs),
            tables=tuple(tables),
            images=tuple(replace(i, span=s) for i in self.images if (s := self._within(i.span, last))),
            links=tuple(replace(x, span=s) for x in self.links if (s := self._within(x.span, last))),
            comments=tuple(replace(c, span=s) for c in self.comments if (s := self._within(c.span, last))),
            revisions=tuple(replace(r, span=s) for r in self.revisions if (s := self._within(r.span, last))),
            hidden=tuple(replace(h, span=s) for h in self.hidden if (s := self._within(h.span, last))),
            controls=tuple(self.controls),
            properties=properties,
            notes=tuple(dict.fromkeys(self.notes)),
            records=records,
        )

    def _within(self, span: Span, last: int) -> Span | None:
        """The span within the text as it became; what stood after the last paragraph stands at its end."""
        if not last:
            return None
        if span.paragraph > last:
            length = len(self.paragraphs[-1].text)
            return Span(last, length, length)
        length = len(self.paragraphs[span.paragraph - 1].text)
        return Span(span.paragraph, min(span.start, length), min(span.end, length))


def _rows(grid: Grid) -> Iterator[Row]:
    """The rows with their cells' columns, what a cell of a row above covers left free."""
    below: dict[int, int] = {}  # column → how many rows more it is covered
    for cells, header in zip(grid.rows, grid.headers, strict=True):
        made: list[Cell] = []
        column, taken = 1, {c for c, rows in below.items() if rows > 0}
        below = {c: rows - 1 for c, rows in below.items() if rows > 1}
        for paragraphs, columns, rows, continued in cells:
            while column in taken and not continued:
                column += 1
            made.append(Cell(paragraphs, column, columns, rows, continued))
            below.update({c: rows - 1 for c in range(column, column + columns) if rows > 1})
            column += columns
        yield Row(tuple(made), header)


def header_rows(told: Sequence[bool], inner: Sequence[bool]) -> list[bool]:
    """Which rows are header rows: those told to be, else those at the top that hold header cells only."""
    if any(told):
        return list(told)
    top = next((k for k, all_headers in enumerate(inner) if not all_headers), len(inner))
    return [k < top for k in range(len(inner))]
