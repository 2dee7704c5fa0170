"""How much of a document is read, and for how long: the one place where the limits stand.

A committee report with its appendices is a few megabytes, and each limit leaves room for many of them. They keep a file
that anybody may have sent from using up the machine. Every limit has a name, which the option `--limit NAME=VALUE` and the
table `[limits]` of the configuration take, and a sentence, which the finding says where it is met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace
from typing import Any

from reportlint.errors import UnreadableDocument, UsageError

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The limits, by name."""

    file: int = 50 * MIB  # bytes of the file as it lies on disk
    inflated: int = 256 * MIB  # bytes of all parts that are read, inflated
    part: int = 64 * MIB  # bytes of one part, inflated
    ratio: int = 200  # inflated size over packed size…
    ratio_from: int = 16 * MIB  # …of a part of more bytes than this
    entries: int = 4096  # entries in the archive
    directory: int = 4 * MIB  # bytes of the archive's own list of entries
    depth: int = 256  # elements within elements
    elements: int = 1_500_000  # elements in all parts that are read
    paragraphs: int = 250_000  # paragraphs, those of tables and notes included
    columns: int = 1000  # grid columns that a cell covers; Word draws 63
    chain: int = 64  # styles based on styles, one upon the other
    open: int = 256  # fields, comments and changes that are open at one place
    pages: int = 1000  # pages of a PDF
    seconds: float = 10.0  # of computing for a document, and three times as long by the clock
    memory: int = 1024 * MIB  # bytes that reading and judging a document may take


LIMITS = Limits()

#: What is said when a limit is met, {} standing for it.
_SAID: Mapping[str, str] = {
    "file": "This file is larger than {}, the most that is read.",
    "inflated": "This file swells to more than {} when it is opened, far beyond the size of a report.",
    "part": "A part of this file swells to more than {} when it is opened, far beyond the size of a report.",
    "ratio": "A part of this file swells to more than {} times its size when it is opened, far beyond what a report does.",
    "entries": "This file holds more than {} parts, far more than a report does.",
    "directory": "This file holds far more parts than a report does: their list alone is longer than {}.",
    "depth": "This file nests more than {} elements within each other, far deeper than a report does.",
    "elements": "This file holds more than {} elements, far more than a report does.",
    "paragraphs": "This file holds more than {} paragraphs, far more than a report does.",
    "pages": "This PDF has more than {} pages, the most that are read. Split it, and check the parts.",
    "seconds": "Reading and checking this file took longer than {} seconds, and was stopped.",
    "memory": "Reading and checking this file took more than {} of memory, and was stopped.",
}
_BYTES = frozenset({"file", "inflated", "part", "ratio_from", "directory", "memory"})
_REASONS = {"entries": "too-many", "directory": "too-many", "seconds": "too-slow"}
_UNITS = {"": 1, "b": 1, "kb": 1024, "mb": MIB, "gb": 1024 * MIB}
_VALUE = re.compile(r"(\d{1,12}(?:\.\d{1,3})?) ?([kmg]?b)?", re.IGNORECASE)

_NOW: ContextVar[Limits] = ContextVar("limits", default=LIMITS)


def current() -> Limits:
    """The limits that are in force here."""
    return _NOW.get()


@contextmanager
def using(limits: Limits) -> Iterator[None]:
    """Put these limits in force for a while."""
    before = _NOW.set(limits)
    try:
        yield
    finally:
        _NOW.reset(before)


def sentence(name: str, limits: Limits | None = None) -> str:
    """What is said of a document that meets this limit."""
    value = getattr(limits or current(), name)
    shown = size(value) if name in _BYTES else f"{value:,g}" if isinstance(value, float) else f"{value:,}"
    end = "" if name in ("pages", "seconds", "memory") else " It was not read."
    return f"{_SAID[name].format(shown)}{end}"


def beyond(name: str) -> UnreadableDocument:
    """The error for a document that meets this limit."""
    return UnreadableDocument(_REASONS.get(name, "too-large"), sentence(name))


def size(count: int) -> str:
    """So many bytes as people write it."""
    for unit, worth in (("GB", 1024 * MIB), ("MB", MIB), ("kB", 1024)):
        if count >= worth and count % worth == 0:
            return f"{count // worth} {unit}"
    return f"{count:,} bytes"


def given(words: Iterable[str], limits: Limits = LIMITS) -> Limits:
    """These limits with those changed that `NAME=VALUE` names. Raises UsageError for what is no limit, or no value for it."""
    for word in words:
        name, _, value = word.partition("=")
        change: dict[str, Any] = {name.strip().replace("-", "_"): _value(name.strip(), value.strip())}
        limits = replace(limits, **change)
    return limits


def names() -> list[str]:
    """The names of the limits, as options write them."""
    return [f.name.replace("_", "-") for f in fields(Limits)]


def _value(name: str, value: str) -> int | float:
    if name not in names():
        raise UsageError(f"There is no limit '{name}'. Choose one of: {', '.join(names())}.")
    match = _VALUE.fullmatch(value)
    unit = (match[2] or "").lower() if match else ""
    key = name.replace("-", "_")
    if match is None or (unit and key not in _BYTES):
        raise UsageError(f"'{value}' is no value for the limit '{name}'. Write a number{', such as 50MB' if key in _BYTES else ''}.")
    number = float(match[1]) * _UNITS[unit]
    if number <= 0:
        raise UsageError(f"The limit '{name}' must be more than 0.")
    return number if key == "seconds" else int(number)
