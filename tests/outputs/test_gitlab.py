"""What GitLab's Code Quality reads of a result."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reportlint.findings import Location, Result, Severity
from reportlint.outputs import gitlab

from .results import WAIVER, document, finding, result, unreadable


def _issues(result: Result) -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = json.loads(gitlab.render(result))
    return issues


def test_a_finding_is_an_issue_at_its_place() -> None:
    (issue,) = _issues(result(document(finding(), path="./papers\\draft.docx")))
    fingerprint = issue.pop("fingerprint")
    assert len(fingerprint) == 64
    assert issue == {
        "description": "Section 7, paragraph 7.1 (page 4): Section 'Legal implications' is missing. "
        "To fix: Add the heading 'Legal implications'.",
        "check_name": "section-missing:legal",
        "severity": "major",
        "location": {"path": "papers/draft.docx", "lines": {"begin": 41}},
    }


@pytest.mark.parametrize(("severity", "word"), [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.INFO, "info")])
def test_severities_have_gitlabs_names(severity: Severity, word: str) -> None:
    assert [i["severity"] for i in _issues(result(document(finding(severity=severity))))] == [word]


def test_what_a_waiver_covers_only_informs() -> None:
    (issue,) = _issues(result(document(finding(waiver=WAIVER))))
    assert issue["severity"] == "info"
    assert "Waived: Agreed with the chair" in issue["description"]


def test_what_could_not_be_done_blocks() -> None:
    issues = _issues(result(unreadable(), unreadable(findings=()), document(faults=("dates-real: ValueError",))))
    assert [i["severity"] for i in issues] == ["blocker"] * 3


def test_fingerprints_differ_from_file_to_file_and_stay_when_the_finding_moves() -> None:
    one, other = _issues(result(document(finding()), document(finding(), path="other.docx")))
    assert one["fingerprint"] != other["fingerprint"]
    assert _issues(result(document(finding(), path="other.docx")))[0] == other
    moved = finding(location=Location("Elsewhere", paragraph=90))
    assert _issues(result(document(moved)))[0]["fingerprint"] == one["fingerprint"]


def test_a_document_given_twice_has_each_finding_twice() -> None:
    issues = _issues(result(document(finding()), document(finding())))
    assert len({i["fingerprint"] for i in issues}) == 2
