"""An audit counted: the few figures that a page can show."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

#: What reports may be grouped by: columns of the documents.
GROUPS = ("directorate", "committee", "council")

_SECTIONS, _COLUMNS, _RULES, _WORST, _UNREAD = 16, 10, 12, 15, 50
_MONTHS, _QUARTERS = 30, 90  # so many months are shown as months, so many as quarters, more as years
_BUCKETS = {
    "month": "substr(meeting_date, 1, 7)",
    "quarter": "substr(meeting_date, 1, 4) || ' Q' || ((substr(meeting_date, 6, 2) + 2) / 3)",
    "year": "substr(meeting_date, 1, 4)",
}
_READ = "status <> 'unreadable'"


@dataclass(frozen=True)
class Heat:
    """How many of a group's reports have an error or a warning in a section.

    groups: their names, with how many reports each has. sections: their ids. cells: reports, by section, then by group.
    others: groups that were left out.
    """

    groups: list[tuple[str, int]]
    sections: list[str]
    cells: list[list[int]]
    others: int


@dataclass(frozen=True)
class Span:
    """The reports to meetings in a month, a quarter or a year, and what is wrong in them in all."""

    name: str
    documents: int
    passed: int
    errors: int
    warnings: int


@dataclass(frozen=True)
class Frequent:
    """A rule, how often it was broken and in how many reports."""

    rule: str
    title: str
    findings: int
    documents: int


@dataclass(frozen=True)
class Worst:
    path: str
    container: str
    title: str
    group: str
    errors: int
    warnings: int
    infos: int


@dataclass(frozen=True)
class Figures:
    """All of it. head: what the audit says of itself. grouped: by which column. unit: what a span of the trend is.

    undated: readable reports without a day of meeting. ungrouped: those without a group. unread: path and problem of what could
    not be read, the first of them; unreadable: how many there are.
    """

    head: dict[str, str]
    documents: int
    passed: int
    unreadable: int
    counts: dict[str, int]
    grouped: str
    heat: Heat
    ungrouped: int
    unit: str
    trend: list[Span]
    undated: int
    frequent: list[Frequent]
    worst: list[Worst]
    unread: list[tuple[str, str]]


def counted(file: sqlite3.Connection, by: str | None) -> Figures:
    """The figures of an audit. by: what to group reports by; without it, what most of them tell."""
    documents, passed, unreadable, errors, warnings, infos = _row(
        file,
        "SELECT count(*), total(status = 'pass'), total(status = 'unreadable'), total(errors), total(warnings), total(infos)"
        " FROM documents",
    )
    grouped = by or _telling(file)
    unit, trend = _trend(file)
    return Figures(
        head=dict(file.execute("SELECT key, value FROM audit")),
        documents=documents,
        passed=passed,
        unreadable=unreadable,
        counts={"error": errors, "warning": warnings, "info": infos},
        grouped=grouped,
        heat=_heat(file, grouped),
        ungrouped=_row(file, f"SELECT count(*) FROM documents WHERE {_READ} AND {grouped} IS NULL")[0],
        unit=unit,
        trend=trend,
        undated=_row(file, f"SELECT count(*) FROM documents WHERE {_READ} AND meeting_date IS NULL")[0],
        frequent=_frequent(file),
        worst=_worst(file, grouped),
        unread=file.execute("SELECT path, coalesce(problem, '') FROM unreadable_documents LIMIT ?", (_UNREAD,)).fetchall(),
    )


def _row(file: sqlite3.Connection, question: str) -> list[int]:
    return [int(value) for value in file.execute(question).fetchone()]


def _telling(file: sqlite3.Connection) -> str:
    """The first group of which there are several, else the first."""
    for name in GROUPS:
        if _row(file, f"SELECT count(DISTINCT {name}) FROM documents WHERE {_READ}")[0] > 1:
            return name
    return GROUPS[0]


def _heat(file: sqlite3.Connection, by: str) -> Heat:
    groups: list[tuple[str, int]] = file.execute(
        f"SELECT {by}, count(*) FROM documents WHERE {_READ} AND {by} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    names = [name for name, _ in groups[:_COLUMNS]]
    found: dict[str, dict[str, int]] = {}
    for section, group, count in file.execute(
        f"SELECT f.section, d.{by}, count(DISTINCT f.document) FROM findings f JOIN documents d ON d.id = f.document"
        " WHERE f.section IS NOT NULL AND f.severity IN ('error', 'warning') GROUP BY 1, 2"
    ):
        if group in names:
            found.setdefault(section, {})[group] = count
    sections = sorted(found, key=lambda s: (-sum(found[s].values()), s))[:_SECTIONS]
    cells = [[found[section].get(name, 0) for name in names] for section in sections]
    return Heat(groups[:_COLUMNS], sections, cells, len(groups) - len(names))


def _trend(file: sqlite3.Connection) -> tuple[str, list[Span]]:
    months = _row(
        file,
        "SELECT coalesce(max(substr(meeting_date, 1, 4) * 12 + substr(meeting_date, 6, 2))"
        f" - min(substr(meeting_date, 1, 4) * 12 + substr(meeting_date, 6, 2)), 0) FROM documents WHERE {_READ}",
    )[0]
    unit = "month" if months < _MONTHS else "quarter" if months < _QUARTERS else "year"
    rows = file.execute(
        f"SELECT {_BUCKETS[unit]}, count(*), sum(status = 'pass'), sum(errors), sum(warnings) FROM documents"
        f" WHERE {_READ} AND meeting_date IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    return unit, [Span(*row) for row in rows]


def _frequent(file: sqlite3.Connection) -> list[Frequent]:
    rows = file.execute(
        "SELECT f.rule, coalesce(r.title, f.rule), count(*), count(DISTINCT f.document) FROM findings f"
        " LEFT JOIN rules r ON r.id = f.rule WHERE f.severity <> 'info' GROUP BY 1 ORDER BY 4 DESC, 3 DESC, 1 LIMIT ?",
        (_RULES,),
    )
    return [Frequent(*row) for row in rows]


def _worst(file: sqlite3.Connection, by: str) -> list[Worst]:
    rows: Sequence[Any] = file.execute(
        f"SELECT path, coalesce(container, ''), coalesce(title, ''), coalesce({by}, ''), errors, warnings, infos FROM documents"
        f" WHERE {_READ} AND errors + warnings > 0 ORDER BY errors DESC, warnings DESC, infos DESC, path LIMIT ?",
        (_WORST,),
    ).fetchall()
    return [Worst(*row) for row in rows]
