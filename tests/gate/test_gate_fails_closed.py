"""Whatever goes wrong, the exit status is not 0, and no file can be taken for what the run has written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bench
import pytest

HELD_TO = ("--ruleset", "council", "--stage", "submission", "--on", "2026-02-20")
OLD = "what an earlier run found: nothing"


@pytest.fixture
def earlier(desk: Path) -> Path:
    """The files of an earlier run, and of one that was killed."""
    for name in ("out.json", "evidence.json", ".out.json.x1y2.part"):
        (desk / name).write_text(OLD)
    return desk


def _check(run: Any, *arguments: str) -> Any:
    return run("check", *arguments, "--format", "json", "--output", "out.json", "--evidence", "evidence.json")


def _nothing_new(desk: Path) -> None:
    assert not list(desk.glob("*out.json*"))
    assert not list(desk.glob("*evidence.json*"))


def test_a_run_that_succeeds_writes_both_and_sweeps(earlier: Path, run: Any) -> None:
    assert _check(run, "clean.md", *HELD_TO).exit_code == 0
    assert json.loads((earlier / "out.json").read_bytes())["documents"][0]["status"] == "pass"
    assert json.loads((earlier / "evidence.json").read_bytes())["subject"][0]["name"] == "clean.md"
    assert sorted(p.name for p in earlier.glob(".*")) == []


@pytest.mark.parametrize("paths", [("nothing/",), ("*.docx",), ("~$draft.docx",)])
def test_no_report_is_no_success(earlier: Path, run: Any, paths: tuple[str, ...]) -> None:
    (earlier / "nothing").mkdir()
    assert _check(run, *paths).exit_code == 2
    _nothing_new(earlier)


def test_one_that_cannot_be_read_among_good_ones(earlier: Path, run: Any) -> None:
    (earlier / "broken.docx").write_bytes(b"PK\x03\x04")
    assert _check(run, "clean.md", "broken.docx", "clean.md", *HELD_TO).exit_code == 2
    assert [d["status"] for d in json.loads((earlier / "out.json").read_bytes())["documents"]] == ["pass", "unreadable"]


def test_one_that_was_not_found_among_good_ones(earlier: Path, run: Any) -> None:
    assert _check(run, "clean.md", "*.docx", *HELD_TO).exit_code == 2


def _broken_rules(desk: Path) -> None:
    (desk / "council" / "ruleset.yaml").write_text("name: council\n")


def _broken_waivers(desk: Path) -> None:
    (desk / "reportlint-waivers.yaml").write_text("waivers: all\n")


def _broken_config(desk: Path) -> None:
    (desk / "reportlint.toml").write_text("ruleset = \n")


@pytest.mark.parametrize("spoil", [_broken_rules, _broken_waivers, _broken_config])
def test_what_does_not_load(earlier: Path, run: Any, spoil: Callable[[Path], None]) -> None:
    spoil(earlier)
    assert _check(run, "clean.md", *HELD_TO).exit_code == 2
    _nothing_new(earlier)


def test_a_slip_in_the_name_of_a_rule(earlier: Path, run: Any) -> None:
    assert _check(run, "clean.md", "--ignore", "sections-missing").exit_code == 2
    _nothing_new(earlier)


def test_a_crash_in_a_check(earlier: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.checks.present.check", lambda *_: {}["no such thing"])
    told = _check(run, "clean.md", *HELD_TO)
    assert told.exit_code == 2
    assert "a rule could not be tried" in told.stderr
    statement = json.loads((earlier / "evidence.json").read_bytes())
    (document,) = statement["predicate"]["documents"]
    assert document["faults"]
    assert [e["outcome"] for e in document["evaluations"] if e["rule"] == "section-missing"] == ["not-evaluated"]


def test_a_crash_in_the_gate(earlier: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.gate.Gate.judge", lambda *_: {}["no such thing"])
    assert _check(run, "clean.md", *HELD_TO).exit_code == 2
    _nothing_new(earlier)


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_write_that_fails(earlier: Path, run: Any, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"reportlint.cli._files.os.{step}", full)
    told = _check(run, "clean.md", *HELD_TO)
    assert told.exit_code == 2
    assert "could not be written: No space left on device" in told.stderr
    _nothing_new(earlier)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_disk_that_fills_while_a_file_is_written(earlier: Path) -> None:
    """A process that may write 100 bytes to a file and no more writes none that could be taken for whole."""
    (earlier / "known.json").write_text('{"schema": "reportlint/baseline/1", "findings": []}')
    commands = {form: ["check", "draft.md", *HELD_TO, "--format", form, "--output", f"out.{form}"] for form in bench.OUTPUTS}
    commands["evidence"] = ["check", "draft.md", *HELD_TO, "--evidence", "out.evidence"]
    # It is read as well as written: what was known stays known.
    commands["baseline"] = ["baseline", "update", "known.json", "draft.md", "--grow", "--ruleset", "rotherham", "--stage", "submission"]
    for form in commands:
        (earlier / f"out.{form}").write_text(OLD)
    warm = ["check", "draft.md", *HELD_TO, "--format", "json", "--output", "warm.json"]
    _, *ended = bench.each([warm, *commands.values()], "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))")
    for form, (exit_code, said) in zip(commands, ended, strict=True):
        assert exit_code == 2, (form, said)
        assert "could not be written" in said, form
        assert not [p for p in earlier.glob(f"*out.{form}*") if form != "baseline"], form
    assert json.loads((earlier / "known.json").read_bytes())["findings"] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_screen_that_takes_nothing(desk: Path) -> None:
    commands = [["check", "clean.md", *HELD_TO, "--format", form] for form in bench.OUTPUTS]
    ended = bench.each(commands, "os.dup2(os.open('/dev/full', os.O_WRONLY), 1)")
    assert [exit_code for exit_code, _ in ended] == [2] * len(commands)


@pytest.mark.parametrize("name", ["clean.md", "reportlint-waivers.yaml", "known.json", "rules.toml"])
@pytest.mark.parametrize("option", ["--output", "--evidence"])
def test_nothing_is_written_over_what_is_read(desk: Path, run: Any, name: str, option: str) -> None:
    (desk / "reportlint-waivers.yaml").write_text("waivers: []\n")
    (desk / "known.json").write_text('{"schema": "reportlint/baseline/1", "findings": []}')
    (desk / "rules.toml").write_text("")
    before = (desk / name).read_bytes()
    given = ("--waivers", "reportlint-waivers.yaml", "--baseline", "known.json", "--config", "rules.toml")
    assert run("check", "clean.md", *given, option, name).exit_code == 2
    assert (desk / name).read_bytes() == before


def test_the_output_is_not_the_evidence(desk: Path, run: Any) -> None:
    assert run("check", "clean.md", "--output", "a.txt", "--evidence", "./a.txt").exit_code == 2
