"""What checks ask of text again and again: whether it says anything, its sentences, the words of selected parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from reportlint import selectors
from reportlint.language.fold import plain
from reportlint.language.numbers import typed_number
from reportlint.language.patterns import all_found, found, pattern, wholly
from reportlint.model import Document, Span
from reportlint.report import Part, Report

#: The schema of an option that lists regular expressions.
PATTERNS = {"type": "list", "schema": {"type": "string"}, "default": [], "meta": {"pattern": True}}
#: The schema of an option that gives a list of regular expressions to each of several names.
PATTERNS_BY_NAME = {
    "type": "dict",
    "valuesrules": {"type": "list", "schema": {"type": "string"}, "meta": {"pattern": True}},
    "default": {},
}
#: The schema of an option that lists selector phrases.
PHRASES = {"type": "list", "schema": {"type": "string"}, "default": []}

# An apostrophe within a word quotes nothing, nor one behind a plural.
_QUOTED = re.compile(r"(?<!\w)[\"\u201c\u2018]|[\"\u201d](?!\w)|(?<=[.,!?\w])\u2019(?!\w)")
_NOTHING = re.compile(r"[\s\-_.:*\u2026\u00b7\u2022]*")
_SENTENCE_END = re.compile(r"[.!?][\"')\]\u2019\u201d]*(?=\s+[\"'(\[\u2018\u201c]?[A-Z0-9])|\n")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Cllr|Prof|St|No|para|paras|reg|regs|s|ss|p|pp|c|e\.g|i\.e|cf|vs|etc|approx)|\b[A-Z])$")


def nothing(text: str, placeholders: Sequence[str]) -> bool:
    """Whether a text is blank, only strokes and dots, or wholly a placeholder."""
    return bool(_NOTHING.fullmatch(plain(text))) or wholly(tuple(placeholders), text)


def says_nothing(report: Report, part: Part, placeholders: Sequence[str]) -> bool:
    """Whether every line of a part is blank or a placeholder; the number before it says nothing, unless a field is no more."""
    lines = [text for _, text in report.lines(part)]
    return all(nothing(_unnumbered(t) if part.kind == "section" else _unnumbered(t).strip() or t, placeholders) for t in lines)


def _unnumbered(text: str) -> str:
    number = typed_number(text)
    return text[number.end :] if number else text


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a text begins and ends; a line break ends one too."""
    ends, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if text[match.start()] == "." and _ABBREVIATED.search(text[max(start, match.start() - 12) : match.start()]):
            continue
        ends.append((start, match.end()))
        start = match.end()
    ends.append((start, len(text)))
    trimmed = ((a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in ends)
    return tuple((a, b) for a, b in trimmed if b > a)


def quoted(text: str, at: int) -> bool:
    """Whether this place in a text is within quotation marks."""
    opened = _QUOTED.findall(text[:at])
    straight = opened.count('"') % 2 == 1
    return straight or sum(c in "\u201c\u2018" for c in opened) > sum(c in "\u201d\u2019" for c in opened)


def first_match(sources: Iterable[str], text: str) -> tuple[int, int] | None:
    """Where the first pattern that is found stands in a text."""
    return next(all_found(tuple(sources), text), None)


def without(sources: Iterable[str], text: str) -> str:
    """The text with every match of these patterns blanked, character for character."""
    for source in sources:
        for start, end in found(pattern(source), text):
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def selected(report: Report, phrases: Iterable[str]) -> Iterator[Part]:
    """The parts that several selector phrases mean, in their order."""
    for phrase in phrases:
        yield from selectors.parse(phrase).select(report)


def within(span: Span, start: int, end: int) -> Span:
    """The characters `start` to `end` of a span's text, as a span."""
    return Span(span.paragraph, span.start + start, span.start + end)


def gap(document: Document, label: Span) -> Span:
    """Where the missing words belong: the unfilled content control under the label, else the label itself."""
    for control in document.controls:
        if control.unfilled and control.spans and control.spans[0].paragraph >= label.paragraph:
            place = control.spans[0]
            between = range(label.paragraph + 1, place.paragraph + 1)
            return label if any(document.paragraph(n).text.strip() for n in between) else place
    return label
