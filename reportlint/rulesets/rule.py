"""What a ruleset is made of, once loaded: rules, their examples, and the templates that they belong with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reportlint.findings import Severity, Stage
from reportlint.language.fold import fold
from reportlint.report import Template, Term
from reportlint.selectors import Selector


@dataclass(frozen=True, slots=True)
class When:
    """The conditions of a rule; all must hold.

    stages: only at these, () for all. template: facts that the template must state so. answers: for each choice field,
    the answers of which one must be given (capitals aside). dated: only when a day was asked for. term: only for reports to
    meetings in it.
    """

    stages: tuple[Stage, ...] = ()
    template: Mapping[str, object] = field(default_factory=dict)
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dated: bool = False
    term: Term = field(default_factory=Term)

    def unmet(self, facts: Mapping[str, object], answers: Mapping[str, str], stage: Stage, dated: bool, meeting: date) -> str:
        """The first condition that does not hold, in words; "" if all do. answers: as given, folded, by field."""
        if self.stages and stage not in self.stages:
            return f"only at the stage {' or '.join(self.stages)}"
        for fact, value in self.template.items():
            if facts.get(fact) != value:
                return f"only where the template's '{fact}' is {value}"
        for field_id, wanted in self.answers.items():
            if answers.get(field_id) not in {fold(w) for w in wanted}:
                return f"only where '{field_id}' is answered {' or '.join(wanted)}"
        if not self.term.holds(meeting):
            limits = (f"from {self.term.since}" if self.term.since else "", f"until {self.term.until}" if self.term.until else "")
            return f"only for meetings {' '.join(x for x in limits if x)}"
        return "only for a given day" if self.dated and not dated else ""


@dataclass(frozen=True, slots=True)
class Example:
    """A report, or a piece of one, in the markdown notation. bad: the finding must land on each `[[…]]` in its text.

    on, stage, template: what it is to be checked for, None or "" where that makes no difference. subject: what the
    finding must be about. line: where it stands in the rule's file, from 1.
    """

    bad: bool
    text: str
    on: date | None = None
    stage: Stage | None = None
    template: str = ""
    subject: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it stands in a ruleset, after every change that its layers make.

    target, phrase: which parts it is for, parsed and as written. check: the name of the check kind. options: for the
    kind; lists are tuples and no longer name word lists. unless: rules that, where they speak, silence this one.
    subjects: whether its findings name an instance (`section-missing:legal`). ruleset, path: where it comes from.
    overridden_by: the rulesets that changed it, in the order in which they did. waivable: whether a waiver may let a finding
    of it stand at all; waivable_by: the roles of those who may allow it, () for anybody. sha256: of all that the rule says.
    origins: the file and line that each of its settings comes from ("options.max": "rules/x/ruleset.yaml:12").
    """

    id: str
    title: str
    target: Selector
    phrase: str
    check: str
    options: Mapping[str, object]
    when: When
    unless: tuple[str, ...]
    severity: Mapping[Stage, Severity]
    message: str
    fix: str
    why: str
    source: str
    examples: tuple[Example, ...]
    ruleset: str
    path: str
    overridden_by: tuple[str, ...] = ()
    subjects: bool = True
    waivable: bool = True
    waivable_by: tuple[str, ...] = ()
    sha256: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something must be done before a meeting.

    clear_days: how many clear working days must lie between; working_days: how many working days before; one of the two is
    given. since: what they are counted back from, "meeting" or "publication".
    """

    id: str
    title: str
    clear_days: int | None = None
    working_days: int | None = None
    since: str = "meeting"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Rules and templates that belong together.

    rules: by id, sorted. layers: the names of the rulesets it was made from, itself last; the later wins. disabled: the
    rules that a layer switched off, with its reason. sha256: of every byte of every file it was made from. roles: who holds
    each role that a rule may ask of the person who approves a waiver.
    """

    name: str
    title: str
    nation: str
    rules: Mapping[str, Rule]
    templates: Mapping[str, Template]
    lists: Mapping[str, tuple[str, ...]]
    layers: tuple[str, ...]
    disabled: Mapping[str, str]
    sha256: str
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
