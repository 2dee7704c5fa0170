"""Whether a report may go on, in words: the same ones in every output for people."""

from __future__ import annotations

from collections.abc import Iterable

from reportlint.findings import DocumentResult, Finding, Result, Severity, Stage

#: The verdict on a report that may go on.
READY = "Ready"

AIMS = {Stage.DRAFT: "as a draft", Stage.SUBMISSION: "for submission", Stage.PUBLICATION: "for publication"}
_COUNTED = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("for information", "for information"),
}


def verdict(document: DocumentResult) -> str:
    """"Ready", "Not ready", or that nobody can tell."""
    if document.status == "unreadable":
        return "Not checked"
    if document.faults:
        return "Not judged in full"
    failing = any(f.severity is Severity.ERROR and f.waiver is None for f in document.findings)
    return "Not ready" if failing or document.status == "fail" else READY


def aim_of(document: DocumentResult, result: Result) -> str:
    """What the report was to be ready for: each may be held to a stage of its own."""
    return AIMS[document.stage or result.stage]


def counts(findings: Iterable[Finding]) -> str:
    """"3 errors, 1 warning, 2 waived"; "nothing to put right" if there is nothing."""
    found = list(findings)
    standing = [f.severity for f in found if f.waiver is None]
    parts = [number(standing.count(s), *words) for s, words in _COUNTED.items() if s in standing]
    if len(standing) < len(found):
        parts.append(f"{len(found) - len(standing)} waived")
    return ", ".join(parts) or "nothing to put right"


def number(count: int, one: str, many: str) -> str:
    """"1 error", "2 errors"."""
    return f"{count} {one if count == 1 else many}"
