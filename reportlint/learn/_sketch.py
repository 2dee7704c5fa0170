"""What one document shows of the template that it is, or was written on: labels, headings, choices, tables, limits, guidance.

Nothing here knows a word of any council. What words mean, such as those that head a column of dates, comes from the word lists
of the rulesets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportlint.language.fold import fold
from reportlint.language.numbers import Number, form, number
from reportlint.language.patterns import pattern
from reportlint.model import Document, Paragraph, Table
from reportlint.templates import outline
from reportlint.templates.cover import lines_of

_LONGEST_LABEL = 12  # words
_LABEL = re.compile(r"(?P<title>[^:\t?]{2,120}?\??)\s*(?:[:\t]|\s[-\u2013\u2014](?=\s|$))\s*(?P<value>.*)", re.DOTALL)
#: A label in capitals, and then a second one that is not: `LEGAL IMPLICATIONS Supplied by`.
_TWO_LABELS = re.compile(r"([A-Z][A-Z &(),'-]+[A-Z)])\s+([A-Z]?[a-z]{2}.*)")
_EITHER = re.compile(r"\s*/\s*|\s+or\s+")
_BLUE_OR_RED = re.compile(r"(?i)^(?:0000ff|0070c0|00b0f0|4472c4|5b9bd5|2e74b5|2f5496|1f4e79|ff0000|c00000)$")
_BRACES = re.compile(r"\{[^{}]*[A-Za-z]{2}[^{}]*\}")


@dataclass
class Found:
    """A part that a document seems to have. kind: "field", "section", "within" (a section in another), "own" (a field of a section).

    line: the paragraph it was found in. numbers: the form of its number, "" without one. inside: the title of the section that it
    stands in. lead: its title begins its first line. limits: least and most words, from the guidance under it.
    """

    kind: str
    title: str
    line: int
    numbers: str = ""
    inside: str = ""
    lead: bool = False
    choices: tuple[str, ...] = ()
    answer: bool = False
    above: str = ""
    limits: tuple[int | None, int | None] = (None, None)


@dataclass
class Sketch:
    """What one document shows. roles: the rows of its approvals table, with the words that head it and its columns."""

    name: str
    parts: list[Found] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    signed: str = ""
    name_column: str = ""
    date_column: str = ""
    guidance: list[tuple[int, str]] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    level: int = 2
    statements: list[str] = field(default_factory=list)


def sketch(name: str, document: Document, words: Mapping[str, Sequence[str]]) -> Sketch:
    """What a document shows. words: the word lists that say what heads a column of names, of dates, and what a limit is."""
    return _Reader(name, document, words).read()


class _Reader:
    def __init__(self, name: str, document: Document, words: Mapping[str, Sequence[str]]) -> None:
        self.document, self.words = document, words
        self.made = Sketch(name)
        skipped = outline.contents(document.flow)
        self.flow = [p for p in document.flow if p.text.strip() and p.ordinal not in skipped]
        self.signed = self._signed()
        if self.signed is not None:
            self._approvals(self.signed)
            self.flow = [p for p in self.flow if not (self.signed.first <= p.ordinal <= self.signed.last)]
            self.flow = [p for p in self.flow if p.ordinal < self.signed.first]
        self.level = self._level()
        self.numbered = any(self._top(p) for p in self.flow)
        self.cover = True
        self.section = self.inner = ""

    def read(self) -> Sketch:
        tabled = self._cover_tables()
        before: Paragraph | None = None
        for p in self.flow:
            if p.table is not None:
                if p.ordinal in tabled:
                    self._row(*tabled[p.ordinal])
            elif not self._guidance(p):
                self._paragraph(p, before)
            before = p
        self.made.level = self.level or 2
        return self.made

    def _level(self) -> int | None:
        """The outline level at which most headings stand."""
        levels = Counter(p.outline_level for p in self.flow if p.outline_level is not None)
        return levels.most_common(1)[0][0] if levels else None

    def _top(self, p: Paragraph) -> Number | None:
        """The number of a heading that a section could have, None if it is no such heading."""
        found = number(p)
        heading = p.outline_level is not None or _bold(p)
        return found if heading and found is not None and len(found.values) == 1 and p.table is None else None

    # --- paragraphs

    def _paragraph(self, p: Paragraph, before: Paragraph | None) -> None:
        found = number(p)
        text = (p.text[found.end :] if found else p.text).strip()
        top = self._top(p)
        if p.outline_level is not None and self.level is not None and p.outline_level < self.level and top is None:
            self.made.opening.append(text)
            return
        if top is not None or (p.outline_level is not None and p.outline_level == self.level and found is None):
            self._heading(p, text, top, before)
        elif p.outline_level is not None or (found is not None and len(found.values) > 1 and _bold(p)):
            self._add(Found("within", text, p.ordinal, inside=self.section))
            self.inner = text
        elif found is not None and len(found.values) == 1 and not self.cover:
            self.made.paragraphs.append(found.values[0])
        elif found is None:
            self._lines(p)

    def _heading(self, p: Paragraph, text: str, top: Number | None, before: Paragraph | None) -> None:
        field_of_cover = self.numbered and top is None and self.cover
        above = before.text.strip() if before is not None and before.text.rstrip().endswith(":") and _LABEL.fullmatch(before.text) else ""
        stem = above if len(above.split()) > 1 and not (before is not None and _bold(before)) else ""
        if stem:
            self.made.parts = [x for x in self.made.parts if before is None or x.line != before.ordinal]
        if field_of_cover:
            self._add(Found("field", text.rstrip(":"), p.ordinal, above=stem))
            return
        self.cover, self.section, self.inner = False, text.rstrip(":"), ""
        self.made.paragraphs.append(0)
        self._add(Found("section", text.rstrip(":"), p.ordinal, numbers=form(top.printed) if top else "", above=stem))

    def _lines(self, p: Paragraph) -> None:
        for line in lines_of([p]):
            label = _LABEL.fullmatch(line.text)
            choices = _choices(line.text)
            if label is not None and len(label["title"].split()) <= _LONGEST_LABEL and self._is_label(p, line.span.start, label):
                self._label(p, label["title"].strip(), label["value"].strip())
            elif choices and line.text.isupper() and self.cover:
                self._add(Found("field", " or ".join(choices).capitalize(), p.ordinal, choices=choices, answer=True))
            elif self.cover and not self.made.parts:
                self.made.opening.append(line.text)

    def _is_label(self, p: Paragraph, start: int, label: re.Match[str]) -> bool:
        """Whether words before a colon or dash are a label: bold, in capitals, or with nothing after the colon."""
        end = start + len(label["title"])
        bold = any(m.kind == "bold" and m.start <= start and m.end >= end for m in p.marks)
        return bold or label["title"].isupper() or (":" in label[0] and (not label["value"] or (self.cover and _short(label["value"]))))

    def _label(self, p: Paragraph, title: str, value: str) -> None:
        bold = any(m.kind == "bold" for m in p.marks) or title.isupper()
        two = _TWO_LABELS.fullmatch(title)
        if two is not None:
            self._add(Found("field" if self.cover else "within", two[1], p.ordinal, inside=self.section))
            self._add(Found("own", two[2], p.ordinal, inside=two[1]))
        elif self.cover:
            self._add(Found("field", title, p.ordinal, choices=_choices(value) or self._offered(p)))
        elif bold:
            self.inner = title
            self._add(Found("within", title, p.ordinal, inside=self.section, lead=True))
        else:
            self._add(Found("own", title, p.ordinal, inside=self.inner or self.section))

    def _offered(self, p: Paragraph) -> tuple[str, ...]:
        """What the drop-down in a paragraph, or in the one after it, offers."""
        for control in self.document.controls:
            if control.choices and any(s.paragraph in (p.ordinal, p.ordinal + 1) for s in control.spans):
                return control.choices
        return ()

    def _add(self, found: Found) -> None:
        if found.title and not any(fold(x.title) == fold(found.title) and x.inside == found.inside for x in self.made.parts):
            self.made.parts.append(found)

    # --- guidance

    def _guidance(self, p: Paragraph) -> bool:
        """Whether a paragraph is an instruction to the author; then it is kept, and its limits belong to the part above."""
        braces = _BRACES.search(p.text)
        coloured = any(m.kind == "colour" and _BLUE_OR_RED.match(m.value) for m in p.marks) and p.outline_level is None
        if not braces and not coloured:
            return False
        self.made.guidance.append((p.ordinal, braces[0] if braces else p.text.strip()))
        whole = coloured or (braces is not None and len(braces[0]) > 0.9 * len(p.text.strip()))
        if self.made.parts and self._limits(p.text) != (None, None):
            self.made.parts[-1].limits = self._limits(p.text)
        return whole

    def _limits(self, text: str) -> tuple[int | None, int | None]:
        for source in self.words.get("word-ranges", ()):
            if (found := pattern(source).search(text)) is not None:
                return int(found.group(1)), int(found.group(2))
        for source in self.words.get("word-limits", ()):
            if (found := pattern(source).search(text)) is not None:
                return None, int(found.group(1))
        return None, None

    # --- tables

    def _cover_tables(self) -> dict[int, tuple[Paragraph, str, str]]:
        """The first paragraph of each row of a table that lays out the cover, with its label and its value."""
        rows = {}
        for table in self.document.tables:
            if table is self.signed or any(len(r.cells) != 2 for r in table.rows) or len(table.rows) < 2:
                continue
            for row in table.rows:
                label, value = (self.document.cell_text(c).strip() for c in row.cells)
                if label and len(label.split()) <= _LONGEST_LABEL and row.cells[0].paragraphs:
                    first = self.document.paragraph(row.cells[0].paragraphs[0])
                    rows[first.ordinal] = (first, label.rstrip(":"), value)
        return rows

    def _row(self, p: Paragraph, label: str, value: str) -> None:
        if self.cover:
            self._add(Found("field", label, p.ordinal, choices=_choices(value) or self._offered(p)))

    def _signed(self) -> Table | None:
        """The approvals table: the last that has a column of names and one of dates."""
        wanted = [{fold(w) for w in self.words.get(name, ())} for name in ("name-columns", "date-columns")]
        for table in reversed(self.document.tables):
            heads = {fold(self.document.cell_text(c)) for c in table.rows[0].cells} if table.rows else set()
            if all(heads & words for words in wanted):
                return table
        return None

    def _approvals(self, table: Table) -> None:
        names, days = ({fold(w) for w in self.words.get(n, ())} for n in ("name-columns", "date-columns"))
        heads = [self.document.cell_text(c).strip() for c in table.rows[0].cells]
        self.made.name_column = next(h for h in heads if fold(h) in names)
        self.made.date_column = next(h for h in heads if fold(h) in days)
        self.made.roles = [t for r in table.rows[1:] if r.cells and (t := self.document.cell_text(r.cells[0]).strip())]
        above = [p for p in self.flow if p.ordinal < table.first and p.table is None]
        self.made.signed = above[-1].text.strip().rstrip(":") if above else ""
        self.flow = [p for p in self.flow if not above or p.ordinal != above[-1].ordinal]


def _bold(p: Paragraph) -> bool:
    return p.marked("bold") and len(p.text.split()) <= _LONGEST_LABEL


def _short(text: str) -> bool:
    return len(text.split()) <= _LONGEST_LABEL


def _choices(text: str) -> tuple[str, ...]:
    """The answers that a value leaves standing: `Yes / No`."""
    pieces = [x.strip(" .") for x in _EITHER.split(text.strip("[]() "))]
    few = 2 <= len(pieces) <= 4 and all(0 < len(x.split()) <= 6 and x[:1].isalpha() for x in pieces)
    return tuple(x.capitalize() if x.isupper() else x for x in pieces) if few else ()
