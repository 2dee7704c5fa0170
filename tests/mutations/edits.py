"""Small changes to a draft, from which defects and variations are made. Each changes the draft it is given, in place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

import holidays

from .draft import Block, Draft, Inapplicable, Section

Change = Callable[[Draft], None]
_DATE = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def para(text: str) -> Block:
    return Block("para", text)


# Dates


def long_date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def meeting(draft: Draft) -> date:
    """The meeting's date."""
    m = _DATE.search(draft.field("committee-and-date").values[0].text)
    if not m:
        raise Inapplicable("meeting date")
    day, month, year = m[0].split()
    return date(int(year), _MONTHS.index(month) + 1, int(day))


@lru_cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def last_day(draft: Draft) -> date:
    """The last working day that leaves five clear days before the meeting."""
    day, clear = meeting(draft), 0
    while True:
        day -= timedelta(1)
        if is_working(day):
            clear += 1
            if clear == 6:
                return day


def late_day(draft: Draft) -> date:
    """The working day after the last day for publication."""
    day = last_day(draft) + timedelta(1)
    while not is_working(day):
        day += timedelta(1)
    return day


def like(draft: Draft, day: date) -> str:
    """A date as the draft's approvals table writes dates."""
    written = draft.table.rows[1][-1]
    if "/" in written:
        return f"{day.day:02}/{day.month:02}/{day.year % 100:02}"
    return long_date(day)


# Cover


def values(id: str, *lines: str) -> Change:
    """A field's value is these lines."""

    def change(d: Draft) -> None:
        f = d.field(id)
        lost = "\n".join(b.text for b in f.values)
        f.values = [para(t) for t in lines]
        explained(d, lost)

    return change


def edit_value(id: str, old: str, new: str) -> Change:
    """In a field's value, the pattern `old` becomes `new`; not applicable where it does not occur."""

    def change(d: Draft) -> None:
        hits = 0
        for b in d.field(id).values:
            b.text, n = re.subn(old, new, b.text)
            hits += n
        if not hits:
            raise Inapplicable(old)

    return change


def drop_field(id: str) -> Change:
    def change(d: Draft) -> None:
        f = d.field(id)
        d.fields.remove(f)
        explained(d, "\n".join(b.text for b in f.values))

    return change


def explained(d: Draft, lost: str) -> None:
    """Not applicable where these words, now gone, explain an abbreviation that the rest of the report uses."""
    rest = "\n".join([b.text for f in d.fields for b in f.values] + [text_of(d, s) for s in d.sections])
    for acronym in re.findall(r"\(([A-Z][A-Za-z]*[A-Z])s?\)", lost):
        if re.search(rf"\b{acronym}s?\b", rest):
            raise Inapplicable(acronym)


def drop_label(id: str) -> Change:
    """The label goes and its value is left behind, under the label before."""

    def change(d: Draft) -> None:
        n = d.fields.index(d.field(id))
        d.fields[n - 1].values += d.fields.pop(n).values

    return change


def move_field(id: str, to: int) -> Change:
    def change(d: Draft) -> None:
        f = d.field(id)
        d.fields.remove(f)
        d.fields.insert(to, f)

    return change


# Sections


def renumber(d: Draft) -> None:
    """The sections and their paragraphs bear the numbers that an automatic list would print."""
    for n, s in enumerate(d.sections, 1):
        if s.number and not s.number.rstrip(".").isdigit():
            continue
        old = s.number.rstrip(".")
        s.number = f"{n}." if s.number else ""
        for b in s.blocks:
            if b.kind == "numbered" and b.number.startswith(f"{old}."):
                b.number = f"{n}{b.number[len(old) :]}"


def text_of(d: Draft, section: Section) -> str:
    return "\n".join([b.text for b in section.blocks] + [c for b in section.blocks for row in b.rows for c in row])


def settle(d: Draft, lost: str) -> None:
    """What goes with these words stays true: appendices that only they cited are cited elsewhere."""
    explained(d, lost)
    rest = "\n".join(text_of(d, s) for s in d.sections)
    for n in re.findall(r"Appendix (\d)", lost):
        if f"Appendix {n}" not in rest:
            target = next(b for s in d.sections for b in s.blocks if b.kind == "numbered")
            target.text = f"{target.text} See Appendix {n}."


def drop_section(id: str, gap: bool = False) -> Change:
    def change(d: Draft) -> None:
        s = d.section(id)
        d.sections.remove(s)
        settle(d, text_of(d, s))
        if not gap:
            renumber(d)

    return change


def fill(id: str, *texts: str, number: bool = True) -> Change:
    """A section's text is these paragraphs, numbered from its first."""

    def change(d: Draft) -> None:
        s = d.section(id)
        lost = text_of(d, s)
        prefix = s.number.rstrip(".")
        numbered = number and bool(prefix) and any(b.kind == "numbered" for b in s.blocks)
        s.blocks = [Block("numbered", t, f"{prefix}.{n}") if numbered else para(t) for n, t in enumerate(texts, 1)]
        settle(d, lost)

    return change


def retitle(id: str, title: str) -> Change:
    def change(d: Draft) -> None:
        d.section(id).title = title

    return change


def say(id: str, sentence: str) -> Change:
    """The first paragraph of a section ends with this sentence."""

    def change(d: Draft) -> None:
        b = first_paragraph(d.section(id))
        b.text = f"{b.text} {sentence}"

    return change


def first_paragraph(s: Section) -> Block:
    for b in s.blocks:
        if b.kind in ("numbered", "para"):
            return b
    raise Inapplicable(s.id)


def add(id: str, *blocks: Block) -> Change:
    """A section ends with these further paragraphs."""

    def change(d: Draft) -> None:
        d.section(id).blocks += blocks

    return change


def insert_section(after: str, title: str, *texts: str) -> Change:
    """A further section, and the ones behind it bear the next numbers."""

    def change(d: Draft) -> None:
        n = d.sections.index(d.section(after)) + 1
        d.sections.insert(n, Section(title, "99.", title, [Block("numbered", t, f"99.{i}") for i, t in enumerate(texts, 1)]))
        renumber(d)

    return change


def move_section(id: str, after: str, carry: bool = False) -> Change:
    """A section stands behind another; carry: it keeps its number, and so do all others."""

    def change(d: Draft) -> None:
        s = d.section(id)
        d.sections.remove(s)
        d.sections.insert(d.sections.index(d.section(after)) + 1, s)
        if not carry:
            renumber(d)

    return change


# Approvals


def sign(role: str, name: str | None = None, day: str | Callable[[Draft], str] | None = None) -> Change:
    """The name or the date in a role's row."""

    def change(d: Draft) -> None:
        row = d.row(role)
        if name is not None:
            row[-2] = name
        if day is not None:
            row[-1] = day if isinstance(day, str) else day(d)

    return change


def both(*changes: Change) -> Change:
    def change(d: Draft) -> None:
        for c in changes:
            c(d)

    return change
