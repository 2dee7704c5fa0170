"""A Document put together paragraph by paragraph: the output side of the text formats."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportlint import limits
from reportlint.formats._scanned import Edge, Found, Scanned
from reportlint.formats._sites import Sites, Stretch, back, site, within
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
    Table,
)


class Builder:
    """Collects paragraphs and what stands in them; ordinals follow from the order of the calls."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.images: list[Image] = []
        self.links: list[Link] = []
        self.comments: list[Comment] = []
        self.revisions: list[Revision] = []
        self.hidden: list[Hidden] = []
        self.controls: list[Control] = []
        self.edges: list[tuple[Span, bool]] = []
        self.verbatim: set[int] = set()  # the paragraphs that are lines of code
        self._scans: list[tuple[Scanned, Sites, list[tuple[int, int]]]] = []

    def add(self, scanned: Scanned, forms: Sequence[Paragraph], sites: Sites, starts: Sequence[int] = (0,)) -> None:
        """Add the paragraphs of one scanned block: `forms[k]` is how the line at `starts[k]` of the source looks.

        sites: where in the file the block's source stands.
        """
        if len(self.paragraphs) >= limits.current().paragraphs:
            raise limits.beyond("paragraphs")
        begins = [0, *(at for at, _ in scanned.breaks)]
        lines = [0, *(bisect_right(starts, source) - 1 for _, source in scanned.breaks)]
        first = len(self.paragraphs) + 1
        spans: list[tuple[int, int]] = []
        for k, begin in enumerate(begins):
            end = begins[k + 1] - 1 if k + 1 < len(begins) else len(scanned.text)
            words = scanned.text[begin:end]
            lead = len(words) - len(words.lstrip())
            words = words.strip()
            spans.append((begin + lead, begin + lead + len(words)))
            self.paragraphs.append(replace(forms[lines[k]], ordinal=first + k, text=words))
        self._scans.append((scanned, sites, spans))
        marks: dict[int, list[Mark]] = {}
        for found in scanned.found:
            self._place(found, first, begins, spans, marks)
        for ordinal, some in marks.items():
            ordered = sorted(some, key=lambda m: (m.start, m.end))
            self.paragraphs[ordinal - 1] = replace(self.paragraphs[ordinal - 1], marks=tuple(ordered))

    def _place(self, found: Found, first: int, begins: list[int], spans: list[tuple[int, int]], marks: dict[int, list[Mark]]) -> None:
        """Record a fact at its place, once for every paragraph that it reaches into."""
        places: list[Span] = []
        for k in range(bisect_right(begins, found.start) - 1, bisect_right(begins, found.end) or 1):
            low, high = spans[k]
            start, end = (min(max(at, low), high) - low for at in (found.start, found.end))
            if start < end or not places:
                places.append(Span(first + k, start, end))
        if len(places) > 1 and places[0].start == places[0].end:
            places.pop(0)
        if isinstance(found.fact, Control):
            self.controls.append(replace(found.fact, spans=tuple(places)))
            return
        for span in places:
            if isinstance(found.fact, Mark):
                if span.start < span.end:
                    marks.setdefault(span.paragraph, []).append(replace(found.fact, start=span.start, end=span.end))
            else:
                self._record(found.fact, span)

    def _record(self, fact: Link | Image | Comment | Revision | Hidden | Edge, span: Span) -> None:
        match fact:
            case Edge():
                self.edges.append((span, fact.opens))
            case Link():
                self.links.append(replace(fact, span=span))
            case Image():
                self.images.append(replace(fact, span=span))
            case Comment():
                self.comments.append(replace(fact, span=span))
            case Hidden():
                self.hidden.append(replace(fact, span=span))
            case Revision():
                words = fact.text or self.paragraphs[span.paragraph - 1].text[span.start : span.end]
                self.revisions.append(replace(fact, span=span, text=words))

    def edge(self, opens: bool) -> None:
        """An end of a mark on a line of its own: it opens with the next paragraph, or closes after the last one."""
        last = len(self.paragraphs)
        length = len(self.paragraphs[-1].text) if last else 0
        self.edges.append((Span(last + 1, 0, 0) if opens or not last else Span(last, length, length), opens))

    def row(self, cells: Sequence[tuple[Scanned, int, bool, Sites]], ordinal: int, number: int, header: bool) -> Row:
        """A row of table `ordinal`, its paragraphs added; a cell is its text, the columns it covers, whether it continues."""
        made, column = [], 1
        for k, (scanned, span, continued, sites) in enumerate(cells, 1):
            first = len(self.paragraphs) + 1
            self.add(scanned, [Paragraph(0, "", table=ordinal, row=number, cell=k)], sites)
            made.append(Cell(tuple(range(first, len(self.paragraphs) + 1)), column, span, 1, continued))
            column += span
        return Row(tuple(made), header)

    def table(self, rows: Sequence[Row], first: int) -> None:
        """Add a table whose rows' paragraphs are the ones from `first` on."""
        self.tables.append(Table(len(self.tables) + 1, _merged(rows), first, len(self.paragraphs)))

    def marks(self) -> tuple[Span, ...]:
        """What the pairs of edges enclose, a span a paragraph, in the order of their openings."""
        waiting: list[int] = []
        pairs: list[tuple[int, int]] = []
        for k, (_, opens) in enumerate(self.edges):
            if opens:
                waiting.append(k)
            elif waiting:
                pairs.append((waiting.pop(), k))
        return tuple(span for a, b in sorted(pairs) for span in self._between(self.edges[a][0], self.edges[b][0]))

    def _between(self, start: Span, end: Span) -> list[Span]:
        spans = []
        for paragraph in self.paragraphs[start.paragraph - 1 : end.paragraph]:
            low = start.start if paragraph.ordinal == start.paragraph else 0
            high = end.start if paragraph.ordinal == end.paragraph else len(paragraph.text)
            spans.append(Span(paragraph.ordinal, low, max(low, high)))
        filled = [span for span in spans if span.start < span.end]
        return filled or spans[:1]

    def anchors(self) -> tuple[tuple[Stretch, ...], ...]:
        """Where in the file the characters of each paragraph stand; one without any has an empty stretch at its place."""
        return tuple(_within(scanned, sites, span) for scanned, sites, spans in self._scans for span in spans)

    def document(self, name: str, properties: Mapping[str, str], records: frozenset[str]) -> Document:
        """The document, of the format `name`."""
        return Document(
            format=name,
            paragraphs=tuple(self.paragraphs),
            tables=tuple(self.tables),
            images=tuple(self.images),
            links=tuple(self.links),
            comments=tuple(self.comments),
            revisions=tuple(self.revisions),
            hidden=tuple(self.hidden),
            controls=tuple(self.controls),
            properties=properties,
            records=records,
        )


def _merged(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, each continued cell counted in the cell that it continues."""
    grid = [list(row.cells) for row in rows]
    above: dict[int, tuple[int, int]] = {}
    for r, cells in enumerate(grid):
        for c, cell in enumerate(cells):
            if cell.continued and cell.column in above:
                top, left = above[cell.column]
                grid[top][left] = replace(grid[top][left], rows=grid[top][left].rows + 1)
            else:
                cells[c] = replace(cell, continued=False)
                above[cell.column] = (r, c)
    return tuple(Row(tuple(cells), row.header) for cells, row in zip(grid, rows, strict=True))


def _within(scanned: Scanned, sites: Sites, span: tuple[int, int]) -> tuple[Stretch, ...]:
    """The stretches of the paragraph that runs over this span of the scanned text."""
    low, high = span
    held = [p for s in within(scanned.stretches, low, high) for p in _placed(s, sites)]
    if held:
        return tuple(held)
    before = max((s.source + s.width for s in scanned.stretches if s.end <= low), default=0)
    return (Stretch(0, 0, site(sites, before), 0),)


def _placed(stretch: Stretch, sites: Sites) -> list[Stretch]:
    """The stretch with its places in the file; where lines were joined, the space between them is the line's end."""
    if stretch.whole:
        return back([stretch], sites)
    ends = {start: source for start, source in sites if stretch.source < start <= stretch.source + stretch.width}
    made, at, shift = [], stretch.source, stretch.start - stretch.source
    for start, source in ends.items():
        made += back([Stretch(at + shift, start - 1 + shift, at, start - 1 - at)] if at < start - 1 else [], sites)
        joint = site(sites, start - 1)
        made.append(Stretch(start - 1 + shift, start + shift, joint, max(source - joint, 1)))
        at = start
    rest = stretch.source + stretch.width
    return made + back([Stretch(at + shift, rest + shift, at, rest - at)] if at < rest else [], sites)
