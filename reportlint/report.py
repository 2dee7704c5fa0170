"""A report: a Document seen through a Template, and the declarations that a template makes.

A template says what a kind of report holds; a `Report` says where each of those parts was found in one document. Every
part - a cover field, a section, a row of the approvals table - is a `Part`, so that a check written for one works on all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reportlint.model import Document, Paragraph, Span, Table


@dataclass(frozen=True, slots=True)
class Spec:
    """What a template declares of one part. titles: the house form first, then aliases.

    kind: for a field "text", "line" (one line), "choice", "people", "date" or "list"; for a section "text" or "people".
    choices: the answers a choice field allows. tags: names that rules may select by. numbered: whether a section has a number.
    notes: words that may stand on lines of their own beneath the label and are part of it.
    """

    id: str
    titles: tuple[str, ...]
    required: bool = True
    kind: str = "text"
    choices: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    numbered: bool = True
    notes: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.titles[0]


@dataclass(frozen=True, slots=True)
class ApprovalsSpec:
    """titles: the line above the table. name_columns, date_columns: words that head these columns."""

    titles: tuple[str, ...]
    rows: tuple[Spec, ...]
    name_columns: tuple[str, ...]
    date_columns: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Recognition:
    """How a template is told from others.

    marks: words any of which, found in the first lines, point to this template (weight 3 each kind).
    least: the share of the labels and titles, from 0 to 1, that must be found.
    """

    marks: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    least: float = 0.35
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of report. facts: what rules may ask of it in `when` (executive: true) and in options."""

    name: str
    title: str
    fields: tuple[Spec, ...]
    sections: tuple[Spec, ...] = ()
    approvals: ApprovalsSpec | None = None
    statements: tuple[Spec, ...] = ()
    closing: tuple[str, ...] = ()
    classifications: tuple[str, ...] = ()
    body_title: bool = True
    number_form: str = "1."
    heading_level: int = 2
    recognition: Recognition = Recognition()
    facts: Mapping[str, object] = field(default_factory=dict)
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report, found or not.

    kind: "field", "section", "row", "name", "date", "table", "statement", "closing", "block", "title", "text".
    id: its subject. title: the template's words for it. label: its label or heading as written, None when it is not
    there. content: what it holds, a span a paragraph or line. anchor: where a finding about it points; for an absent
    part, the place after which it belongs.
    """

    kind: str
    id: str | None
    title: str
    label: Span | None
    content: tuple[Span, ...]
    anchor: Span
    spec: Spec | None = None
    previous: str = ""

    @property
    def found(self) -> bool:
        return self.label is not None


@dataclass(frozen=True, slots=True)
class Section(Part):
    """A numbered section. number: as printed ("7." or "7"), "" without one. written: its title's place, number apart.

    automatic: Word made the number. match: "exact", "near" (the title was changed) or "unknown" (not in the template).
    styled: the heading is a heading to Word. level: its outline level where styled.
    """

    number: str = ""
    written: Span | None = None
    automatic: bool = False
    match: str = "exact"
    styled: bool = False
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """A row of the approvals table: the role, who signed and when."""

    row: Part
    name: Part
    date: Part


@dataclass(frozen=True)
class Report:
    """A document seen through a template.

    fields, rows: every one that the template declares, found or not, in its order. sections: those found, in reading
    order, unknown ones too. absent: the declared sections that were not found. first, last: the paragraphs it runs
    from and to; what follows (appendices in the same file) is no part of it.
    """

    document: Document
    template: Template
    recognised_by: str
    fields: tuple[Part, ...]
    sections: tuple[Section, ...]
    absent: tuple[Part, ...]
    approvals: tuple[Approval, ...]
    approvals_table: Part | None
    statements: tuple[Part, ...]
    closing: Part | None
    block: tuple[Part, ...]
    body_title: Part | None
    first: int
    last: int
    layout_tables: frozenset[int] = frozenset()
    contents: frozenset[int] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)

    def text(self, part: Part) -> str:
        """What a part holds, one line a span."""
        return "\n".join(self.document.text(s) for s in part.content)

    def lines(self, part: Part) -> list[tuple[Span, str]]:
        """The lines of a part that hold something, with their places."""
        return [(s, t) for s in part.content if (t := self.document.text(s)).strip()]

    def field(self, id: str) -> Part | None:
        return next((f for f in self.fields if f.id == id), None)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The report's running text from beginning to end, without a table of contents."""
        return tuple(p for p in self.document.between(self.first, self.last) if p.ordinal not in self.contents)

    @cached_property
    def section_of(self) -> Mapping[int, Section]:
        """Which section each paragraph belongs to, its heading included."""
        owner: dict[int, Section] = {}
        for section in self.sections:
            if section.label is not None:
                owner[section.label.paragraph] = section
            owner.update((s.paragraph, section) for s in section.content)
        return owner

    @cached_property
    def field_of(self) -> Mapping[int, Part]:
        """Which cover field each paragraph belongs to, its label included."""
        owner: dict[int, Part] = {}
        for part in self.fields:
            for span in (*part.content, *((part.label,) if part.label else ())):
                owner.setdefault(span.paragraph, part)
        return owner

    def data_tables(self) -> Iterator[Table]:
        """The tables that hold data: not those that only lay out the cover, nor one-celled boxes."""
        for table in self.document.tables:
            if table.ordinal in self.layout_tables or len(table.rows) < 2 or max(len(r.cells) for r in table.rows) < 2:
                continue
            yield table


def spans(paragraphs: Iterable[Paragraph]) -> tuple[Span, ...]:
    """The whole of each paragraph."""
    return tuple(p.span for p in paragraphs)
