"""The result as JUnit XML: a suite a document, a case a finding and a case for every rule that was kept.

A finding fails its case if it reaches the run's fail-on severity; below that the case passes and says so in its output. A
case is skipped where a waiver lets a finding stand, or where a rule could not be evaluated. Nothing is timed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from reportlint.findings import DocumentResult, Evaluation, Finding, Outcome, Result, Severity
from reportlint.outputs._common import clean, reaches, squeezed, troubles, waived

MEDIA_TYPE = "application/xml"

_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def render(result: Result) -> str:
    """The document element `testsuites`, indented."""
    root = Element("testsuites", name="reportlint")
    suites = [_suite(d, result) for d in result.documents]
    for total in ("tests", "failures", "errors"):
        root.set(total, str(sum(int(suite.get(total, "0")) for suite in suites)))
    root.extend(suites)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(document: DocumentResult, result: Result) -> Element:
    path = clean(document.path)
    cases = list(_cases(document, result.fail_on))
    counts = {name: str(sum(case.find(tag) is not None for case in cases)) for name, tag in _COUNTED.items()}
    suite = Element("testsuite", {"name": path, "tests": str(len(cases)), **counts})
    suite.append(_properties(document, result))
    seen: Counter[str] = Counter()
    for case in cases:
        name = case.get("name", "")
        seen[name] += 1  # some readers keep one case a name
        case.set("name", name if seen[name] == 1 else f"{name} ({seen[name]})")
        case.set("classname", path)
        suite.append(case)
    return suite


def _properties(document: DocumentResult, result: Result) -> Element:
    known = {
        "version": result.version, "stage": result.stage.value, "on": result.on.isoformat(), "sha256": document.sha256,
        "ruleset": document.ruleset, "ruleset_sha256": document.ruleset_sha256, "template": document.template,
    }  # fmt: skip
    properties = Element("properties")
    for name, value in known.items():
        if value:
            SubElement(properties, "property", name=name, value=clean(value))
    return properties


def _cases(document: DocumentResult, fail_on: Severity) -> Iterator[Element]:
    for trouble in troubles(document):
        case = Element("testcase", name="every rule could be tried" if document.faults else "the document can be read")
        SubElement(case, "error", type="error", message=trouble)
        yield case
    for finding in document.findings:
        yield _finding(finding, document.status == "unreadable", fail_on)
    for evaluation in document.evaluations:
        if evaluation.outcome is Outcome.PASS:
            yield Element("testcase", name=_name(evaluation))
        elif evaluation.outcome is Outcome.NOT_EVALUATED:
            case = Element("testcase", name=_name(evaluation))
            SubElement(case, "skipped", message=squeezed(evaluation.reason))
            yield case


def _name(evaluation: Evaluation) -> str:
    return clean(f"{evaluation.rule}:{evaluation.subject}" if evaluation.subject else evaluation.rule)


def _finding(finding: Finding, unreadable: bool, fail_on: Severity) -> Element:
    place = finding.location.text
    case = Element("testcase", name=squeezed(f"{finding.name} at {place}" if place else finding.name))
    if finding.waiver is None and (unreadable or reaches(finding.severity, fail_on)):
        tag = "error" if unreadable else "failure"
        SubElement(case, tag, type=finding.severity.value, message=squeezed(finding.message)).text = _body(finding)
        return case
    if finding.waiver is not None:
        SubElement(case, "skipped", message=waived(finding.waiver))
    SubElement(case, "system-out").text = _body(finding)
    return case


def _body(finding: Finding) -> str:
    """The finding at length, a thing a line."""
    lines = {
        finding.severity.value.capitalize(): finding.message,
        "Where": finding.location.text,
        "Words": finding.location.quote,
        "To fix": finding.fix,
        "Why": finding.why,
        "Source": finding.source,
    }
    return "\n".join(f"{label}: {squeezed(text)}" for label, text in lines.items() if text)
