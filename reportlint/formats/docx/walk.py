"""The state of the walk: where text goes now, and what is open around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from reportlint.formats.docx.draft import Box, CellDraft, Collected, Draft, Field, Piece, Point, Range, RevisionDraft, Sink, TableDraft
from reportlint.formats.docx.names import Element, w
from reportlint.formats.docx.package import Relation
from reportlint.formats.docx.styles import PLAIN, Direct, Styles
from reportlint.model import Story

Handler = Callable[["Walk", Element], None]
Handlers = Mapping[str, Handler]
Wrapper = Callable[["Walk", Element, Handlers], None]


@dataclass
class Pages:
    """Where pages begin.

    fresh: a page was just begun and nothing stands on it yet. forced: because the author asked for it.
    confirmed: Word, too, recorded that it begins there, so that its next record means another page.
    taken: an empty paragraph or a table stands on it, so that whoever asks for a page gets another one.
    """

    number: int = 1
    fresh: bool = False
    forced: bool = False
    confirmed: bool = False
    taken: bool = False
    counting: bool = True

    def recorded(self) -> bool:
        """Count a page that Word recorded; whether it had not been counted already."""
        new = not self.fresh or self.confirmed
        if new:
            self.number += 1
            self.fresh, self.forced, self.taken = True, False, False
        self.confirmed = True
        return new

    def force(self) -> None:
        """Count a page that the author asked for."""
        self.number += 1
        self.fresh, self.forced, self.confirmed, self.taken = True, True, False, False

    def written(self) -> None:
        self.fresh = self.forced = self.confirmed = False


@dataclass
class Place:
    """The table, row and cell that are being read.

    above: the vertical merges that run on from the row above, by grid column. style: the table's.
    backed: something other than white paper may stand behind the text.
    """

    table: TableDraft | None = None
    style: str = ""
    backed: bool = False
    cell_backed: bool = False
    cells: list[CellDraft] = field(default_factory=list)
    above: dict[int, CellDraft] = field(default_factory=dict)
    below: dict[int, CellDraft] = field(default_factory=dict)
    column: int = 1
    page: int = 1


@dataclass
class Walk:
    """One walk over one part. Handlers and wrappers change it as they go down and put it back as they come up."""

    styles: Styles
    found: Collected
    wrappers: Mapping[str, Wrapper]
    blocks: Handlers
    story: Story = "body"
    relations: Mapping[str, Relation] = field(default_factory=dict)
    process: frozenset[str] = frozenset()
    preserve: bool = False  # whether the part as a whole keeps the spaces at the ends of its texts
    part: str = ""  # the name of the part that is read
    draft: Draft | None = None
    joined: Draft | None = None
    run: Direct = PLAIN
    sink: Sink | None = None
    inserted: RevisionDraft | None = None
    reformatted: Range | None = None  # the run whose formatting is a tracked change
    fields: list[Field] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pages: Pages = field(default_factory=Pages)
    place: Place = field(default_factory=Place)
    sections: list[bool] = field(default_factory=list)  # whether each section begins on a new page

    def visit(self, parent: Element, handlers: Handlers) -> None:
        """Read the children of an element, each by the handler for its name."""
        find = handlers.get
        for child in parent:
            tag = child.tag
            if (handler := find(tag)) is not None:
                handler(self, child)
            elif (wrapper := self.wrappers.get(tag)) is not None:
                wrapper(self, child, handlers)
            elif tag in self.process:
                self.visit(child, handlers)

    def put(self, text: str, source: Element) -> None:
        """Add text at the current place, wherever text goes now. source: the element that it comes from."""
        if self.sink is not None:
            self.sink.words.append(text)
        elif (draft := self.draft) is not None:
            codes = tuple(f for f in self.fields if f.open) if self.fields else ()
            if not codes:
                pages = self.pages
                if draft.page is None and pages.counting:
                    draft.page = pages.number
                    draft.breaks = draft.breaks or pages.forced
                if pages.fresh or pages.confirmed:
                    pages.written()
                for opened in self.fields:
                    opened.result = True
            draft.pieces.append(Piece(text, self.run, self.inserted is not None, codes, source))
            draft.length += len(text)

    def point(self) -> Point:
        """The current place; between paragraphs, a ghost that holds it."""
        draft = self.draft or self.joined
        if draft is None:
            draft = Draft(self.story, ghost=True)
            self.found.drafts.append(draft)
        return Point(draft, draft.length)

    @property
    def seen(self) -> bool:
        """Whether what is read now will be seen (as far as is known yet)."""
        return self.sink is None and not any(f.open for f in self.fields)

    def open(self, stretch: Range) -> None:
        self.ranges.append(stretch)
        if self.draft is not None:
            stretch.begin(self.draft)

    def close(self, stretch: Range) -> None:
        if self.draft is not None:
            stretch.end(self.draft)
        if stretch in self.ranges:
            self.ranges.remove(stretch)

    @contextmanager
    def into(self, sink: Sink) -> Iterator[None]:
        """Send text into a sink for a while."""
        before, self.sink = self.sink, sink
        try:
            yield
        finally:
            self.sink = before

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Read something that stands outside the flow (a text box), and come back."""
        kept = (self.draft, self.joined, self.fields, self.ranges, self.boxes, self.place, self.run, self.story, self.pages.counting)
        self.draft, self.joined, self.fields, self.ranges, self.boxes, self.place = None, None, [], [], [], Place()
        try:
            yield
        finally:
            self.draft, self.joined, self.fields, self.ranges, self.boxes, self.place, self.run, self.story, self.pages.counting = kept

    def relation(self, key: str | None) -> Relation | None:
        return self.relations.get(key) if key else None


def revision(kind: str, element: Element) -> RevisionDraft:
    """A revision by the author and date that a tracked change's element names."""
    return RevisionDraft(kind, element.get(w("author"), ""), element.get(w("date"), ""))
