"""Numbered things ("Appendix 1", "Appendices 2 to 4", "Appendix B") as a list gives them and as a text cites them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlint.checks._items import items
from reportlint.checks._text import PATTERNS, nothing, within
from reportlint.language import literals
from reportlint.language.fold import searchable
from reportlint.language.patterns import wholly
from reportlint.model import Span
from reportlint.report import Part, Report

#: The options of the kinds that compare a list with its citations. words: patterns of what is numbered, capitals aside.
#: own: what may follow "of" where the thing belongs to this report. nil: whole answers that say the list is empty.
OPTIONS: Mapping[str, Any] = {
    "words": {"type": "list", "schema": {"type": "string"}, "required": True, "minlength": 1, "meta": {"pattern": True}},
    "own": {"type": "list", "schema": {"type": "string"}, "default": []},
    "nil": PATTERNS,
    "placeholders": PATTERNS,
}

_LABEL = r"(?:\d{1,2}(?:[A-Za-z]\b|\b(?!\d))|[A-Z]\b)(?:\s?\(?[a-z]\)(?!\w))?"
_MORE = r"(?:\s*(?:,|&|-|;|/|\band\b|\bor\b|\bto\b)\s*(?:(?:and|or)\s+)?LABEL)"
_RANGE = re.compile(r"(\d{1,2}|[A-Z])\s*(?:-|\bto\b)\s*(\d{1,2}|[A-Z])(?![\w.])")
_ONE = re.compile(r"\d{1,2}[A-Za-z]?\b|\b[A-Z]\b")
_POSSESSIVE = re.compile(r"(?:\b\w+'s|\w+s'|\bits|\btheir)\s+(?:\w+\s+)?$")
_NEAR = 200  # characters before or after a reference that may say whose it is
_ELSEWHERE = re.compile(r"\s*[,(]?\s*(?:of|to|in|from)\s+((?:(?:the|this|that|these|its|their|our|an?)\b|[A-Z]).*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reference:
    """label: "1" or "A", in capitals. sure: whether it is certainly meant, not perhaps some other number after "and"."""

    label: str
    span: Span
    sure: bool = True


def base(label: str) -> str:
    """The label without a letter after its number: "1" of "1A"."""
    return label.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or label


@lru_cache(maxsize=64)
def _citation(words: tuple[str, ...]) -> re.Pattern[str]:
    word = "|".join(f"(?:{w})" for w in words)
    return re.compile(rf"\b((?i:{word}))\s*({_LABEL}(?:{_MORE.replace('LABEL', _LABEL)})*)")


def citations(report: Report, part: Part, options: Mapping[str, Any]) -> Iterator[Reference]:
    """What a part cites of this report's own."""
    for span, text in report.lines(part):
        yield from cited_in(span, text, options)


def cited_in(span: Span, text: str, options: Mapping[str, Any]) -> Iterator[Reference]:
    """What one line cites; references to the appendices of another document are left out."""
    said, places = searchable(text)
    if not literals.worth(options["words"], literals.plainest(said).__contains__):
        return
    for match in _citation(tuple(options["words"])).finditer(said):
        begin, end = match.span()
        if _POSSESSIVE.search(said[max(0, begin - _NEAR) : begin]) or _foreign(said[end : end + _NEAR], options["own"]):
            continue
        start, end = match.span() if places is None else (places[match.start()], places[match.end() - 1] + 1)
        plural = match[1].casefold().endswith("s") or match[1].casefold().endswith("ces")
        for n, label in enumerate(_labels(match[2])):
            yield Reference(label, within(span, start, end), sure=plural or n == 0)


def _labels(said: str) -> list[str]:
    labels: list[str] = []
    for low, high in _RANGE.findall(said):
        if low.isdigit() and high.isdigit():
            labels += map(str, range(int(low), int(high) + 1))
        elif low.isalpha() and high.isalpha():
            labels += map(chr, range(ord(low), ord(high) + 1))
    ones = [m.upper() for m in _ONE.findall(re.sub(r"\(?[a-z]\)", "", said))]
    return list(dict.fromkeys([*ones[:1], *labels, *ones[1:]]))


def _foreign(after: str, own: Sequence[str]) -> bool:
    """Whether what follows a reference says that it belongs to another document."""
    match = _ELSEWHERE.match(after)
    if match is None:
        return False
    said = match[1].casefold()
    return not any(re.match(re.escape(o.casefold()) + r"\b", said) for o in own)


def entries(report: Report, part: Part, options: Mapping[str, Any]) -> list[Reference]:
    """What a list lists: lines that begin with a label or hold one; a nil answer or placeholder lists nothing."""
    found: list[Reference] = []
    for item in items(report, part):
        line = report.document.text(item.span)
        if nothing(item.text, options["placeholders"]) or wholly(tuple(options["nil"]), item.text):
            continue
        cited = list(cited_in(item.span, line, {**options, "own": ("",)}))
        if cited:
            first = cited[0].span
            found += [Reference(r.label, r.span) for r in cited if r.span == first and r.sure]
        elif item.number and item.form in ("digit", "letter"):
            label = str(item.value) if item.form == "digit" else chr(ord("A") + item.value - 1)
            found.append(Reference(label, item.span))
        else:
            found.append(Reference("", item.span))
    return found
