"""What code scanning reads of a result."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reportlint.findings import Location, Result, Severity
from reportlint.outputs import sarif

from . import results
from .results import document, finding, location, result, unreadable


def _run(result: Result) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(sarif.render(result))["runs"][0]
    return run


def _found(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _run(result)["results"]
    return found


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("papers/draft.docx", "papers/draft.docx"),
        ("./draft 2 #1.docx", "draft%202%20%231.docx"),
        ("Ystradgynlais–tŷ.docx", "Ystradgynlais%E2%80%93t%C5%B7.docx"),
        ("10:30.docx", "10%3A30.docx"),
        ("papers\\draft.docx", "papers/draft.docx"),
        ("/home/clerk/draft.docx", "file:///home/clerk/draft.docx"),
        ("C:\\Papers\\my draft.docx", "file:///C:/Papers/my%20draft.docx"),
        ("\\\\server\\papers\\draft.docx", "file://server/papers/draft.docx"),
        ("-", "-"),
    ],
)
def test_a_path_becomes_a_uri(path: str, uri: str) -> None:
    (found,) = _found(result(document(finding(), path=path)))
    assert found["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri, "index": 0}


def test_the_paragraph_is_the_line_and_the_words_its_snippet() -> None:
    (found,) = _found(result(document(finding())))
    region = found["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 41, "startColumn": 5, "endColumn": 20, "snippet": {"text": "There are none."}}


def test_a_finding_without_a_place_still_has_a_physical_one() -> None:
    (found,) = _found(result(document(finding(location=Location("The whole document")))))
    assert found["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_the_place_in_the_authors_words_is_the_logical_location() -> None:
    (found,) = _found(result(document(finding())))
    assert found["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "Section 7, paragraph 7.1 (page 4)"}]
    assert found["properties"] == {"subject": "legal", "section": "legal", "page": 4}


@pytest.mark.parametrize(("severity", "level"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")])
def test_severities_become_levels(severity: Severity, level: str) -> None:
    run = _run(result(document(finding(severity=severity))))
    assert run["results"][0]["level"] == level
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": level}


def test_a_rule_weighs_as_its_gravest_finding_and_is_listed_once() -> None:
    run = _run(result(document(finding(severity=Severity.INFO), finding(rule="a")), document(finding(), ruleset="county")))
    rules = run["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == ["a", "section-missing"]
    assert rules[1]["defaultConfiguration"] == {"level": "error"}
    assert rules[1]["properties"] == {"tags": ["borough", "county"]}
    assert [r["ruleIndex"] for r in run["results"]] == [1, 0, 1]


def test_a_rule_explains_itself_in_text_and_markdown() -> None:
    (rule,) = _run(result(document(finding(why="So that <all> see."))))["tool"]["driver"]["rules"]
    assert rule["shortDescription"] == {"text": "Section missing"}
    assert rule["fullDescription"] == {"text": "So that <all> see."}
    assert "Why it matters: So that <all> see." in rule["help"]["text"]
    assert "**Why it matters:** So that &lt;all&gt; see." in rule["help"]["markdown"]
    assert "**To fix, for example:** Add the heading" in rule["help"]["markdown"]
    assert "**Source:** Report template" in rule["help"]["markdown"]


def test_fingerprints_are_carried() -> None:
    (found,) = _found(result(document(finding())))
    assert found["partialFingerprints"] == {"primaryLocationLineHash": "0123456789abcdef:1", "reportlint/v1": "0123456789abcdef"}


def test_a_waiver_is_a_suppression_and_its_absence_is_said() -> None:
    bare, waived = _found(result(document(finding(), finding(waiver=results.WAIVER))))
    assert bare["suppressions"] == []
    (suppression,) = waived["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["justification"].startswith("Waived: Agreed with the chair; the appendix follows. (approved-by: A Solicitor")
    assert suppression["properties"] == results.WAIVER


def test_a_sound_run_succeeded_even_where_reports_fail() -> None:
    assert _run(result(document(finding())))["invocations"] == [
        {"executionSuccessful": True, "exitCode": 1, "toolExecutionNotifications": []}
    ]


def test_what_could_not_be_done_is_notified() -> None:
    broken = [unreadable(), unreadable(findings=(), path="gone.docx"), document(path="odd.docx", faults=("dates-real: ValueError",))]
    (invocation,) = _run(result(*broken))["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    told = invocation["toolExecutionNotifications"]
    assert [t["message"]["text"] for t in told] == [
        "The file is damaged.",
        "The file could not be read.",
        "A rule could not be tried, which is a fault of reportlint: dates-real: ValueError",
    ]
    assert {t["level"] for t in told} == {"error"}
    assert [t["locations"][0]["physicalLocation"]["artifactLocation"]["index"] for t in told] == [0, 1, 2]


def test_a_message_holds_neither_links_nor_placeholders() -> None:
    (found,) = _found(result(document(finding(message="See [here](http://example.org) and {0}.", location=location(text="")))))
    assert found["message"]["text"].startswith("See [here] (http://example.org) and {{0}}. To fix: Add")


def test_a_document_given_twice_is_one_artifact() -> None:
    run = _run(result(document(finding()), document(finding(), path="./papers/draft.docx")))
    assert len(run["artifacts"]) == 1
    assert run["artifacts"][0]["hashes"] == {"sha-256": "ab" * 32}
    assert run["artifacts"][0]["properties"]["template"] == "scrutiny-report"
