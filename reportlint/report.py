"""A report: a Document seen through a Template, and the declarations that a template makes.

A template says what a kind of report holds; a `Report` says where each of those parts was found in one document. Every
part - a cover field, a section, a row of the approvals table - is a `Part`, so that a check written for one works on all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from reportlint.model import Document, Paragraph, Span, Table


@dataclass(frozen=True, slots=True)
class Term:
    """From which day and until which something holds, both included; None: without such a limit."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @property
    def always(self) -> bool:
        return self.since is None and self.until is None


@dataclass(frozen=True, slots=True)
class Spec:
    """What a template declares of one part. titles: the house form first, then aliases.

    kind: for a field "text", "line" (one line), "choice", "people", "date" or "list"; for a section "text" or "people".
    choices: the answers a choice field allows. tags: names that rules may select by. numbered: whether a section has a number.
    notes: words that may stand on lines of their own beneath the label and are part of it. term: the meetings for which it
    belongs in a report. title_terms: likewise for those of its titles that do not always hold.
    layout: "" for a field whose label stands above or before its value and a section under a heading of its own; "answer" for
    a field that is no more than one of its choices; "bare" for a field of one line without a label, which one of its patterns
    tells, or the line before it; "lead-in" for a section whose title begins its first line (`Legal: None.`).
    within: the section that this one, or this field, stands in. above: words that may stand on a line before the label and
    belong to it. fields: the fields that stand in this section (`Supplied by: …`). nil: "allowed" for a section that may say
    None and no more, "reasoned" for one that must say why.
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
    term: Term = Term()
    title_terms: Mapping[str, Term] = field(default_factory=dict)
    layout: str = ""
    within: str = ""
    above: tuple[str, ...] = ()
    fields: tuple[Spec, ...] = ()
    nil: str = "reasoned"

    @property
    def title(self) -> str:
        return self.titles[0]

    def on(self, day: date) -> Spec:
        """The same with the titles that hold on this day."""
        if not self.title_terms:
            return self
        return replace(self, titles=tuple(t for t in self.titles if self.title_terms.get(t, Term()).holds(day)), title_terms={})


@dataclass(frozen=True, slots=True)
class ApprovalsSpec:
    """titles: the line above the table. name_columns, date_columns: words that head these columns."""

    titles: tuple[str, ...]
    rows: tuple[Spec, ...]
    name_columns: tuple[str, ...]
    date_columns: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class ItemsSpec:
    """The numbered items of an agenda or of minutes.

    after: the line that they follow. titles: what the line of an item looks like, () for any short one. pages: patterns of
    the pages of its paper, the first and the last as groups. known: items that have a name, some of them required; the kind
    of an item is that of the paper that belongs to it.
    """

    after: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    known: tuple[Spec, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """How one kind of paper in an agenda pack is told.

    role: "agenda", "minutes", "report", "paper" (of its own) or "attachment" (of the report before it). begins: patterns of
    its first line. marks: patterns of which one must stand on that line or one of the few that follow, () for none.
    template: the one that it is read with; a report's is recognised.
    """

    id: str
    title: str
    role: str
    begins: tuple[str, ...]
    marks: tuple[str, ...] = ()
    template: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """Which field says where a report belongs. after: patterns; where one is found, what follows it is the name."""

    field: str
    after: tuple[str, ...] = ()


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
    """A kind of report. facts: what rules may ask of it in `when` (executive: true) and in options.

    dated_by: the field that names the day of the meeting. version: which edition of the council's template this is.
    filed_under: how the names of the "committee" and the "directorate" that a report belongs to are told.
    papers: the kinds of paper in the pack of a meeting whose agenda is written on this template; rules: what agenda and minutes
    in it are held to, besides the rules about packs.
    paragraph_numbers: "by-section" where each bears its section's number (7.1), "continuous" where they run on from the first
    section to the last (1, 2, 3), "restarting" where they begin anew in each.
    """

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
    paragraph_numbers: str = "by-section"
    heading_level: int = 2
    recognition: Recognition = Recognition()
    facts: Mapping[str, object] = field(default_factory=dict)
    origin: str = ""
    dated_by: str = ""
    version: str = ""
    items: ItemsSpec | None = None
    papers: tuple[PaperSpec, ...] = ()
    rules: tuple[str, ...] = ()
    filed_under: Mapping[str, Filed] = field(default_factory=dict)

    def on(self, day: date) -> Template:
        """The template as it holds for a meeting on this day; itself if it holds so always."""
        rows = self.approvals.rows if self.approvals else ()
        if all(s.term.always and not s.title_terms for s in (*self.fields, *self.sections, *self.statements, *rows)):
            return self

        def held(specs: Iterable[Spec]) -> tuple[Spec, ...]:
            return tuple(s.on(day) for s in specs if s.term.holds(day))

        approvals = replace(self.approvals, rows=held(rows)) if self.approvals else None
        return replace(
            self, fields=held(self.fields), sections=held(self.sections), statements=held(self.statements), approvals=approvals
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report, found or not.

    kind: "field", "section", "row", "name", "date", "table", "statement", "closing", "block", "title", "item", "text".
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
    styled: the heading is a heading to Word. level: its outline level where styled. A section that others stand within holds
    what comes before the first of them.
    """

    number: str = ""
    written: Span | None = None
    automatic: bool = False
    match: str = "exact"
    styled: bool = False
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Item(Part):
    """An item of an agenda or of minutes. number: as printed; value: what it counts. written: its title's place.

    pages: the first and the last page of its paper, where it gives them, and in `pages_at` the place where it does.
    """

    number: str = ""
    value: int = 0
    written: Span | None = None
    pages: tuple[int, int] | None = None
    pages_at: Span | None = None


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
    items: tuple[Item, ...] = ()
    absent_items: tuple[Part, ...] = ()

    def text(self, part: Part) -> str:
        """What a part holds, one line a span."""
        return "\n".join(map(self.document.text, part.content))

    def lines(self, part: Part) -> list[tuple[Span, str]]:
        """The lines of a part that hold something, with their places."""
        text = self.document.text
        return [(s, t) for s in part.content if (t := text(s)) and not t.isspace()]

    def holds_others(self, part: Part) -> bool:
        """Whether other sections, or fields that are filled in, stand within this one."""
        inside = (*self.sections, *(f for f in self.fields if f.content))
        return any(p.spec is not None and p.spec.within and p.spec.within == part.id for p in inside)

    def lacks_home(self, part: Part) -> bool:
        """Whether the section that this part belongs within is itself not there."""
        home = part.spec.within if part.spec is not None else ""
        return bool(home) and all(s.id != home for s in self.sections)

    def field(self, id: str) -> Part | None:
        return next((f for f in self.fields if f.id == id), None)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The report's running text from beginning to end, without a table of contents."""
        return tuple(p for p in self.document.between(self.first, self.last) if p.ordinal not in self.contents)

    @cached_property
    def running(self) -> tuple[Span, ...]:
        """The whole of each paragraph of the running text."""
        return tuple(self.document.spans[p.ordinal - 1] for p in self.paragraphs)

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

    @cached_property
    def item_of(self) -> Mapping[int, Item]:
        """Which item of an agenda or of minutes each paragraph belongs to, its title included."""
        return {s.paragraph: item for item in self.items for s in (item.anchor, *item.content)}

    def data_tables(self) -> Iterator[Table]:
        """The tables that hold data: not those that only lay out the cover, nor one-celled boxes."""
        for table in self.document.tables:
            if table.ordinal in self.layout_tables or len(table.rows) < 2 or max(len(r.cells) for r in table.rows) < 2:
                continue
            yield table


def spans(paragraphs: Iterable[Paragraph]) -> tuple[Span, ...]:
    """The whole of each paragraph."""
    return tuple(p.span for p in paragraphs)
