"""The result as SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.

A report has no lines: the paragraph's ordinal stands for one, and its columns count the paragraph's characters. Where a
finding is in the author's words is its logical location. What a rule says of itself is taken from its findings, since a
result carries no rules: its help names the first fix as an example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from reportlint.findings import DocumentResult, Finding, Location, Result, Severity
from reportlint.outputs._common import clean, line, slashed, told, unread, untried, waived
from reportlint.outputs._json import dumps
from reportlint.outputs._markdown import escaped

MEDIA_TYPE = "application/sarif+json"

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.OFF: "none"}


def render(result: Result) -> str:
    """A log with one run: documents in the order given, findings in reading order, rules by id."""
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(result)]}, indent=2) + "\n"


def _run(result: Result) -> dict[str, Any]:
    artifacts: dict[str, dict[str, Any]] = {}
    for document in result.documents:
        artifacts.setdefault(_uri(document.path), _artifact(document))
    places = {uri: {"uri": uri, "index": n} for n, uri in enumerate(artifacts)}
    rules = _rules(result)
    index = {rule["id"]: n for n, rule in enumerate(rules)}
    return {
        "tool": {"driver": {"name": "reportlint", "version": result.version, "rules": rules}},
        "automationDetails": {"id": f"reportlint/{result.stage}/"},
        "invocations": [_invocation(result, places)],
        "artifacts": list(artifacts.values()),
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, index, places[_uri(d.path)]) for d in result.documents for f in d.findings],
        "properties": {"stage": result.stage, "on": result.on.isoformat()},
    }


def _uri(path: str) -> str:
    """A relative reference for a relative path, a file URI for an absolute one, also of Windows and of a share."""
    name = slashed(path)
    if re.match(r"[A-Za-z]:/", name):
        return f"file:///{name[:2]}{quote(name[2:])}"
    if name.startswith("/"):
        return ("file:" if name.startswith("//") else "file://") + quote(name)
    return quote(name)


def _artifact(document: DocumentResult) -> dict[str, Any]:
    known = {
        "status": document.status,
        "ruleset": document.ruleset,
        "ruleset_sha256": document.ruleset_sha256,
        "template": document.template,
        "recognised_by": document.recognised_by,
    }
    return {
        "location": {"uri": _uri(document.path)},
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": clean(document.sha256)},
        "properties": _known(known),
    }


def _known(values: Mapping[str, object]) -> dict[str, object]:
    """The values that there are, their text harmless."""
    return {key: clean(value) if isinstance(value, str) else value for key, value in values.items() if value is not None}


def _invocation(result: Result, places: Mapping[str, Mapping[str, object]]) -> dict[str, Any]:
    """Whether the job could be done, and a notification for each thing that could not."""
    notifications = [
        {
            "level": "error",
            "message": {"text": _plain(sentence)},
            "locations": [{"physicalLocation": {"artifactLocation": places[_uri(document.path)]}}],
        }
        for document in result.documents
        for sentence in filter(None, (unread(document), *untried(document)))
    ]
    return {
        "executionSuccessful": result.exit_code != 2,
        "exitCode": result.exit_code,
        "toolExecutionNotifications": notifications,
    }


def _rules(result: Result) -> list[dict[str, Any]]:
    found: dict[str, list[tuple[Finding, str]]] = {}
    for document in result.documents:
        for finding in document.findings:
            found.setdefault(finding.rule, []).append((finding, document.ruleset or ""))
    return [_rule(id, [f for f, _ in uses], {r for _, r in uses if r}) for id, uses in sorted(found.items())]


def _rule(id: str, findings: list[Finding], rulesets: Iterable[str]) -> dict[str, Any]:
    first = findings[0]
    gravest = max((f.severity for f in findings), key=lambda s: s.rank)
    title = clean(id).replace("-", " ").capitalize()
    return {
        "id": clean(id),
        "shortDescription": {"text": title},
        "fullDescription": {"text": _plain(first.why) or title},
        "help": _help(first),
        "defaultConfiguration": {"level": _LEVELS[gravest]},
        "properties": {"tags": sorted(clean(r) for r in rulesets)},
    }


def _help(finding: Finding) -> dict[str, str]:
    parts = {"Why it matters": finding.why, "To fix, for example": finding.fix, "Source": finding.source}
    return {
        "text": "\n".join(f"{label}: {_plain(text)}" for label, text in parts.items()),
        "markdown": "\n\n".join(f"**{label}:** {escaped(text)}" for label, text in parts.items()),
    }


def _result(finding: Finding, index: Mapping[str, int], artifact: Mapping[str, object]) -> dict[str, Any]:
    where, id = finding.location, clean(finding.rule)
    facts = {"subject": finding.subject, "section": where.section, "field": where.field}
    numbers = {"table": where.table, "row": where.row, "page": where.page}
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact, "region": _region(finding, where)}}
    if where.text:
        place["logicalLocations"] = [{"fullyQualifiedName": clean(where.text)}]
    return {
        "ruleId": id,
        "ruleIndex": index[id],
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(told(finding))},
        "locations": [place],
        # The first is the only one that GitHub compares; it expects an occurrence's number at the end.
        "partialFingerprints": {
            "primaryLocationLineHash": f"{clean(finding.fingerprint)}:1",
            "reportlint/v1": clean(finding.fingerprint),
        },
        # All results have suppressions or none has: an empty list says that this one is known to have none.
        "suppressions": [_suppression(finding.waiver)] if finding.waiver is not None else [],
        "properties": _known({**facts, **numbers}),
    }


def _region(finding: Finding, where: Location) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": line(finding)}
    if where.span is not None and where.span.paragraph == where.paragraph:
        region |= {"startColumn": where.span.start + 1, "endColumn": where.span.end + 1}
    if where.quote:
        region["snippet"] = {"text": clean(where.quote, keep="\n\t")}
    return region


def _suppression(waiver: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": waived(waiver),
        "properties": {clean(key): clean(value) for key, value in sorted(waiver.items())},
    }


def _plain(text: str) -> str:
    """The text as SARIF's plain text: nothing in it is a link or a placeholder."""
    return re.sub(r"\{(\d+)\}", r"{{\1}}", clean(text).replace("](", "] ("))
