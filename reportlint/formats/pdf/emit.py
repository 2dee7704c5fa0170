"""Items to the document: lines joined, hyphens at their ends resolved, marks and links in their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from reportlint.formats._flow import Flow, Looks
from reportlint.formats.pdf.layout import is_full
from reportlint.formats.pdf.model import Chunk, Item, Line, Para, Style, TableItem
from reportlint.model import Image, Link, Paragraph, Revision, Story

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\u00ad\u2010]$")


class Writer:
    """Writes items into a flow. words: every word of the document that no line's end cut."""

    def __init__(self, flow: Flow, body_size: float, words: frozenset[str]) -> None:
        self.flow = flow
        self.body_size = body_size
        self.words = words
        self.lists = 0
        self.lefts: list[float] = []

    def write(self, items: Iterable[Item]) -> None:
        """Write the items."""
        for item in items:
            if isinstance(item, TableItem):
                self._table(item)
            else:
                self._para(item)

    def aside(self, story: Story, lines: Iterable[Line]) -> None:
        """Write lines of a header or footer, one a paragraph."""
        with self.flow.aside(story):
            for line in lines:
                self.flow.begin(Paragraph(0, ""))
                for chunk in line.chunks:
                    self._chunk(chunk)

    def _table(self, item: TableItem) -> None:
        self.lefts = []
        with self.flow.table() as grid:
            for row, header in zip(item.rows, item.headers, strict=True):
                grid.rows.append([])
                grid.headers.append(header and bool(row))
                for cell in row:
                    with self.flow.cell(grid, cell.columns, cell.rows):
                        for para in cell.paras:
                            self._para(para)

    def _para(self, para: Para) -> None:
        if para.picture is not None:
            self._picture(para.picture)
            return
        text = " ".join(line.text.strip() for line in para.lines).strip()
        if text and all(chunk.style.struck for line in para.lines for chunk in line.chunks):
            self.flow.revisions.append(Revision("deletion", self.flow.spans(self.flow.here())[0], "", text))
            return
        self.flow.page = para.page
        self.flow.begin(
            Paragraph(
                0,
                "",
                outline_level=para.level,
                number=para.number,
                list_depth=self._depth(para),
                list_id=str(self.lists) if para.depth is not None else "",
                page_break_before=para.breaks,
            )
        )
        for before, line in zip([None, *para.lines], para.lines, strict=False):
            chunks = list(line.chunks)
            if before is not None:
                if line.page != before.page:
                    self.flow.mark("page-break")
                self._seam(para, before, line)
            for chunk in chunks:
                self._chunk(chunk)
        self.flow.end()

    def _picture(self, alt: str) -> None:
        self.flow.begin(Paragraph(0, ""))
        self.flow.images.append(Image(self.flow.spans(self.flow.here())[0], alt))
        self.flow.end()

    def _depth(self, para: Para) -> int | None:
        """How deep a list item stands: as it is tagged, or by how far it is set in."""
        if para.depth is None:
            self.lefts = []
            return None
        if not self.lefts:
            self.lists += 1
        left = para.lines[0].left
        while self.lefts and left < self.lefts[-1] - 6:
            self.lefts.pop()
        if not self.lefts or left > self.lefts[-1] + 6:
            self.lefts.append(left)
        return para.depth if para.tagged else len(self.lefts) - 1

    def _seam(self, para: Para, before: Line, line: Line) -> None:
        """What stands between two lines of a paragraph: a space, a break that its author made, or the half of a hyphen."""
        cut = _CUT.search(before.text)
        begun = _WORD.match(line.text)
        if cut and begun and begun[0][0].islower():
            if self._is_one_word(cut[1], begun[0], before.text[-1]):
                self.flow.take_back(1)
            return
        if para.tagged and before.page == line.page and not is_full(Para([before], para.bound), line):
            self.flow.put("\n")
        elif not before.text.endswith((" ", "\u00a0")):
            self.flow.put(" ", _looks(line.chunks[0].style, self.body_size))

    def _is_one_word(self, first: str, second: str, sign: str) -> bool:
        """Whether the hyphen at a line's end is there only because the line ends."""
        if sign == "\u00ad" or (first + second).lower() in self.words:
            return True
        return f"{first}-{second}".lower() not in self.words and first.lower() not in self.words

    def _chunk(self, chunk: Chunk) -> None:
        start = self.flow.here()
        if chunk.style.struck:
            self.flow.revisions.append(Revision("deletion", self.flow.spans(start)[0], "", chunk.text.strip()))
            return
        self.flow.put(chunk.text, _looks(chunk.style, self.body_size))
        if chunk.link and chunk.text.strip():
            span = self.flow.spans(start)[0]
            last = self.flow.links[-1] if self.flow.links else None
            if last and last.target == chunk.link and last.span.paragraph == span.paragraph and span.start - last.span.end <= 1:
                self.flow.links[-1] = Link(type(span)(span.paragraph, last.span.start, span.end), chunk.link)
            else:
                self.flow.links.append(Link(span, chunk.link))


def _looks(style: Style, body: float) -> Looks:
    found = [("bold", "")] if style.bold else []
    found += [("italic", "")] if style.italic else []
    found += [("colour", style.colour)] if style.colour != "000000" else []
    found += [("size", f"{style.size:g}")] if style.size != body else []
    return tuple(found)


def words_of(items: Iterable[Item]) -> frozenset[str]:
    """Every word that stands within a line, in lower case."""
    found: set[str] = set()
    for line in _lines(items, lambda para: para.lines):
        text = line.text
        found.update(m[0].lower() for m in _WORD.finditer(text) if m.end() < len(text.rstrip()) - 1)
    return frozenset(found)


def _lines(items: Iterable[Item], of: Callable[[Para], list[Line]]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Para):
            yield from of(item)
        else:
            for row in item.rows:
                for cell in row:
                    yield from _lines(cell.paras, of)
