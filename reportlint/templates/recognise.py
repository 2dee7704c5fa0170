"""Which template a document is written on, why, or why none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from reportlint.language import literals
from reportlint.language.fold import fold, searchable
from reportlint.language.numbers import number
from reportlint.language.patterns import any_found
from reportlint.model import Document
from reportlint.report import Spec, Template

_FIRST_LINES = 14
_MARK = 0.25
_NAMED = 5


class Sign(NamedTuple):
    """What tells that one part is there: a line that is one of `lines` or begins with one of `starts`, all folded, or one of the
    first lines that one of `patterns` matches.
    """

    title: str
    lines: tuple[str, ...]
    starts: tuple[str, ...]
    patterns: tuple[str, ...]


class Signs(NamedTuple):
    """All that a template is told by: so little that it need not be loaded for that."""

    name: str
    marks: tuple[str, ...]
    against: tuple[str, ...]
    least: float
    enabled: bool
    parts: tuple[Sign, ...]


def signs(template: Template) -> Signs:
    """What this template is told by."""
    specs: list[Spec] = [*template.fields, *template.sections]
    if template.approvals:
        specs += template.approvals.rows
    parts = tuple(_sign(s) for s in specs if s.required and (s.layout != "bare" or s.patterns))
    recognition = template.recognition
    return Signs(template.name, recognition.marks, recognition.against, recognition.least, recognition.enabled, parts)


def _sign(spec: Spec) -> Sign:
    """A line that is a title of the part, or begins with one of several words; without a label, its patterns."""
    if spec.layout == "bare":
        return Sign(spec.title, (), (), spec.patterns)
    titles = tuple(fold(t) for t in (spec.choices if spec.layout == "answer" else spec.titles))
    alone = spec.layout == "lead-in"
    return Sign(spec.title, titles, tuple(f"{t} " for t in titles if alone or " " in t), ())


@dataclass(frozen=True, slots=True)
class Score:
    """How well a template fits. share: of its labels, titles and roles, from 0 to 1; total: with its marks; missing: titles."""

    signs: Signs
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


def scores(document: Document, templates: Iterable[Signs]) -> list[Score]:
    """The score of every template, by its signs, the best first; at equal scores in the order given."""
    lines = _lines(document)
    return sorted((_score(t, *lines) for t in templates), key=lambda s: -s.total)


def best(ranked: list[Score]) -> Score | None:
    """The best score that is good enough, None if there is none: a guess would be worse than a refusal."""
    return next((s for s in ranked if s.signs.enabled and s.share >= s.signs.least), None)


def refusal(ranked: list[Score]) -> str:
    """In words, which template came nearest and what of it is missing."""
    nearest = max((s for s in ranked if s.signs.enabled), key=lambda s: s.share, default=None)
    if nearest is None:
        return "No template is known."
    missing = ", ".join(f"'{t}'" for t in nearest.missing[:_NAMED]) + (" and more" if len(nearest.missing) > _NAMED else "")
    return f"The nearest is '{nearest.signs.name}': {nearest.why}, but not {missing}."


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


def _score(signs: Signs, first: list[str], folded: frozenset[str], ordered: list[str], said: str) -> Score:
    missing = tuple(sign.title for sign in signs.parts if not _there(sign, folded, ordered, first))
    found = len(signs.parts) - len(missing)
    share = found / len(signs.parts) if signs.parts else 0.0
    marked, against = (_marked(marks, first, said) for marks in (signs.marks, signs.against))
    return Score(signs, share, share + _MARK * marked - _MARK * against, found, missing, marked)


def _marked(marks: Iterable[str], first: list[str], said: str) -> bool:
    """Whether one of these patterns stands on one of the first lines. said: the lines made plain."""
    worth = literals.worth(marks, said.__contains__)
    return any(any_found(worth, line) for line in first)


def _there(sign: Sign, folded: frozenset[str], ordered: list[str], first: list[str]) -> bool:
    if sign.patterns:
        return any(any_found(sign.patterns, line) for line in first)
    return not folded.isdisjoint(sign.lines) or any(_begins(start, ordered) for start in sign.starts)


def _begins(start: str, ordered: list[str]) -> bool:
    at = bisect_left(ordered, start)
    return at < len(ordered) and ordered[at].startswith(start)
