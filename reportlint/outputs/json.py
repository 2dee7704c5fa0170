"""The result as JSON, by the contract `reportlint/result/1`."""

from __future__ import annotations

from reportlint.findings import Result, Severity
from reportlint.outputs import _json, _mapping

MEDIA_TYPE = "application/json"


def render(result: Result) -> str:
    """One JSON object, indented, keys in the contract's order."""
    return _json.dumps({**_mapping.heading(result), "documents": _documents(result), "summary": _summary(result)}, indent=2) + "\n"


def _documents(result: Result) -> list[dict[str, object]]:
    return [_mapping.document(d, result.stage) for d in result.documents]


def _summary(result: Result) -> dict[str, int]:
    return {
        "documents": len(result.documents),
        "unreadable": sum(d.status == "unreadable" for d in result.documents),
        "error": result.count(Severity.ERROR),
        "warning": result.count(Severity.WARNING),
        "info": result.count(Severity.INFO),
        "waived": sum(f.waiver is not None for d in result.documents for f in d.findings),
    }
