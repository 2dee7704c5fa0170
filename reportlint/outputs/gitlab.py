"""The result as a GitLab Code Quality report."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from reportlint.findings import DocumentResult, Finding, Result, Severity
from reportlint.outputs._common import clean, line, slashed, told, troubles
from reportlint.outputs._json import dumps

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info", Severity.OFF: "info"}


def render(result: Result) -> str:
    """An array of issues. What kept a document from being judged blocks; what a waiver covers only informs."""
    issues = [issue for d in result.documents for issue in _document(d)]
    _tell_apart(issues)
    return dumps(issues, indent=2) + "\n"


def _document(document: DocumentResult) -> list[dict[str, Any]]:
    path = slashed(document.path)
    blocking = [_issue(path, 1, "reportlint", "blocker", trouble, trouble) for trouble in troubles(document)]
    return blocking + [
        _issue(path, line(f), clean(f.name), _severity(f, document), told(f), f.fingerprint) for f in document.findings
    ]


def _severity(finding: Finding, document: DocumentResult) -> str:
    if finding.waiver is not None:
        return "info"
    return "blocker" if document.status == "unreadable" else _SEVERITIES[finding.severity]


def _issue(path: str, at: int, check: str, severity: str, description: str, fingerprint: str) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": f"{path}\0{fingerprint}",
        "severity": severity,
        "location": {"path": path, "lines": {"begin": at}},
    }


def _tell_apart(issues: list[dict[str, Any]]) -> None:
    """Give each issue a fingerprint of its own: GitLab shows one issue a fingerprint, and ours repeat from file to file."""
    seen: Counter[str] = Counter()
    for issue in issues:
        mark = issue["fingerprint"]
        seen[mark] += 1
        issue["fingerprint"] = hashlib.sha256(f"{mark}\0{seen[mark]}".encode(errors="replace")).hexdigest()
