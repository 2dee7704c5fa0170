"""Rulesets as the commands about rules ask for them."""

from __future__ import annotations

from reportlint import rulesets
from reportlint.rulesets.rule import Ruleset


def every(ruleset: str | None, installed: bool = False) -> list[Ruleset]:
    """The ruleset of this name or folder; without one, all that come with the program, and those of installed packages."""
    names = [ruleset] if ruleset is not None else [*rulesets.available(), *(rulesets.installed() if installed else ())]
    return [rulesets.load(name) for name in names]
