"""What a build server reads of a result."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from reportlint.findings import Evaluation, Outcome, Result, Severity
from reportlint.outputs import junit

from .results import WAIVER, document, finding, result, unreadable


def _suite(result: Result) -> Element:
    suite = ElementTree.fromstring(junit.render(result).encode()).find("testsuite")
    assert suite is not None
    return suite


def _outcomes(result: Result) -> list[tuple[str | None, list[str]]]:
    return [(case.get("name"), [child.tag for child in case]) for case in _suite(result).findall("testcase")]


def test_rules_that_were_kept_pass_and_those_that_do_not_apply_are_left_out() -> None:
    assert _outcomes(result(document())) == [("title-kept", [])]


def test_a_rule_that_was_not_evaluated_is_skipped_not_passed() -> None:
    evaluation = Evaluation("alt-text", "x", Outcome.NOT_EVALUATED, "this format does not record images")
    suite = _suite(result(document(evaluations=(evaluation,))))
    skipped = suite.find("testcase[@name='alt-text:x']/skipped")
    assert skipped is not None
    assert skipped.get("message") == "this format does not record images"
    assert suite.get("skipped") == "1"


@pytest.mark.parametrize(
    ("severity", "fail_on", "tags"),
    [
        (Severity.ERROR, Severity.ERROR, ["failure"]),
        (Severity.WARNING, Severity.ERROR, ["system-out"]),
        (Severity.WARNING, Severity.WARNING, ["failure"]),
        (Severity.INFO, Severity.INFO, ["failure"]),
        (Severity.ERROR, Severity.OFF, ["system-out"]),
    ],
)
def test_a_case_fails_from_the_fail_on_severity_on(severity: Severity, fail_on: Severity, tags: list[str]) -> None:
    outcome = _outcomes(result(document(finding(severity=severity), evaluations=()), fail_on=fail_on))
    assert outcome == [("section-missing:legal at Section 7, paragraph 7.1 (page 4)", tags)]


def test_a_waived_finding_is_skipped() -> None:
    suite = _suite(result(document(finding(waiver=WAIVER))))
    assert (suite.get("failures"), suite.get("skipped")) == ("0", "1")


def test_a_failure_says_everything_that_there_is_to_say() -> None:
    failure = _suite(result(document(finding()))).find("testcase/failure")
    assert failure is not None
    assert failure.attrib == {"type": "error", "message": "Section 'Legal implications' is missing."}
    assert (failure.text or "").splitlines() == [
        "Error: Section 'Legal implications' is missing.",
        "Where: Section 7, paragraph 7.1 (page 4)",
        "Words: There are none.",
        "To fix: Add the heading 'Legal implications'.",
        "Why: Members must see every implication before they decide.",
        "Source: Report template",
    ]


def test_an_unreadable_document_and_a_fault_are_errors_whatever_the_run_fails_on() -> None:
    for broken in (unreadable(), unreadable(findings=()), document(faults=("dates-real: ValueError",))):
        suite = _suite(result(broken, fail_on=Severity.OFF))
        assert suite.get("errors") == "1"
        assert suite.find("testcase/error") is not None


def test_the_totals_add_up() -> None:
    root = ElementTree.fromstring(junit.render(result(document(finding()), document(finding()), unreadable())).encode())
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "2", "1")


def test_cases_of_one_name_are_numbered() -> None:
    names = [name for name, _ in _outcomes(result(document(finding(), finding(), evaluations=())))]
    assert names == [f"section-missing:legal at Section 7, paragraph 7.1 (page 4){n}" for n in ("", " (2)")]
