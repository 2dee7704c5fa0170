"""Rulesets as the commands about rules ask for them."""

from __future__ import annotations

from reportlint import rulesets
from reportlint.findings import Severity, Stage
from reportlint.rulesets.rule import Rule, Ruleset


def every(ruleset: str | None, installed: bool = False) -> list[Ruleset]:
    """The ruleset of this name or folder; without one, all that come with the program, and those of installed packages."""
    names = [ruleset] if ruleset is not None else [*rulesets.available(), *(rulesets.installed() if installed else ())]
    return [rulesets.load(name) for name in names]


def weights(rule: Rule) -> dict[Stage, Severity]:
    """The rule's severity at each stage, from the first to the last."""
    return {stage: rule.severity.get(stage, Severity.OFF) for stage in Stage}


def changed(rule: Rule) -> dict[str, str]:
    """The settings that do not come from the rule's own file, each with the file and line that it comes from."""
    return {name: place for name, place in rule.origins.items() if place.rsplit(":", 1)[0] != rule.path}
