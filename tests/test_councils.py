"""Councils whose templates are unlike each other: each example is recognised as its council's, and judged as it should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlint import check
from reportlint.findings import DocumentResult

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
REPORTS = ROOT.parent / "shared" / "reports"
STAGES = ("draft", "submission", "publication")
FORMS = ("md", "docx")

#: What was put wrong in each draft, as it is found at submission.
SEEDED = {
    "barnet": {
        "cover-answer-invalid:exempt", "urgent-paragraph-missing", "author-contact-missing", "weekday-mismatch", "appendix-unlisted:2",
        "recommendation-unnumbered", "section-missing:options", "placeholder-text", "section-missing:legal",
        "section-unreasoned:financial", "equalities-duty-unaddressed",
    },
    "brighton": {
        "guidance-left", "meeting-date-invalid", "author-contact-missing", "cover-field-missing:wards", "cover-answer-invalid:exempt",
        "urgency-half-explained:urgency-reason", "appendix-unlisted:2", "recommendation-stem", "section-title-changed:background",
        "section-unreasoned:financial", "cover-field-empty:finance-officer", "cover-field-missing:lawyer",
        "equalities-duty-unaddressed", "section-missing:sustainability",
    },
    "lambeth": {
        "cover-field-empty:wards", "author-contact-missing", "summary-length", "summary-divided", "finance-summary-length",
        "recommendation-unnumbered", "summary-repeated", "section-title-changed:proposal", "section-unreasoned:financial",
        "section-empty:legal", "section-missing:risks", "equalities-duty-unaddressed", "date-invalid",
        "approval-after-meeting:legal-clearance", "approval-date-missing:finance-clearance", "approval-row-missing:cabinet-member",
        "guidance-left",
    },
    "salford": {
        "weekday-mismatch", "cover-field-missing:summary", "recommendation-stem", "recommendation-unnumbered",
        "cover-answer-invalid:key-decision", "paragraph-number:details", "placeholder-text", "section-title-changed:policies",
        "section-missing:risks", "section-unreasoned:equalities", "section-empty:funding", "supplier-unnamed:legal-officer",
        "cover-field-missing:finance-officer", "author-contact-missing",
    },
    "york": {
        "weekday-mismatch", "recommendation-unnumbered", "paragraph-number:background", "section-empty:consultation",
        "section-missing:analysis", "section-unknown", "section-unreasoned:financial", "section-title-changed:equalities",
        "equalities-duty-unaddressed", "section-missing:legal", "section-empty:property", "author-contact-missing",
    },
}  # fmt: skip
#: Word makes these numbers itself, and so makes them right.
TYPED = {
    "recommendation-unnumbered": {"barnet", "lambeth", "york"},
    "paragraph-number:background": {"york"},
    "paragraph-number:details": {"salford"},
}
#: What only a Word file can tell.
WORD = {"document-title-missing"}


def judged(path: Path, stage: str = "submission") -> DocumentResult:
    result = check(path, stage=stage).documents[0]
    assert not result.faults
    return result


def names(result: DocumentResult) -> set[str]:
    return {f.name for f in result.findings}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("council", SEEDED)
def test_a_clean_report_passes_in_silence(council: str, form: str) -> None:
    for stage in STAGES:
        result = judged(EXAMPLES / council / f"clean-report.{form}", stage)
        assert (result.ruleset, names(result)) == (council, set()), stage


@pytest.mark.parametrize("council", SEEDED)
def test_what_was_put_wrong_is_found_and_nothing_else(council: str) -> None:
    result = judged(EXAMPLES / council / "draft-report.md")
    assert result.ruleset == council
    assert names(result) == SEEDED[council]


@pytest.mark.parametrize("council", SEEDED)
def test_the_word_file_says_the_same_but_for_what_word_does_itself(council: str) -> None:
    result = judged(EXAMPLES / council / "draft-report.docx")
    right = {rule for rule, councils in TYPED.items() if council in councils}
    assert result.ruleset == council
    assert names(result) == (SEEDED[council] - right) | WORD


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.md")) + sorted(EXAMPLES.glob("*.docx")), ids=lambda p: p.name)
def test_the_first_examples_are_still_recognised_as_theirs(path: Path) -> None:
    assert judged(path).ruleset == "rotherham"


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the reports are not beside this checkout")
def test_the_founding_reports_are_still_recognised_as_theirs() -> None:
    assert {judged(p).template for p in sorted(REPORTS.iterdir()) if p.suffix in (".md", ".docx")} == {"scrutiny-report"}


LETTER = """
Dear Councillor Whitlock

Subject: the bridge at Mill Lane

Thank you for your letter of 12 May 2026. I walked over the bridge on Monday and saw what you mean.

Background

The boards were laid in 1998. The contact officer is on leave until June.

Legal

I am told that the Council must keep the path in repair.

Yours sincerely

Nora Whitlock
"""


def test_a_letter_is_no_report(tmp_path: Path) -> None:
    letter = tmp_path / "letter.md"
    letter.write_text(LETTER, encoding="utf-8")
    result = judged(letter)
    assert result.template is None
    assert names(result) == {"template-unrecognised"}


def test_no_line_of_the_program_names_a_council() -> None:
    for path in (ROOT / "reportlint").rglob("*.py"):
        text = path.read_text(encoding="utf-8").casefold()
        assert not [c for c in (*SEEDED, "rotherham") if c in text], path.name
