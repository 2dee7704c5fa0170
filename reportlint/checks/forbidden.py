"""None of these stands in the text: phrases, patterns, patterned numbers, looks, styles, unfilled controls, comments.

phrases: words, found as whole words. replace: phrases and what to write for each. sure: those of them for which that is right in
any sentence, so that only in a quotation the change needs thought. patterns: regular expressions.
numbers: patterns for numbers with a `checksum` that must hold, and selector phrases of parts `outside` which they are sought.
looks: marks that a run of at least `words` words must bear together, as {kind: pattern of its value}. styles: patterns of
style names. controls: whether a content control that still shows its placeholder counts. comments: patterns of what a
comment says or who wrote it. except: patterns; what one of their matches covers is not said. remove: whether what is found
should go altogether, with the sentence that it is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlint.checks._marked import runs
from reportlint.checks._text import PATTERNS, PHRASES, quoted, selected, sentences
from reportlint.findings import Edit, Hit
from reportlint.language import literals, patterns
from reportlint.language.fold import fold, searchable
from reportlint.model import Document, Span
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
    "sure": {"type": "list", "schema": {"type": "string"}, "default": []},
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
    document = scene.report.document
    spans = [s for p in parts if p.found for s in p.content]
    sought = _sought(options, scene)
    looked = {n: hits for n, span in enumerate(spans) if (hits := list(_looks(span, document, options)))} if _has_looks(options) else {}
    for n in sorted({*looked, *_places(spans, sought, document)}):
        span, looks = spans[n], looked.get(n, ())
        for start, end, instead in _apart(_found(document.text(span), span, sought)):
            place = Span(span.paragraph, span.start + start, span.start + end)
            if not any(look.span.overlaps(place) for look in looks):
                yield _hit(place, instead, document, options)
        yield from looks
    if options["controls"] or options["comments"]:
        yield from _beside({s.paragraph for s in spans}, document, options)


@dataclass(frozen=True, slots=True)
class _Sought:
    """What may stand in the document at all. numbers: each with the paragraphs in which it is not sought."""

    phrases: tuple[str, ...]
    replace: tuple[str, ...]
    instead: Mapping[str, str]
    patterns: tuple[str, ...]
    numbers: Sequence[tuple[Mapping[str, Any], frozenset[int]]]
    but: tuple[str, ...]


def _places(spans: Sequence[Span], sought: _Sought, document: Document) -> Iterator[int]:
    """Which of the spans, by their index, may hold something of what is sought."""
    sources = (*sought.patterns, *(n["pattern"] for n, _ in sought.numbers))
    phrases = [literals.of_phrase(p) for p in (*sought.phrases, *sought.replace)]
    if sources:
        yield from patterns.among(sources, [document.text(s) for s in spans])
    for n, span in enumerate(spans) if phrases else ():
        said = literals.plainest(searchable(document.text(span))[0])
        said = " ".join(said.split())
        if any(p in said for p in phrases):
            yield n


def _sought(options: Mapping[str, Any], scene: Scene) -> _Sought:
    report, replace = scene.report, scene.worth_phrases(options["replace"])
    numbers = [n for n in options["numbers"] if scene.worth((n["pattern"],))]
    return _Sought(
        phrases=scene.worth_phrases(options["phrases"]),
        replace=replace,
        instead={fold(words): plain for words, plain in options["replace"].items()} if replace else {},
        patterns=scene.worth(options["patterns"]),
        numbers=[(n, frozenset(s.paragraph for p in selected(report, n.get("outside", ())) for s in p.content)) for n in numbers],
        but=scene.worth(options["except"]),
    )


def _found(text: str, span: Span, sought: _Sought) -> list[tuple[int, int, str]]:
    found = [*_words(text, sought), *_numbers(text, span, sought)]
    if not found:
        return []
    allowed = list(patterns.all_found(sought.but, text))
    return [x for x in found if not any(a < x[1] and x[0] < b for a, b in allowed)]


def _words(text: str, sought: _Sought) -> Iterator[tuple[int, int, str]]:
    """Where phrases and patterns stand, and what to write in their place."""
    if sought.phrases:
        yield from ((a, b, "") for a, b in patterns.found(patterns.phrases(sought.phrases), text))
    if sought.replace:
        yield from ((a, b, sought.instead[fold(text[a:b])]) for a, b in patterns.found(patterns.phrases(sought.replace), text))
    yield from ((a, b, "") for a, b in patterns.all_found(sought.patterns, text))


def _numbers(text: str, span: Span, sought: _Sought) -> Iterator[tuple[int, int, str]]:
    for number, outside in sought.numbers:
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


def _hit(span: Span, instead: str, document: Document, options: Mapping[str, Any]) -> Hit:
    if not instead:
        edits = (Edit("delete", _sentence(span, document), safe=False),) if options["remove"] else ()
        return Hit(span, None, {"instead": ""}, edits)
    written = document.text(span)
    text = instead[0].upper() + instead[1:] if written[0].isupper() else instead
    safe = fold(written) in {fold(s) for s in options["sure"]} and _own_words(span, document)
    return Hit(span, None, {"instead": instead}, (Edit("replace", span, text, safe),))


def _own_words(span: Span, document: Document) -> bool:
    """Whether the words are the author's, set like any others: neither quoted nor part of a name in capitals."""
    written, text = document.text(span), document.paragraph(span.paragraph).text
    return not quoted(text, span.start) and written[1:] == written[1:].lower() and any(c.islower() for c in written)


def _looks_so(span: Span, options: Mapping[str, Any]) -> Hit:
    """A hit on words that look like what should not be there; only they would go, and not the sentence around them."""
    return Hit(span, None, {"instead": ""}, (Edit("delete", span, safe=False),) if options["remove"] else ())


def _sentence(span: Span, document: Document) -> Span:
    """The sentences that a span is in; itself if it stands in brackets of its own."""
    text = document.paragraph(span.paragraph).text
    if text[span.start : span.start + 1] in ("(", "["):
        return span
    around = [(a, b) for a, b in sentences(text) if a < span.end and span.start < b]
    return Span(span.paragraph, around[0][0], around[-1][1]) if around else span


def _has_looks(options: Mapping[str, Any]) -> bool:
    return bool(options["looks"] or options["styles"])


def _looks(where: Span, document: Document, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Runs of words in this paragraph that look or are styled so, hyperlinks apart."""
    paragraph = document.paragraph(where.paragraph)
    if not paragraph.text.strip():
        return
    if options["styles"] and _is_named(paragraph.style_name or paragraph.style, tuple(options["styles"])):
        yield _looks_so(paragraph.span, options)
        return
    if not paragraph.marks:
        return
    links = [x.span for x in document.links if x.span.paragraph == paragraph.ordinal] if options["looks"] else []
    looks = [(look["marks"], look.get("words", 3)) for look in options["looks"]]
    looks += [({"style": source}, 1) for source in options["styles"]]
    seen: list[Span] = []
    for marks, words in looks:
        for span in runs(paragraph, marks, words):
            if not any(span.overlaps(x) for x in (*links, *seen)):
                seen.append(span)
                yield _looks_so(span, options)


@lru_cache(maxsize=1024)
def _is_named(style: str, sources: tuple[str, ...]) -> bool:
    return patterns.any_found(sources, style)


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
