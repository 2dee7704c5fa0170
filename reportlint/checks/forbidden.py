"""None of these stands in the text: phrases, patterns, patterned numbers, looks, styles, unfilled controls, comments.

phrases: words, found as whole words. replace: phrases and what to write for each. patterns: regular expressions.
numbers: patterns for numbers with a `checksum` that must hold, and selector phrases of parts `outside` which they are sought.
looks: marks that a run of at least `words` words must bear together, as {kind: pattern of its value}. styles: patterns of
style names. controls: whether a content control that still shows its placeholder counts. comments: patterns of what a
comment says or who wrote it. except: patterns; what one of their matches covers is not said. remove: whether what is found
should go altogether, with the sentence that it is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._marked import runs
from reportlint.checks._text import PATTERNS, PHRASES, selected, sentences
from reportlint.findings import Edit, Hit
from reportlint.language import patterns
from reportlint.language.fold import fold
from reportlint.model import Document, Paragraph, Span
from reportlint.report import Part
from reportlint.scene import Scene

_NUMBER: Mapping[str, Any] = {
    "pattern": {"type": "string", "required": True, "meta": {"pattern": True}},
    "checksum": {"type": "string", "allowed": ["none", "nhs-number"], "default": "none"},
    "outside": PHRASES,
}
_LOOK: Mapping[str, Any] = {
    "marks": {"type": "dict", "valuesrules": {"type": "string"}, "meta": {"pattern": True}, "required": True},
    "words": {"type": "integer", "min": 1, "default": 3},
}
OPTIONS: Mapping[str, Any] = {
    "phrases": {"type": "list", "schema": {"type": "string"}, "default": []},
    "replace": {"type": "dict", "keysrules": {"type": "string"}, "valuesrules": {"type": "string"}, "default": {}},
    "patterns": PATTERNS,
    "numbers": {"type": "list", "schema": {"type": "dict", "schema": _NUMBER}, "default": []},
    "looks": {"type": "list", "schema": {"type": "dict", "schema": _LOOK}, "default": []},
    "styles": PATTERNS,
    "controls": {"type": "boolean", "default": False},
    "comments": PATTERNS,
    "except": PATTERNS,
    "remove": {"type": "boolean", "default": False},
}
FACTS = ("instead",)
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    spans = [s for p in parts if p.found for s in p.content]
    closed = [(n, frozenset(s.paragraph for p in selected(report, n.get("outside", ())) for s in p.content)) for n in options["numbers"]]
    for span in spans:
        text = report.document.text(span)
        allowed = list(patterns.all_found(options["except"], text))
        found = [*_words(text, options), *_numbers(text, span, closed)]
        found = [x for x in found if not any(a < x[1] and x[0] < b for a, b in allowed)]
        looks = list(_looks(report.document.paragraph(span.paragraph), report.document, options))
        for start, end, instead in _apart(found):
            place = Span(span.paragraph, span.start + start, span.start + end)
            if not any(look.span.overlaps(place) for look in looks):
                yield _hit(place, instead, report.document, options["remove"])
        yield from looks
    yield from _beside({s.paragraph for s in spans}, report.document, options)


def _words(text: str, options: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    """Where phrases and patterns stand, and what to write in their place."""
    yield from ((a, b, "") for a, b in patterns.found(patterns.phrases(tuple(options["phrases"])), text))
    instead = {fold(words): plain for words, plain in options["replace"].items()}
    yield from ((a, b, instead[fold(text[a:b])]) for a, b in patterns.found(patterns.phrases(tuple(options["replace"])), text))
    yield from ((a, b, "") for a, b in patterns.all_found(options["patterns"], text))


def _numbers(text: str, span: Span, closed: Sequence[tuple[Mapping[str, Any], frozenset[int]]]) -> Iterator[tuple[int, int, str]]:
    for number, outside in closed:
        if span.paragraph in outside:
            continue
        for start, end in patterns.found(patterns.pattern(number["pattern"]), text):
            if number.get("checksum") != "nhs-number" or _nhs(text[start:end]):
                yield start, end, ""


def _nhs(text: str) -> bool:
    """Whether the ten digits end in the NHS number's check digit (modulus 11)."""
    digits = [int(c) for c in text if c.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check_digit = 11 - sum(d * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return check_digit % 11 == digits[9]


def _apart(found: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The matches in reading order; of those that overlap, the first and longest."""
    end = -1
    for match in sorted(found, key=lambda x: (x[0], -x[1])):
        if match[0] >= end:
            end = match[1]
            yield match


def _hit(span: Span, instead: str, document: Document, remove: bool) -> Hit:
    if not instead:
        return Hit(span, None, {"instead": ""}, (Edit("delete", _sentence(span, document), safe=False),) if remove else ())
    written = document.text(span)
    text = instead[0].upper() + instead[1:] if written[0].isupper() else instead
    return Hit(span, None, {"instead": instead}, (Edit("replace", span, text),))


def _sentence(span: Span, document: Document) -> Span:
    """The sentences that a span is in; itself if it stands in brackets of its own."""
    text = document.paragraph(span.paragraph).text
    if text[span.start : span.start + 1] in ("(", "["):
        return span
    around = [(a, b) for a, b in sentences(text) if a < span.end and span.start < b]
    return Span(span.paragraph, around[0][0], around[-1][1]) if around else span


def _looks(paragraph: Paragraph, document: Document, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Runs of words that look or are styled so, hyperlinks apart."""
    if not paragraph.text.strip():
        return
    if options["styles"] and patterns.any_found(tuple(options["styles"]), paragraph.style_name or paragraph.style):
        yield _hit(paragraph.span, "", document, options["remove"])
        return
    links = [x.span for x in document.links if x.span.paragraph == paragraph.ordinal] if options["looks"] else []
    looks = [(look["marks"], look.get("words", 3)) for look in options["looks"]]
    looks += [({"style": source}, 1) for source in options["styles"]]
    seen: list[Span] = []
    for marks, words in looks:
        for span in runs(paragraph, marks, words):
            if not any(span.overlaps(x) for x in (*links, *seen)):
                seen.append(span)
                yield _hit(span, "", document, options["remove"])


def _beside(paragraphs: set[int], document: Document, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Unfilled controls, and comments."""
    for control in document.controls if options["controls"] else ():
        if control.unfilled and control.spans and control.spans[0].paragraph in paragraphs:
            words = re.sub(r"\s+", " ", control.placeholder).strip() or control.alias or control.tag
            yield Hit(control.spans[0], None, {"instead": "", "text": words})
    for comment in document.comments if options["comments"] else ():
        said = f"{comment.author}\n{comment.text}"
        if comment.span.paragraph in paragraphs and patterns.any_found(tuple(options["comments"]), said):
            yield Hit(comment.span, None, {"instead": "", "text": comment.text})

