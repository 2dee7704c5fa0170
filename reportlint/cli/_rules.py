"""Rulesets as the commands about rules ask for them."""

from __future__ import annotations

from reportlint import rulesets
from reportlint.findings import Severity, Stage
from reportlint.rulesets.rule import Rule, Ruleset


def every(ruleset: str | None) -> list[Ruleset]:
    """The ruleset of this name or folder; without one, all that come with the program."""
    return [rulesets.load(name) for name in ([ruleset] if ruleset is not None else rulesets.available())]


def weights(rule: Rule) -> dict[Stage, Severity]:
    """The rule's severity at each stage, from the first to the last."""
    return {stage: rule.severity.get(stage, Severity.OFF) for stage in Stage}
