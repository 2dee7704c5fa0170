"""How alike two titles are that different people have written for one thing."""

from __future__ import annotations

from reportlint.language.fold import fold

#: Words of fewer letters say nothing about a title.
_SHORT = 4


def likeness(one: str, other: str) -> float:
    """From 0 to 1: how many of the telling words of the shorter title stand in the longer."""
    a, b = telling(one), telling(other)
    return len(a & b) / min(len(a), len(b)) if a and b else float(bool(fold(one)) and fold(one) == fold(other))


def telling(title: str) -> frozenset[str]:
    """The words of a title by which it can be known."""
    return frozenset(w for w in fold(title).split() if len(w) >= _SHORT and not w.isdigit())
