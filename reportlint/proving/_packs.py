"""The examples of rules about agenda packs: each is a small pack, every paper of which is tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportlint import engine, templates
from reportlint.agenda import crosscheck, unpack
from reportlint.findings import Finding, Stage
from reportlint.model import Document, Span
from reportlint.report import Report, Template
from reportlint.rulesets.rule import Ruleset
from reportlint.scene import Pack


def pack_in(document: Document, template: Template, ruleset: Ruleset, fallback: str) -> Pack:
    """The pack that an example is; its reports are written on the template that its kind of paper names."""
    named = next((s.template for s in template.papers if s.role == "report" and s.template), fallback)
    written = ruleset.templates.get(named, Template("", "", ()))

    def see(part: Document) -> Report:
        return templates.see(part, written)

    return unpack.unpack([("", document)], template, ruleset.templates, see)


def checked(ruleset: Ruleset, template: Template, pack: Pack, stage: Stage, on: date, dated: bool) -> engine.Checked:
    """What the rules of this set say of the papers, in places of the whole pack."""
    findings: list[Finding] = []
    faults: list[str] = []
    for paper, scene in crosscheck.scenes(pack, on, dated, ruleset.nation):
        said = crosscheck.checked(ruleset, replace(template, rules=tuple(ruleset.rules)), paper, scene, stage)
        findings += (_moved(f, paper.report.document.before) for f in said.findings)
        faults += said.faults
    return engine.Checked(tuple(findings), (), tuple(faults))


def _moved(finding: Finding, by: int) -> Finding:
    span = finding.location.span
    if span is None:
        return finding
    return replace(finding, location=replace(finding.location, span=Span(span.paragraph + by, span.start, span.end)))
