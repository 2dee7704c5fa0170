"""What is different on Windows, as far as it can be had elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from desk import EXAMPLES, Desk, Run, environment, python

#: Takes away what Windows does not have, then runs what follows.
_WITHOUT = """
import os, signal, sys
for name in ("resource", "fcntl", "pwd", "grp", "termios"):
    sys.modules[name] = None
for module, names in ((os, "fork killpg getuid geteuid getpgid setsid sysconf O_NONBLOCK O_NOCTTY O_CLOEXEC register_at_fork"),
                      (signal, "setitimer SIGKILL SIGPROF SIGHUP ITIMER_PROF SIGALRM")):
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
"""


def test_every_module_can_be_imported_without_what_only_unix_has() -> None:
    code = "import importlib, pkgutil, reportlint\nfor m in pkgutil.walk_packages(reportlint.__path__, 'reportlint.'):\n"
    code += "    if not m.name.endswith('__main__'): importlib.import_module(m.name)\n"
    # Other people's libraries come first: what they do on Windows is their affair.
    theirs = "import asyncio, subprocess, multiprocessing.pool, concurrent.futures.process, uvicorn, matplotlib, pyarrow, fsspec\n"
    done = python(theirs + _WITHOUT + code)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [["check", "draft.docx"], ["annotate", "draft.docx", "-o", "out.docx"]])
def test_commands_do_without_what_only_unix_has(desk: Desk, command: list[str]) -> None:
    run = "from reportlint.cli import main; main()"
    plain = python(run, *command)
    (desk.folder / "out.docx").unlink(missing_ok=True)
    without = python(_WITHOUT + run, *command)
    assert (without.returncode, without.stdout, without.stderr) == (plain.returncode, plain.stdout, plain.stderr)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_a_console_that_lacks_characters(desk: Desk, encoding: str) -> None:
    command = [sys.executable, "-m", "reportlint", "check", "draft.docx"]
    found = environment(PYTHONUTF8="0", PYTHONIOENCODING=encoding)
    done = subprocess.run(command, capture_output=True, env=found, timeout=120)
    assert done.returncode == 1
    assert "[weekday-mismatch]" in done.stdout.decode(encoding)
    assert b"fault" not in done.stderr


@pytest.mark.parametrize("lock", ["~$draft.docx", "~$aft.docx"])
def test_a_report_that_word_keeps_open_is_told_so(desk: Desk, run: Run, monkeypatch: pytest.MonkeyPatch, lock: str) -> None:
    opened = os.open

    def refuse(path: Any, *arguments: Any, **more: Any) -> int:
        if os.fspath(path).endswith("draft.docx"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return opened(path, *arguments, **more)

    monkeypatch.setattr(os, "open", refuse)
    assert "Permission denied" in run("check", "draft.docx").output
    (desk.folder / lock).write_bytes(b"")
    said = " ".join(run("check", "draft.docx").output.split())
    assert "most likely Word; close it there and try again" in said


def test_a_target_that_word_keeps_open_is_told_so(desk: Desk, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        problem = PermissionError(13, "The process cannot access the file")
        problem.winerror = 32  # type: ignore[attr-defined, unused-ignore]
        raise problem

    monkeypatch.setattr(os, "replace", refuse)
    result = run("annotate", "draft.docx", "-o", "reviewed.docx")
    assert result.exit_code == 2
    assert "most likely Word; close it there and try again" in " ".join(result.stderr.split())
    assert not [p for p in desk.folder.iterdir() if p.name.startswith((".reviewed", "reviewed"))]


def test_files_that_word_keeps_beside_a_report_are_passed_over(desk: Desk, run: Run) -> None:
    (desk.folder / "~$draft.docx").write_bytes(b"\x05Name")
    assert "2 reports" in run("check", ".").output


def test_rules_and_reports_with_carriage_returns(desk: Desk, run: Run) -> None:
    text = (EXAMPLES / "draft-report.md").read_bytes().replace(b"\r\n", b"\n")
    Path("unix.md").write_bytes(text)
    Path("windows.md").write_bytes(text.replace(b"\n", b"\r\n"))
    unix, windows = run("check", "unix.md").output, run("check", "windows.md").output
    assert windows.replace("windows.md", "unix.md") == unix
    rules = desk.folder / "mine"
    rules.mkdir()
    said = []
    for end in (b"\n", b"\r\n"):
        (rules / "ruleset.yaml").write_bytes(end.join((b"name: mine", b"title: Mine", b"extends: [core]", b"")))
        said.append(run("check", "clean.docx", "--ruleset", "mine").output)
    assert said[0] == said[1]
    assert "clean.docx" in said[0]
