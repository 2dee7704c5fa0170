"""An answer, the line above the cover, the markings in the document and the legal grounds named all say the same.

closed, open: answers that say that something is withheld, or that nothing is. above: the selector phrase of the line above
the cover, with patterns of such lines in above_closed and above_open. markings: patterns of a short line, in any story of
the document, that marks it as withheld. numbers: patterns whose first group holds the numbers of the grounds; grounds: for
each number the patterns of its description. The facts {own} and {other} quote the two places that differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PATTERNS, PATTERNS_BY_NAME, first_match, selected, within
from reportlint.findings import Hit
from reportlint.language.fold import fold, searchable
from reportlint.language.patterns import among, found, pattern
from reportlint.model import Span
from reportlint.report import Part, Report
from reportlint.scene import Scene

_ANSWERS = {"type": "list", "schema": {"type": "string"}, "default": []}
OPTIONS: Mapping[str, Any] = {
    "closed": _ANSWERS,
    "open": _ANSWERS,
    "above": {"type": "string", "required": True, "meta": {"expected": "a selector phrase"}},
    "above_closed": PATTERNS,
    "above_open": PATTERNS,
    "markings": PATTERNS,
    "longest_marking": {"type": "integer", "min": 1, "default": 25, "meta": {"expected": "a number of words"}},
    "numbers": PATTERNS,
    "grounds": PATTERNS_BY_NAME,
    "context": PATTERNS,
}
FACTS = ("own", "other")
NEEDS: frozenset[str] = frozenset()

_DIGITS = re.compile(r"\d+")


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    for part in parts:
        lines = report.lines(part) if part.found else []
        if not lines:
            continue
        answer = report.answers.get(part.id or "", "")
        said = options["closed"], options["open"]
        closed, open = (answer in {fold(a) for a in answers} for answers in said)
        other = _above(report, options, "above_closed" if open else "above_open") if open or closed else None
        if other:
            yield Hit(lines[0][0], part.id, {"title": part.title, "own": _short(lines[0][1]), "other": other})
        elif open:
            for span, text in _markings(report, options, {s.paragraph for s in (*part.content, part.anchor)}):
                yield Hit(span, part.id, {"title": part.title, "own": _short(text), "other": _short(lines[0][1])})
                break
        yield from _grounds(report, part, options)


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:12]) + ("…" if len(words) > 12 else "")


def _above(report: Report, options: Mapping[str, Any], kind: str) -> str | None:
    """The line above the cover, if it is of this kind."""
    for part in selected(report, [options["above"]]):
        text = report.text(part)
        if part.found and first_match(options[kind], text) is not None:
            return _short(text)
    return None


def _markings(report: Report, options: Mapping[str, Any], own: set[int]) -> Iterator[tuple[Span, str]]:
    """The short lines that mark the report as withheld; what follows the report in the same file is not looked at."""
    lines: list[tuple[Span, str]] = []
    for paragraph in report.document.paragraphs:
        beyond = paragraph.in_flow and not report.first <= paragraph.ordinal <= report.last
        if beyond or paragraph.ordinal in own:
            continue
        start = 0
        for line in paragraph.text.split("\n"):
            if line.strip() and len(line.split()) <= options["longest_marking"]:
                lines.append((Span(paragraph.ordinal, start, start + len(line)), line.strip()))
            start += len(line) + 1
    for n in sorted(among(options["markings"], [text for _, text in lines])):
        if first_match(options["markings"], lines[n][1]) is not None:
            yield lines[n]


def _grounds(report: Report, part: Part, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Numbers of grounds beside the description of others."""
    own = "\n".join(t for _, t in report.lines(part))
    if (fault := _pairing(own, options)) is not None:
        place = next(((s, t) for s, t in report.lines(part) if fault[0] in t), report.lines(part)[0])
        start = max(place[1].find(fault[0]), 0)
        yield Hit(within(place[0], start, start + len(fault[0])), part.id, {"title": part.title, "own": fault[0], "other": fault[1]})
        return
    for n in sorted(among(options["context"], [p.text for p in report.paragraphs])):
        paragraph = report.paragraphs[n]
        if first_match(options["context"], paragraph.text) is None:
            continue
        if (fault := _pairing(paragraph.text, options)) is not None:
            start = max(paragraph.text.find(fault[0]), 0)
            span = Span(paragraph.ordinal, start, start + len(fault[0]))
            yield Hit(span, part.id, {"title": part.title, "own": fault[0], "other": fault[1]})
            return


def _pairing(text: str, options: Mapping[str, Any]) -> tuple[str, str] | None:
    """The words that give a ground's number, and the description beside them that is another's."""
    said, _ = searchable(text)
    cited = [m for source in options["numbers"] for m in pattern(source).finditer(said)]
    numbers = {n for m in cited for n in _DIGITS.findall(m.group(1))}
    described = {n: text[a:b] for n, sources in options["grounds"].items() for s in sources for a, b in list(found(pattern(s), text))[:1]}
    if not numbers or not described or numbers & described.keys():
        return None
    return cited[0].group().strip(" ,;:.()"), next(iter(described.values()))
