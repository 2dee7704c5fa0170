"""What the rules about packs say of each paper in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reportlint import discover, engine
from reportlint.findings import Stage
from reportlint.report import Template
from reportlint.rulesets.rule import Ruleset
from reportlint.scene import Pack, Paper, Scene

_CHECKS = "reportlint.checks"


def scenes(pack: Pack, on: date, dated: bool, nation: str) -> Iterator[tuple[Paper, Scene]]:
    """Each paper, and the scene in which the rules look at it."""
    for paper in pack.papers:
        yield paper, Scene(paper.report, on, dated, nation, pack=pack, paper=paper)


def about(ruleset: Ruleset, template: Template, paper: Paper) -> Ruleset:
    """The ruleset with the rules alone that a paper of a pack is held to as such.

    These are the rules about packs, and for agenda and minutes those that the agenda's template names.
    """
    named = template.rules if paper.kind in ("agenda", "minutes") else ()
    wanted = {id for id, rule in ruleset.rules.items() if id in named or about_packs(rule.check)}
    wanted |= {other for id in wanted for other in ruleset.rules[id].unless}
    return replace(ruleset, rules={id: rule for id, rule in ruleset.rules.items() if id in wanted})


def about_packs(check: str) -> bool:
    """Whether a check kind looks at the pack that a report stands in."""
    return bool(getattr(discover.load(_CHECKS, check), "PACK", False))


def checked(ruleset: Ruleset, template: Template, paper: Paper, scene: Scene, stage: Stage) -> engine.Checked:
    """What these rules say of one paper."""
    return engine.run(about(ruleset, template, paper), scene, stage)
