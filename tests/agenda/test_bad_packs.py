"""Packs that are not what they should be: a sentence or a finding, never a pass and never silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlint import inspect, packs
from reportlint.api import Options
from reportlint.errors import UsageError

from .conftest import checked, rules


def _without_agenda(clean: str) -> str:
    return clean[clean.index("IMPROVING PLACES SELECT COMMISSION\nTuesday 27") :]


def test_without_an_agenda_the_reports_are_checked_and_the_job_is_not_done(clean: str) -> None:
    found = checked(_without_agenda(clean))
    assert len(found.result.documents) == 3
    assert found.exit_code == 2
    assert found.problems == ("No agenda was found in pack.md, so the papers cannot be held against one.",)


def test_two_agendas_are_said_to_be_two(clean: str) -> None:
    agenda = clean[: clean.index("\\newpage")]
    found = checked(clean + "\n\\newpage\n\n" + agenda)
    assert found.exit_code == 2
    assert "There are 2 agendas in pack.md (page 1 and page 41)" in found.problems[0]
    assert rules(found) <= {"agenda-item-missing"}  # the second is cut off


def test_a_report_cut_in_half_at_the_end_lacks_its_sections(clean: str) -> None:
    cut = clean.rindex("7. Legal Advice and Implications")
    found = checked(clean[:cut])
    last = found.result.documents[-1]
    assert {"section-missing:legal", "section-missing:risks", "approvals-missing"} <= {f.name for f in last.findings}
    assert {"agenda-item-unreported", "agenda-pages-wrong", "appendix-not-in-pack"} <= rules(found)
    assert found.exit_code == 1


def test_a_report_cut_within_its_cover_is_missed_by_the_agenda(clean: str) -> None:
    cut = clean.rindex("Committee Name and Date of Committee Meeting")
    found = checked(clean[:cut])
    assert "agenda-item-unreported:8" in {f.name for _, f in found.findings}


@pytest.mark.parametrize("text", ["Some words.\n", "# A heading\n\nAnd no agenda at all.\n"])
def test_what_is_no_pack_is_said_to_be_none(text: str) -> None:
    found = checked(text)
    assert found.exit_code == 2 and found.problems
    assert [p.kind for p in found.pack.papers] == ["paper"]


def test_an_empty_file_cannot_be_read() -> None:
    found = checked("")
    assert found.exit_code == 2
    assert any("The file is empty." in p for p in found.problems)


def test_a_ruleset_without_an_agenda_says_so(clean: str) -> None:
    with pytest.raises(UsageError, match="no template for an agenda"):
        checked(clean, ruleset="core")


def test_a_folder_is_a_pack_too(clean: str, tmp_path: Path) -> None:
    papers = [p.strip() + "\n" for p in clean.split("\\newpage\n\nPublic Report")]
    (tmp_path / "00-agenda.md").write_text(papers[0], encoding="utf-8")
    for number, paper in enumerate(papers[1:], 1):
        (tmp_path / f"{number:02}-report.md").write_text("Public Report\n" + paper, encoding="utf-8")
    files = [str(p) for p in sorted(tmp_path.iterdir())]
    found = packs.check_pack(files, str(tmp_path), Options(stage="submission"))
    assert (rules(found), found.problems) == (set(), ())
    assert [d.path for d in found.result.documents] == files[1:]
    assert [p.item.value for p in found.papers if p.item is not None] == [6, 7, 8]


def test_a_file_of_a_folder_that_cannot_be_read_is_named(clean: str, tmp_path: Path) -> None:
    (tmp_path / "agenda.md").write_text(clean, encoding="utf-8")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 broken")
    found = packs.check_pack([str(tmp_path / "agenda.md"), str(broken)], str(tmp_path), Options())
    assert found.exit_code == 2
    assert any("broken.docx could not be read" in p for p in found.problems)
    assert len(found.result.documents) == 3


def test_a_report_that_no_template_fits_is_not_passed(clean: str) -> None:
    found = checked(clean + "\n\\newpage\n\nPublic Report\n\nCommittee Name and Date of Committee Meeting\n\nSome other thing.\n")
    last = found.result.documents[-1]
    assert "template-unrecognised" in {f.rule for f in last.findings}


def test_a_document_without_items_seen_through_an_agendas_template_lacks_them() -> None:
    seen = inspect(("letter.md", b"No agenda at all."), template="agenda")
    assert seen.report is not None
    assert not seen.report.items
