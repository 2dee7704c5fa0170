"""Every acronym is spelt out once, as "Words (ABC)" or "ABC (Words)"; one hit an acronym, at its first use.

allowed: acronyms that every reader knows, and words that are only written in capitals. outside: selector phrases of parts whose
uses do not count, since surnames stand in capitals there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from reportlint.checks._text import PHRASES, selected
from reportlint.findings import Hit
from reportlint.language.fold import searchable
from reportlint.model import Paragraph, Span
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"allowed": {"type": "list", "schema": {"type": "string"}, "default": []}, "outside": PHRASES}
FACTS = ("acronym",)
NEEDS: frozenset[str] = frozenset()

_ACRONYM = re.compile(r"(?<![\w&'@#£$€])(?P<letters>[A-Z][A-Z0-9&]{0,4}[A-Z0-9])(?:s|'s)?(?![\w&@])")
_ROMAN = re.compile(r"[IVX]+")
# Every part is bounded, so that a long word costs no more than its length.
# Within these, capitals are no acronyms: addresses, postcodes, references ("RB2024/1", "COVID-19"), dotted names ("GOV.UK").
_APART = re.compile(
    r"https?://\S+|www\.\S+|(?<!\S)[^\s@]{1,200}@\S{1,300}|(?<![\w.])\w{1,60}(?:\.\w{1,60}){0,8}\.(?:uk|com|org|net|gov|eu|int|info)\b\S*"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]{2,6}[-/ ]?\d{2,}(?:[-/.]\w+)*|\b\w{1,60}(?:/\w{0,20}\d\w{0,20})+"
    r"|\b[A-Z]{2,20}\.[A-Z]+\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]{2,160})\)")
_WORD = re.compile(r"[^\W\d_]+")
_FAR = 400  # characters: the words that an acronym stands for are nearer


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    paragraphs = [report.document.paragraph(s.paragraph) for p in parts if p.found for s in p.content]
    labels = {p.label for p in (*report.fields, *report.sections, *(a.row for a in report.approvals)) if p.label}
    allowed = {a.casefold() for a in options["allowed"]}
    explained = _explained(paragraphs)
    outside = {s.paragraph for p in selected(report, options["outside"]) for s in p.content}
    for paragraph in (p for p in paragraphs if p.ordinal not in outside):
        for start, end, letters in _used(paragraph.text):
            span = Span(paragraph.ordinal, start, end)
            if letters.casefold() in allowed or letters in explained or any(span.overlaps(x) for x in labels):
                continue
            explained.add(letters)
            yield Hit(span, letters, {"acronym": letters})


@lru_cache(maxsize=4096)
def _used(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where acronyms stand in a text, and their letters without a plural's."""
    plain, places = searchable(text)
    matches = list(_ACRONYM.finditer(plain))
    apart = [m.span() for m in _APART.finditer(plain) if any(c.isdigit() or c in ".@/" for c in m[0])] if matches else ()
    found = []
    shouted = _shouted(plain) if matches else []
    for match in matches:
        start, end = match.span()
        letters = match["letters"]
        if sum(c.isalpha() for c in letters) < 2 or _ROMAN.fullmatch(letters):
            continue
        if any(a < end and start < b for a, b in apart) or any(a <= start < b for a, b in shouted):
            continue
        found.append((start, end, letters) if places is None else (places[start], places[end - 1] + 1, letters))
    return tuple(found)


def _shouted(text: str) -> list[tuple[int, int]]:
    """Where the lines stand that have capitals only, acronyms' own small letters apart."""
    lines, at = [], 0
    for line in text.split("\n"):
        if not any(c.islower() for c in _ACRONYM.sub("", line)):
            lines.append((at, at + len(line)))
        at += len(line) + 1
    return lines


def _explained(paragraphs: Sequence[Paragraph]) -> set[str]:
    """The acronyms that stand somewhere beside the words they are made of."""
    known: set[str] = set()
    for at, paragraph in enumerate(paragraphs):
        plain, _ = searchable(paragraph.text)
        for brackets in _BRACKETS.finditer(plain):
            known |= _by_brackets(plain[max(0, brackets.start() - _FAR) : brackets.start()], brackets[1])
        # A list of abbreviations: each in a cell or before a tab or dash, its words beside it.
        head, _, rest = plain.replace(" - ", "\t").replace(": ", "\t").partition("\t")
        if not rest and paragraph.table is not None and at + 1 < len(paragraphs) and paragraphs[at + 1].row == paragraph.row:
            rest = paragraphs[at + 1].text
        match = _ACRONYM.fullmatch(head.strip())
        if match and _stands_for(match["letters"], rest):
            known.add(match["letters"])
    return known


def _by_brackets(before: str, inside: str) -> set[str]:
    """The acronyms in brackets after the words that they are made of, or the acronym before brackets that hold its words."""
    words = [w for w in before.split() if _WORD.search(w)]
    found = set()
    for match in _ACRONYM.finditer(inside) if len(inside.split()) <= 5 else ():
        if _is_made_of(match["letters"], words[-2 * len(match["letters"]) - 2 :]):
            found.add(match["letters"])
    last = _ACRONYM.search(words[-1]) if words and before.rstrip().endswith(words[-1]) else None
    if last and _stands_for(last["letters"], inside):
        found.add(last["letters"])
    return found


def _is_made_of(letters: str, words: Sequence[str]) -> bool:
    """Whether one of two or more words begins with the first letter and the other letters follow in the words from there."""
    wanted = [c for c in letters if c.isalpha()]
    text = " ".join(words).upper()
    starts = [m.start() for m in _WORD.finditer(text) if text[m.start()] == wanted[0]]
    return len(words) > 1 and any(_in_order(wanted, text[start:]) for start in starts)


def _in_order(letters: Sequence[str], text: str) -> bool:
    left = iter(text)
    return all(any(c == wanted for c in left) for wanted in letters)


def _stands_for(letters: str, words: str) -> bool:
    """Whether the acronym's letters begin these words, in order; words may be left over."""
    initials = [w[0].upper() for w in _WORD.findall(words)]
    return len(initials) > 1 and _in_order([c for c in letters if c.isalpha()], "".join(initials))
