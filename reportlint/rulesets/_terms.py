"""From when and until when something holds, as files say it."""

from __future__ import annotations

import re
from datetime import date

from reportlint.report import Term
from reportlint.rulesets._tree import Problems, Settings, Text

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def term(tree: Settings, problems: Problems) -> Term:
    """The term that `from` and `until` give; what is wrong with them goes to the problems."""
    since, until = day(tree, "from", problems), day(tree, "until", problems)
    if since and until and until < since:
        problems.add(tree["until"].place, f"'until' is {until}, before 'from'. Expected that day or a later one.")
    return Term(since, until)


def day(tree: Settings, name: str, problems: Problems) -> date | None:
    """The day that a setting names, None if it is not there or is none."""
    text: Text | None = tree.text(name)
    if text is None or not _DAY.fullmatch(text):
        return None  # of what has not even the form of a day, its shape tells
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        problems.add(text.place, f"'{name}' is '{text}', which is not a day. Expected a date such as 2025-01-31.")
    return None
