"""What the runner of GitHub's actions reads of a result."""

from __future__ import annotations

import pytest

from reportlint.findings import Location, Severity
from reportlint.outputs import github

from .results import WAIVER, clean, document, finding, result, unreadable


@pytest.mark.parametrize(("severity", "command"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")])
def test_a_finding_is_a_command_at_its_place(severity: Severity, command: str) -> None:
    line, _ = github.render(result(document(finding(severity=severity)))).splitlines()
    assert line == (
        f"::{command} file=papers/draft.docx,line=41,title=section-missing%3Alegal::Section 7, paragraph 7.1 (page 4): "
        "Section 'Legal implications' is missing. To fix: Add the heading 'Legal implications'."
    )


def test_properties_and_messages_are_escaped() -> None:
    odd = finding(subject="50%, or: more", message="100% sure:\r\n::warning::yes", location=Location("", paragraph=2))
    line, _ = github.render(result(document(odd, path="a,b:c%.docx"))).splitlines()
    properties, message = "file=a%2Cb%3Ac%25.docx,line=2,title=section-missing%3A50%25%2C or%3A more", "100%25 sure: ::warning::yes To"
    assert line.startswith(f"::error {properties}::{message}")


def test_a_waived_error_is_a_notice_with_the_reason() -> None:
    line, last = github.render(result(document(finding(waiver=WAIVER)))).splitlines()
    assert line.startswith("::notice ")
    assert "Waived: Agreed with the chair; the appendix follows. (approved-by: A Solicitor, monitoring officer; on: 2025-01-10" in line
    assert last == "reportlint, stage submission: documents 1, errors 0, warnings 0, for information 0, waived 1"


def test_a_clean_result_commands_nothing() -> None:
    assert github.render(clean()) == "reportlint, stage submission: documents 1, errors 0, warnings 0, for information 0, waived 0\n"


def test_what_could_not_be_done_is_an_error() -> None:
    lines = github.render(result(unreadable(findings=()), document(faults=("dates-real: ValueError",)))).splitlines()
    assert lines[:-1] == [
        "::error file=papers/broken.docx,line=1,title=reportlint::The file could not be read.",
        "::error file=papers/draft.docx,line=1,title=reportlint::"
        "A rule could not be tried, which is a fault of reportlint: dates-real: ValueError",
    ]
