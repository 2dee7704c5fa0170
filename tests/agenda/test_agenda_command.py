"""The commands `agenda` and `deadlines`, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportlint.cli import main

from .conftest import PACK

CLEAN, SEEDED = str(PACK / "clean-agenda-pack.md"), str(PACK / "agenda-pack.docx")


def _run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def test_the_contents_come_first_with_the_pages() -> None:
    done = _run("agenda", CLEAN, "--stage", "submission")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert any("Item 7: Street Tree Planting Update" in x and "pages 17–28" in x and "pages 17–21" in x for x in lines)
    assert any("Item 2: Minutes of the previous meeting" in x and "pages 3–8" in x for x in lines)
    assert "The pack as a whole" in done.stdout


def test_what_does_not_agree_fails_the_pack() -> None:
    done = _run("agenda", SEEDED, "--stage", "submission")
    assert done.exit_code == 1
    assert "[agenda-date-mismatch]" in done.stdout


def test_json_keeps_the_contract() -> None:
    done = _run("agenda", SEEDED, "--stage", "submission", "--format", "json", "--on", "2026-03-01")
    made = json.loads(done.stdout)
    assert (made["schema"], made["on"], made["stage"]) == ("reportlint/agenda/1", "2026-03-01", "submission")
    assert len(made["papers"]) == 13 and len(made["documents"]) == 3
    assert made["papers"][2]["item"]["pages"] == {"first": 9, "last": 15}
    finding = next(f for f in made["findings"] if f["rule"] == "agenda-date-mismatch")
    assert made["papers"][finding["paper"] - 1]["title"] == "Public Electric Vehicle Charging Update"
    assert finding["location"]["page"] == 9
    assert {d["paper"] for d in made["documents"]} == {3, 7, 10}


def test_the_same_pack_gives_the_same_bytes() -> None:
    first, second = (_run("agenda", SEEDED, "--format", "json", "--on", "2026-03-01").stdout_bytes for _ in range(2))
    assert first == second


def test_rules_can_be_selected_and_left_out() -> None:
    done = _run("agenda", SEEDED, "--select", "agenda-title-mismatch", "--format", "json")
    made = json.loads(done.stdout)
    assert {f["rule"] for f in made["findings"]} == {"agenda-title-mismatch"}
    assert done.exit_code == 0


def test_standard_input_is_a_pack() -> None:
    done = _run("agenda", "-", "--stage", "submission", stdin=Path(CLEAN).read_bytes())
    assert done.exit_code == 0


def test_no_agenda_is_said_in_a_sentence(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_bytes((PACK.parent / "clean-report.md").read_bytes())
    done = _run("agenda", str(report))
    assert done.exit_code == 2
    assert "No agenda was found" in done.stderr


@pytest.mark.parametrize("path", ["nothing-here.docx", "empty"])
def test_what_is_not_there_is_said(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    done = _run("agenda", str(tmp_path / path))
    assert done.exit_code == 2
    assert done.stderr.strip()


def test_nothing_is_written_over_a_paper(tmp_path: Path) -> None:
    pack = tmp_path / "pack.md"
    pack.write_bytes(Path(CLEAN).read_bytes())
    done = _run("agenda", str(pack), "--output", str(pack))
    assert done.exit_code == 2
    assert pack.read_bytes() == Path(CLEAN).read_bytes()


def test_deadlines_are_told() -> None:
    done = _run("deadlines", "--meeting", "2025-01-28")
    assert done.exit_code == 0
    assert "Monday 20 January 2025  Last day for publication" in done.stdout


def test_a_template_brings_its_ruleset(tmp_path: Path) -> None:
    done = _run("deadlines", "--meeting", "2025-01-28", "--template", "scrutiny-report", "--format", "json")
    assert json.loads(done.stdout)["ruleset"] == "rotherham"
    wrong = _run("deadlines", "--meeting", "2025-01-28", "--template", "scrutiny-reprot")
    assert wrong.exit_code == 2 and "Did you mean 'scrutiny-report'?" in wrong.stderr


def test_an_ics_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "days.ics"
    assert _run("deadlines", "--meeting", "2025-01-28", "--format", "ics", "--output", str(target)).exit_code == 0
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n") and target.read_bytes().endswith(b"END:VCALENDAR\r\n")
