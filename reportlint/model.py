"""The document model: what a file holds, in reading order, whatever its format.

Every character lives in exactly one paragraph, and the one coordinate is `Span(paragraph, start, end)`.
Tables, images, links, comments and the rest are views that point at paragraphs. All ordinals (paragraph, table, row,
cell, page) count from 1; offsets within a paragraph's text count from 0. Nothing here can be changed once made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Story = Literal["body", "text box", "footnote", "endnote", "header", "footer"]

#: Stories that a reader meets in the running text; the others stand beside it.
FLOW: frozenset[str] = frozenset({"body", "text box"})

#: What a format may be able to tell. A check that needs what the format does not record is not evaluated, never passed.
Fact = Literal[
    "styles",  # outline levels, bold, colour: how a paragraph looks and what it is
    "lists",  # whether a list is a list or typed
    "changes",  # tracked insertions, deletions and moves
    "comments",
    "hidden",
    "images",  # with alternative text
    "links",
    "tables",  # header rows, merged cells
    "properties",  # title, language
    "pages",  # on which page each paragraph begins
]


@dataclass(frozen=True, slots=True)
class Span:
    """The characters `start` to `end` (exclusive) of the paragraph with this ordinal."""

    paragraph: int
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character, or one is empty and lies in or at the edge of the other."""
        if self.paragraph != other.paragraph:
            return False
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Mark:
    """A look or state that holds for part of a paragraph's text.

    kind: "bold", "italic", "colour" (value: "0000FF"), "highlight" (value: "yellow"), "inserted", "style" (value: the
    character style's name), "size" (value: points), "tiny", "page-break" (an empty range where a page begins).
    """

    kind: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as a reader sees it, all tracked changes accepted.

    text: tabs are "\\t", line breaks "\\n"; an automatic number is not part of it, a typed number is.
    style: the id of the paragraph's style; style_name: its name as Word shows it.
    outline_level: 1 for a top heading … 9, None for body text.
    number: the automatic number as Word prints it ("7.1", "(a)"; "•" for a bullet), "" without one.
    list_depth: 0 for a first-level list item or automatically numbered paragraph, None for neither.
    list_id: which list it belongs to.
    page: the page it begins on, where the file records it.
    table, row, cell: the innermost table's ordinal, and the row and cell in it.
    page_break_before: whether a page is forced to begin with this paragraph.
    """

    ordinal: int
    text: str
    story: Story = "body"
    style: str = ""
    style_name: str = ""
    outline_level: int | None = None
    number: str = ""
    list_depth: int | None = None
    list_id: str = ""
    page: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    page_break_before: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.ordinal, 0, len(self.text))

    @property
    def in_flow(self) -> bool:
        return self.story in FLOW

    def marked(self, kind: str) -> bool:
        """Whether every visible character carries a mark of this kind."""
        rest, at = [], 0
        for mark in sorted((m for m in self.marks if m.kind == kind), key=lambda m: m.start):
            rest.append(self.text[at : mark.start])
            at = max(at, mark.end)
        return bool(self.text.strip()) and not "".join([*rest, self.text[at:]]).strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: `paragraphs` are the ordinals of the paragraphs directly in it.

    column: the grid column it begins at, from 1; span: grid columns covered; rows: rows covered by a vertical merge.
    continued: it is hidden beneath the cell above (a vertical merge).
    """

    paragraphs: tuple[int, ...]
    column: int
    span: int = 1
    rows: int = 1
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """parent: the ordinal of the table that this one is nested in. first, last: the paragraphs from and to which it runs."""

    ordinal: int
    rows: tuple[Row, ...]
    first: int
    last: int
    parent: int | None = None
    title: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture at a place in a paragraph. alt: its alternative text, "" if there is none."""

    span: Span
    alt: str = ""
    title: str = ""
    decorative: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink. target: a URL, or "#name" for a place in this document; "" if it leads nowhere."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's comment, and the words it stands on."""

    span: Span
    author: str
    text: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change that nobody has accepted or rejected.

    kind: "insertion", "deletion", "move", "formatting". span: where it stands in the accepted text (empty for a
    deletion). text: the words inserted, deleted or moved.
    """

    kind: str
    span: Span
    author: str
    text: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that the file holds and a reader does not see, or sees as other than it is.

    how: "hidden" (Word's hidden font), "merged" (a cell beneath a vertical merge), "white", "tiny", "off-page"; these are no
    part of the paragraph's text. "invisible" (a word with characters that do not show) and "lookalike" (one with letters of
    another alphabet) are: the span covers the word, and `text` names the characters.
    """

    span: Span
    text: str
    how: str = "hidden"


@dataclass(frozen=True, slots=True)
class Control:
    """A content control. spans: the text in it, a span a paragraph.

    unfilled: it still shows its placeholder (whose words are in `placeholder` and no part of the text).
    choices: what its drop-down offers, where it is one.
    """

    spans: tuple[Span, ...]
    alias: str = ""
    tag: str = ""
    unfilled: bool = False
    placeholder: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """What one file holds. `paragraphs[n - 1]` is the paragraph with ordinal n.

    properties: "title", "language", "author", "subject", "keywords", "created", "modified", where the file has them.
    notes: plain sentences about what was present and not read (macros, embedded objects, parts that are missing).
    records: what this format is able to tell at all.
    before: how many paragraphs stand before these, where they are a part of a larger document.
    """

    format: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    comments: tuple[Comment, ...] = ()
    revisions: tuple[Revision, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    controls: tuple[Control, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    records: frozenset[str] = frozenset()
    before: int = 0

    def paragraph(self, ordinal: int) -> Paragraph:
        return self.paragraphs[ordinal - 1]

    def text(self, span: Span) -> str:
        """The characters of a span."""
        return self.paragraphs[span.paragraph - 1].text[span.start : span.end]

    @cached_property
    def flow(self) -> tuple[Paragraph, ...]:
        """The running text: body and text boxes, in reading order."""
        return tuple(p for p in self.paragraphs if p.in_flow)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The whole of each paragraph."""
        return tuple(p.span for p in self.paragraphs)

    def cell_text(self, cell: Cell) -> str:
        """The text of a cell's own paragraphs, one a line."""
        return "\n".join(self.paragraph(n).text for n in cell.paragraphs)

    def between(self, first: int, last: int) -> Iterator[Paragraph]:
        """The flow paragraphs with ordinals from `first` to `last`, both included."""
        return (p for p in self.paragraphs[max(first, 1) - 1 : last] if p.in_flow)
