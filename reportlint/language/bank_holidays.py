"""Bank holidays, as the library `holidays` tells them.

The library imports the calendars of two hundred countries, which takes far longer than checking a report. What it says of the
nations of the United Kingdom is therefore kept beside this module, for the years that reports speak of; it counts only while
the library's own file is the one that it was taken from. `python -m reportlint.language.bank_holidays` takes it anew.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import sha256
from importlib.machinery import PathFinder
from pathlib import Path

NATIONS = ("ENG", "WLS", "SCT", "NIR")
YEARS = range(2000, 2041)
_KEPT = Path(__file__).with_suffix(".txt")
_SOURCE = "countries/united_kingdom.py"


@cache
def of(nation: str, year: int) -> frozenset[date]:
    """The bank holidays of a nation ("ENG", "WLS", "SCT" or "NIR") in a year."""
    kept = _kept()
    return kept[nation, year] if (nation, year) in kept else told(nation, year)


def told(nation: str, year: int) -> frozenset[date]:
    """The same as the library itself tells it."""
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv=nation, years=year))


def source() -> str:
    """The SHA-256 of the library's file on the United Kingdom; "" if it is not found."""
    spec = PathFinder.find_spec("holidays")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / _SOURCE
        if path.is_file():
            return sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return ""


def table() -> str:
    """What is to be kept: what it was taken from, then a line for each nation and year."""
    lines = [source()]
    for nation in NATIONS:
        for year in YEARS:
            days = " ".join(day.isoformat() for day in sorted(told(nation, year)))
            lines.append(f"{nation} {year} {days}")
    return "\n".join(lines) + "\n"


@cache
def _kept() -> dict[tuple[str, int], frozenset[date]]:
    """What is kept, by nation and year; nothing of it if the library is another than it was taken from."""
    try:
        taken_from, *lines = _KEPT.read_text("ascii").splitlines()
    except (OSError, ValueError):
        return {}
    if taken_from != source():
        return {}
    found = {}
    for nation, year, *days in map(str.split, lines):
        found[nation, int(year)] = frozenset(map(date.fromisoformat, days))
    return found


if __name__ == "__main__":
    _KEPT.write_text(table(), "ascii", newline="\n")
