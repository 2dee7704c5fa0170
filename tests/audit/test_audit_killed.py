"""An audit that is killed, wherever that happens, goes on with nothing lost and nothing doubled."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Rows, rows, run

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def spawn(where: Path, place: str, number: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What became of an audit of `in` that is killed there. It comes to an end only when all its processes have."""
    command = [sys.executable, str(HERE / "killed.py"), place, str(number), "audit", "in", "--ruleset", "rotherham", *arguments]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(where), "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=where, capture_output=True, text=True, timeout=120, env=environment)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, reports: Path) -> tuple[Path, Rows]:
    """A folder with reports in `in`, and what one quiet run finds in them."""
    where = tmp_path_factory.mktemp("town")
    shutil.copytree(reports, where / "in")
    (where / "in" / "bad.docx").write_bytes(b"PK\3\4 no report")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(where)
        run("in", to="quiet.db")
        return where, rows("quiet.db")


@pytest.mark.parametrize(
    ("to", "deaths", "jobs"),
    [
        ("a.db", [("before a document is kept", 7), ("before a document is kept", 14)], "2"),
        ("b.db", [("before a batch is kept", 3), ("before the end", 1)], "1"),
        ("c", [("before a table is kept", 6), ("before a table is kept", 5)], "2"),
        ("d", [("before tables are put together", 1), ("while tables take their place", 9)], "1"),
        ("e", [("while tables take their place", 8), ("while tables take their place", 2)], "1"),
    ],
)
def test_killed_twice_it_comes_to_what_a_quiet_run_does(town: tuple[Path, Rows], to: str, deaths: list[tuple[str, int]], jobs: str) -> None:
    where, quiet = town
    for place, number in deaths:
        assert spawn(where, place, number, "-o", to, "--jobs", jobs).returncode == -signal.SIGKILL
        if place == "before a document is kept":
            assert (where / f"{to}-journal").stat().st_size  # there is something to undo
    done = spawn(where, "", 0, "-o", to, "--jobs", jobs)
    assert done.returncode == 2 and "31 documents" in done.stdout, done.stderr
    assert "31 read" not in done.stdout
    assert rows(where / to) == quiet
    assert not list((where / to).glob(".*")) if (where / to).is_dir() else not (where / f"{to}-journal").exists()


def test_a_run_that_was_killed_does_not_spoil_the_audit_before_it(town: tuple[Path, Rows]) -> None:
    where, quiet = town
    spawn(where, "", 0, "-o", "whole")
    assert spawn(where, "before a table is kept", 4, "-o", "whole", "--stage", "publication").returncode == -signal.SIGKILL
    assert rows(where / "whole") == quiet
    again = spawn(where, "", 0, "-o", "whole")
    assert "1 read, 30 unchanged" in again.stdout
    assert rows(where / "whole") == quiet


def test_ctrl_c_says_what_was_done_and_keeps_it(town: tuple[Path, Rows]) -> None:
    where, quiet = town
    stopped = spawn(where, "reportlint.audit:_put", 4, "-o", "f.db", "--jobs", "2")
    assert stopped.returncode == 130
    assert "Stopped: 16 of 31 documents are in f.db. The same command goes on from there." in stopped.stderr
    done = spawn(where, "", 0, "-o", "f.db")
    assert "15 read, 16 unchanged" in done.stdout or "16 read, 15 unchanged" in done.stdout
    assert rows(where / "f.db") == quiet


def test_tables_are_the_same_byte_for_byte_however_they_came_about(town: tuple[Path, Rows]) -> None:
    where, _ = town
    spawn(where, "", 0, "-o", "quiet-tables")
    spawn(where, "before a table is kept", 6, "-o", "killed-tables", "--jobs", "2")
    spawn(where, "", 0, "-o", "killed-tables")
    files = {p.relative_to(where / "quiet-tables"): p.read_bytes() for p in (where / "quiet-tables").rglob("*.parquet")}
    assert files == {p.relative_to(where / "killed-tables"): p.read_bytes() for p in (where / "killed-tables").rglob("*.parquet")}
    assert len(files) == 3
