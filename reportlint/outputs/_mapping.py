"""The contract `reportlint/result/1`: what a result's parts are called in JSON, in the contract's order."""

from __future__ import annotations

from typing import Any

from reportlint.findings import DocumentResult, Edit, Finding, Result, Stage

SCHEMA = "reportlint/result/1"


def heading(result: Result) -> dict[str, Any]:
    """What is true of the whole run: which tool, which stage, which day."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "reportlint", "version": result.version},
        "stage": result.stage,
        "on": result.on.isoformat(),
    }


def document(document: DocumentResult, stage: Stage | None = None) -> dict[str, Any]:
    """One document and its findings; its stage only where that is not `stage`, which is the run's."""
    return {
        "path": document.path,
        "sha256": document.sha256,
        "format": document.format,
        "ruleset": document.ruleset,
        "ruleset_sha256": document.ruleset_sha256,
        "template": document.template,
        "recognised_by": document.recognised_by,
        "status": document.status,
        **({"stage": document.stage} if stage is not None and document.stage not in (None, stage) else {}),
        "findings": [_finding(f) for f in document.findings],
        "faults": list(document.faults),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    where = finding.location
    return {
        "rule": finding.rule,
        "subject": finding.subject,
        "severity": finding.severity,
        "fingerprint": finding.fingerprint,
        "message": finding.message,
        "fix": finding.fix,
        "why": finding.why,
        "source": finding.source,
        "location": {
            "text": where.text,
            "paragraph": where.paragraph,
            "section": where.section,
            "field": where.field,
            "table": where.table,
            "row": where.row,
            "page": where.page,
            "quote": where.quote,
        },
        "edits": [_edit(e) for e in finding.edits],
        "waiver": dict(sorted(finding.waiver.items())) if finding.waiver is not None else None,
    }


def _edit(edit: Edit) -> dict[str, Any]:
    span = {"paragraph": edit.span.paragraph, "start": edit.span.start, "end": edit.span.end}
    return {"kind": edit.kind, **span, "text": edit.text, "safe": edit.safe}
