"""What the walk over the XML collects, before hidden text is known and paragraphs are counted.

Places here are `Point`s: a draft paragraph and an offset into its raw text, hidden pieces included.
`assemble` turns them into spans.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from reportlint.formats.docx.names import Element
from reportlint.formats.docx.styles import Direct
from reportlint.model import Story


@dataclass(eq=False, slots=True)
class Field:
    """A complex field. open: its code is being read; broken: it was never closed, so its code is what a reader sees."""

    form: Element | None = None
    code: list[str] = field(default_factory=list)
    open: bool = True
    result: bool = False
    broken: bool = False
    range: Range | None = None


class Piece(NamedTuple):
    """Some text of one run. codes: the fields in whose code it stands. source: the element that holds it."""

    text: str
    run: Direct
    inserted: bool
    codes: tuple[Field, ...]
    source: Element


@dataclass(eq=False, slots=True)
class Draft:
    """One paragraph in the making. A ghost is a place between paragraphs that only holds what is not seen."""

    story: Story
    ghost: bool = False
    part: str = ""  # the name of the part it stands in
    elements: list[Element] = field(default_factory=list)  # the paragraphs it is made from, several if marks between them are deleted
    style: str = ""
    mark: Element | None = None  # the properties of its mark
    number: str | None = None  # the list that it names itself…
    level: int | None = None  # …and the level
    outline: int | None = None
    page_break: bool | None = None
    off: bool = False  # it stands outside the page
    breaks: bool = False  # a page was forced just before
    backed: bool = False  # something may stand behind it: a table's style, shading, a shape
    table_style: str = ""
    page: int | None = None
    table: TableDraft | None = None
    row: int | None = None
    cell: int | None = None
    codes: tuple[Field, ...] = ()  # the fields whose code runs on beyond its end
    pieces: list[Piece] = field(default_factory=list)
    breaks_at: list[int] = field(default_factory=list)
    length: int = 0
    anchors: list[Direct] = field(default_factory=list)  # the runs in which pictures and text boxes stand


class Point(NamedTuple):
    draft: Draft
    offset: int


@dataclass(eq=False, slots=True)
class Range:
    """A stretch of text, perhaps over several paragraphs: (draft, start, end) for each."""

    segments: list[tuple[Draft, int, int]] = field(default_factory=list)
    began: Point | None = None

    def begin(self, draft: Draft) -> None:
        self.began = Point(draft, draft.length)

    def end(self, draft: Draft) -> None:
        if self.began is None:
            return
        start = self.began.offset if self.began.draft is draft else 0
        if self.segments and self.segments[-1][0] is draft and self.segments[-1][2] == start:
            start = self.segments.pop()[1]
        self.segments.append((draft, start, draft.length))
        self.began = None


@dataclass(eq=False, slots=True)
class Sink:
    """Where text goes that is not seen. paragraphs: whether the paragraphs it stands in are there all the same."""

    words: list[str] = field(default_factory=list)
    paragraphs: bool = False

    def text(self) -> str:
        return "".join(self.words).strip("\n")


@dataclass(eq=False, slots=True)
class RevisionDraft:
    kind: str
    author: str
    date: str
    range: Range = field(default_factory=Range)
    point: Point | None = None
    sink: Sink | None = None  # the words, if they are not seen


@dataclass(eq=False, slots=True)
class HiddenDraft:
    point: Point
    sink: Sink
    how: str


@dataclass(eq=False, slots=True)
class ImageDraft:
    point: Point
    run: Direct
    alt: str = ""
    title: str = ""
    decorative: bool = False
    name: str = ""


@dataclass(eq=False, slots=True)
class LinkDraft:
    range: Range
    target: str


@dataclass(eq=False, slots=True)
class ControlDraft:
    range: Range
    alias: str
    tag: str
    choices: tuple[str, ...]
    sink: Sink | None = None  # its placeholder, if it shows that
    part: str = ""
    element: Element | None = None


@dataclass(eq=False, slots=True)
class Anchor:
    """Where a comment stands: the range it covers, and the point where it is referred to."""

    range: Range = field(default_factory=Range)
    point: Point | None = None


@dataclass(eq=False, slots=True)
class CellDraft:
    column: int
    span: int
    rows: int = 1
    continued: bool = False
    drafts: list[Draft] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class TableDraft:
    parent: TableDraft | None = None
    title: str = ""
    description: str = ""
    rows: list[list[CellDraft]] = field(default_factory=list)
    headers: list[bool] = field(default_factory=list)
    children: list[TableDraft] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Box:
    """A text box still to be read, and the run that it is anchored in."""

    content: Element
    run: Direct
    off: bool = False  # it stands outside the page


@dataclass(eq=False, slots=True)
class Collected:
    """All that was found in all stories, in reading order."""

    drafts: list[Draft] = field(default_factory=list)
    tables: list[TableDraft] = field(default_factory=list)
    images: list[ImageDraft] = field(default_factory=list)
    links: list[LinkDraft] = field(default_factory=list)
    revisions: list[RevisionDraft] = field(default_factory=list)
    hidden: list[HiddenDraft] = field(default_factory=list)
    controls: list[ControlDraft] = field(default_factory=list)
    anchors: dict[str, Anchor] = field(default_factory=dict)
    notes: dict[tuple[str, str], int | None] = field(default_factory=dict)  # (footnote, id) in order → page
    paged: bool = False
    languages: dict[str, int] = field(default_factory=dict)
