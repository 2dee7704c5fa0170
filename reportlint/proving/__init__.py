"""Rules put to the proof by their own examples: the bad ones are found where they are marked, the good ones pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from reportlint import discover, engine, templates
from reportlint.findings import Finding, Severity, Stage
from reportlint.formats import markdown
from reportlint.model import Document, Span
from reportlint.proving import _packs
from reportlint.proving._conditions import layouts, without
from reportlint.proving._mended import mended
from reportlint.report import Report, Template
from reportlint.rulesets.rule import Example, Rule, Ruleset
from reportlint.scene import Scene

__all__ = ["Problem", "Proof", "faults", "prove", "proved_here"]

#: The day for which an example is checked that names none.
DAY = date(2025, 1, 14)
#: The template that examples are written on, where a ruleset has one of this name.
_TEMPLATE = "example"
_CHECKS = "reportlint.checks"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a rule or one of its examples, and the line of its file where that shows."""

    rule: str
    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.what}"


@dataclass(frozen=True, slots=True)
class Proof:
    """What the examples of a ruleset's rules came to.

    unreached: conditions of rules that could be left out without any example noticing. layouts: the ways in which a cover
    field can be laid out that no example has.
    """

    ruleset: str
    rules: int
    bad: int
    good: int
    problems: tuple[Problem, ...]
    unreached: tuple[Problem, ...]
    layouts: tuple[str, ...]


def proved_here(ruleset: Ruleset) -> list[Rule]:
    """The rules that a ruleset answers for: its own, and those of its bases that it changes."""
    return [r for r in ruleset.rules.values() if r.ruleset == ruleset.name or ruleset.name in r.overridden_by]


def prove(ruleset: Ruleset, rules: Iterable[Rule] | None = None) -> Proof:
    """What the examples of these rules come to; of those that the ruleset answers for, if none are given."""
    chosen = list(rules) if rules is not None else proved_here(ruleset)
    examples = [(rule, e) for rule in chosen for e in rule.examples]
    problems = [p for rule in chosen for p in faults(ruleset, rule)]
    broken = {p.rule for p in problems}
    return Proof(
        ruleset=ruleset.name,
        rules=len(chosen),
        bad=sum(e.bad for _, e in examples),
        good=sum(not e.bad for _, e in examples),
        problems=tuple(problems),
        unreached=tuple(p for rule in chosen if rule.id not in broken for p in _unreached(ruleset, rule)),
        layouts=layouts(_read(e.text, _template(ruleset, rule, e))[0] for rule, e in examples),
    )


def faults(ruleset: Ruleset, rule: Rule) -> Iterator[Problem]:
    """What the rule's examples show to be wrong with it."""
    for bad, word in ((True, "bad"), (False, "good")):
        if not any(e.bad is bad for e in rule.examples):
            yield Problem(rule.id, rule.path, 1, f"it has no {word} example.")
    for example in rule.examples:
        for what in _wrong(ruleset, rule, example):
            # A ruleset that changes the examples of a rule has them in its own file.
            yield Problem(rule.id, rule.origins.get("examples", rule.path).rsplit(":", 1)[0], example.line, what)


def _unreached(ruleset: Ruleset, rule: Rule) -> Iterator[Problem]:
    """The conditions of a rule that make no difference to any of its examples."""
    usual = _outcome(ruleset, rule)
    for condition, weaker in without(rule, discover.load(_CHECKS, rule.check)):
        if _outcome(ruleset, weaker) == usual:
            yield Problem(rule.id, rule.path, 1, f"no example reaches {condition}.")


def _outcome(ruleset: Ruleset, rule: Rule) -> list[tuple[Finding, ...]]:
    """What the rule says of each of its examples."""
    reports = ((e, _read(e.text, _template(ruleset, rule, e))[0]) for e in rule.examples)
    return [tuple(f for f in _checked(ruleset, rule, e, report).findings if f.rule == rule.id) for e, report in reports]


def _wrong(ruleset: Ruleset, rule: Rule, example: Example) -> Iterator[str]:
    """What an example shows to be wrong with its rule, in sentences."""
    report, marks = _read(example.text, _template(ruleset, rule, example))
    checked = _checked(ruleset, rule, example, report)
    if checked.faults:
        yield f"the check failed: {checked.faults[0]}."
        return
    own = [f for f in checked.findings if f.rule == rule.id]
    found = [f.location.span for f in own if f.location.span]
    if not example.bad:
        yield from (f"it finds {_quoted(report.document, s)} in a good example." for s in found)
        return
    for mark in marks:
        if not any(s.overlaps(mark) for s in found):
            yield f"nothing is found at the mark {_quoted(report.document, mark)}."
    for span in found:
        if not any(span.overlaps(m) for m in marks):
            yield f"it finds {_quoted(report.document, span)}, which the bad example does not mark."
    subjects = {f.subject or "" for f in own}
    if example.subject and example.subject not in subjects:
        yield f"what it finds is about {', '.join(sorted(subjects)) or 'nothing'}, not about '{example.subject}'."
    yield from _unmended(ruleset, rule, example, report, own)


def _unmended(ruleset: Ruleset, rule: Rule, example: Example, report: Report, own: list[Finding]) -> Iterator[str]:
    """Whether what the rule would change itself leaves it silent."""
    document, done = mended(report.document, [e for f in own for e in f.edits])
    if not done:
        return
    after = _checked(ruleset, rule, example, templates.see(document, report.template))
    left = [f for f in after.findings if f.rule == rule.id]
    if len(left) > sum(not f.edits for f in own):
        yield f"its fix does not silence it: it still finds '{left[-1].location.quote}'."


def _checked(ruleset: Ruleset, rule: Rule, example: Example, report: Report) -> engine.Checked:
    """What the rule, and those that it yields to, say; whatever its severity."""
    heard = replace(rule, severity=dict.fromkeys(Stage, Severity.ERROR))
    few = {id: ruleset.rules[id] for id in rule.unless if id in ruleset.rules}
    on, dated, stage = example.on or DAY, example.on is not None, _stage(rule, example)
    tried = replace(ruleset, rules={**few, rule.id: heard})
    if report.template.papers:
        pack = _packs.pack_in(report.document, report.template, ruleset, _TEMPLATE)
        return _packs.checked(tried, report.template, pack, stage, on, dated)
    return engine.run(tried, Scene(report, on, dated, ruleset.nation), stage)


def _stage(rule: Rule, example: Example) -> Stage:
    """The stage of an example; of one that names none, the last at which the rule speaks."""
    stages = [s for s in rule.when.stages or tuple(Stage) if rule.severity[s] is not Severity.OFF]
    return example.stage or (stages or list(rule.when.stages) or list(Stage))[-1]


def _template(ruleset: Ruleset, rule: Rule, example: Example) -> Template:
    if not example.template and getattr(discover.load(_CHECKS, rule.check), "WITHOUT_TEMPLATE", False):
        return Template("", "", ())
    name = example.template or _TEMPLATE
    return ruleset.templates.get(name) or next(iter(ruleset.templates.values()), Template("", "", ()))


def _read(text: str, template: Template) -> tuple[Report, tuple[Span, ...]]:
    return _kept(text, _ById(template))


class _ById:
    """A template as the key of a cache: the same object is the same template."""

    def __init__(self, template: Template) -> None:
        self.template = template

    def __hash__(self) -> int:
        return id(self.template)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.template is self.template


@lru_cache(maxsize=512)
def _kept(text: str, template: _ById) -> tuple[Report, tuple[Span, ...]]:
    """The report in an example, and where its marks are."""
    document, marks = markdown.read_marked(text)
    return templates.see(document, template.template), marks


def _quoted(document: Document, span: Span) -> str:
    text = " ".join(document.text(span).split()) if document.paragraphs else ""
    return f"'{text[:60]}'" if text else f"an empty place in paragraph {span.paragraph}"
