"""What a job's page shows of a result."""

from __future__ import annotations

import pytest

from reportlint.findings import DocumentResult, Severity, Stage
from reportlint.outputs import html, markdown, text

from .results import WAIVER, clean, document, finding, many, result, unreadable


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (document(), "Ready"),
        (document(finding(severity=Severity.WARNING)), "Ready"),
        (document(finding()), "Not ready"),
        (document(finding(severity=Severity.WARNING), status="fail"), "Not ready"),
        (document(finding(waiver=WAIVER)), "Ready"),
        (document(faults=("dates-real: ValueError",)), "Not judged in full"),
        (unreadable(findings=()), "Not checked"),
    ],
)
def test_the_heading_is_the_verdict(one: DocumentResult, verdict: str) -> None:
    text = markdown.render(result(one, stage=Stage.PUBLICATION))
    assert text.splitlines()[0] == f"# {verdict} for publication"
    assert f"| {one.path} | {verdict} |" in text


def test_several_reports_are_counted() -> None:
    text = markdown.render(result(document(), document(finding(), finding(waiver=WAIVER)), unreadable()))
    assert text.startswith("# 1 of 3 reports ready for submission\n")
    assert "| papers/draft.docx | Not ready | 1 | 0 | 0 | 1 |" in text


def test_a_finding_is_a_row_whose_words_are_only_words() -> None:
    text = markdown.render(result(document(finding(message="a|b `c` <b>\n# d"))))
    assert "| “There are none.” a\\|b \\`c\\` &lt;b&gt; \\# d | Add the heading" in text


def test_a_waived_finding_says_so() -> None:
    text = markdown.render(result(document(finding(waiver=WAIVER))))
    assert "| Waived (error) |" in text
    assert "**Waived: Agreed with the chair; the appendix follows." in text


def test_a_clean_report_says_so_and_one_that_was_not_judged_does_not() -> None:
    assert markdown.render(clean()).endswith("Nothing to put right.\n")
    assert "Nothing" not in markdown.render(result(document(faults=("dates-real: ValueError",))))
    assert "**The file could not be read.**" in markdown.render(result(unreadable(findings=())))


def test_a_long_list_is_folded() -> None:
    assert "<details>" not in markdown.render(many(10))
    text = markdown.render(many(11))
    assert "<details>\n<summary>11 findings</summary>\n\n| " in text
    assert text.endswith(" |\n\n</details>\n")


def test_a_long_cell_is_cut() -> None:
    assert f"{'x' * 599}… |" in markdown.render(result(document(finding(fix="x" * 2_000))))


def test_a_report_that_is_held_to_a_stage_of_its_own_is_judged_for_that() -> None:
    own = result(document(stage=Stage.DRAFT))
    assert markdown.render(own).startswith("# Ready as a draft\n")
    assert "Ready as a draft" in html.render(own)
    assert "Ready as a draft: " in text.render(own)
