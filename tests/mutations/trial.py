"""Cases - a report, a form, a mutation - and what came of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from .conftest import found
from .defects import Defect, Said, defects
from .draft import Draft, Inapplicable, bases
from .forms import FORMS, WORD_FORMS
from .office import CONVERTED

#: Word forms in which the default run tries the first wording of a defect.
WIDTH = 3


@dataclass(frozen=True)
class Case:
    base: str
    form: str
    mutation: Defect


@dataclass(frozen=True)
class Outcome:
    """missed: the finding was not said. extra: what was newly said besides. skipped: why the case says nothing."""

    case: Case
    missed: bool = False
    extra: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def wrong(self) -> bool:
        return self.missed or bool(self.extra)

    def __str__(self) -> str:
        m = self.case.mutation
        expected = spell((m.rule, m.subject)) if m.rule else "nothing"
        said = "MISSED" if self.missed else "found" if m.rule else ""
        return (
            f"{self.case.base:15} {self.case.form:16} {m.name:44} {expected:34} {said:6} {' '.join('+' + e for e in self.extra)}".rstrip()
        )


@lru_cache
def drafts() -> dict[str, Draft]:
    return bases()


@cache
def baseline(base: str, form: str, stage: str, on: date | None) -> frozenset[Said]:
    """What is found in the report as it is."""
    return frozenset(_found(drafts()[base], form, stage, on))


def _found(draft: Draft, form: str, stage: str, on: date | None) -> set[Said]:
    made = CONVERTED.get(form) or FORMS[form]
    return found(made.write(draft), draft.name + made.suffix, stage, on)


def run(case: Case) -> Outcome:
    """What a mutation makes the checker say beyond what it says of the report as it is."""
    m, draft = case.mutation, drafts()[case.base]
    on = m.on(draft) if m.on else None
    # A date of checking is itself the fault (or the variation), so it is no part of what was said before.
    before = baseline(case.base, case.form, m.stage, None)
    if m.rule and m.expected & before:
        return Outcome(case, skipped="said of the report as it is")
    try:
        mutated = m.mutate(draft)
    except Inapplicable as reason:
        return Outcome(case, skipped=str(reason))
    new = _found(mutated, case.form, m.stage, on) - before
    missed = bool(m.rule) and not m.expected & new
    return Outcome(case, missed, tuple(sorted(spell(s) for s in new - m.expected - m.also)))


def spell(said: Said) -> str:
    return f"{said[0]}:{said[1]}" if said[1] else said[0]


def cases(mutations: list[Defect], everything: bool = False, base: str = "", rule: str = "", form: str = "") -> Iterator[Case]:
    """Every case; or the default choice: reports and forms take turns.

    By default the first wording of each rule and subject is tried in three Word forms and in Markdown or text, every other
    wording and every harmless variation in one Word form, every second one in Markdown or text too.
    """
    seen: set[Said] = set()
    for n, m in enumerate(mutations):
        if rule and m.rule != rule.partition(":")[0] and not m.name.startswith(rule):
            continue
        forms = [f for f in ([form] if form else FORMS) if m.suits_form(f)]
        suited = [d.name for d in drafts().values() if m.suits_base(d) and base in ("", d.name) and _applies(m, d)]
        if everything:
            yield from (Case(b, f, m) for b in suited for f in forms)
            continue
        first = bool(m.rule) and (m.rule, m.subject) not in seen
        seen.add((m.rule, m.subject))
        word = [f for f in forms if f in WORD_FORMS]
        chosen = [word[(n + 5 * k) % len(word)] for k in range(WIDTH if first else 1)] if word else []
        if first or n % 2 or not word:
            other = [f for f in forms if f not in WORD_FORMS]
            chosen += other[n // 2 % len(other) :][:1] if other else []
        yield from (Case(suited[(n + k) % len(suited)], f, m) for k, f in enumerate(dict.fromkeys(chosen)) if suited)


def _applies(m: Defect, draft: Draft) -> bool:
    try:
        m.mutate(draft)
    except Inapplicable:
        return False
    return True


def mutations() -> list[Defect]:
    """Every defect and every harmless variation."""
    from .harmless import VARIATIONS

    return [*defects(), *VARIATIONS]
