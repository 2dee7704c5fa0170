"""A desk with a council's rules and a report on it."""

from __future__ import annotations

import shutil
from pathlib import Path

import bench
import pytest
from click.testing import CliRunner, Result

from reportlint.cli import main


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for every desk: rules that come to stand where they stood are not compiled anew."""
    return tmp_path_factory.mktemp("room") / "desk"


@pytest.fixture
def desk(room: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: council/, clean.md and draft.md, which lacks a section."""
    shutil.rmtree(room, ignore_errors=True)
    (room / "council").mkdir(parents=True)
    (room / "council" / "ruleset.yaml").write_text(bench.COUNCIL, encoding="utf-8")
    (room / "clean.md").write_text(bench.CLEAN, encoding="utf-8")
    (room / "draft.md").write_text(bench.DRAFT, encoding="utf-8")
    monkeypatch.chdir(room)
    return room


@pytest.fixture
def run(desk: Path) -> object:
    """Runs a command; what it gives back holds exit_code, stdout and stderr."""

    def runs(*arguments: str) -> Result:
        result = CliRunner().invoke(main, list(arguments))
        assert "Traceback" not in result.output
        return result

    return runs
