"""Where the part refers to a paragraph of this report by its number, there is such a paragraph.

words: patterns of what stands before the number. own: what may follow "of" where the paragraph belongs to this report.
The fact {number} is the number that no paragraph bears.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._citations import citations
from reportlint.checks._text import within
from reportlint.findings import Hit
from reportlint.language.fold import searchable
from reportlint.language.numbers import number
from reportlint.report import Part, Report
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "words": {"type": "list", "schema": {"type": "string"}, "required": True, "minlength": 1, "meta": {"pattern": True}},
    "own": {"type": "list", "schema": {"type": "string"}, "default": []},
}
FACTS = ("number",)
NEEDS: frozenset[str] = frozenset()

_ELSEWHERE = re.compile(r"\s*[,(]?\s*(?:of|to|in)\s+(.+)", re.DOTALL)


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    there = _numbers(scene.report)
    for part in parts:
        for span, text in scene.report.lines(part) if part.found else ():
            said, places = searchable(text)
            for match in citations(tuple(options["words"])).finditer(said):
                wanted = match["number"].rstrip(".")
                if wanted in there or _foreign(said[match.end() :], options["own"]):
                    continue
                start, end = match.span() if places is None else (places[match.start()], places[match.end() - 1] + 1)
                yield Hit(within(span, start, end), part.id, {"title": part.title, "number": wanted})


def _numbers(report: Report) -> frozenset[str]:
    """The numbers of the report's paragraphs and sections, without the signs around them."""
    found = (number(p) for p in report.paragraphs)
    return frozenset(".".join(map(str, n.values)) for n in found if n is not None)


def _foreign(after: str, own: Sequence[str]) -> bool:
    """Whether what follows says that the paragraph is another document's."""
    match = _ELSEWHERE.match(after)
    return match is not None and not any(match[1].casefold().startswith(o.casefold()) for o in own)
