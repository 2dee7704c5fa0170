"""Numbers in front of headings and paragraphs, typed or made by Word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportlint.model import Paragraph

_TYPED = re.compile(r"\s*(\(?(\d{1,2}(?:\.\d{1,2}){0,4})(?:\.|\))?)(?:[\s\u00a0]+(?=\S)|(?=[A-Z][a-z])|\s*$)")


@dataclass(frozen=True, slots=True)
class Number:
    """printed: "7.1"; values: (7, 1); end: where the text after it begins (0 if Word made the number)."""

    printed: str
    values: tuple[int, ...]
    end: int
    automatic: bool


def number(paragraph: Paragraph) -> Number | None:
    """The number in front of a paragraph, the automatic one first; letters, roman numerals and bullets are none."""
    return automatic_number(paragraph) or typed_number(paragraph.text)


def automatic_number(paragraph: Paragraph) -> Number | None:
    return _automatic(paragraph.number) if paragraph.number else None


@lru_cache(maxsize=4096)
def _automatic(printed: str) -> Number | None:
    found = _TYPED.fullmatch(printed + " ")
    return Number(found[1], _values(found[2]), 0, True) if found else None


def typed_number(text: str) -> Number | None:
    found = _TYPED.match(text)
    return Number(found[1], _values(found[2]), found.end(), False) if found else None


def _values(digits: str) -> tuple[int, ...]:
    """`7.1` is (7, 1); `1.0` is (1,)."""
    values = tuple(int(d) for d in digits.split("."))
    return values[:1] if len(values) == 2 and values[1] == 0 else values


def form(printed: str) -> str:
    """The form of a printed number, digits as 1: "7." and "11." are "1.", "7.0" is "1.0"."""
    return re.sub(r"\d+", lambda m: m[0] if m[0] == "0" else "1", printed)
