"""The one place where mutation tests meet the library."""

from __future__ import annotations

from datetime import date
from typing import Any


def found(data: bytes, name: str, stage: str = "submission", on: date | None = None) -> set[tuple[str, str | None]]:
    """The rule and subject of every finding in one document."""
    from reportlint import check

    options: dict[str, Any] = {"stage": stage} | ({"on": on} if on else {})
    result = check([(name, data)], **options)
    document = result.documents[0]
    faults = {("fault", fault) for fault in document.faults}
    return {(f.rule, f.subject) for f in document.findings} | faults
