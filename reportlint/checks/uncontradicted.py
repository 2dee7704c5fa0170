"""What the part claims is not contradicted elsewhere in the report.

The claim is a sentence of the part that matches `claim`, or a first line that is wholly one of `claim_line`, or the answer
`claim_answer` to a choice field. Evidence is a sentence of the parts `elsewhere` that matches one of `evidence` (or of
`evidence_for` under the part's id) and, where given, one of `beside`; matches of `except` are first taken out of it. With
`not_naming`, a sentence that names the committee of such a part is no evidence. The finding lies on the claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from reportlint.checks import _bodies
from reportlint.checks._text import PATTERNS, PATTERNS_BY_NAME, PHRASES, first_match, selected, sentences, within, without
from reportlint.findings import Hit
from reportlint.language.fold import fold
from reportlint.language.patterns import among, wholly
from reportlint.model import Span
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "claim": PATTERNS,
    "claim_line": PATTERNS,
    "claim_answer": {"type": "list", "schema": {"type": "string"}, "default": []},
    "evidence": PATTERNS,
    "evidence_for": PATTERNS_BY_NAME,
    "beside": PATTERNS,
    "except": PATTERNS,
    "elsewhere": PHRASES,
    "not_naming": PHRASES,
}
FACTS = ("evidence", "where")
NEEDS: frozenset[str] = frozenset()

_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    span: Span


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    said: list[_Sentence] | None = None
    for part in parts:
        claim = _claim(part, options, scene) if part.found and part.content else None
        if claim is None:
            continue
        if said is None:
            said = list(_sentences(options, scene))
        evidence = (*options["evidence"], *options["evidence_for"].get(part.id, ()))
        found = _evidence(said, evidence, options, {s.paragraph for s in part.content})
        if found is not None:
            yield Hit(claim, part.id, {"title": part.title, "evidence": found[1], "where": _where(scene, found[0])})


def _claim(part: Part, options: Mapping[str, Any], scene: Scene) -> Span | None:
    lines = scene.report.lines(part)
    if not lines:
        return None
    if scene.report.answers.get(part.id or "") in {fold(a) for a in options["claim_answer"]}:
        return lines[0][0]
    if options["claim_line"] and wholly(options["claim_line"], lines[0][1]):
        return lines[0][0]
    for span, text in lines if options["claim"] else ():
        for start, end in sentences(text):
            if first_match(options["claim"], text[start:end]) is not None:
                return within(span, start, end)
    return None


def _sentences(options: Mapping[str, Any], scene: Scene) -> Iterator[_Sentence]:
    """The sentences that may be evidence."""
    named: set[str] = set()
    for part in selected(scene.report, options["not_naming"]):
        named |= set(_bodies.pieces(scene.report.text(part)))
    lines = [line for p in selected(scene.report, options["elsewhere"]) if p.found for line in scene.report.lines(p)]
    said = [(span, start, end, text[start:end]) for span, text in lines for start, end in sentences(text)]
    # What is taken out of a sentence may bring two words of evidence together.
    telling = scene.worth((*options["evidence"], *chain(*options["evidence_for"].values()), *options["except"]))
    for n in sorted(among(telling, [sentence for *_, sentence in said])):
        span, start, end, sentence = said[n]
        words = f" {fold(sentence)} " if named else ""
        if not any(f" {name} " in words for name in named):
            yield _Sentence(sentence, within(span, start, end))


def _evidence(
    said: Sequence[_Sentence], patterns: Sequence[str], options: Mapping[str, Any], own: set[int]
) -> tuple[_Sentence, str] | None:
    """The first sentence that is evidence, and the words to quote from it."""
    for sentence in said:
        if sentence.span.paragraph in own:
            continue
        text = without(options["except"], sentence.text)
        match = first_match(patterns, text)
        if match is None or (options["beside"] and first_match(options["beside"], text) is None):
            continue
        whole = len(sentence.text) <= _LONGEST_QUOTE
        quote = sentence.text if whole else sentence.text[match[0] : match[1]]
        return sentence, " ".join(quote.split()).rstrip(".")
    return None


def _where(scene: Scene, sentence: _Sentence) -> str:
    """The title of the section or field that a sentence stands in."""
    paragraph = sentence.span.paragraph
    owner = scene.report.section_of.get(paragraph) or scene.report.field_of.get(paragraph)
    return owner.title if owner else scene.report.template.title
