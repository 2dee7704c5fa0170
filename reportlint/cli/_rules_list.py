"""`reportlint rules list`: every rule, where it comes from, how much it weighs, and what changes it."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator

import click

from reportlint import catalogue
from reportlint.cli import _rules, _terminal
from reportlint.findings import Severity
from reportlint.rulesets.rule import Rule, Ruleset

_LETTERS = {Severity.ERROR: "E", Severity.WARNING: "W", Severity.INFO: "I", Severity.OFF: "-"}
_LEGEND = "The letters are the severity at draft, submission and publication: E error, W warning, I info, - silent."


@click.command("list", short_help="List every rule with its severity at each stage.")
@click.option("--ruleset", metavar="NAME|DIR", help="Only this ruleset, with all that it builds on.")
@click.option("--installed", is_flag=True, help="Those of installed packages, too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it.")
def command(ruleset: str | None, installed: bool, form: str) -> None:
    """List every rule with its severity at each stage, by the ruleset that it comes from, and what overrides what.

    With --ruleset the severities are those of that ruleset, changes made to the rules it builds on included.
    """
    loaded = _rules.every(ruleset, installed)
    if form == "json":
        _terminal.write((json.dumps(catalogue.rules(loaded), ensure_ascii=False, indent=2) + "\n").encode())
        return
    colours = _terminal.coloured(sys.stdout)
    groups = _groups(loaded, whole=ruleset is not None)
    lines = _lines(groups, loaded, _terminal.width(), _terminal.painter(colours))
    _terminal.write("\n".join(lines) + "\n", colours)


def _groups(loaded: list[Ruleset], whole: bool) -> dict[str, list[Rule]]:
    """The rules by the ruleset that they come from, in the order in which rulesets build on each other."""
    groups: dict[str, list[Rule]] = {}
    for ruleset in sorted(loaded, key=lambda r: (len(r.layers), r.name)):
        for layer in ruleset.layers if whole else (ruleset.name,):
            groups[layer] = [rule for rule in ruleset.rules.values() if rule.ruleset == layer]
    return groups


def _lines(groups: dict[str, list[Rule]], loaded: list[Ruleset], width: int, paint: _terminal.Paint) -> Iterator[str]:
    longest = max((len(rule.id) for rules in groups.values() for rule in rules), default=0)
    for name, rules in groups.items():
        if not rules:
            continue
        yield paint("place", f"{name} ({len(rules)})")
        for rule in rules:
            letters = " ".join(_letter(severity, paint) for severity in catalogue.weights(rule).values())
            title, *more = textwrap.wrap(rule.title, max(20, width - longest - 11), break_on_hyphens=False) or [""]
            yield f"  {rule.id.ljust(longest)}  {letters}  {title}"
            yield from (" " * (longest + 11) + line for line in more)
        yield ""
    changes = [line for ruleset in loaded for line in _changes(ruleset)]
    for line in dict.fromkeys(changes):
        yield from textwrap.wrap(line, width, break_on_hyphens=False, break_long_words=False)
    yield from ("",) if changes else ()
    yield from (paint("small", line) for line in textwrap.wrap(_LEGEND, width))


def _changes(ruleset: Ruleset) -> Iterator[str]:
    """What the layers of a ruleset override of each other, in sentences."""
    for rule in ruleset.rules.values():
        changed = catalogue.changed(rule)
        by = ", ".join(rule.overridden_by)
        if by:
            yield f"{by} changes {rule.id} of {rule.ruleset}: {'; '.join(f'{name} ({place})' for name, place in changed.items())}."
    for id, reason in ruleset.disabled.items():
        yield f"{ruleset.name} has switched {id} off: {reason}"


def _letter(severity: Severity, paint: _terminal.Paint) -> str:
    return paint(severity.value, _LETTERS[severity]) if severity is not Severity.OFF else _LETTERS[severity]
