"""What every request may need: the settings, the workers, the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportlint.rulesets.rule import Ruleset
from reportlint.web.settings import Settings
from reportlint.web.workers import Pool


@dataclass(frozen=True, slots=True)
class Service:
    """rulesets: those that a request may choose from, by name."""

    settings: Settings
    pool: Pool
    rulesets: Mapping[str, Ruleset]
