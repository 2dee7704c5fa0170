"""The result as JSON, a document a line: for programs that take reports one by one."""

from __future__ import annotations

from reportlint.findings import Result
from reportlint.outputs import _json, _mapping

MEDIA_TYPE = "application/x-ndjson"


def render(result: Result) -> str:
    """A line for each document: what is true of the run, and the document as the contract `reportlint/result/1` has it."""
    heading = _mapping.heading(result)
    return "".join(_json.dumps({**heading, "document": _mapping.document(d, result.stage)}) + "\n" for d in result.documents)
