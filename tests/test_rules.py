"""Every rule's own examples: the bad ones are found where they are marked, the good ones pass."""

from __future__ import annotations

import pytest

from reportlint import proving, rulesets
from reportlint.rulesets.rule import Rule, Ruleset


def _cases() -> list[object]:
    """Each rule once, in the ruleset that it comes from, and again in each that changes it."""
    return [
        pytest.param(ruleset, rule, id=f"{name}:{rule.id}")
        for name in rulesets.available()
        for ruleset in [rulesets.load(name)]
        for rule in proving.proved_here(ruleset)
    ]


@pytest.mark.parametrize(("ruleset", "rule"), _cases())
def test_the_examples_prove_the_rule(ruleset: Ruleset, rule: Rule) -> None:
    assert [str(p) for p in proving.faults(ruleset, rule)] == []


def test_every_rule_has_its_messages_in_plain_sentences() -> None:
    for name in rulesets.available():
        for rule in rulesets.load(name).rules.values():
            for text in (rule.message, rule.fix, rule.why):
                assert text.strip() == text
                assert text.rstrip("'\"”)")[-1:] in ".?!}", f"{rule.id}: {text!r} is not a sentence"
