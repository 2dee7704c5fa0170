"""The rules and templates that there are, as data for programs (`reportlint/rules/1`, `reportlint/templates/1`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from reportlint.errors import UsageError
from reportlint.findings import Severity, Stage
from reportlint.report import Spec, Template
from reportlint.rulesets.rule import Rule, Ruleset


def weights(rule: Rule) -> dict[Stage, Severity]:
    """The rule's severity at each stage, from the first to the last."""
    return {stage: rule.severity.get(stage, Severity.OFF) for stage in Stage}


def changed(rule: Rule) -> dict[str, str]:
    """The settings that do not come from the rule's own file, each with the file and line that it comes from."""
    return {name: place for name, place in rule.origins.items() if place.rsplit(":", 1)[0] != rule.path}


def rules(rulesets: Iterable[Ruleset]) -> dict[str, Any]:
    """Every rule of every ruleset, by the contract."""
    return {
        "schema": "reportlint/rules/1",
        "rulesets": [
            {
                "name": ruleset.name,
                "title": ruleset.title,
                "sha256": ruleset.sha256,
                "layers": list(ruleset.layers),
                "templates": list(ruleset.templates),
                "rules": [_rule(rule) for rule in ruleset.rules.values()],
                "disabled": dict(ruleset.disabled),
            }
            for ruleset in rulesets
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": {stage.value: severity.value for stage, severity in weights(rule).items()},
        "ruleset": rule.ruleset,
        "path": rule.path,
        "changed_by": list(rule.overridden_by),
        "changes": changed(rule),
        "why": rule.why,
        "source": rule.source,
    }


def rule(id: str, rulesets: Sequence[Ruleset]) -> tuple[Rule, Ruleset]:
    """The rule of this id, as the ruleset that builds on most others has it.

    Raises UsageError if there is none, or the ruleset has switched it off.
    """
    holders = [r for r in rulesets if id in r.rules]
    if holders:
        home = max(holders, key=lambda r: len(r.layers))
        return home.rules[id], home
    for ruleset in rulesets:
        if id in ruleset.disabled:
            raise UsageError(f"The ruleset {ruleset.name} has switched '{id}' off: {ruleset.disabled[id]}")
    near = get_close_matches(id, {known for r in rulesets for known in r.rules}, n=1)
    hint = f"Did you mean '{near[0]}'?" if near else "'reportlint rules list' shows all of them."
    raise UsageError(f"There is no rule '{id}'. {hint}")


def whole(rule: Rule, home: Ruleset) -> dict[str, Any]:
    """All that there is to say of one rule, in the ruleset that it is looked at in."""
    said = {"for": rule.phrase, "check": rule.check, "message": rule.message, "fix": rule.fix, "waivable": rule.waivable}
    examples = [{"bad": e.bad, "text": e.text, "subject": e.subject or None} for e in rule.examples]
    return {"schema": "reportlint/rule/1", "within": home.name, **_rule(rule), **said, "examples": examples}


def usable(rulesets: Iterable[Ruleset]) -> Iterator[tuple[Ruleset, Template]]:
    """The templates that reports are written on, each with the ruleset that it belongs to, and each once."""
    seen = set()
    for ruleset in sorted(rulesets, key=lambda r: (len(r.layers), r.name)):
        for template in ruleset.templates.values():
            reports = template.items is None and (template.fields or template.sections)
            if reports and template.recognition.enabled and template.origin not in seen:
                seen.add(template.origin)
                yield ruleset, template


def templates(rulesets: Iterable[Ruleset]) -> dict[str, Any]:
    """Every template that reports are written on: its name, its title, and what it asks for."""
    return {
        "schema": "reportlint/templates/1",
        "templates": [
            {
                "name": template.name,
                "title": template.title,
                "ruleset": ruleset.name,
                "version": template.version or None,
                "fields": [_spec(s) for s in template.fields],
                "sections": [_spec(s) for s in template.sections],
            }
            for ruleset, template in usable(rulesets)
        ],
    }


def _spec(spec: Spec) -> dict[str, Any]:
    return {"id": spec.id, "title": spec.title, "required": spec.required, "choices": list(spec.choices)}


def template(name: str, rulesets: Iterable[Ruleset], every: bool = False) -> tuple[Ruleset, Template]:
    """The template of this name, with the ruleset that it belongs to. every: those too that are tried only when they are asked for.

    Raises UsageError if there is none, or it is no template of a report.
    """
    ready = [(r, t) for r in rulesets for t in r.templates.values() if every or t.recognition.enabled]
    chosen = next(((r, t) for r, t in ready if t.name == name), None)
    if chosen is None:
        near = get_close_matches(name, [t.name for _, t in ready], n=1)
        raise UsageError(f"There is no template '{name}'.{f' Did you mean {near[0]!r}?' if near else ''}")
    if chosen[1].items is not None or not (chosen[1].fields or chosen[1].sections):
        raise UsageError(f"'{name}' is no template of a report.")
    return chosen
