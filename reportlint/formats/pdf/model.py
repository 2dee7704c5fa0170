"""What stands on the pages of a PDF, before it is known what belongs together. Lengths are points, `low` is nearer the foot."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Style:
    """How a glyph looks. colour: six hexadecimal digits; struck: a line goes through it."""

    size: float
    bold: bool = False
    italic: bool = False
    colour: str = "000000"
    struck: bool = False


@dataclass(slots=True)
class Glyph:
    """One character and its box. order: its place in the file; mcid: the marked content it belongs to, -1 for none.

    artifact: marked as no content.
    """

    text: str
    left: float
    right: float
    low: float
    high: float
    style: Style
    order: int = 0
    mcid: int = -1
    artifact: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: x from and to, y from and to; one of the two pairs is equal."""

    left: float
    right: float
    low: float
    high: float

    @property
    def upright(self) -> bool:
        return self.right - self.left < self.high - self.low


@dataclass(frozen=True, slots=True)
class Picture:
    left: float
    right: float
    low: float
    high: float
    mcid: int = -1


@dataclass(slots=True)
class Block:
    """An element of the structure that the file declares: a paragraph, heading, label or cell on one page.

    role: "P", "H1" …, "Lbl", "TH" …; item: which list item it stands in; cell: (table, row, cell) by their numbers on the
    page, and the columns and rows that the cell covers; header: whether the cell is a header cell.
    """

    role: str
    mcids: list[int]
    item: int | None = None
    depth: int = 0
    cell: tuple[int, int, int] | None = None
    columns: int = 1
    rows: int = 1
    header: bool = False
    alt: str = ""


@dataclass(slots=True)
class Page:
    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Chunk:
    """Text of one look in a line."""

    text: str
    style: Style
    link: str = ""
    order: int = 0


@dataclass(slots=True)
class Line:
    """One printed line. segments: its parts between wide gaps, as (left, right, chunks); word: how wide its first word is."""

    page: int
    low: float
    high: float
    segments: list[tuple[float, float, list[Chunk]]] = field(default_factory=list)
    word: float = 0.0

    @property
    def left(self) -> float:
        return self.segments[0][0]

    @property
    def right(self) -> float:
        return self.segments[-1][1]

    @property
    def chunks(self) -> list[Chunk]:
        """The line's text, a tab where a wide gap is."""
        found: list[Chunk] = []
        for k, (_, _, chunks) in enumerate(self.segments):
            if k and chunks:
                found.append(Chunk("\t", chunks[0].style))
            found += chunks
        return found

    @property
    def text(self) -> str:
        return "".join(c.text for c in self.chunks)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        sizes: dict[float, int] = {}
        for chunk in self.chunks:
            sizes[chunk.style.size] = sizes.get(chunk.style.size, 0) + len(chunk.text)
        return max(sizes, key=lambda s: sizes[s], default=0.0)

    @property
    def bold(self) -> bool:
        return all(c.style.bold for c in self.chunks if c.text.strip())


@dataclass(slots=True)
class Para:
    """The lines of one paragraph. number, depth: those of a list item whose sign or label was taken off.

    bound: how far to the right its lines may reach. tagged: whether the file itself says that these lines are one paragraph.
    """

    lines: list[Line]
    bound: float
    role: str = ""
    number: str = ""
    depth: int | None = None
    level: int | None = None
    tagged: bool = False
    breaks: bool = False
    picture: str | None = None

    @property
    def page(self) -> int:
        return self.lines[0].page


@dataclass(slots=True)
class CellItem:
    paras: list[Para] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class TableItem:
    """columns: where its columns begin, for telling whether it goes on over the page."""

    page: int
    rows: list[list[CellItem]]
    headers: list[bool]
    columns: tuple[float, ...]
    low: float
    high: float


Item = Para | TableItem
