"""The numbered sections of a report: by heading style, by typed number and bold, by title.

A heading is told by several signs at once, since every author marks headings differently. Each paragraph that could be one
becomes a `Candidate` with its evidence; then each section of the template takes the best of its candidates. So a numbered
list item, a table of contents, a page header or a mention of a title in prose is no section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reportlint.language.fold import fold
from reportlint.language.numbers import Number, number
from reportlint.model import Document, Paragraph, Span
from reportlint.report import Spec, Template
from reportlint.templates import _within
from reportlint.templates._matching import bearer, nearest

_LONGEST_TITLE = 25  # words; a longer paragraph is prose
_CONTENTS_STYLE = re.compile(r"(?i)^(toc\b|toc\d|contents|table of contents)")
_CONTENTS_LINE = re.compile(r"\S(?:\t| ?\.{3,} ?|\s{3,}|…+)\s*\d{1,3}$")
_TAIL = 300  # characters of a line in which its page number stands
# How alike a changed title must be. In the gap between its neighbours, or with its own number, less will do.
_NEAR, _IN_GAP, _OWN_NUMBER, _LEAST = 0.78, 0.28, 0.1, 0.4
_SLIP = 0.88  # a bare line is a heading only if it is one slip of the keyboard away


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that may head a section. title: its text without the number.

    strong: it looks like a heading (a heading style, or bold throughout). run: it stands among numbered items of a list.
    led: the paragraph after it bears its number ("7.1" after "7. Legal"). rest: what follows the title on its own line, for a
    section whose title leads into it.
    """

    paragraph: Paragraph
    number: Number | None
    title: Span
    text: str
    strong: bool
    run: bool
    led: bool
    spec: Spec | None = None
    match: str = "exact"
    rest: Span | None = None

    @property
    def ordinal(self) -> int:
        return self.paragraph.ordinal

    @property
    def top(self) -> int | None:
        """Its section number, None if it has none or one of a lower level."""
        return self.number.values[0] if self.number and len(self.number.values) == 1 else None

    @property
    def evidence(self) -> int:
        """4 styled or bold with a number … 0 a mere list item or a bare line."""
        if self.strong:
            return 4 if self.top is not None else 3
        if self.run:
            return 0
        return 2 if self.led else (1 if self.top is not None else 0)


def contents(paragraphs: Iterable[Paragraph]) -> frozenset[int]:
    """The paragraphs of a table of contents."""
    return frozenset(p.ordinal for p in paragraphs if _in_contents(p.style_name or p.style) or _ends_in_page(p.text.rstrip()))


@lru_cache(maxsize=1024)
def _in_contents(style: str) -> bool:
    return bool(_CONTENTS_STYLE.match(style))


def _ends_in_page(line: str) -> bool:
    return line[-1:].isdigit() and bool(_CONTENTS_LINE.search(line[-_TAIL:]))


def sections(document: Document, template: Template, paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """The headings of sections among these paragraphs, in reading order; those not in the template have no spec."""
    inner = {fold(t) for s in template.sections if s.within for t in s.titles}
    template = replace(template, sections=tuple(s for s in template.sections if not s.within))
    candidates = _candidates(paragraphs, styled="styles" in document.records)
    candidates = _with_leads(candidates, paragraphs, template)
    candidates = [c for c in candidates if fold(c.text) not in inner]
    exact = _exact(candidates, template)
    near = _near(candidates, exact, template)
    return _with_unknown(candidates, sorted([*exact, *near], key=lambda c: c.ordinal), template)


def _candidates(paragraphs: Sequence[Paragraph], styled: bool) -> list[Candidate]:
    filled = [p for p in paragraphs if p.text.strip() and p.table is None]
    numbers = [number(p) for p in filled]
    found = []
    for at, (p, n) in enumerate(zip(filled, numbers, strict=True)):
        text = p.text[n.end :] if n else p.text
        if not text.strip() or len(text.split()) > _LONGEST_TITLE or "\n" in text.strip():
            continue
        strong = p.outline_level is not None or p.marked("bold")
        if not strong and p.list_depth is not None and (n is None or len(n.values) > 1 or (styled and not _alone(at, filled, numbers))):
            continue
        start = p.text.index(text.strip(), n.end if n else 0)
        title = Span(p.ordinal, start, start + len(text.strip()))
        run = p.outline_level is None and not _alone(at, filled, numbers)
        found.append(Candidate(p, n, title, text.strip(), strong, run, _led(at, numbers)))
    return found


def _with_leads(candidates: list[Candidate], paragraphs: Sequence[Paragraph], template: Template) -> list[Candidate]:
    """The candidates and, for sections whose title leads into their first line, the lines that begin with one, or seem to."""
    specs = [s for s in template.sections if s.layout == "lead-in"]
    if not specs:
        return candidates
    made = {c.ordinal: c for c in candidates}
    for p in (p for p in paragraphs if p.text.strip() and p.table is None):
        found = _within.match(p, p.span, specs) or _within.near(p, p.span, specs)
        if found is not None:
            lead = found[1]
            made[p.ordinal] = Candidate(p, number(p), lead.title, lead.text, lead.styled, False, False, rest=lead.rest)
    return sorted(made.values(), key=lambda c: c.ordinal)


def _alone(at: int, filled: Sequence[Paragraph], numbers: Sequence[Number | None]) -> bool:
    """Whether neither neighbour is the item of a list that this one could belong to."""
    own = numbers[at]
    if own is None or len(own.values) != 1:
        return filled[at].list_depth is None
    for beside, step in ((at - 1, -1), (at + 1, 1)):
        if 0 <= beside < len(filled):
            other = numbers[beside]
            if other is not None and len(other.values) == 1 and other.values[0] == own.values[0] + step:
                return False
    return True


def _led(at: int, numbers: Sequence[Number | None]) -> bool:
    own = numbers[at]
    following = numbers[at + 1] if at + 1 < len(numbers) else None
    return bool(own and len(own.values) == 1 and following and following.values[:1] == own.values and len(following.values) > 1)


def _exact(candidates: Sequence[Candidate], template: Template) -> list[Candidate]:
    """For each section the candidates with its very title and the best evidence; more than one if it stands there twice."""
    specs = {fold(t): s for s in reversed(template.sections) for t in s.titles}
    places = {s.id: i for i, s in enumerate(template.sections, 1)}
    titled: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        spec = bearer(candidate.text, specs)
        if spec is not None and (candidate.number is None or candidate.top is not None):
            titled.setdefault(spec.id, []).append(replace(candidate, spec=spec))
    kept = []
    for id, several in titled.items():
        most = max(c.evidence for c in several)
        best = [c for c in several if c.evidence == most or (most > 2 and c.evidence >= 3)]
        if most == 0:  # items of a list, or bare lines: one at most, and rather the one that bears the section's own number
            best = sorted(best, key=lambda c: (c.top != places[id], -c.ordinal))[:1]
        kept += best
    return kept


def _near(candidates: Sequence[Candidate], exact: Sequence[Candidate], template: Template) -> list[Candidate]:
    """Headings whose title was changed, for sections that were not found by their own."""
    taken = {c.ordinal for c in exact}
    absent = [s for s in template.sections if s.id not in {c.spec.id for c in exact if c.spec}]
    if not absent or not exact:
        return []
    begin = min(c.ordinal for c in exact)
    free = [c for c in candidates if c.ordinal not in taken and _could_be_changed(c, begin, template, absent)]
    pairs = sorted(((_likeness(c, s, exact, template), c, s) for c in free for s in absent), key=lambda x: -x[0])
    found: dict[str, Candidate] = {}
    for score, candidate, spec in pairs:
        if score >= _NEAR and spec.id not in found and candidate.ordinal not in {c.ordinal for c in found.values()}:
            found[spec.id] = replace(candidate, spec=spec, match="near")
    return list(found.values())


def _could_be_changed(candidate: Candidate, begin: int, template: Template, absent: Sequence[Spec]) -> bool:
    first = template.sections[0].id in {s.id for s in absent}
    if candidate.ordinal < begin and not (first and candidate.top == 1):
        return False
    if candidate.run and not candidate.led and candidate.paragraph.outline_level is None:
        return False
    return candidate.number is None or candidate.top is not None


def _likeness(candidate: Candidate, spec: Spec, exact: Sequence[Candidate], template: Template) -> float:
    like = nearest(candidate.text, spec.titles)
    if like < _LEAST:
        return 0.0
    place = {s.id: i for i, s in enumerate(template.sections, 1)}
    before = [place[c.spec.id] for c in exact if c.spec and c.ordinal < candidate.ordinal]
    after = [place[c.spec.id] for c in exact if c.spec and c.ordinal > candidate.ordinal]
    in_gap = max(before, default=0) < place[spec.id] < min(after, default=len(place) + 1)
    own = candidate.top == place[spec.id]
    if not candidate.strong and not (candidate.led or own) and (like < _SLIP or not in_gap):
        return 0.0
    return like + _IN_GAP * in_gap + _OWN_NUMBER * own


def _with_unknown(candidates: Sequence[Candidate], known: list[Candidate], template: Template) -> list[Candidate]:
    """The known sections and, among them, numbered headings that the template does not have."""
    if not known:
        return known
    ordinals = {c.ordinal for c in known}
    levels = {c.paragraph.outline_level for c in known} - {None}
    titles = {fold(t) for s in template.sections for t in s.titles}
    numbered = any(s.numbered for s in template.sections)
    kept: list[Candidate] = []
    for candidate in candidates:
        if candidate.ordinal in ordinals:
            kept.append(next(c for c in known if c.ordinal == candidate.ordinal))
        elif kept and fold(candidate.text) not in titles and _is_heading(candidate, kept[-1], levels, numbered):
            kept.append(replace(candidate, match="unknown"))
    return kept


def _is_heading(candidate: Candidate, before: Candidate, levels: set[int | None], numbered: bool) -> bool:
    if not numbered and candidate.number is None:
        return candidate.paragraph.outline_level is not None and candidate.paragraph.outline_level in levels
    if candidate.top is None:
        return False
    if candidate.paragraph.outline_level is not None:
        return candidate.paragraph.outline_level in levels
    continues = before.top is not None and candidate.top == before.top + 1
    return continues and not candidate.run and (candidate.strong or candidate.led)
