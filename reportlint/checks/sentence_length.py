"""No sentence has more than `max` words; an item of a list, or what follows a colon with a capital, counts by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import sentences
from reportlint.findings import Hit
from reportlint.language.fold import words
from reportlint.language.numbers import typed_number
from reportlint.model import Span
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {"max": {"type": "integer", "min": 1, "required": True}}
FACTS = ("words", "max")
NEEDS: frozenset[str] = frozenset()

_COLON = re.compile(r":\s+(?=[A-Z(\[{\"'\u201c\u2018])")


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    document, most = scene.report.document, options["max"]
    for span in (s for p in parts if p.found for s in p.content):
        text = document.text(span)
        number = typed_number(text)
        begin = number.end if number else 0
        for start, end in sentences(text[begin:]):
            sentence = text[begin + start : begin + end]
            if len(sentence.split()) <= most:  # in most sentences there is nothing to count
                continue
            count = max(words(piece) for piece in _COLON.split(sentence))
            if count > most:
                at = Span(span.paragraph, span.start + begin + start, span.start + begin + end)
                yield Hit(at, None, {"words": count, "max": most})
