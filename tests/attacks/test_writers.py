"""Whatever happens while a command writes, what was there is whole, what it writes is whole or absent, and nothing else stays."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportlint.cli import _files, main

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = ("--on", "2026-02-20")
HELD_TO = ("--ruleset", "rotherham", "--stage", "submission", *DAY)
#: Each command that writes, and the file it writes.
WRITERS = {
    "check": (("check", "draft.docx", *HELD_TO, "--format", "json", "--output", "out.json"), "out.json"),
    "evidence": (("check", "draft.docx", *HELD_TO, "--evidence", "out.json"), "out.json"),
    "annotate": (("annotate", "draft.docx", *HELD_TO, "--output", "out.docx"), "out.docx"),
    "annotate-in-place": (("annotate", "draft.docx", *HELD_TO, "--in-place"), "draft.docx"),
    "fix": (("fix", "draft.docx", *HELD_TO, "--suggested", "--output", "out.docx"), "out.docx"),
    "fix-in-place": (("fix", "draft.docx", *HELD_TO, "--suggested", "--in-place"), "draft.docx"),
    "fix-text": (("fix", "draft.md", *HELD_TO, "--suggested", "--in-place"), "draft.md"),
    "new": (("new", "--template", "officer-decision", "--output", "out.docx"), "out.docx"),
    "baseline": (("baseline", "update", "out.json", "draft.docx", "--grow", *HELD_TO), "out.json"),
}
#: When a run is killed: before or after this is done to the file that it writes.
STEPS = (("replace", True), ("chmod", True), ("fsync", False))
TEXT = "# A report\n\n## Legal  Implications\n\nthe the council council\n" + "Words that take their room on a disk.\n" * 9

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
every = pytest.mark.parametrize("name", WRITERS)


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Loads the program once: each run is forked from this process."""
    folder = tmp_path_factory.mktemp("warm")
    draft = str(EXAMPLES / "draft-report.docx")
    for command in ("check", "annotate", "fix"):
        CliRunner().invoke(main, [command, draft, *HELD_TO, "--output", str(folder / f"{command}.docx")])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: draft.docx and draft.md."""
    shutil.copy(EXAMPLES / "draft-report.docx", tmp_path / "draft.docx")
    (tmp_path / "draft.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _forked(first: Callable[[], None], arguments: tuple[str, ...]) -> tuple[int, str]:
    """The exit status of a command, below 0 by a signal, and what it said, in a process in which `first` was done before."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        status = 99
        try:
            first()
            done = CliRunner().invoke(main, list(arguments))
            os.write(into, done.output[-4000:].encode())
            status = done.exit_code
        finally:
            os._exit(status)
    os.close(into)
    with os.fdopen(out, "rb") as said:
        text = said.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text


def _killed_at(step: str, after: bool, writes: int) -> Callable[[], None]:
    """Sees to it that this process is killed at a step of its first file or a later one, before it is done or after."""

    def first() -> None:
        real, mine, left = getattr(os, step), os.getpid(), iter(range(writes - 1))

        def kill(*arguments: object) -> None:
            # A worker that reads the document is another process.
            if os.getpid() != mine or next(left, None) is not None:
                real(*arguments)
                return
            if after:
                real(*arguments)
            os.kill(mine, signal.SIGKILL)

        setattr(os, step, kill)

    return first


def _holds(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def _reference(name: str, folder: Path) -> dict[str, bytes]:
    """What the folder holds once the command has been run in peace; the folder is then as it was."""
    before = _holds(folder)
    status, said = _forked(lambda: None, WRITERS[name][0])
    assert status in (0, 1), said
    after = _holds(folder)
    assert after != before
    for path in folder.iterdir():
        path.unlink()
    for file, data in before.items():
        (folder / file).write_bytes(data)
    return after


@every
def test_killed_at_any_step(desk: Path, name: str) -> None:
    command, target = WRITERS[name]
    before, wanted = _holds(desk), _reference(name, desk)
    for step, after in STEPS:
        # In place, the copy of the original is written first.
        assert _forked(_killed_at(step, after, 2 if "--in-place" in command else 1), command)[0] == -signal.SIGKILL
        now = _holds(desk)
        assert now.get(target) in (before.get(target), wanted[target]), step
        assert {file: now[file] for file in before if file != target} == {f: data for f, data in before.items() if f != target}
        if target in before:
            (desk / target).write_bytes(before[target])
        else:
            (desk / target).unlink(missing_ok=True)
    assert any(file.endswith(".part") for file in _holds(desk))
    status, said = _forked(lambda: None, command)
    assert status in (0, 1), said
    assert not [file for file in _holds(desk) if file.endswith(".part")]
    assert _holds(desk)[target] == wanted[target]


def _full(most: int) -> None:
    """See to it that no file of this process grows beyond so many bytes."""
    sys.dont_write_bytecode = True  # Python would keep half a module
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@every
def test_a_full_disk(desk: Path, name: str) -> None:
    command, _ = WRITERS[name]
    before = _holds(desk)
    status, said = _forked(lambda: _full(100), command)
    assert status == 2, said
    assert "could not be written" in said
    assert _holds(desk) == before


@every
def test_a_read_only_folder(desk: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(_files.tempfile, "mkstemp", refused)
    before = _holds(desk)
    done = CliRunner().invoke(main, list(WRITERS[name][0]))
    assert done.exit_code == 2
    assert "could not be written: Permission denied" in done.output
    assert _holds(desk) == before


def test_another_run_sweeps_between(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that writes the same file at the same time takes the other's for one that was left: both come to their end."""
    real = os.chmod
    turns = iter((True, True, False))

    def chmod(path: str, mode: int) -> None:
        if next(turns, False):
            _files.write_whole("out", b"the other's")
        real(path, mode)

    monkeypatch.setattr(os, "chmod", chmod)
    _files.write_whole("out", b"mine")
    assert _holds(desk)["out"] == b"mine"
    assert len(_holds(desk)) == 3


def test_many_runs_at_once(desk: Path) -> None:
    texts = [bytes([65 + n]) * 50_000 for n in range(4)]
    children = []
    for text in texts:
        child = os.fork()
        if not child:
            status = 1
            try:
                for _ in range(50):
                    _files.write_whole("out", text)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)
    assert _holds(desk)["out"] in texts
    assert len(_holds(desk)) == 3


def test_an_audit_on_a_full_disk(desk: Path) -> None:
    command = ("audit", "draft.docx", "draft.md", "--output", "out.db", *HELD_TO, "--jobs", "1")
    before = _holds(desk)
    status, said = _forked(lambda: _full(5000), command)
    assert status == 2, said
    assert "Traceback" not in said
    assert {file: _holds(desk)[file] for file in before} == before
    status, said = _forked(lambda: None, command)
    assert status == 0, said
    with sqlite3.connect("out.db") as file:
        assert file.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    assert {p.name for p in desk.iterdir()} == {*before, "out.db"}
