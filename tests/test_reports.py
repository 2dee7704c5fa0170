"""The two reports that the catalogue speaks of, in every rendition: what must be found, and what may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlint import check

REPORTS = Path(__file__).parent.parent.parent / "shared" / "reports"

#: Rules about Word itself: they may differ between renditions of one report.
WORD = {
    "tracked-changes-left", "comments-left", "hidden-text", "heading-unstyled", "heading-level-skipped", "image-alt-missing",
    "table-header-missing", "table-header-blank", "table-merged", "link-text-unclear", "list-unstyled",
    "document-title-missing", "document-language-missing",
}  # fmt: skip

SEND = {
    "appendix-uncited:1", "date-format-mixed", "section-unreasoned:timetable", "implications-contradicted:financial",
    "implications-contradicted:human-resources", "equalities-duty-unaddressed", "approval-sequence",
    "acronym-undefined:ILSC", "acronym-undefined:AP", "section-number:accountable-officers",
}  # fmt: skip
TYPED_SEND = {"section-number:climate"}
FAMILY_HELP = {
    "summary-length", "recommendation-stem", "recommendation-unnumbered", "appendix-uncited:1", "implications-repeated",
    *(f"section-unreasoned:{s}" for s in ("timetable", "financial", "legal", "human-resources", "risks")),
    "section-defers:consultation", "section-defers:children-and-vulnerable-adults", "equalities-duty-unaddressed",
    "approval-sequence", "background-papers-contradicted", "other-committees-contradicted",
}  # fmt: skip

NEVER = (
    "document-unreadable", "document-empty", "template-unrecognised", "cover-field-", "cover-answer-invalid",
    "committee-mismatch", "meeting-date-invalid", "weekday-mismatch", "title-mismatch", "exempt-", "key-decision-unnotified",
    "section-missing", "section-empty", "section-order", "section-duplicated", "section-title-changed", "approvals-missing",
    "approval-row-missing", "approval-name-", "approval-date-", "approval-after-meeting", "approval-late",
    "accountable-officer-missing", "placeholder-text", "date-invalid", "personal-data",
)  # fmt: skip

FORMS = ("md", "typed.docx", "word-styles.docx", "content-controls.docx")
CASES = [
    *(("send-inspection", form, SEND | (TYPED_SEND if form in ("md", "typed.docx") else set())) for form in FORMS),
    *(("family-help", form, FAMILY_HELP) for form in FORMS),
]

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the reports are not beside this checkout")


def _found(name: str) -> set[str]:
    result = check(REPORTS / name, stage="submission")
    assert not result.documents[0].faults
    return {f.name for f in result.documents[0].findings}


@pytest.mark.parametrize(("report", "form", "must"), CASES)
def test_the_catalogue_holds(report: str, form: str, must: set[str]) -> None:
    found = _found(f"{report}.{form}")
    assert must - found == set()
    assert {f for f in found if f.startswith(NEVER)} == set()


@pytest.mark.parametrize("report", ["send-inspection", "family-help"])
def test_renditions_differ_only_in_rules_about_word(report: str) -> None:
    found = {form: {f for f in _found(f"{report}.{form}") if f.split(":")[0] not in WORD} for form in FORMS}
    expected = found["word-styles.docx"]
    for form, names in found.items():
        assert names ^ expected <= TYPED_SEND, form
