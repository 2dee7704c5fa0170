"""What differs between the nations: the law that a report must follow, its days and its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportlint import check, rulesets
from reportlint.findings import DocumentResult

NATIONS = Path(__file__).parent / "nations"
STAGES = ("draft", "submission", "publication")


def judged(text: str, stage: str = "submission", on: date | None = None) -> DocumentResult:
    result = check(("report.md", text.encode()), stage=stage, on=on).documents[0]
    assert not result.faults
    return result


def clean(nation: str) -> str:
    return (NATIONS / f"{nation}.md").read_text(encoding="utf-8")


def names(text: str, **more: date) -> set[str]:
    return {f.name for f in judged(text, **more).findings}


@pytest.mark.parametrize("nation", ["wales", "scotland"])
def test_a_clean_report_is_its_nations_and_passes_in_silence(nation: str) -> None:
    for stage in STAGES:
        result = judged(clean(nation), stage)
        assert (result.ruleset, [f.name for f in result.findings]) == (nation, []), stage


@pytest.mark.parametrize(
    ("nation", "written", "instead", "found"),
    [
        (
            "wales",
            "Families on a low income pay nothing, and instruments are lent to them.",
            "All is well.",
            "socio-economic-duty-unaddressed",
        ),
        ("wales", "Half of the lessons are held in Welsh, and more if people ask for them.", "All is well.", "welsh-language-unaddressed"),
        ("wales", "## 8. Well-being of future generations", "", "section-missing:well-being"),
        ("wales", "**Exempt:** No", "**Exempt:** Yes, under paragraph 3 of Schedule 12A", "exempt-reason-missing"),
        ("scotland", "The integrated impact assessment of 20 March 2026 found", "Officers found", "integrated-assessment-unaddressed"),
        ("scotland", "most of whom have a low income, ", "", "fairer-scotland-duty-unaddressed"),
        ("scotland", "**Exempt:** No", "**Exempt:** Yes, under paragraph 3 of Schedule 12A", "exempt-reason-missing"),
    ],
)
def test_a_duty_that_is_passed_over_is_found(nation: str, written: str, instead: str, found: str) -> None:
    text = clean(nation)
    assert written in text
    assert found in names(text.replace(written, instead))


def test_three_clear_days_are_enough_where_the_law_says_three() -> None:
    # The meeting is on Tuesday 12 May 2026: Thursday, Friday and Monday lie between.
    assert names(clean("wales"), on=date(2026, 5, 6)) == set()
    assert names(clean("wales"), on=date(2026, 5, 7)) == {"publication-late"}


def test_titles_may_be_in_welsh() -> None:
    text = clean("wales")
    for english, welsh in (
        ("Recommendations", "Argymhellion"),
        ("Background\n", "Cefndir\n"),
        ("Legal implications", "Goblygiadau cyfreithiol"),
    ):
        assert english in text
        text = text.replace(english, welsh)
    assert names(text) == set()


def test_what_is_english_law_is_not_asked_for_elsewhere() -> None:
    for nation in ("wales", "scotland"):
        ruleset = rulesets.load(nation)
        assert "england" not in ruleset.layers
        assert not any("England" in r.source for r in ruleset.rules.values())
