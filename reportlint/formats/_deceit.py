"""Text that an eye and a program read differently, recorded whatever the format: characters unseen, letters of another alphabet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from reportlint.language.fold import LOOKALIKES
from reportlint.model import Document, Hidden, Paragraph, Span

_TURNS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
_ENDS = "\u202c\u2069"
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff" + _TURNS + _ENDS
#: An unseen character within a word of Latin letters, or one that turns the direction of what follows.
_ODD = re.compile(rf"(?<!\w)\w*[A-Za-z0-9\u00c0-\u024f][{_UNSEEN}]+[A-Za-z0-9\u00c0-\u024f][\w{_UNSEEN}]*|[{_TURNS}]\S*")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ALIKE = re.compile(f"[{''.join(map(chr, LOOKALIKES))}]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")


def told(document: Document) -> Document:
    """The document, with a record of each such word; its text stays as it is.

    A format that tells nothing of hidden text tells of these words, where there are any.
    """
    found = [hidden for p in document.paragraphs if not p.text.isascii() for hidden in _found(p)]
    return replace(document, hidden=(*document.hidden, *found), records=document.records | {"hidden"}) if found else document


def _found(paragraph: Paragraph) -> Iterator[Hidden]:
    text = paragraph.text
    turned = _RIGHT_TO_LEFT.search(text) is not None  # there such characters are needed
    for match in _ODD.finditer(text):
        odd = [c for c in match[0] if c in _UNSEEN]
        if not (turned and all(c in _TURNS + _ENDS for c in odd)):
            yield Hidden(Span(paragraph.ordinal, *match.span()), _named(match[0], _UNSEEN), "invisible")
    if _ALIKE.search(text):
        latin = paragraph.outline_level is not None and _LATIN.search(text) is not None
        for match in _WORD.finditer(text):
            alike = [c for c in match[0] if ord(c) in LOOKALIKES]
            rest = [c for c in match[0] if ord(c) not in LOOKALIKES]
            # A word of two alphabets; in a heading in Latin letters also one that is made of the other's lookalikes alone.
            if alike and ((any(_LATIN.match(c) for c in rest)) or (latin and not rest and len(alike) > 1)):
                yield Hidden(Span(paragraph.ordinal, *match.span()), _named(match[0], set(alike)), "lookalike")


def _named(word: str, odd: str | set[str]) -> str:
    """The word, and the names of the odd characters in it."""
    names = dict.fromkeys(unicodedata.name(c, f"U+{ord(c):04X}") for c in word if c in odd)
    shown = "".join(c for c in word if c not in _UNSEEN)
    return f"{shown} ({', '.join(list(names)[:3])})"
