"""What a rule's conditions are, each left out in turn, and the layouts that examples have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import ModuleType

from reportlint.report import Part, Report, Term
from reportlint.rulesets.rule import Rule, When

_LAYOUTS = ("the value on the label's line", "the value beneath its label", "a table of labels and values")


def without(rule: Rule, kind: ModuleType) -> Iterator[tuple[str, Rule]]:
    """Each condition of a rule, by name, and the rule without it."""
    for name, fewer in _whens(rule.when):
        yield f"the condition 'when {name}'", replace(rule, when=fewer)
    for id in rule.unless:
        yield f"'unless {id}'", replace(rule, unless=tuple(u for u in rule.unless if u != id))
    for name, value in rule.options.items():
        schema = kind.OPTIONS.get(name, {})
        empty = schema.get("default", type(value)() if isinstance(value, tuple | Mapping) else None)
        empty = tuple(empty) if isinstance(empty, list) else empty
        if not schema.get("required") and value != empty:
            yield f"the option '{name}'", replace(rule, options={**rule.options, name: empty})


def _whens(when: When) -> Iterator[tuple[str, When]]:
    if when.stages:
        yield "stage", replace(when, stages=())
    for fact in when.template:
        yield f"template.{fact}", replace(when, template={k: v for k, v in when.template.items() if k != fact})
    for field in when.answers:
        yield f"answer.{field}", replace(when, answers={k: v for k, v in when.answers.items() if k != field})
    if when.term.since:
        yield "from", replace(when, term=Term(None, when.term.until))
    if when.term.until:
        yield "until", replace(when, term=Term(when.term.since, None))
    if when.dated:
        yield "dated", replace(when, dated=False)


def layouts(reports: Iterable[Report]) -> tuple[str, ...]:
    """The layouts of cover fields that none of these reports has."""
    seen = {_layout(report, part) for report in reports for part in report.fields if part.label and part.content}
    return tuple(name for name in _LAYOUTS if name not in seen)


def _layout(report: Report, part: Part) -> str:
    label, value = part.label, part.content[0]
    assert label is not None
    if report.document.paragraph(label.paragraph).table is not None:
        return _LAYOUTS[2]
    return _LAYOUTS[0 if label.paragraph == value.paragraph else 1]
