"""The reference of rules, check kinds and templates, as Markdown pages made from the rules themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reportlint import discover
from reportlint.findings import Stage
from reportlint.report import Spec, Template, Term
from reportlint.rulesets.rule import Example, Rule, Ruleset

_CHECKS = "reportlint.checks"
#: Stands in every page, so that it is known for one of these.
MADE = "<!-- Made by `reportlint rules reference`; change the rules, not this page. -->"
_TYPES = {"string": "text", "integer": "whole number", "float": "number", "boolean": "true or false", "list": "list", "dict": "settings"}


def pages(rulesets: Sequence[Ruleset]) -> dict[str, str]:
    """Every page by its path: one a rule, one a check kind, one a template, and an index of each."""
    ordered = sorted(rulesets, key=lambda r: (len(r.layers), r.name))
    rules = [(ruleset, rule) for ruleset in ordered for rule in ruleset.rules.values() if rule.ruleset == ruleset.name]
    templates = [(r, t) for r in ordered for t in r.templates.values() if t.origin.split("/templates/")[0].endswith(r.name)]
    kinds = discover.names(_CHECKS)
    made = {"README.md": _lines("# Reference", "", *_front(len(rules), len(kinds), len(templates)))}
    made["rules/README.md"] = _lines("# Rules", *_rule_index(ordered, [r for _, r in rules]))
    for ruleset, rule in rules:
        # A rule of the same name in another ruleset is a rule of its own.
        name = f"rules/{rule.id}.md"
        made[name if name not in made else f"rules/{ruleset.name}-{rule.id}.md"] = _lines(*_rule(rule, ruleset, ordered))
    made["law.md"] = _lines("# What each rule rests on", *_law(ordered, [r for _, r in rules]))
    made["checks/README.md"] = _lines("# Check kinds", "", *(f"- [{k}]({k}.md): {_first(k)}" for k in kinds))
    made |= {f"checks/{kind}.md": _lines(*_kind(kind, [r for _, r in rules])) for kind in kinds}
    index = (f"- [{_name(r, t)}]({_name(r, t)}.md): {t.title}" for r, t in templates)
    made["templates/README.md"] = _lines("# Templates", "", *index)
    made |= {f"templates/{_name(r, t)}.md": _lines(*_template(t)) for r, t in templates}
    return made


def _name(ruleset: Ruleset, template: Template) -> str:
    return f"{ruleset.name}-{template.name}"


def _front(rules: int, kinds: int, templates: int) -> Iterator[str]:
    yield f"- [Rules](rules/README.md): {rules}, each with why it is there, how to meet it in Word, and what it looks like"
    yield "- [What each rule rests on](law.md), in one table"
    yield f"- [Check kinds](checks/README.md): {kinds}, of which rules are made, with their options"
    yield f"- [Templates](templates/README.md): {templates}, with the fields and sections that they ask for"


def _lines(*lines: str) -> str:
    head, *rest = lines
    return "\n".join((head, "", MADE, *rest)).rstrip("\n") + "\n"


def _cell(text: object) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def _law(rulesets: Sequence[Ruleset], rules: Sequence[Rule]) -> Iterator[str]:
    yield from ("", "Law, standard or template, as each rule names it. Nothing in it is legal advice.")
    for ruleset in rulesets:
        own = [r for r in rules if r.ruleset == ruleset.name]
        if own:
            yield from ("", f"## {ruleset.name}: {ruleset.title}", "", "| rule | rests on |", "|---|---|")
            for rule in own:
                yield f"| [{rule.id}](rules/{_page(rule, rules)}.md) | {_cell(rule.source)} |"


def _page(rule: Rule, rules: Sequence[Rule]) -> str:
    """The name of a rule's page: a later rule of the same id has its ruleset's name before it."""
    return rule.id if next(r for r in rules if r.id == rule.id) is rule else f"{rule.ruleset}-{rule.id}"


def _rule_index(rulesets: Sequence[Ruleset], rules: Sequence[Rule]) -> Iterator[str]:
    for ruleset in rulesets:
        own = [r for r in rules if r.ruleset == ruleset.name]
        if own:
            yield from ("", f"## {ruleset.name}: {ruleset.title}", "", f"| rule | {' | '.join(Stage)} |", "|---" * 4 + "|")
            for rule in own:
                yield f"| [{rule.id}]({_page(rule, rules)}.md): {_cell(rule.title)} | {' | '.join(rule.severity[s] for s in Stage)} |"


def _rule(rule: Rule, ruleset: Ruleset, rulesets: Sequence[Ruleset]) -> Iterator[str]:
    yield f"# {rule.id}: {rule.title}"
    yield from ("", f"> {_cell(rule.message)}", "", f"**Why.** {_cell(rule.why)}", "")
    yield from (f"**How to fix it in Word.** {_cell(rule.fix)}", "", f"**Rests on.** {_cell(rule.source)}", "")
    yield from (f"| {' | '.join(Stage)} |", "|---" * 3 + "|", f"| {' | '.join(rule.severity[s] for s in Stage)} |", "")
    yield f"For: {rule.phrase}. Checked by [{rule.check}](../checks/{rule.check}.md). From the ruleset {rule.ruleset}."
    if rule.unless:
        yield f"Not said where one of these is: {', '.join(f'[{u}]({u}.md)' for u in rule.unless)}."
    conditions = list(_conditions(rule))
    if conditions:
        yield f"Only {'; only '.join(conditions)}."
    for other in rulesets:
        changed = other.rules.get(rule.id)
        if changed is not None and changed.overridden_by[-1:] == (other.name,):
            yield f"Changed by the ruleset {other.name}: {', '.join(_changes(changed))}."
        if other.name != ruleset.name and rule.id in other.disabled:
            yield f"Switched off by the ruleset {other.name}: {other.disabled[rule.id]}"
    for title, bad in (("Avoid", True), ("Prefer", False)):
        yield from ("", f"## {title}")
        for example in (e for e in rule.examples if e.bad is bad):
            yield from _example(example)


def _conditions(rule: Rule) -> Iterator[str]:
    when = rule.when
    if when.stages:
        yield f"at {' and '.join(when.stages)}"
    for fact, value in when.template.items():
        yield f"where the template's `{fact}` is {json.dumps(value)}"
    for field, answers in when.answers.items():
        yield f"where `{field}` is answered {' or '.join(answers)}"
    if when.dated:
        yield "when a day is given with `--on`"
    if not when.term.always:
        yield f"for meetings {_term(when.term)}"


def _term(term: Term) -> str:
    parts = (f"from {term.since}" if term.since else "", f"until {term.until}" if term.until else "")
    return " ".join(p for p in parts if p)


def _changes(rule: Rule) -> Iterator[str]:
    for name, place in rule.origins.items():
        if place.rsplit(":", 1)[0] != rule.path:
            group, _, key = name.partition(".")
            values: Mapping[Any, object] = rule.options if group == "options" else rule.severity if group == "severity" else {}
            value = values.get(key)
            yield f"`{name}`" + (f" is {json.dumps(value, ensure_ascii=False)}" if isinstance(value, str | int | float) else "")


def _example(example: Example) -> Iterator[str]:
    at = [f"on {example.on}" if example.on else "", f"at {example.stage}" if example.stage else ""]
    at += [f"template {example.template}" if example.template else "", f"about {example.subject}" if example.subject else ""]
    said = ", ".join(a for a in at if a)
    fence = "`" * max(3, 1 + max((len(m) for m in re.findall(r"`+", example.text)), default=0))
    yield from ("", *((f"*{said}*", "") if said else ()), f"{fence}text", *example.text.strip("\n").split("\n"), fence)


def _first(kind: str) -> str:
    return str(discover.load(_CHECKS, kind).__doc__).strip().splitlines()[0]


def _kind(name: str, rules: Iterable[Rule]) -> Iterator[str]:
    kind = discover.load(_CHECKS, name)
    first, *more = str(kind.__doc__).strip().splitlines()
    yield from (f"# {name}", "", first, *more, "")
    if kind.OPTIONS:
        yield from ("| option | what it takes | without it |", "|---|---|---|", *_options(kind.OPTIONS, ""))
    else:
        yield "It has no options."
    if kind.FACTS:
        yield from ("", f"Its messages may use {', '.join(f'`{{{f}}}`' for f in kind.FACTS)}.")
    if kind.NEEDS:
        yield from ("", f"Needs a format that records {', '.join(sorted(kind.NEEDS))}; else the rule is not evaluated.")
    users = [r.id for r in rules if r.check == name]
    yield from ("", f"Used by {', '.join(f'[{u}](../rules/{u}.md)' for u in users)}." if users else "No bundled rule uses it.")


def _options(options: Mapping[str, Any], above: str) -> Iterator[str]:
    for name, schema in options.items():
        without = "needed" if schema.get("required") else f"`{json.dumps(schema.get('default'), ensure_ascii=False)}`"
        yield f"| `{above}{name}` | {_cell(_takes(schema))} | {without} |"
        inner = schema.get("schema", {})
        inner = inner.get("schema", inner) if schema.get("type") == "list" else inner
        if isinstance(inner, Mapping) and all(isinstance(v, Mapping) for v in inner.values()):
            yield from _options(inner, f"{above}{name}.")


def _takes(schema: Mapping[str, Any]) -> str:
    kinds = schema.get("type", "string")
    words = " or ".join(_TYPES.get(k, k) for k in ([kinds] if isinstance(kinds, str) else kinds))
    words += " of regular expressions" if schema.get("meta", {}).get("pattern") and words == "list" else ""
    words += f": {', '.join(map(str, schema['allowed']))}" if "allowed" in schema else ""
    words += f", at least {schema['min']}" if "min" in schema else ""
    words += f", at most {schema['max']}" if "max" in schema else ""
    said = schema.get("meta", {}).get("expected")
    return f"{words} ({said})" if said else words


def _template(template: Template) -> Iterator[str]:
    yield from (f"# {template.name}: {template.title}", "")
    if template.version:
        yield from (f"Version: {template.version}.", "")
    if template.dated_by:
        yield from (f"Dated by the field `{template.dated_by}`.", "")
    if template.facts:
        yield from (f"Facts: {', '.join(f'`{k}` {json.dumps(v, ensure_ascii=False)}' for k, v in template.facts.items())}.", "")
    rows = template.approvals.rows if template.approvals else ()
    items = template.items.known if template.items else ()
    parts = {"Fields": template.fields, "Sections": template.sections, "Items": items, "Approvals": rows, "Statements": template.statements}
    for title, specs in parts.items():
        if specs:
            yield from (f"## {title}", "", "| id | title | also | |", "|---|---|---|---|", *map(_spec, specs), "")
    if template.papers:
        told = (f"| `{p.id}` | {_cell(p.title)} | {p.role} | {f'`{p.template}`' if p.template else ''} |" for p in template.papers)
        yield from ("## Papers in a pack", "", "| id | title | as | read with |", "|---|---|---|---|", *told, "")


def _spec(spec: Spec) -> str:
    titles = [t + (f" ({_term(spec.title_terms[t])})" if t in spec.title_terms else "") for t in spec.titles[1:]]
    notes = ["required" if spec.required else "optional", *([spec.kind] if spec.kind != "text" else []), *spec.choices]
    notes += [_term(spec.term)] if not spec.term.always else []
    return f"| `{spec.id}` | {_cell(spec.title)} | {_cell('; '.join(titles))} | {_cell(', '.join(notes))} |"
