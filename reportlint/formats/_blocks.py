"""Lines to paragraphs, lists and tables: the block structure that Markdown and plain text reports share.

Every non-blank line is a paragraph of its own, as on a report's cover, unless it plainly continues a wrapped one.
A number typed before a heading or a paragraph stays in the text; only neighbouring numbered lines are a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from reportlint.formats import _attributes
from reportlint.formats._build import Builder
from reportlint.formats._inline import Scanner
from reportlint.formats._lines import EDGES, JOINED, Line, cells_of, is_delimiter, lines_of
from reportlint.formats._scanned import CLOSE, OPEN, Scanned, raw
from reportlint.formats._sites import Sites, moved
from reportlint.model import Paragraph

_FENCE = re.compile(r"(`{3,}+|~{3,}+)[^`]*$")
_HEADING = re.compile(r"(#{1,6}+)(?:[ \t]++(.*)|)$")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#++$")
_BULLET = re.compile(r"[-*+][ \t]++(.*)$")
_TYPED = re.compile(r"\d+(?:\.\d+)+[.)]?(?:\s|$)")
_NUMBERED = re.compile(r"(\d{1,9}[.)])[ \t]++(.*)$")
_FOOTNOTE = re.compile(r"\[\^([^\]\[\s]{1,64})\]:[ \t]*+(.*)$")
_LABELLED = re.compile(r"\s*+(?:[-*+•]|\(?\w{1,3}\)|\d+(?:\.\d+)*+[.)]?)\t[^\t]*+$")
_LIMIT = 60  # a shorter line was not broken because it was full


class Blocks:
    """Reads lines into a builder. markup: whether Markdown's own signs mean anything."""

    def __init__(self, source: str, builder: Builder, markup: bool) -> None:
        self.lines = lines_of(source)
        self.builder = builder
        self.markup = markup
        found = (_FOOTNOTE.match(line.body) for line in self.lines if markup and line.body.startswith("[^"))
        self.footnotes = frozenset(m[1] for m in found if m)
        self.notes: list[tuple[str, int]] = []
        self.numbered: dict[int, bool] = {}
        self.levels: list[int] = []
        self.list_id = 0
        self.break_next = False
        self.untabled = 0

    def read(self) -> None:
        """Read every line."""
        marked_up: list[Callable[[int], int]] = [self._fence, self._rule, self._heading, self._footnote, self._pipes]
        shared: list[Callable[[int], int]] = [self._blank, self._tabs, self._item]
        kinds = [*shared[:1], *(marked_up if self.markup else []), *shared[1:], self._paragraphs]
        at = 0
        while at < len(self.lines):
            at += next(taken for kind in kinds if (taken := kind(at)))
        for note, at in self.notes:
            self._add(self._scan(note), Paragraph(0, "", story="footnote"), ((0, at),))

    def _scan(self, source: str) -> Scanned:
        return Scanner(source, self.footnotes).scan() if self.markup else raw(source)

    def _add(self, scanned: Scanned, form: Paragraph, sites: Sites) -> None:
        self.builder.add(scanned, [form], sites)

    # One method a kind of block: each takes the lines it can from `at` on and returns how many, 0 for none.

    def _blank(self, at: int) -> int:
        line = self.lines[at]
        if line.body:
            return 0
        if line.lead + line.trail in (OPEN, CLOSE):
            self.builder.edge(line.lead + line.trail == OPEN)
        elif line.lead + line.trail:
            self._add(raw(line.lead + line.trail), Paragraph(0, ""), ((0, line.at),))
        return 1

    def _fence(self, at: int) -> int:
        opening = _FENCE.match(self.lines[at].body)
        if not opening:
            return 0
        self.levels = []
        end = at + 1
        while end < len(self.lines):
            line = self.lines[end]
            if line.body.startswith(opening[1]) and not line.body.strip(opening[1][0]):
                break
            if line.body:
                self._add(raw(line.around(line.body)), Paragraph(0, ""), ((0, line.at),))
                self.builder.verbatim.add(len(self.builder.paragraphs))
            end += 1
        return end + 1 - at

    def _rule(self, at: int) -> int:
        body = self.lines[at].body
        if body in ("\\newpage", "\\pagebreak"):
            self.break_next = True
            return 1
        signs = body.replace(" ", "").replace("\t", "")
        if len(signs) < 3 or len(set(signs)) > 1 or signs[0] not in "-*_=":
            return 0
        if signs[0] == "=" and at and self.lines[at - 1].body and self.builder.paragraphs:
            last = self.builder.paragraphs[-1]  # Markdown's other way of writing a top heading
            if last.table is None and last.list_depth is None:
                self.builder.paragraphs[-1] = _headed(last, 1)
        return 1

    def _heading(self, at: int) -> int:
        line = self.lines[at]
        match = _HEADING.match(line.body)
        if not match:
            return 0
        self.levels = []
        words, attributes = _attributes.split(match[2] or "")
        words = _CLOSING_HASHES.sub("", words).rstrip()
        form = _headed(Paragraph(0, ""), len(match[1]))
        at = line.at + max(match.start(2), 0)
        self._add(self._scan(line.around(words)), self._formed(form, attributes), ((0, at),))
        return 1

    def _footnote(self, at: int) -> int:
        line = self.lines[at]
        match = _FOOTNOTE.match(line.body)
        if not match:
            return 0
        self.notes.append((line.around(match[2]), line.at + match.start(2)))
        return 1

    def _item(self, at: int) -> int:
        """A bullet, or a line of a numbered list; a bullet before a typed number is only a way of setting a paragraph."""
        line = self.lines[at]
        number, words, start = "•", "", 0
        if bullet := _BULLET.match(line.body):
            words, start = bullet[1], bullet.start(1)
        elif (numbered := _NUMBERED.match(line.body)) and self._is_list(at):
            number, words, start = numbered[1], numbered[2], numbered.start(2)
        if not words:
            return 0
        joined, taken, sites = self._joined(at)
        sites = moved(sites, start)
        words = words + joined[len(line.body) :]
        if _TYPED.match(words.lstrip(EDGES)):
            self.levels = []
            self._add(self._scan(line.around(words)), self._formed(Paragraph(0, ""), None), sites)
            return taken
        words, attributes = _attributes.split(words)
        form = Paragraph(0, "", number=number, list_depth=self._depth(line.width), list_id=str(self.list_id))
        self._add(self._scan(line.around(words)), self._formed(form, attributes), sites)
        return taken

    def _depth(self, width: int) -> int:
        if not self.levels:
            self.list_id += 1
        while self.levels and self.levels[-1] >= width and len(self.levels) > 1:
            self.levels.pop()
        if not self.levels or self.levels[-1] < width:
            self.levels.append(width)
        elif len(self.levels) == 1:
            self.levels[0] = width
        return len(self.levels) - 1

    def _is_list(self, at: int) -> bool:
        """Whether the numbered line stands in a run of neighbouring items with at least two numbers."""
        if at not in self.numbered:
            run = []
            for end in range(at, len(self.lines)):
                body = self.lines[end].body
                bullet = _BULLET.match(body)
                if _NUMBERED.match(body):
                    run.append(end)
                elif not (bullet and not _TYPED.match(bullet[1])) and not (body and self.lines[end].indent):
                    break
            self.numbered.update((k, len(run) > 1) for k in run)
        return self.numbered[at]

    def _tabs(self, at: int) -> int:
        rows: list[list[tuple[str, int]]] = []
        if at < self.untabled:
            return 0
        for k in range(at, len(self.lines)):
            line = self.lines[k]
            words = line.indent + line.body
            cells = words.split("\t")
            if len(cells) < 2 or _LABELLED.match(words) or (rows and abs(len(cells) - len(rows[0])) > 1):
                break
            starts = [line.at - len(line.indent)]
            for cell in cells[:-1]:
                starts.append(starts[-1] + len(cell) + 1)
            placed = [(c.strip(), start + len(c) - len(c.lstrip())) for c, start in zip(cells, starts, strict=True)]
            rows.append(_edged(line, placed))
        if len(rows) < 2 or not any(row[0][0].strip(EDGES) for row in rows):
            self.untabled = at + len(rows)
            return 0
        width = max(map(len, rows))
        self._table([row + [("", row[-1][1])] * (width - len(row)) for row in rows], 1)
        return len(rows)

    def _pipes(self, at: int) -> int:
        leading = self.lines[at].body.startswith("|") and self.lines[at].body.count("|") > 1
        below = self.lines[at + 1].body if at + 1 < len(self.lines) else ""
        if not leading and not ("|" in self.lines[at].body and "|" in below and is_delimiter(cells_of(below))):
            return 0
        rows: list[list[tuple[str, int]]] = []
        headers, end = 0, at
        while end < len(self.lines) and "|" in (line := self.lines[end]).body:
            cells = cells_of(line.body)
            if end <= at + 1 and is_delimiter(cells):
                headers = len(rows)
            else:
                rows.append(_edged(line, [(words, line.at + start) for words, start in cells]))
            end += 1
        if rows:
            self._table(rows, headers)
        return end - at

    def _table(self, rows: Sequence[Sequence[tuple[str, int]]], headers: int) -> None:
        """Add a table; `^^` continues the cell above, `JOINED` widens the cell before."""
        self.levels = []
        ordinal, first = len(self.builder.tables) + 1, len(self.builder.paragraphs) + 1
        made = []
        for number, row in enumerate(rows, 1):
            cells: list[tuple[Scanned, int, bool, Sites]] = []
            for words, start in row:
                if words == JOINED and cells:
                    cells[-1] = (cells[-1][0], cells[-1][1] + 1, *cells[-1][2:])
                    continue
                continued = words.strip(EDGES + " ") == "^^"
                scanned = self._scan(words.replace("^^", "") if continued else words)
                cells.append((scanned, 1, continued, ((0, start),)))
            made.append(self.builder.row(cells, ordinal, number, number <= headers))
        self.builder.table(made, first)

    def _paragraphs(self, at: int) -> int:
        """Neighbouring lines of text, scanned together since emphasis may run on from one to the next."""
        self.levels = []
        sources: list[str] = []
        forms: list[Paragraph] = []
        places: list[Sites] = []
        end = at
        while end == at or (end < len(self.lines) and not self._begins_other(end)):
            words, taken, sites = self._joined(end)
            words, attributes = _attributes.split(words) if self.markup else (words, None)
            line = self.lines[end]
            end += taken
            if attributes and not line.around(words):
                self.break_next = "page-break" in attributes.classes
                continue
            sources.append(line.around(words))
            forms.append(self._formed(Paragraph(0, ""), attributes))
            places.append(sites)
        starts = [0]
        for source in sources[:-1]:
            starts.append(starts[-1] + len(source) + 1)
        if sources:
            sites = tuple((start + at, place) for start, some in zip(starts, places, strict=True) for at, place in some)
            self.builder.add(self._lines(sources), forms, sites, starts)
        return end - at

    def _lines(self, sources: Sequence[str]) -> Scanned:
        if self.markup:
            return self._scan("\n".join(sources))
        scanned = raw("\n".join(sources))
        breaks, length, source_at = [], 0, 0
        for source in sources[:-1]:
            length += len(raw(source).text) + 1
            source_at += len(source) + 1
            breaks.append((length, source_at))
        return replace(scanned, breaks=tuple(breaks))

    def _joined(self, at: int) -> tuple[str, int, Sites]:
        """A line with the lines that continue it, how many those are together, and where they stand."""
        parts, end = [self.lines[at].body], at + 1
        sites = [(0, self.lines[at].at)]
        while end < len(self.lines) and self._continues(self.lines[end - 1], self.lines[end]):
            sites.append((sites[-1][0] + len(parts[-1]) + 1, self.lines[end].at))
            parts.append(self.lines[end].body)
            end += 1
        return " ".join(parts), end - at, tuple(sites)

    @staticmethod
    def _continues(line: Line, following: Line) -> bool:
        full = len(line.body) >= _LIMIT and line.body[-1] not in ".!?:;" and not line.trail and "\t" not in line.body
        return full and following.body[:1].islower() and not following.lead and "\t" not in following.body

    def _begins_other(self, at: int) -> bool:
        line = self.lines[at]
        if not line.body or "\t" in line.indent + line.body or _BULLET.match(line.body):
            return True
        if _NUMBERED.match(line.body) and self._is_list(at):
            return True
        return self.markup and ("|" in line.body or (line.body[0] in "#`~=-*_\\[" and self._is_marked_up(line.body)))

    @staticmethod
    def _is_marked_up(body: str) -> bool:
        signs = set(body.replace(" ", "").replace("\t", ""))
        return bool(len(signs) == 1 or body[0] == "\\" or _HEADING.match(body) or _FENCE.match(body) or _FOOTNOTE.match(body))

    def _formed(self, form: Paragraph, attributes: _attributes.Attributes | None) -> Paragraph:
        """The form with what a paragraph's attributes say about it."""
        style = attributes.values.get("style", "") if attributes else ""
        if style:
            form = replace(form, style=style.replace(" ", ""), style_name=style, outline_level=_level(style) or form.outline_level)
        breaks = self.break_next or bool(attributes and "page-break" in attributes.classes)
        self.break_next = False
        return replace(form, page_break_before=True) if breaks else form


def _edged(line: Line, cells: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The cells of a line with the mark edges around it, the one before the first and the other after the last."""
    cells[0] = (line.lead + cells[0][0], cells[0][1])
    cells[-1] = (cells[-1][0] + line.trail, cells[-1][1])
    return cells


def _level(style: str) -> int | None:
    match = re.fullmatch(r"heading ([1-9])", style, re.IGNORECASE)
    return int(match[1]) if match else None


def _headed(form: Paragraph, level: int) -> Paragraph:
    return replace(form, style=f"Heading{level}", style_name=f"Heading {level}", outline_level=level)
