"""The result as GitHub's workflow commands: a remark at each finding's place in a pull request.

A finding that a waiver covers is a notice, whatever it weighs. Files that are not text have no lines: the paragraph's
ordinal stands for one, and the remark itself says where to look.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.findings import DocumentResult, Finding, Result, Severity
from reportlint.outputs._common import clean, line, slashed, told, troubles

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice", Severity.OFF: "notice"}


def render(result: Result) -> str:
    """A command a line, and last a line of plain numbers."""
    commands = [command for d in result.documents for command in _document(d)]
    return "\n".join([*commands, _summary(result)]) + "\n"


def _document(document: DocumentResult) -> Iterator[str]:
    for trouble in troubles(document):
        yield _command("error", document, 1, "reportlint", trouble)
    for finding in document.findings:
        yield _command(_name(finding), document, line(finding), finding.name, told(finding))


def _name(finding: Finding) -> str:
    return "notice" if finding.waiver is not None else _COMMANDS[finding.severity]


def _command(name: str, document: DocumentResult, at: int, title: str, message: str) -> str:
    return f"::{name} file={_property(slashed(document.path))},line={at},title={_property(clean(title))}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _summary(result: Result) -> str:
    counts = {
        "documents": len(result.documents),
        "errors": result.count(Severity.ERROR),
        "warnings": result.count(Severity.WARNING),
        "for information": result.count(Severity.INFO),
        "waived": sum(f.waiver is not None for d in result.documents for f in d.findings),
    }
    return f"reportlint, stage {result.stage}: " + ", ".join(f"{name} {count}" for name, count in counts.items())
