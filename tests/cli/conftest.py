"""A command line to run, and reports to run it on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from desk import EXAMPLES, Desk, Run

from reportlint.cli import main


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    clean, draft = tmp_path / "clean.docx", tmp_path / "draft.docx"
    shutil.copy(EXAMPLES / "clean-report.docx", clean)
    shutil.copy(EXAMPLES / "draft-report.docx", draft)
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, clean, draft)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command; what it gives back holds exit_code, stdout and stderr."""
    for name in ("NO_COLOR", "FORCE_COLOR", "REPORTLINT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def runs(*arguments: str | Path, input: bytes | None = None) -> Result:
        result = CliRunner().invoke(main, [str(a) for a in arguments], input=input)
        assert "Traceback" not in result.output
        return result

    return runs
