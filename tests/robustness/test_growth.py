"""Paragraphs that once took minutes or hours: each is judged in a process that is ended when it takes much longer than it should."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .growth import checker, report
from .watched import outcomes

#: What the paragraph is made of, and which part of the program went astray on it.
_ASTRAY = {
    "note": "a word of 200,000 letters: titles were compared letter by letter, addresses sought from every letter anew",
    "é": "a word of accents: invisible characters sought from every letter anew",
    "…": "dots without end: addresses sought from every dot anew",
    " ": "blanks without end: what parts two names sought from every blank anew",
    "HLMS ": "a line of acronyms: the whole line read anew for each",
    "(HLMS) ": "brackets: everything before them read anew for each",
    "Appendix 1, ": "references: everything before them read anew for each",
    "appendices of the ": "references: everything after them read anew for each",
}


def _judge() -> Callable[[str], tuple[str, str]]:
    check = checker()
    return lambda filling: (check(report(filling, 200_000, 3)), "")


@pytest.mark.parametrize("filling", _ASTRAY)
def test_a_paragraph_of_one_thing_is_judged(filling: str) -> None:
    (outcome,) = outcomes([filling], _judge, jobs=1, limit=120)
    assert outcome.status == "fail", _ASTRAY[filling]
