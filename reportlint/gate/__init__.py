"""The gate: which findings may stand, and on whose word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportlint import engine
from reportlint.checks import waivers_in_order
from reportlint.engine import Checked
from reportlint.findings import Evaluation, Finding, Location, Outcome, Stage
from reportlint.gate import baseline, waivers
from reportlint.gate.baseline import Baseline
from reportlint.gate.waivers import Waiver, Waivers
from reportlint.language.fold import fold
from reportlint.rulesets.rule import Rule, Ruleset
from reportlint.scene import Scene

__all__ = ["Baseline", "Case", "Gate", "Waivers", "load"]

#: The check kind of the rules that speak of waivers; they are tried once more when it is known what became of these.
_KIND = waivers_in_order.__name__.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Case:
    """What is at the gate: a document of this name and these bytes, held to these rules in this scene at this stage."""

    path: str
    sha256: str
    ruleset: Ruleset
    scene: Scene
    stage: Stage


@dataclass(frozen=True, slots=True)
class Gate:
    """What may let a finding stand."""

    waivers: Waivers = field(default_factory=Waivers)
    baseline: Baseline | None = None

    def judge(self, checked: Checked, case: Case) -> Checked:
        """The same with what is let stand marked so, and with findings about the waivers that are not in order."""
        granted, troubles = _weigh(self.waivers, checked, case)
        findings = tuple(self._marked(f, granted, case) for f in checked.findings)
        judged = replace(checked, findings=findings, evaluations=tuple(_outcome(e, findings) for e in checked.evaluations))
        return _with_troubles(judged, troubles, case, self.waivers.shown) if troubles else judged

    def _marked(self, finding: Finding, granted: Mapping[str, Waiver], case: Case) -> Finding:
        rule = case.ruleset.rules[finding.rule]
        if finding.fingerprint in granted:
            return replace(finding, waiver=granted[finding.fingerprint].record())
        # What only some may allow, or nobody, no list of old findings lets stand.
        if self.baseline is None or not rule.waivable or rule.waivable_by:
            return finding
        return replace(finding, waiver=self.baseline.record(case.path, finding))


def load(
    waivers_file: str | Path | tuple[str, bytes] | None = None, baseline_file: str | Path | tuple[str, bytes] | Baseline | None = None
) -> Gate:
    """The gate that these files, or names and bytes, describe. Raises UsageError or SettingsError where one does not load."""
    known = baseline_file if baseline_file is None or isinstance(baseline_file, Baseline) else baseline.load(baseline_file)
    return Gate(waivers.load(waivers_file) if waivers_file is not None else Waivers(), known)


Troubles = Mapping[str, Sequence[str]]


def _weigh(given: Waivers, checked: Checked, case: Case) -> tuple[dict[str, Waiver], Troubles]:
    """Which waiver lets each finding stand, by fingerprint, and which waivers are not in order, by state."""
    granted: dict[str, Waiver] = {}
    troubles: defaultdict[str, list[str]] = defaultdict(list)
    for waiver in given.concerning(case.path, case.sha256, case.scene.report):
        covered = [f for f in checked.findings if waiver.covers(f)]
        state, detail = _state(waiver, covered, checked, case)
        if state:
            troubles[state].append(f"{waiver.name} | {waiver.place} | {detail}")
        else:
            granted = {**dict.fromkeys((f.fingerprint for f in covered), waiver), **granted}
    return granted, troubles


def _state(waiver: Waiver, covered: Sequence[Finding], checked: Checked, case: Case) -> tuple[str, str]:
    """What is the matter with a waiver, and how so in words; "" if it is in order."""
    if waiver.until < case.scene.on:
        return "expired", waiver.until.isoformat()
    if waiver.sha256 not in ("", case.sha256):
        return "unused", "it was given for another version of the document"
    if not covered:
        unused = _why_unused(waiver, checked, case.ruleset)
        return ("unused", unused) if unused else ("", "")
    if waiver.approved_on > case.scene.on:
        return "unauthorised", f"it was approved on {waiver.approved_on.isoformat()}, after the day of this check"
    refusals = (_refusal(waiver, case.ruleset.rules[f.rule], case.ruleset) for f in covered)
    refused = next(filter(None, refusals), "")
    return ("unauthorised", refused) if refused else ("", "")


def _why_unused(waiver: Waiver, checked: Checked, ruleset: Ruleset) -> str:
    """Why a waiver that covers no finding is not needed; "" where its rule is silent for now and may yet speak."""
    rule, _, subject = waiver.rule.partition(":")
    if rule and rule not in ruleset.rules:
        return f"the ruleset {ruleset.name} has no such rule"
    own = [e for e in checked.evaluations if e.rule == rule]
    meant = [e for e in own if e.subject in (subject or None, None)]
    if rule and not subject and not meant:
        subjects = sorted(e.subject for e in own if e.subject)
        return f"the rule speaks of one thing at a time, such as {rule}:{subjects[0]}" if subjects else "there is no such finding"
    untried = (Outcome.NOT_APPLICABLE, Outcome.NOT_EVALUATED)
    silent = any(e.outcome in untried or (e.outcome is Outcome.FAIL and not waiver.fingerprint) for e in meant)
    return "" if silent else "there is no such finding"


def _refusal(waiver: Waiver, rule: Rule, ruleset: Ruleset) -> str:
    """Why the person who approved a waiver could not do so; "" if they could."""
    if not rule.waivable:
        return "no waiver can let a finding of this rule stand"
    if rule.waivable_by and waiver.role not in rule.waivable_by:
        return f"only a {' or a '.join(rule.waivable_by)} may approve it"
    if waiver.role and fold(waiver.approved_by) not in {fold(person) for person in ruleset.roles.get(waiver.role, ())}:
        return f"{waiver.approved_by} is not named as {waiver.role} in the ruleset {ruleset.name}"
    return ""


def _outcome(evaluation: Evaluation, findings: Iterable[Finding]) -> Evaluation:
    """What became of a rule, waivers and severity considered."""
    if evaluation.outcome is not Outcome.FAIL:
        return evaluation
    own = [f for f in findings if (f.rule, f.subject) == (evaluation.rule, evaluation.subject)]
    if not own:
        return replace(evaluation, reason="it weighs nothing at this stage")
    reasons = dict.fromkeys(f.waiver["reason"] for f in own if f.waiver is not None)
    if any(f.waiver is None for f in own):
        return evaluation
    return replace(evaluation, outcome=Outcome.WAIVED, reason=" ".join(reasons))


def _with_troubles(checked: Checked, troubles: Troubles, case: Case, shown: str) -> Checked:
    """The same with what the rules about waivers say, now that there is something to be said."""
    rules = {id: rule for id, rule in case.ruleset.rules.items() if rule.check == _KIND}
    document = case.scene.report.document
    told = {waivers_in_order.told(state): "\n".join(lines) for state, lines in troubles.items()}
    report = replace(case.scene.report, document=replace(document, properties={**document.properties, **told}))
    again = engine.run(replace(case.ruleset, rules=rules), replace(case.scene, report=report), case.stage)
    # They are about the waivers file, and no words of the report.
    findings = (replace(f, location=Location(shown)) for f in again.findings)
    others = (e for e in checked.evaluations if e.rule not in rules)
    return Checked(
        findings=(*findings, *checked.findings),
        evaluations=tuple(sorted((*others, *again.evaluations), key=lambda e: e.rule)),
        faults=(*checked.faults, *again.faults),
    )
