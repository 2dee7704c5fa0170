"""reportlint checks council reports against declarative rules.

    from reportlint import check
    result = check(["draft.docx"], stage="submission")
    for finding in result.documents[0].findings:
        print(finding.location.text, finding.message)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportlint.api import check, inspect
    from reportlint.findings import DocumentResult, Finding, Location, Result, Severity, Stage

__version__ = "0.1.0"
__all__ = ["DocumentResult", "Finding", "Location", "Result", "Severity", "Stage", "__version__", "check", "inspect"]

_HOMES = {
    "check": "reportlint.api",
    "inspect": "reportlint.api",
    **dict.fromkeys(("DocumentResult", "Finding", "Location", "Result", "Severity", "Stage"), "reportlint.findings"),
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: the package itself costs nothing to import."""
    if name in _HOMES:
        import importlib

        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'reportlint' has no attribute '{name}'")
