"""One document's result as rows: its own, and one a finding. Here stand the columns, the same in every kind of audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reportlint import rulesets
from reportlint.audit.entries import Entry
from reportlint.findings import DocumentResult, Finding, Severity
from reportlint.language import dates, patterns
from reportlint.report import Report
from reportlint.rulesets.rule import Ruleset
from reportlint.scene import meeting_day

#: The columns of the documents, with the type of what they hold.
DOCUMENTS: Mapping[str, type] = {
    "path": str, "source": str, "container": str, "size": int, "sha256": str, "format": str,
    "title": str, "council": str, "committee": str, "directorate": str, "meeting_date": str,
    "ruleset": str, "ruleset_sha256": str, "template": str, "recognised_by": str,
    "status": str, "problem": str, "errors": int, "warnings": int, "infos": int, "faults": str,
    "version": str, "stage": str, "checked_for": str, "stamp": str, "basis": str,
}  # fmt: skip
#: The columns of the findings. document: the path; number: its place in the document's findings, from 1.
FINDINGS: Mapping[str, type] = {
    "document": str, "number": int, "rule": str, "subject": str, "severity": str, "message": str, "fix": str, "place": str,
    "section": str, "field": str, "paragraph": int, "table_number": int, "table_row": int, "page": int, "quote": str,
    "fingerprint": str,
}  # fmt: skip
#: The columns of the rules.
RULES: Mapping[str, type] = {"id": str, "title": str, "why": str, "source": str}

Row = tuple[str | int | None, ...]

_SMALL = frozenset({"and", "at", "for", "in", "of", "on", "the", "to"})
_EDGES = " \t,;:.–—-|/"


class Terms(NamedTuple):
    """What a document was held to. basis: its hash, with all the rules in it."""

    version: str
    stage: str
    day: str
    basis: str


def of_document(result: DocumentResult, entry: Entry, sha256: str, council: str, terms: Terms) -> Row:
    """The document's row. sha256: that of its bytes, "" if they could not be had."""
    report = result.report
    counts = [sum(f.severity is s for f in result.findings) for s in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
    problem = next((f.message for f in result.findings), "") if result.status == "unreadable" else None
    title = next((f for f in report.fields if f.spec is not None and "title" in f.spec.tags), None) if report else None
    day = meeting_day(report) if report else None
    return (
        entry.path, entry.source, entry.container or None, entry.size, sha256 or None, result.format,
        _line(report.text(title)) if report and title else None, council or None,
        _filed(report, "committee"), _filed(report, "directorate"), day.isoformat() if day else None,
        result.ruleset, result.ruleset_sha256, result.template, result.recognised_by,
        result.status, problem, *counts, "; ".join(result.faults) or None,
        terms.version, terms.stage, terms.day, entry.stamp, terms.basis,
    )  # fmt: skip


def of_finding(finding: Finding, path: str, number: int) -> Row:
    where = finding.location
    return (
        path, number, finding.rule, finding.subject, finding.severity.value, _whole(finding.message), _whole(finding.fix),
        _whole(where.text), where.section, where.field, where.paragraph, where.table, where.row, where.page, _whole(where.quote),
        finding.fingerprint,
    )  # fmt: skip


def of_rules(loaded: Iterable[Ruleset]) -> list[Row]:
    """The rules' rows by id; where rulesets differ about a rule, the one that they extend speaks."""
    found: dict[str, Row] = {}
    for ruleset in (rulesets.load("core"), *sorted(loaded, key=lambda r: (len(r.layers), r.name))):
        for id, rule in ruleset.rules.items():
            found.setdefault(id, (id, rule.title, rule.why, rule.source))
    return [found[id] for id in sorted(found)]


def _filed(report: Report | None, role: str) -> str | None:
    """The name of what the report is filed under, as its template tells."""
    filed = report.template.filed_under.get(role) if report else None
    part = report.field(filed.field) if report and filed else None
    if report is None or filed is None or part is None:
        return None
    for line in report.text(part).splitlines():
        if name := _name(line, filed.after):
            return name
    return None


def _name(line: str, after: Iterable[str]) -> str:
    """The name in a line: what follows the pattern, if one is found, and no date."""
    ends = [end for p in after for _, end in patterns.found(patterns.pattern(p), line)]
    rest = line[max(ends) :] if ends else line
    at = 0
    pieces = []
    for day in dates.find(rest):
        pieces.append(rest[at : day.start])
        at = day.end
    name = next((n for piece in (*pieces, rest[at:]) if (n := " ".join(piece.split()).strip(_EDGES))), "")
    return _alike(name)


def _alike(name: str) -> str:
    """The name as it is written most often, so that one thing is not counted as two."""
    words = name.replace(" & ", " and ").replace("’", "'").split()
    if name.isupper():
        words = [w.lower() if n and w.lower() in _SMALL else w.capitalize() for n, w in enumerate(words)]
    return _whole(" ".join(words))


def _line(text: str) -> str | None:
    return _whole(" ".join(text.split())) or None


def _whole(text: str) -> str:
    """The text as any database takes it: no half of a character."""
    return text.encode("utf-8", "replace").decode()
