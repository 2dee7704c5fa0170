"""The days by which the papers of a meeting must be ready, and how they are shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from reportlint.errors import UsageError
from reportlint.language import dates
from reportlint.rulesets.rule import Deadline

PUBLICATION = "publication"
_FIRST, _LAST = 1974, 2199  # the years for which the law and the bank holidays can be told
_FOLD = 75  # octets, RFC 5545 section 3.1


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which something must be done. counted: in words, how the day was found."""

    id: str
    title: str
    day: date
    counted: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The deadlines of one meeting, the earliest first. ruleset, template: what they were taken from."""

    meeting: date
    nation: str
    ruleset: str
    due: tuple[Due, ...]
    template: str | None = None


def due(meeting: date, deadlines: Iterable[Deadline], nation: str, clear_days: int | None = None) -> tuple[Due, ...]:
    """When each of these is due, the earliest first. clear_days: for publication, where a template says otherwise.

    Raises UsageError for a meeting in a year whose bank holidays cannot be told, or a day counted from a publication that is
    not among the deadlines.
    """
    if not _FIRST < meeting.year <= _LAST:
        raise UsageError(f"Deadlines can be reckoned for meetings from {_FIRST + 1} to {_LAST}, not for {meeting.isoformat()}.")
    given = {d.id: d for d in deadlines}
    if clear_days is not None:
        old = given.get(PUBLICATION)
        title = old.title if old else "Last day for publication"
        given = {PUBLICATION: Deadline(PUBLICATION, title, clear_days, source=old.source if old else ""), **_but(given, PUBLICATION)}
    published = _counted(given[PUBLICATION], meeting, nation) if PUBLICATION in given else None
    made = []
    for deadline in given.values():
        since = published if deadline.since == PUBLICATION else meeting
        if since is None:
            raise UsageError(f"'{deadline.id}' is counted from the last day for publication, and the ruleset does not say when that is.")
        made.append(Due(deadline.id, deadline.title, _counted(deadline, since, nation), _words(deadline), deadline.source))
    return tuple(sorted(made, key=lambda d: d.day))


def _but(given: dict[str, Deadline], id: str) -> dict[str, Deadline]:
    return {name: deadline for name, deadline in given.items() if name != id}


def _counted(deadline: Deadline, since: date, nation: str) -> date:
    if deadline.clear_days is not None:
        return dates.last_day_before(since, deadline.clear_days, nation)
    if not deadline.working_days:
        return since
    return dates.last_day_before(since, deadline.working_days - 1, nation)


def _words(deadline: Deadline) -> str:
    since = "publication" if deadline.since == PUBLICATION else "the meeting"
    count = deadline.clear_days if deadline.clear_days is not None else deadline.working_days
    what = "clear working day" if deadline.clear_days is not None else "working day"
    return f"{count} {what}{'' if count == 1 else 's'} before {since}"


def as_text(calendar: Calendar) -> str:
    """A line a deadline, the day first."""
    days = [dates.said(d.day) for d in calendar.due]
    wide = max((len(d) for d in days), default=0)
    lines = [f"For a meeting on {dates.said(calendar.meeting)}:", ""]
    lines += [f"  {day:{wide}}  {d.title} ({d.counted})" for day, d in zip(days, calendar.due, strict=True)]
    if not calendar.due:
        lines.append(f"  The ruleset {calendar.ruleset} sets no deadlines.")
    return "\n".join(lines) + "\n"


def as_json(calendar: Calendar) -> str:
    """One JSON object, `reportlint/deadlines/1`."""
    made = {
        "schema": "reportlint/deadlines/1",
        "meeting": calendar.meeting.isoformat(),
        "nation": calendar.nation,
        "ruleset": calendar.ruleset,
        "template": calendar.template,
        "deadlines": [
            {"id": d.id, "title": d.title, "day": d.day.isoformat(), "counted": d.counted, "source": d.source or None} for d in calendar.due
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def as_ics(calendar: Calendar) -> str:
    """A calendar by RFC 5545: each deadline a whole day. The same deadlines give the same bytes, whenever they are written."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//reportlint//deadlines//EN", "CALSCALE:GREGORIAN"]
    for one in calendar.due:
        lines += _event(one, calendar)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _event(one: Due, calendar: Calendar) -> Sequence[str]:
    known = sha256(f"{calendar.ruleset}\0{calendar.meeting.isoformat()}\0{one.id}".encode()).hexdigest()[:32]
    about = f"For the meeting on {dates.said(calendar.meeting)}: {one.counted}." + (f" {one.source}." if one.source else "")
    return (
        "BEGIN:VEVENT",
        f"UID:{known}@reportlint",
        f"DTSTAMP:{one.day:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(one.title)}",
        f"DESCRIPTION:{_escaped(about)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _escaped(text: str) -> str:
    flat = " ".join(text.split())
    return flat.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of so many octets, each but the first after a space; no character is cut in two."""
    piece, size = "", 0
    for character in line:
        wide = len(character.encode())
        if size + wide > _FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + wide
    yield piece
