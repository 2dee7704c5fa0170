"""The name of a committee, taken from a line that may also say when and where it meets."""

from __future__ import annotations

import re

from reportlint.language import dates
from reportlint.language.fold import fold, plain

_TIME = re.compile(r"(?i)\b(?:at\s+)?\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\b\.?|hours\b|noon\b|o'clock\b)|\b(?:at\s+)?\d{1,2}[.:]\d{2}\b")
_WEEKDAY = re.compile(r"\b(?:" + "|".join(dates.WEEKDAYS) + r")\b|\b(?:" + "|".join(dates.MONTHS) + r")\b(?:\s+\d{4})?")
_BETWEEN = re.compile(r"(?<!\s)\s+-+\s+|\s-|-\s|[,;:|\t\n()]")
_FILLERS = frozenset({"the", "on", "at", "date", "of", "meeting", "and", "to", "be", "held"})


def pieces(text: str) -> list[str]:
    """What a line names besides days and times, folded: the whole first, then each piece between commas and dashes."""
    for found in reversed(dates.find(text)):
        text = text[: found.start] + " - " + text[found.end :]
    text = _WEEKDAY.sub(" - ", _TIME.sub(" - ", plain(text)))
    parts = [_trimmed(p) for p in (text, *_BETWEEN.split(text))]
    return [p for p in parts if p]


def _trimmed(text: str) -> str:
    """The folded words without the small words at either end."""
    words = fold(text).split()
    while words and words[0] in _FILLERS:
        words.pop(0)
    while words and words[-1] in _FILLERS:
        words.pop()
    return " ".join(words)
