"""Which template a document is written on, why, or why none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from reportlint.language import literals
from reportlint.language.fold import fold, searchable
from reportlint.language.numbers import number
from reportlint.language.patterns import any_found
from reportlint.model import Document
from reportlint.report import Spec, Template

_FIRST_LINES = 14
_MARK = 0.25
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Score:
    """How well a template fits. share: of its labels, titles and roles, from 0 to 1; total: with its marks; missing: titles."""

    template: Template
    share: float
    total: float
    found: int
    missing: tuple[str, ...]
    marked: bool

    @property
    def why(self) -> str:
        of = self.found + len(self.missing)
        words = f"{self.found} of its {of} labels, headings and roles are there"
        return words + (", and its first lines say so" if self.marked else "")


def scores(document: Document, templates: Iterable[Template]) -> list[Score]:
    """Every template's score, the best first; at equal scores in the order given."""
    lines = _lines(document)
    return sorted((_score(t, *lines) for t in templates), key=lambda s: -s.total)


def best(ranked: list[Score]) -> Score | None:
    """The best score that is good enough, None if there is none: a guess would be worse than a refusal."""
    return next((s for s in ranked if s.template.recognition.enabled and s.share >= s.template.recognition.least), None)


def refusal(ranked: list[Score]) -> str:
    """In words, which template came nearest and what of it is missing."""
    nearest = max((s for s in ranked if s.template.recognition.enabled), key=lambda s: s.share, default=None)
    if nearest is None:
        return "No template is known."
    missing = ", ".join(f"'{t}'" for t in nearest.missing[:_NAMED]) + (" and more" if len(nearest.missing) > _NAMED else "")
    return f"The nearest is '{nearest.template.name}': {nearest.why}, but not {missing}."


def _lines(document: Document) -> tuple[list[str], frozenset[str], list[str], str]:
    """The first lines as written; every line folded, with its number and without, and these sorted; the first lines made plain."""
    first: list[str] = []
    folded: set[str] = set()
    for paragraph in document.flow:
        for line in paragraph.text.split("\n"):
            if not line.strip():
                continue
            if len(first) < _FIRST_LINES:
                first.append(line)
            folded.update(map(fold, (line, *(line.split(" / ") if " / " in line else ()))))
        typed = number(paragraph)
        if typed is not None and typed.end:
            folded.add(fold(paragraph.text[typed.end :]))
    return first, frozenset(folded), sorted(folded), literals.plainest(searchable("\n".join(first))[0])


def _score(template: Template, first: list[str], folded: frozenset[str], ordered: list[str], said: str) -> Score:
    specs: list[Spec] = [*template.fields, *template.sections]
    if template.approvals:
        specs += template.approvals.rows
    specs = [s for s in specs if s.required and (s.layout != "bare" or s.patterns)]
    missing = tuple(s.title for s in specs if not _there(s, folded, ordered, first))
    found = len(specs) - len(missing)
    share = found / len(specs) if specs else 0.0
    marked, against = (_marked(marks, first, said) for marks in (template.recognition.marks, template.recognition.against))
    return Score(template, share, share + _MARK * marked - _MARK * against, found, missing, marked)


def _marked(marks: Iterable[str], first: list[str], said: str) -> bool:
    """Whether one of these patterns stands on one of the first lines. said: the lines made plain."""
    worth = literals.worth(marks, said.__contains__)
    return any(any_found(worth, line) for line in first)


def _there(spec: Spec, folded: frozenset[str], ordered: list[str], first: list[str]) -> bool:
    """Whether a line is a title of this part, or begins with one of several words; without a label, whether its words are there."""
    if spec.layout == "bare":
        return any(any_found(spec.patterns, line) for line in first)
    titles = [fold(t) for t in (spec.choices if spec.layout == "answer" else spec.titles)]
    alone = spec.layout == "lead-in"
    return any(t in folded for t in titles) or any((alone or " " in t) and _begins(t + " ", ordered) for t in titles)


def _begins(start: str, ordered: list[str]) -> bool:
    at = bisect_left(ordered, start)
    return at < len(ordered) and ordered[at].startswith(start)
