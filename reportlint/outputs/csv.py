"""The result as a table for spreadsheets: a finding a row.

Commas, every line ended as RFC 4180 has it, and a byte order mark, without which Excel reads pound signs and curly quotes
wrongly (Python reads it with the encoding `utf-8-sig`). No cell is ever a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from reportlint.findings import DocumentResult, Finding, Result
from reportlint.outputs._common import squeezed, troubles, waived

MEDIA_TYPE = "text/csv"

COLUMNS = (
    "path", "rule", "subject", "severity", "place", "page", "quote", "message", "fix", "why", "source", "fingerprint", "waived",
)  # fmt: skip

#: The longest text that Excel and LibreOffice take into a cell.
LONGEST = 32_767

#: Where a spreadsheet would begin to calculate: at a cell's start, or after what some countries' spreadsheets take for a comma.
_FORMULA = re.compile(r"(^|;)(\s*)(?=[=+\-@＝＋－＠])")


def render(result: Result) -> str:
    """A row of names and a row a finding; also one for whatever kept a document from being judged."""
    text = io.StringIO()
    text.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([_safe(cell) for cell in row] for d in result.documents for row in _rows(d))
    return text.getvalue()


def _rows(document: DocumentResult) -> Iterator[list[str]]:
    for trouble in troubles(document):
        cells = {"path": document.path, "severity": "error", "message": trouble}
        yield [cells.get(column, "") for column in COLUMNS]
    for finding in document.findings:
        yield [document.path, *_finding(finding)]


def _finding(finding: Finding) -> Iterator[str]:
    where = finding.location
    yield from (finding.rule, finding.subject or "", finding.severity)
    yield from (where.text, str(where.page or ""), where.quote)
    yield from (finding.message, finding.fix, finding.why, finding.source, finding.fingerprint)
    yield waived(finding.waiver) if finding.waiver is not None else ""


def _safe(cell: str) -> str:
    text = _FORMULA.sub(r"\1\2'", squeezed(cell))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
