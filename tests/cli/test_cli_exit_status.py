"""The exit status of `reportlint check`: 0, 1 or 2, for each cause of each."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from types import ModuleType

import pytest
from desk import Desk, Run, environment, python

from reportlint import discover, formats


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["clean.docx"], 0),
        (["clean.docx", "--stage", "publication"], 0),
        (["clean.docx", "--fail-on", "info"], 0),
        (["draft.docx"], 1),
        (["draft.docx", "--stage", "submission"], 1),
        (["draft.docx", "--fail-on", "never"], 0),
        (["draft.docx", "--select", "document-empty"], 0),
        (["draft.docx", "--select", "date-invalid"], 1),
        (["draft.docx", "--select", "document-empty, date-invalid"], 1),
        (["draft.docx", "--select", "recommendation-stem"], 0),
        (["draft.docx", "--select", "recommendation-stem", "--fail-on", "warning"], 1),
        (["draft.docx", "--select", "acronym-undefined:HLMS", "--fail-on", "warning"], 0),
        (["draft.docx", "--select", "acronym-undefined:HLMS", "--fail-on", "info"], 1),
        (["draft.docx", "--select", "date-invalid", "--ignore", "date-*"], 0),
        (["draft.docx", "clean.docx"], 1),
        (["missing.docx"], 2),
        (["missing.docx", "draft.docx"], 2),
        ([], 2),
        (["--wrong", "clean.docx"], 2),
        (["clean.docx", "--stage", "final"], 2),
        (["clean.docx", "--fail-on", "off"], 2),
        (["clean.docx", "--format", "xml"], 2),
        (["clean.docx", "--on", "31/01/2025"], 2),
        (["clean.docx", "--on", "2025-02-30"], 2),
        (["clean.docx", "--ruleset", "nowhere"], 2),
        (["clean.docx", "--template", "letter"], 2),
        (["clean.docx", "--select", "section-mising"], 2),
        (["clean.docx", "--ignore", "section-mising"], 2),
        (["clean.docx", "--output", "no/such/folder/out.txt"], 2),
        (["clean.docx", "--output", "."], 2),
        (["clean.docx", "--output", "clean.docx"], 2),
        (["*.odt"], 2),
    ],
)
def test_exit_status(run: Run, desk: Desk, arguments: list[str], status: int) -> None:
    result = run("check", *arguments)
    assert result.exit_code == status, result.output
    if status == 2:
        assert result.output.strip()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["clean.docx", "--on", "31/01/2025"], "Write it like 2025-01-14."),
        (["clean.docx", "--ruleset", "rotheram"], "Did you mean 'rotherham'?"),
        (["clean.docx", "--template", "scrutiny"], "There is no template 'scrutiny'."),
        (["clean.docx", "--select", "section-mising:legal"], "Did you mean 'section-missing'?"),
        (["clean.docx", "--output", "clean.docx"], "would write over it"),
        (["clean.docx", "--output", "."], "is a folder"),
        (["*.odt"], "No reports match *.odt"),
        (["missing.docx"], "There is no such file."),
    ],
)
def test_what_is_said(run: Run, desk: Desk, arguments: list[str], words: str) -> None:
    assert words in run("check", *arguments).output


def test_bad_rules_are_told_by_path_and_line(run: Run, desk: Desk) -> None:
    folder = desk.folder / "mine"
    folder.mkdir()
    (folder / "ruleset.yaml").write_text("name: mine\ntitle: Mine\nextends: [core]\nrules:\n  section-mising: {severity: off}\n")
    result = run("check", "clean.docx", "--ruleset", folder)
    assert result.exit_code == 2
    assert "mine/ruleset.yaml:5:3: " in result.stderr


def _with_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    real = discover.load

    def load(package: str, name: str) -> ModuleType:
        plugin = real(package, name)
        if name == "dates_real":
            broken = ModuleType(name)
            broken.__dict__.update(plugin.__dict__)
            broken.check = lambda *_: 1 / 0  # type: ignore[attr-defined]
            return broken
        return plugin

    monkeypatch.setattr(discover, "load", load)


def test_a_rule_that_fails_is_named_and_the_others_still_speak(run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_fault(monkeypatch)
    result = run("check", "draft.docx", "clean.docx")
    assert result.exit_code == 2
    assert "date-invalid: ZeroDivisionError" in result.stderr
    assert "[placeholder-text" in result.stdout
    assert "Not judged in full" in result.stdout
    assert "Ready" not in result.stdout


def _broken_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    real = formats.read

    def read(data: bytes, name: str) -> object:
        if name == "draft.docx":
            raise IndexError(name)
        return real(data, name)

    monkeypatch.setattr(formats, "read", read)


def test_a_fault_in_one_document_does_not_lose_the_others(run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _broken_reader(monkeypatch)
    result = run("check", "draft.docx", "clean.docx")
    assert result.exit_code == 2
    assert "IndexError" in result.stdout
    assert "Ready as a draft" in result.stdout


def test_a_fault_elsewhere_is_one_sentence(run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.api.check", lambda *a, **k: {}["x"])
    result = run("check", "draft.docx")
    assert result.exit_code == 2
    assert "fault of its own (KeyError)" in result.stderr
    assert result.stdout == ""


def test_a_fault_is_shown_to_those_who_ask(desk: Desk) -> None:
    code = "import reportlint.api as a; a.check = lambda *a, **k: {}['x']; from reportlint.cli import main; main()"
    done = python(code, "check", "draft.docx", REPORTLINT_DEBUG="1")
    assert done.returncode == 2
    assert "KeyError: 'x'" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter on Windows")
def test_ctrl_c() -> None:
    code = f"import os, reportlint.api as a; a.check = lambda *x, **k: os.kill(os.getpid(), {int(signal.SIGINT)}); "
    done = python(code + "from reportlint.cli import main; main()", "check", __file__)
    assert done.returncode == 130
    assert "Stopped" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes are another matter on Windows")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_that_goes_away_changes_nothing(desk: Desk, form: str) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "reportlint", "check", "draft.docx", "--format", form]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, env=environment(), timeout=60)
    os.close(write)
    assert done.stderr == ""
    assert done.returncode == 1


def test_the_module_and_the_command_are_the_same(desk: Desk) -> None:
    done = python("import runpy, sys; sys.argv[0] = 'x'; runpy.run_module('reportlint', run_name='__main__')", "check", "draft.docx")
    assert done.returncode == 1
    assert "Not ready as a draft" in done.stdout
