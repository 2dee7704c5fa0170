"""Report and ruleset to findings: every rule is tried on every part it is for, and what became of it is kept."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from reportlint import discover
from reportlint.findings import Evaluation, Finding, Hit, Outcome, Severity, Stage
from reportlint.language.fold import fold
from reportlint.places import locate
from reportlint.report import Part, Report
from reportlint.rulesets.rule import Rule, Ruleset
from reportlint.scene import Kind, Scene

_CHECKS = "reportlint.checks"


@dataclass(frozen=True, slots=True)
class Checked:
    """findings: in reading order. evaluations: one a rule and subject. faults: rules whose check raised, and how."""

    findings: tuple[Finding, ...]
    evaluations: tuple[Evaluation, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule tried on its parts: what it hit, or why it was not tried.

    said: the hits that become findings. silenced: those that do not, each with the rule that speaks in its place.
    """

    rule: Rule
    parts: Sequence[Part] = ()
    said: tuple[Hit, ...] = ()
    silenced: tuple[tuple[Hit, str], ...] = ()
    skipped: Outcome | None = None
    reason: str = ""


def run(ruleset: Ruleset, scene: Scene, stage: Stage) -> Checked:
    """What the rules of this set say about the report in this scene, weighed for this stage."""
    every = trials(ruleset, scene, stage)
    findings: list[Finding] = []
    for trial in every:
        severity = trial.rule.severity[stage]
        if severity is not Severity.OFF:
            findings += (_finding(trial, hit, severity, scene) for hit in trial.said)
    return Checked(
        findings=_in_reading_order(findings),
        evaluations=tuple(e for trial in every for e in _evaluations(trial)),
        faults=tuple(f"{t.rule.id}: {t.reason}" for t in every if t.reason and t.skipped is None),
    )


def trials(ruleset: Ruleset, scene: Scene, stage: Stage) -> tuple[Trial, ...]:
    """What became of every rule of this set, whether or not it weighs anything at this stage."""
    tried = [_try(rule, scene, stage) for rule in ruleset.rules.values()]
    raw = {t.rule.id: t.said for t in tried}
    return tuple(_yielding(trial, raw) if trial.rule.unless and trial.said else trial for trial in tried)


def _yielding(trial: Trial, raw: Mapping[str, Iterable[Hit]]) -> Trial:
    """The trial with the hits set apart that another rule speaks of: one cause, one finding."""
    by = [(hit, _said_already(hit, trial.rule, raw)) for hit in trial.said]
    said = tuple(hit for hit, other in by if other is None)
    return replace(trial, said=said, silenced=tuple((hit, other) for hit, other in by if other is not None))


def _try(rule: Rule, scene: Scene, stage: Stage) -> Trial:
    kind = cast(Kind, discover.load(_CHECKS, rule.check))
    template = scene.report.template
    if scene.pack is None and getattr(kind, "PACK", False):
        return Trial(rule, skipped=Outcome.NOT_APPLICABLE, reason="only in an agenda pack")
    if not template.name and not getattr(kind, "WITHOUT_TEMPLATE", False):
        return Trial(rule, skipped=Outcome.NOT_EVALUATED, reason="no template was recognised")
    unmet = rule.when.unmet(template.facts, scene.report.answers, stage, scene.dated, scene.meeting)
    if unmet:
        return Trial(rule, skipped=Outcome.NOT_APPLICABLE, reason=unmet)
    missing = kind.NEEDS - scene.report.document.records
    if missing:
        return Trial(rule, skipped=Outcome.NOT_EVALUATED, reason=f"this format does not record {', '.join(sorted(missing))}")
    parts = rule.target.select(scene.report)
    if not parts:
        return Trial(rule, skipped=Outcome.NOT_APPLICABLE, reason="the report has no such part")
    try:
        return Trial(rule, parts, tuple(kind.check(parts, rule.options, scene)))
    except Exception as problem:  # a fault in one check must neither stop the others nor pass in silence
        return Trial(rule, parts, reason=f"{type(problem).__name__}: {problem}")


def _said_already(hit: Hit, rule: Rule, raw: Mapping[str, Iterable[Hit]]) -> str | None:
    """The rule that this one yields to and that speaks of the same place or the same subject."""
    for id in rule.unless:
        for other in raw.get(id, ()):
            if other.span.overlaps(hit.span) or (hit.subject is not None and other.subject == hit.subject):
                return id
    return None


def _finding(trial: Trial, hit: Hit, severity: Severity, scene: Scene) -> Finding:
    rule, report = trial.rule, scene.report
    part = _part_of(trial.parts, hit)
    facts = _facts(report, hit, part)
    location = locate(report, hit, part)
    subject = hit.subject if rule.subjects else None
    return Finding(
        rule=rule.id,
        subject=subject,
        severity=severity,
        fingerprint=_fingerprint(rule.id, subject, location.section or location.field or "", location.quote),
        message=rule.message.format_map(facts),
        fix=rule.fix.format_map(facts),
        why=rule.why,
        source=rule.source,
        location=location,
        edits=hit.edits,
    )


def _part_of(parts: Sequence[Part], hit: Hit) -> Part | None:
    if hit.subject is None:
        return parts[0] if len(parts) == 1 else None
    return next((p for p in parts if p.id == hit.subject), None)


def _facts(report: Report, hit: Hit, part: Part | None) -> Mapping[str, object]:
    text = " ".join(report.document.text(hit.span).split()) if report.document.paragraphs else ""
    own = {"subject": hit.subject or "", "text": text, "title": part.title if part else "", "previous": part.previous if part else ""}
    return {**own, **hit.facts}


def _fingerprint(*parts: str | None) -> str:
    """The same for the same words under the same heading, wherever the paragraph has moved to."""
    return hashlib.sha256("\0".join(fold(p or "") for p in parts).encode()).hexdigest()[:16]


def _in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sorted by place; equal fingerprints are told apart by counting."""

    def key(f: Finding) -> tuple[int, int, str, str]:
        span = f.location.span
        return (span.paragraph if span else 0, span.start if span else 0, f.rule, f.subject or "")

    seen: Counter[str] = Counter()
    ordered = []
    for finding in sorted(findings, key=key):
        seen[finding.fingerprint] += 1
        ordered.append(_numbered(finding, seen[finding.fingerprint]))
    return tuple(ordered)


def _numbered(finding: Finding, nth: int) -> Finding:
    return finding if nth == 1 else replace(finding, fingerprint=_fingerprint(finding.fingerprint, str(nth)))


def _evaluations(trial: Trial) -> list[Evaluation]:
    rule, hits = trial.rule, trial.said
    if trial.skipped is not None:
        return [Evaluation(rule.id, None, trial.skipped, trial.reason)]
    if trial.reason:
        return [Evaluation(rule.id, None, Outcome.NOT_EVALUATED, f"the check failed: {trial.reason}")]
    failed = {h.subject for h in hits}
    subjects = dict.fromkeys([*(p.id for p in trial.parts), *(h.subject for h in hits)])
    if not rule.subjects:
        return [Evaluation(rule.id, None, Outcome.FAIL if hits else Outcome.PASS)]
    return [Evaluation(rule.id, s, Outcome.FAIL if s in failed else Outcome.PASS) for s in subjects]
