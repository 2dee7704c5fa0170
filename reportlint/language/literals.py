"""Words without which a pattern cannot match: looked for first, since finding a word costs a hundredth of matching a pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from reportlint.language.patterns import sensible, unaccented


@lru_cache(maxsize=4096)
def needed(source: str) -> frozenset[str]:
    """The words, as `plainest` writes them, of which every text has one that the pattern matches; none if no such are known."""
    try:
        tree = parser.parse(sensible(source))
    except (re.error, OverflowError, RecursionError):
        return frozenset()
    return frozenset(_of_sequence(tree) or ())


def worth(sources: Iterable[str], says: Callable[[str], bool]) -> tuple[str, ...]:
    """The patterns that may match in a text. says: whether a word stands in the text, made plain by `plainest`."""
    return tuple(s for s in sources if not (words := needed(s)) or any(map(says, words)))


@lru_cache(maxsize=4096)
def of_phrase(phrase: str) -> str:
    """A literal phrase, as `plainest` writes it, with single blanks."""
    return " ".join(plainest(phrase).split())


def plainest(text: str) -> str:
    """The text without accents and capitals, for asking whether a word stands in it, and not where."""
    return unaccented(text).casefold()


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> set[str] | None:
    """The best choice of words that items one after the other need, None if there is none."""
    choices: list[set[str]] = []
    run: list[str] = []
    for kind, value in (*items, (None, None)):
        if kind is kinds.LITERAL:
            run.append(chr(value))
            continue
        if run:
            choices.append({"".join(run).casefold()})
            run = []
        if (found := _of_item(kind, value)) is not None:
            choices.append(found)
    choices = [c for c in choices if all(map(_telling, c))]
    return max(choices, key=lambda c: (min(map(len, c)), -len(c)), default=None)


def _telling(word: str) -> bool:
    """Whether a word does not stand in almost every text, as a single letter does."""
    return len(word) > 1 or word in "[]{}<>@?\\…"


def _of_item(kind: Any, value: Any) -> set[str] | None:
    if kind is kinds.SUBPATTERN:
        return _of_sequence(value[3])
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
        least, _, inner = value
        if least > 1 and len(inner) == 1 and inner[0][0] is kinds.LITERAL:
            return {chr(inner[0][1]).casefold() * least}
        return _of_sequence(inner) if least else None
    return _of_branches(value[1]) if kind is kinds.BRANCH else None


def _of_branches(branches: Sequence[Any]) -> set[str] | None:
    """What either of several ways needs: something is known only if it is of each."""
    each = [_of_sequence(branch) for branch in branches]
    return set().union(*(e for e in each if e)) if all(each) else None
