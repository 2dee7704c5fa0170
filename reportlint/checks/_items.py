"""A list in a cover field read as items: their numbers, typed or made by Word, and the line that introduces them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportlint.language.fold import plain
from reportlint.model import Span
from reportlint.report import Part, Report

_TOKEN = r"(\d{1,2}|[A-Za-z]|[ivx]{2,5})"
_TYPED = re.compile(rf"\s*(?:\(\s*{_TOKEN}\s*\)|{_TOKEN}[.):](?!\d))\s+|\s*(\d{{1,2}})(?:\s+-)?\s+(?=[A-Z])")
_DOTTED = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})+)\.?\s+")
_MADE = re.compile(r"\(?\s*(\d{1,2}|[A-Za-z]|[ivxIVX]{2,5})\s*[.):]*")
_ROMAN = {n: i for i, n in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"), 1)}
_MADE_DOTTED = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})+)\.?\s*")
_BULLET = re.compile(r"\s*[\u2022\u25cf\u25aa\u00b7*\u2023\u25e6-]\s+")


@dataclass(frozen=True, slots=True)
class Item:
    """A line. span: all of it; text: without its number or bullet; number: as printed, "" without one.

    form: "digit", "letter", "roman", "dotted" or "". value: what the number counts, 0 without one; a letter that is also
    roman counts as a letter, its roman value is in `roman`. stem: whether it only introduces what follows ("…:").
    """

    span: Span
    text: str
    number: str = ""
    form: str = ""
    value: int = 0
    roman: int = 0

    @property
    def stem(self) -> bool:
        return not self.number and self.text.rstrip().endswith(":")


def items(report: Report, part: Part) -> list[Item]:
    """The lines of a part as items."""
    return [_item(report, span, text) for span, text in report.lines(part)]


def _item(report: Report, span: Span, text: str) -> Item:
    paragraph = report.document.paragraph(span.paragraph)
    said = plain(text)
    first = span.start == 0 or not paragraph.text[: span.start].strip()
    tiered = _MADE_DOTTED.fullmatch(paragraph.number) if first else None
    if tiered is not None:
        return Item(span, text.strip(), tiered[1], "dotted", int(tiered[1].rpartition(".")[2]))
    made = _MADE.fullmatch(paragraph.number.strip()) if first else None
    if made is not None:
        return _numbered(span, text.strip(), paragraph.number, made[1])
    bullet = _BULLET.match(said)
    start = bullet.end() if bullet else 0
    dotted = _DOTTED.match(said, start)
    if dotted is not None:
        return Item(span, text[dotted.end() :].strip(), dotted[1], "dotted", int(dotted[1].rpartition(".")[2]))
    typed = _TYPED.match(said, start)
    if typed is not None:
        token = next(g for g in typed.groups() if g)
        return _numbered(span, text[typed.end() :].strip(), typed[0].strip(), token)
    return Item(span, text[start:].strip())


def _numbered(span: Span, text: str, printed: str, token: str) -> Item:
    roman = _ROMAN.get(token.casefold(), 0)
    if token.isdigit():
        return Item(span, text, printed, "digit", int(token))
    if len(token) == 1:
        return Item(span, text, printed, "letter", ord(token.casefold()) - ord("a") + 1, roman)
    return Item(span, text, printed, "roman", roman, roman) if roman else Item(span, text)


def top(listed: Sequence[Item]) -> list[Item]:
    """The numbered items of the form that comes first: those of another form are nested in them."""
    numbered = [i for i in listed if i.number]
    if not numbered:
        return []
    first = numbered[0]
    if first.form == "letter" and first.roman == 1:  # "i." begins a roman list
        return [i if i.form == "roman" else _roman(i) for i in numbered if i.form == "roman" or i.roman]
    return [i for i in numbered if i.form == first.form]


def _roman(item: Item) -> Item:
    return Item(item.span, item.text, item.number, "roman", item.roman, item.roman)
