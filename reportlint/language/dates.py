"""Dates as people write them in reports, and working days.

A strict reader of the forms in use: parsers that accept anything take "March 2026" for a day and forgive wrong weekdays.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from reportlint.language import bank_holidays
from reportlint.language.fold import searchable

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(MONTHS) + "|" + "|".join(m[:3] for m in MONTHS) + "|Sept"
_DAY = r"(?P<{0}d>\d{{1,2}})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:\b(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+(?:the\s+)?)?"
_DATE = re.compile(
    _WEEKDAY
    + r"(?:(?<![\d./-])"
    + _DAY.format("w")
    + r"(?:\s+of)?[\s-]+(?P<wm>"
    + _MONTH
    + r")\b\.?(?:(?:,?\s+|-)(?P<wy>\d{4}|\d{2})(?![\d/]|[.:]\d))?"
    + r"|\b(?P<mm>"
    + _MONTH
    + r")\.?\s+"
    + _DAY.format("m")
    + r"(?:,\s*|\s+)(?P<my>\d{4})\b"
    + r"|(?<![\d./-])(?P<nd>\d{1,2})(?P<sep>[/.])(?P<nm>\d{1,2})(?P=sep)(?P<ny>\d{4}|\d{2})(?![\d/]|[.-]\d)"
    + r"|(?<![\d./-])(?P<hd>\d{1,2})-(?P<hm>\d{1,2})-(?P<hy>\d{4})(?![\d-])"
    + r"|(?<![\d./-])(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})(?![\d-]))",
    re.IGNORECASE,
)


_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands in a text, from `start` to `end`. day is None if there is no such day, with the reason in `problem`.

    form: "words", "abbreviated", "slashes", "dots", "hyphens", "iso" or "month first". weekday: 0 for the Monday that was
    written before it. partial: no year was written.
    """

    start: int
    end: int
    text: str
    form: str
    day: date | None
    weekday: int | None = None
    problem: str = ""
    partial: bool = False


def find(text: str) -> list[Written]:
    """Every date in a text, real or not. "March 2026" and "31/12" are none; "31 April" without a year is one, as impossible."""
    return list(_find(text))


@lru_cache(maxsize=4096)
def _find(text: str) -> tuple[Written, ...]:
    if not _DIGIT.search(text):
        return ()
    plain, places = searchable(text)
    return tuple(w for m in _DATE.finditer(plain) if (w := _written(m, text, places)) is not None)


def _written(match: re.Match[str], text: str, places: list[int] | None) -> Written | None:
    form, day, month, year = _parts(match)
    if form == "" or (year is None and not _impossible_day(day, month)):
        return None
    start, end = match.span()
    if places is not None:
        start, end = places[start], places[end - 1] + 1
    weekday = match["weekday"]
    number = next((i for i, w in enumerate(WEEKDAYS) if weekday and w.lower().startswith(weekday.lower())), None)
    real, problem = _real(day, month, year)
    return Written(start, end, text[start:end], form, real, number, problem, partial=year is None)


def _parts(match: re.Match[str]) -> tuple[str, int, int, int | None]:
    """The form, day, month and year that a match means; the form is "" for what only resembles a date."""
    g = match.groupdict()
    if g["wd"]:
        # "the 12 may be" is no date: a month in small letters needs its year.
        if g["wy"] is None and not g["wm"][0].isupper():
            return "", 0, 0, None
        return _named(g["wm"]), int(g["wd"]), _month(g["wm"]), _year(g["wy"])
    if g["md"]:
        return "month first", int(g["md"]), _month(g["mm"]), _year(g["my"])
    if g["nd"]:
        day, month = int(g["nd"]), int(g["nm"])
        # Dotted numbers may be paragraph or version numbers; only a whole dd.mm.yy that could be meant as a day is a date.
        if g["sep"] == "." and (day > 31 or month > 12) and len(g["ny"]) == 2:
            return "", 0, 0, None
        if g["sep"] == "." and len(g["nd"]) + len(g["nm"]) < 4 and len(g["ny"]) == 2:
            return "", 0, 0, None
        return ("slashes" if g["sep"] == "/" else "dots"), day, month, _year(g["ny"])
    if g["hd"]:
        return "hyphens", int(g["hd"]), int(g["hm"]), _year(g["hy"])
    return "iso", int(g["id"]), int(g["im"]), _year(g["iy"])


def _named(month: str) -> str:
    return "words" if month.capitalize() in MONTHS else "abbreviated"


def _month(name: str) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m[:3].lower() == name[:3].lower())


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits) - (100 if int(digits) > 70 else 0)


def _impossible_day(day: int, month: int) -> bool:
    return not 1 <= day <= monthrange(2024, month)[1]


def _real(day: int, month: int, year: int | None) -> tuple[date | None, str]:
    if not 1 <= month <= 12:
        return None, f"there is no month {month}"
    if year == 0:
        return None, "there is no year 0"
    if year is None or not 1 <= day <= monthrange(year, month)[1]:
        which = f" {year}" if year and day == 29 else ""
        return None, f"{MONTHS[month - 1]}{which} has no day {day}"
    return date(year, month, day), ""


def first(text: str) -> Written | None:
    """The first date in a text."""
    return next(iter(_find(text)), None)


def days(text: str) -> Iterator[date]:
    """The real days in a text."""
    return (w.day for w in _find(text) if w.day is not None)


#: The forms in which a date may be written, as patterns of `str.format`.
FORMS = {
    "words": "{0.day} {month} {0.year}",
    "abbreviated": "{0.day} {month:.3} {0.year}",
    "slashes": "{0:%d/%m}/{0.year}",
    "dots": "{0:%d.%m}.{0.year}",
    "hyphens": "{0:%d-%m}-{0.year}",
    "iso": "{0.year:04}-{0:%m-%d}",
    "month first": "{month} {0.day}, {0.year}",
}


def spelt(day: date, form: str = "words") -> str:
    """A day in one of the FORMS, without other words with its month in words: "28 January 2025"."""
    return FORMS[form].format(day, month=MONTHS[day.month - 1])


def said(day: date) -> str:
    """A day in the words of a letter: "Tuesday 28 January 2025"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def is_working(day: date, nation: str) -> bool:
    """Whether it is neither weekend nor bank holiday. nation: "ENG", "WLS", "SCT" or "NIR"."""
    return day.weekday() < 5 and day not in bank_holidays.of(nation, day.year)


def last_day_before(meeting: date, clear_days: int, nation: str) -> date:
    """The last working day that leaves this many clear working days between itself and the meeting.

    Neither that day nor the day of the meeting counts (LGA 1972 s100B(3): five clear days).
    """
    day = meeting
    for _ in range(clear_days + 1):
        day -= timedelta(days=1)
        while not is_working(day, nation):
            day -= timedelta(days=1)
    return day
