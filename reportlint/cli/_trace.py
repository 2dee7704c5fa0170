"""Why a rule did or did not fire on a document, part by part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from reportlint.engine import Trial
from reportlint.findings import Hit, Outcome, Severity, Stage
from reportlint.places import locate
from reportlint.report import Part, Report


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a rule on one part. outcome: "found", "silenced" (by another rule) or "passed"."""

    part: str
    title: str
    outcome: str
    place: str
    quote: str = ""
    by: str = ""


def steps(trial: Trial, report: Report) -> list[Step]:
    """One for each place where the rule found something, and one for each part on which it found nothing."""
    made = []
    for part in trial.parts:
        found = [_step(hit, part, report, by) for hit, by in _hits(trial) if hit.subject == part.id or hit.subject is None]
        made += found or [Step(part.id or part.kind, part.title, "passed", locate(report, Hit(part.anchor, part.id), part).text)]
    known = {p.id for p in trial.parts} | {None}
    made += (_step(hit, None, report, by) for hit, by in _hits(trial) if hit.subject not in known)
    return list(dict.fromkeys(made))


def _hits(trial: Trial) -> Iterator[tuple[Hit, str]]:
    yield from ((hit, "") for hit in trial.said)
    yield from trial.silenced


def _step(hit: Hit, part: Part | None, report: Report, by: str) -> Step:
    location = locate(report, hit, part)
    name, title = (part.id or part.kind, part.title) if part is not None else (hit.subject or "", "")
    return Step(name, title, "silenced" if by else "found", location.text, location.quote, by)


def as_text(path: str, trial: Trial, report: Report, stage: Stage) -> str:
    rule = trial.rule
    lines = [f"{rule.id} on {path}: {rule.title}", f"  for: {rule.phrase}; check: {rule.check}"]
    if trial.skipped is not None:
        word = "not applicable" if trial.skipped is Outcome.NOT_APPLICABLE else "not evaluated"
        lines.append(f"  {word}: {trial.reason}")
    elif trial.reason:
        lines.append(f"  the check failed: {trial.reason}")
    else:
        lines += (f"  {_words(step)}" for step in steps(trial, report))
    if rule.severity[stage] is Severity.OFF:
        lines.append(f"  at the stage {stage} it weighs nothing, and so nothing is said")
    return "\n".join("".join(c if c.isprintable() else " " for c in line) for line in lines) + "\n"


def _words(step: Step) -> str:
    head = f"{step.title or step.part} [{step.part}]" if step.title != step.part else step.part
    quote = f" “{step.quote}”" if step.quote else ""
    if step.outcome == "passed":
        return f"{head}: passed ({step.place})"
    if step.outcome == "silenced":
        return f"{head}: silent, because {step.by} speaks there ({step.place}){quote}"
    return f"{head}: found at {step.place}{quote}"


def as_json(path: str, trial: Trial, report: Report, stage: Stage) -> str:
    """One JSON object, indented (`reportlint/trace/1`)."""
    failed = trial.reason if trial.skipped is None and trial.reason else None
    return json.dumps({
        "schema": "reportlint/trace/1", "path": path, "rule": trial.rule.id, "stage": stage, "severity": trial.rule.severity[stage],
        "skipped": trial.skipped, "reason": trial.reason if trial.skipped is not None else None, "failed": failed,
        "steps": [asdict(step) for step in steps(trial, report)],
    }, ensure_ascii=False, indent=2) + "\n"  # fmt: skip
