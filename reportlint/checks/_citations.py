"""Where a text refers to sections and paragraphs by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from reportlint.findings import Hit
from reportlint.language.fold import searchable
from reportlint.language.numbers import typed_number
from reportlint.report import Report


@lru_cache(maxsize=64)
def citations(words: tuple[str, ...]) -> re.Pattern[str]:
    """What matches a number behind one of these words, as its group `number`."""
    return re.compile(rf"\b(?i:{'|'.join(words)})\s*\(?(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})\b")


def sure(hits: Iterable[Hit], report: Report, words: Sequence[str]) -> list[Hit]:
    """The hits about wrong numbers; if the text refers to one of these numbers, what mends them needs thought.

    Nobody but the author knows whether the number was meant that stands there or the one that should.
    """
    every = list(hits)
    old = {n for hit in every if (n := _values(str(hit.facts.get("number", ""))))}
    if not words or not old or not any(n[: len(o)] == o for n in _cited(report, words) for o in old):
        return every
    return [replace(hit, edits=tuple(replace(e, safe=False) for e in hit.edits)) for hit in every]


def _cited(report: Report, words: Sequence[str]) -> set[tuple[int, ...]]:
    pattern = citations(tuple(words))
    return {_values(m["number"]) for p in report.paragraphs for m in pattern.finditer(searchable(p.text)[0])}


def _values(printed: str) -> tuple[int, ...]:
    found = typed_number(printed.strip() + " ")
    return tuple(found.values) if found else ()
