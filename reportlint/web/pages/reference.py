"""Pages about the rules and the templates, made from these themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reportlint import catalogue
from reportlint.errors import UsageError
from reportlint.findings import Severity, Stage
from reportlint.report import Spec, Template
from reportlint.rulesets.rule import Example, Rule, Ruleset
from reportlint.web.pages import look
from reportlint.web.problems import Problem
from reportlint.web.service import Service

_STAGES = {Stage.DRAFT: "As a draft", Stage.SUBMISSION: "For submission", Stage.PUBLICATION: "For publication"}
_WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "For information", Severity.OFF: "Not looked at"}
#: What a message fills in when it is given; who reads about the rule alone needs no name for it.
_FACT = re.compile(r"\{\w+\}")
_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def routes(service: Service) -> list[BaseRoute]:
    """The routes of the lists, of each rule and of each template."""
    pages = _Reference(service)
    return [
        Route("/rules", pages.rules),
        Route("/rules/{id}", pages.rule),
        Route("/templates", pages.templates),
        Route("/templates/{name}", pages.template),
    ]


class _Reference:
    """The pages, of what this server offers."""

    def __init__(self, service: Service) -> None:
        self._rulesets = sorted(service.rulesets.values(), key=lambda r: (len(r.layers), r.name))

    async def rules(self, request: Request) -> Response:
        find = request.query_params.get("find", "").strip()[:100]
        listed = [{"name": r.name, "title": r.title, "rules": list(self._listed(r, find))} for r in self._rulesets]
        filled = [group for group in listed if group["rules"]]
        total = sum(len(group["rules"]) for group in filled)
        return look.page("rules", here="/rules", find=find, rulesets=filled, total=total)

    def _listed(self, ruleset: Ruleset, find: str) -> Iterator[dict[str, str]]:
        """The rules that stand in a ruleset itself and hold every word that is looked for."""
        for rule in ruleset.rules.values():
            words = f"{rule.id} {rule.title} {rule.message} {rule.why} {rule.fix} {rule.source}".lower()
            if rule.ruleset == ruleset.name and all(word in words for word in find.lower().split()):
                home = catalogue.rule(rule.id, self._rulesets)[0]
                within = "" if home.path == rule.path else ruleset.name
                yield {"id": rule.id, "title": rule.title, "within": within, "weighs": _weighs(rule)}

    async def rule(self, request: Request) -> Response:
        id, chosen = request.path_params["id"], self._chosen(request)
        try:
            rule = catalogue.rule(id, chosen)[0]
        except UsageError:
            raise Problem(404, f"There is no rule '{id}'. The page 'Rules' has all there are.") from None
        examples = {bad: [_example(e) for e in rule.examples if e.bad is bad] for bad in (True, False)}
        weights = [(_STAGES[stage], _WORDS[weight], weight.value) for stage, weight in catalogue.weights(rule).items()]
        home = next((r.title for r in self._rulesets if r.name == rule.ruleset), rule.ruleset)
        said = {name: _FACT.sub("…", words) for name, words in (("message", rule.message), ("fix", rule.fix))}
        return look.page("rule", rule=rule, **said, weights=weights, bad=examples[True], good=examples[False], home=home,
                         notes=list(self._notes(rule)))  # fmt: skip

    def _notes(self, rule: Rule) -> Iterator[str]:
        """Where other rulesets have it otherwise."""
        for other in self._rulesets:
            changed = other.rules.get(rule.id)
            if changed is not None and changed.path == rule.path and changed.overridden_by[-1:] == (other.name,):
                if catalogue.weights(changed) != catalogue.weights(rule):
                    yield f"{other.title} weighs it otherwise: {_weighs(changed)}."
                elif changed is not rule:
                    yield f"{other.title} has it with settings of its own."
            if rule.id in other.disabled:
                yield f"{other.title} does not apply it: {other.disabled[rule.id]}"

    async def templates(self, request: Request) -> Response:
        groups: dict[str, dict[str, Any]] = {}
        for ruleset, template in catalogue.usable(self._rulesets):
            group = groups.setdefault(ruleset.name, {"name": ruleset.name, "title": ruleset.title, "templates": []})
            address = f"/templates/{quote(template.name, safe='')}?{urlencode({'ruleset': ruleset.name})}"
            facts = {"name": template.name, "title": template.title, "address": address}
            group["templates"].append({**facts, "fields": len(template.fields), "sections": len(template.sections)})
        return look.page("templates", here="/templates", rulesets=list(groups.values()))

    async def template(self, request: Request) -> Response:
        name = request.path_params["name"]
        try:
            home, template = catalogue.template(name, self._chosen(request), every="ruleset" in request.query_params)
        except UsageError:
            raise Problem(404, f"There is no template '{name}'. The page 'Templates' has all there are.") from None
        asked = urlencode({"template": template.name, "ruleset": home.name, "format": "docx"})
        check = urlencode({"template": f"{home.name}/{template.name}"})
        return look.page("template", template=template, home=home, groups=_groups(template), blank=f"/api/new?{asked}",
                         check=f"/?{check}")  # fmt: skip

    def _chosen(self, request: Request) -> list[Ruleset]:
        """The ruleset that the address names, or all."""
        name = request.query_params.get("ruleset")
        chosen = [r for r in self._rulesets if name in (None, r.name)]
        if not chosen:
            raise Problem(404, f"There is no ruleset '{name}' here.")
        return chosen


def _weighs(rule: Rule) -> str:
    """How much a rule weighs, in as few words as say it: "error", or "warning as a draft, then error"."""
    weights = catalogue.weights(rule)
    if len(set(weights.values())) == 1:
        return _WORDS[weights[Stage.DRAFT]].lower()
    return ", ".join(f"{_WORDS[weight].lower()} {_STAGES[stage].lower()}" for stage, weight in weights.items())


def _example(example: Example) -> dict[str, Any]:
    """An example in pieces, each with whether a finding is on it, and what it is about."""
    text, pieces, at = example.text.strip("\n"), [], 0
    for found in _MARKED.finditer(text):
        pieces += [(text[at : found.start()], False), (found.group(1) or " ", True)]
        at = found.end()
    about = [f"about {example.subject}" if example.subject else "", f"on {example.on}" if example.on else ""]
    about += [f"at the stage {example.stage}" if example.stage else "", f"template {example.template}" if example.template else ""]
    said = ", ".join(a for a in about if a)
    return {"pieces": [*pieces, (text[at:], False)], "about": said[:1].upper() + said[1:]}


def _groups(template: Template) -> list[tuple[str, list[dict[str, Any]]]]:
    """The parts that a template asks for, by their kind."""
    rows = template.approvals.rows if template.approvals else ()
    groups = {"Fields": template.fields, "Sections": template.sections, "Approvals": rows, "Statements": template.statements}
    return [(title, [_spec(s) for s in specs]) for title, specs in groups.items()]


_TAKES = {"line": "one line", "people": "names of people", "date": "a date", "list": "a list"}


def _spec(spec: Spec) -> dict[str, Any]:
    takes = " or ".join(spec.choices) if spec.choices else _TAKES.get(spec.kind, "")
    term = [f"from {spec.term.since}" if spec.term.since else "", f"until {spec.term.until}" if spec.term.until else ""]
    when = " ".join(t for t in term if t)
    said = [takes[:1].upper() + takes[1:] if takes else "", f"For meetings {when}" if when else ""]
    return {"title": spec.title, "required": spec.required, "also": "; ".join(spec.titles[1:]), "takes": ". ".join(s for s in said if s)}
