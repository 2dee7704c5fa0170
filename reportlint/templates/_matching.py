"""How near one title is to another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from reportlint.language.fold import fold
from reportlint.report import Spec

_SHORT = 4  # words of fewer letters ("of", "and", "for") say nothing about a title
_STEM = 5  # "financial" and "finance" share five letters
_LONG = 400  # characters: whatever differs further on, these are titles; and a paragraph of a megabyte is not compared letter by letter
_UNLIKE = 0.25  # below this nobody asks how unlike


@lru_cache(maxsize=8192)
def likeness(one: str, other: str) -> float:
    """From 0 to 1: the better of how alike the letters are and how many telling words the two share."""
    a, b = fold(one[:_LONG]), fold(other[:_LONG])
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    return max(_shared_letters(a, b), _shared_words(a, b))


def _shared_letters(a: str, b: str) -> float:
    from difflib import SequenceMatcher  # most titles are as they should be

    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= _UNLIKE else 0.0


def _shared_words(a: str, b: str) -> float:
    left, right = _stems(a), _stems(b)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _stems(folded: str) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in folded.split() if len(w) >= _SHORT)


def nearest(text: str, titles: tuple[str, ...]) -> float:
    """The likeness of the title that is nearest."""
    return max(likeness(text, t) for t in titles)


def bearer(text: str, titles: Mapping[str, Spec]) -> Spec | None:
    """What bears this title, by folded titles; two titles of the same thing, with a stroke between them, are one title.

    So a report in two languages gives both: `Title / Teitl`.
    """
    known = titles.get(fold(text))
    if known is not None or "/" not in text:
        return known
    halves = [titles.get(fold(half)) for half in text.split("/")]
    return halves[0] if all(h is halves[0] for h in halves) else None
