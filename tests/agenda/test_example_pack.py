"""The invented packs: every seeded defect is found, alone and with the others, and the clean twin is silent."""

from __future__ import annotations

from types import ModuleType

import pytest

from .conftest import PACK, checked, rules

SEEDED = (
    "weekday-mismatch", "agenda-item-missing", "minutes-date-mismatch", "agenda-pages-wrong", "appendix-month-mismatch",
    "agenda-title-mismatch", "report-unlisted", "agenda-item-unreported", "agenda-next-meeting", "minutes-numbering",
    "agenda-date-mismatch", "exempt-paper-published", "appendix-not-in-pack", "agenda-exempt-unannounced",
    "agenda-committee-mismatch",
)  # fmt: skip
#: What else comes of a defect: a report off the agenda leaves its item without one.
ALSO = {"report-unlisted": {"agenda-item-unreported"}}


def test_the_committed_files_are_what_the_script_makes(make_pack: ModuleType) -> None:
    made = make_pack.made()
    assert {name for name, data in made.items() if (PACK / name).read_bytes() != data} == set()
    assert {p.name for p in PACK.iterdir()} == {*made, "clean-agenda-pack.md"}


def test_the_script_seeds_a_defect_for_each_rule(make_pack: ModuleType) -> None:
    assert set(make_pack.SEEDED) == set(SEEDED)


@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_the_clean_pack_is_silent(suffix: str) -> None:
    name = f"clean-agenda-pack.{suffix}"
    found = checked((PACK / name).read_bytes(), name)
    assert [f.name for _, f in found.findings] == []
    assert [(d.template, [f.name for f in d.findings]) for d in found.result.documents] == [("scrutiny-report", [])] * 3
    assert found.exit_code == 0
    assert found.pack.papers[-1].pages == (39, 40)


@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_every_seeded_defect_is_found(suffix: str) -> None:
    name = f"agenda-pack.{suffix}"
    found = checked((PACK / name).read_bytes(), name)
    assert rules(found) == set(SEEDED)
    assert found.exit_code == 1


@pytest.mark.parametrize("rule", SEEDED)
def test_a_defect_alone_is_found_alone(rule: str, clean: str, make_pack: ModuleType) -> None:
    found = checked(make_pack.seeded(clean, rule))
    assert rules(found) == {rule} | ALSO.get(rule, set())


def test_pages_left_out_are_found_where_the_file_records_none(clean: str) -> None:
    flat = clean.replace("\\newpage\n", "")
    assert rules(checked(flat)) == set()
    assert rules(checked(flat.replace("(Pages 17 - 28)", "(Pages 18 - 28)"))) == {"agenda-pages-gap"}
    assert rules(checked(flat.replace("(Pages 17 - 28)", "(Pages 16 - 28)"))) == {"agenda-pages-gap"}


def test_pages_may_be_counted_from_the_first_paper(clean: str) -> None:
    ranges = {(3, 8): (1, 6), (9, 16): (7, 14), (17, 28): (15, 26), (29, 38): (27, 36), (39, 40): (37, 38)}
    for (first, last), (own_first, own_last) in ranges.items():
        clean = clean.replace(f"(Pages {first} - {last})", f"(Pages {own_first} - {own_last})")
    assert rules(checked(clean)) == set()


def test_a_finding_in_a_report_names_the_page_of_the_pack(clean: str) -> None:
    found = checked(clean.replace("The Council has 312 bus shelters", "The Council has TBC bus shelters"))
    placed = [f for d in found.result.documents for f in d.findings if f.rule == "placeholder-text"]
    assert [f.location.page for f in placed] == [29]
