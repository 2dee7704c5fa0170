"""Every rule's own examples: the bad ones are found where they are marked, the good ones pass."""

from __future__ import annotations

from datetime import date

import pytest

from reportlint import engine, rulesets, templates
from reportlint.findings import Severity, Stage
from reportlint.formats import markdown
from reportlint.model import Span
from reportlint.report import Template
from reportlint.rulesets.rule import Example, Rule, Ruleset
from reportlint.scene import Scene

_EXAMPLE_TEMPLATE = "example"


def _cases() -> list[object]:
    """Each rule once, in the ruleset that it comes from, with the example template of the base where it names none."""
    return [
        pytest.param(ruleset, rule, example, id=f"{rule.id}:{example.line}")
        for name in rulesets.available()
        for ruleset in [rulesets.load(name)]
        for rule in ruleset.rules.values()
        if rule.ruleset == name
        for example in rule.examples
    ]


def _template(ruleset: Ruleset, example: Example) -> Template:
    return ruleset.templates[example.template or _EXAMPLE_TEMPLATE]


def _found(ruleset: Ruleset, rule: Rule, example: Example) -> tuple[list[Span], list[str | None], tuple[Span, ...]]:
    document, marks = markdown.read_marked(example.text)
    without = rule.check == "readable"
    report = templates.see(document, Template("", "", ()) if without else _template(ruleset, example))
    stages = [example.stage] if example.stage else [s for s in Stage if rule.severity[s] is not Severity.OFF]
    scene = Scene(report, example.on or date(2025, 1, 14), example.on is not None, ruleset.nation)
    checked = engine.run(ruleset, scene, stages[-1])
    assert not checked.faults, checked.faults
    own = [f for f in checked.findings if f.rule == rule.id]
    return [f.location.span for f in own if f.location.span], [f.subject for f in own], marks


@pytest.mark.parametrize(("ruleset", "rule", "example"), _cases())
def test_example(ruleset: Ruleset, rule: Rule, example: Example) -> None:
    spans, subjects, marks = _found(ruleset, rule, example)
    if not example.bad:
        assert not spans
        return
    for mark in marks:
        assert any(s.overlaps(mark) for s in spans), f"nothing was found at the mark {mark}; found at {spans}"
    for span in spans:
        assert any(span.overlaps(m) for m in marks), f"a finding at {span} is not marked; marks at {marks}"
    if example.subject:
        assert example.subject in subjects


def test_every_rule_has_its_messages_in_plain_sentences() -> None:
    for name in rulesets.available():
        for rule in rulesets.load(name).rules.values():
            for text in (rule.message, rule.fix, rule.why):
                assert text.strip() == text
                assert text.rstrip("'\"”)")[-1:] in ".?!}", f"{rule.id}: {text!r} is not a sentence"
