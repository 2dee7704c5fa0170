"""What people read: place, words, what is wrong, what to do, and whether the report is ready."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from desk import Desk, Run, environment

from reportlint.findings import DocumentResult, Finding, Location, Result, Severity, Stage
from reportlint.outputs import text

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def _finding(name: str, severity: Severity, place: str, quote: str, message: str, fix: str) -> Finding:
    rule, _, subject = name.partition(":")
    return Finding(rule, subject or None, severity, "0", message, fix, "Why.", "Source", Location(place, 1, quote=quote))


WEEKDAY = _finding(
    "weekday-mismatch", ERROR, "Cover, Date", "Monday 28 April 2026", "28 April 2026 is a Tuesday, not a Monday.",
    "Find out which of the two is meant, and correct the other one.",
)  # fmt: skip
PLACE = "Section 5, paragraph 5.1"
FIRST = _finding("placeholder-text", WARNING, PLACE, "TBC", "'TBC' is a placeholder.", "Replace 'TBC' with what is meant.")
SECOND = _finding("placeholder-text", WARNING, "Section 7, heading", "xxx", "'xxx' is a placeholder.", "Replace 'xxx' with what is meant.")
MISSING = _finding("section-missing:legal", INFO, "After section 'Risks'", "", "Section 'Legal' is missing.", "Add it.")

GOLDEN = """\
draft.docx
Read as letter (town): its first lines say so.

Cover, Date
  Error    “Monday 28 April 2026”
           28 April 2026 is a Tuesday, not a Monday.
           To fix: Find out which of the two is meant,
           and correct the other one. [weekday-mismatch]

Section 5, paragraph 5.1
  Warning  'TBC' is a placeholder.
           To fix: Replace 'TBC' with what is meant.
           [placeholder-text]

Section 7, heading
  Warning  'xxx' is a placeholder.
           To fix: as above (Section 5, paragraph 5.1).
           [placeholder-text]

After section 'Risks'
  Info     Section 'Legal' is missing.
           To fix: Add it. [section-missing:legal]

Not ready for submission: 1 error, 2 warnings, 1 for
information.
"""


def _document(*findings: Finding, status: str = "pass", path: str = "draft.docx") -> DocumentResult:
    return DocumentResult(path, "", "docx", "town", "", "letter", "its first lines say so", status, findings)


def _result(*documents: DocumentResult, stage: Stage = Stage.SUBMISSION) -> Result:
    return Result("0", stage, date(2026, 1, 5), documents)


def _last(*documents: DocumentResult, stage: Stage = Stage.SUBMISSION) -> str:
    return text.render(_result(*documents, stage=stage)).splitlines()[-1]


def test_the_look() -> None:
    assert text.render(_result(_document(WEEKDAY, FIRST, SECOND, MISSING, status="fail")), width=56) == GOLDEN


@pytest.mark.parametrize(
    ("document", "verdict"),
    [
        (_document(), "Ready for submission: nothing to put right."),
        (_document(FIRST, MISSING), "Ready for submission: 1 warning, 1 for information."),
        (_document(FIRST, status="fail"), "Not ready for submission: 1 warning."),
        (_document(WEEKDAY), "Not ready for submission: 1 error."),
        (_document(replace(WEEKDAY, waiver={"reason": "agreed"})), "Ready for submission: 1 waived."),
        (_document(WEEKDAY, status="unreadable"), "Not checked: the file could not be read."),
        (replace(_document(), faults=("date-invalid: KeyError",)), "Not judged in full: 1 rule could not be tried."),
    ],
)
def test_the_last_line_is_the_verdict(document: DocumentResult, verdict: str) -> None:
    assert _last(document) == verdict


@pytest.mark.parametrize(("stage", "words"), list(zip(Stage, ("as a draft", "for submission", "for publication"), strict=True)))
def test_the_verdict_is_on_the_stage(stage: Stage, words: str) -> None:
    assert _last(_document(), stage=stage) == f"Ready {words}: nothing to put right."
    assert _last(_document(WEEKDAY), stage=stage).startswith(f"Not ready {words}: ")


def test_several_reports_are_summed_up() -> None:
    documents = (_document(), _document(WEEKDAY, FIRST, status="fail"), _document(WEEKDAY, status="unreadable"))
    assert _last(*documents) == "3 reports: 1 ready for submission, 1 not ready, 1 could not be read. 2 errors, 1 warning."
    assert "reports:" not in text.render(_result(_document()))


def test_a_place_is_named_once_for_all_that_stands_there() -> None:
    there = replace(SECOND, location=replace(SECOND.location, text=PLACE))
    rendered = text.render(_result(_document(FIRST, there)))
    assert rendered.count(PLACE) == 1
    assert "To fix: as above. [placeholder-text]" in rendered


def test_a_fix_that_differs_is_said_in_full() -> None:
    other = replace(SECOND, fix="Take it out.")
    assert "To fix: Take it out. [placeholder-text]" in text.render(_result(_document(FIRST, other)))


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    wordy = replace(WEEKDAY, message="word " * 200, location=Location("Cover", 1, quote="quoted " * 30))
    assert max(map(len, text.render(_result(_document(wordy)), width).splitlines())) <= width


def test_a_report_cannot_steer_the_terminal() -> None:
    evil = replace(WEEKDAY, message="a\x1b[2Jb\r\nc\u202ed", location=Location("p\x1b", 1, quote="q\x9b"))
    rendered = text.render(_result(_document(evil, path="x\x1b]0;y\x07")))
    assert all(c.isprintable() or c == "\n" for c in rendered)


def test_colours_change_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    roles: set[str] = set()

    def paint(role: str, words: str) -> str:
        roles.add(role)
        return f"<{words}>"

    result = _result(_document(WEEKDAY, FIRST, MISSING, status="fail"), _document())
    assert text.render(result, 60, paint).replace("<", "").replace(">", "") == text.render(result, 60)
    assert {"error", "warning", "info", "place", "quote", "good", "bad", "document"} <= roles


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ({"NO_COLOR": "1"}, False)],
)
def test_colour_in_a_pipe(run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("check", "draft.docx").stdout) is coloured
    assert ("\x1b[" in run("explain", "date-invalid").stdout) is coloured


def _on_a_terminal(*arguments: str, **variables: str) -> bytes:
    """What the command writes when it stands before a terminal."""
    pty = pytest.importorskip("pty")
    import os

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "reportlint", *arguments]
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment(**variables), close_fds=True)
    os.close(slave)
    written = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        written += piece
    os.close(master)
    process.wait(timeout=60)
    return written


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({"TERM": "xterm-256color"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "NO_COLOR": "1"}, False)],
)
def test_colour_on_a_terminal(desk: Desk, variables: dict[str, str], coloured: bool) -> None:
    assert (b"\x1b[" in _on_a_terminal("check", "draft.docx", **variables)) is coloured


def test_many_reports_show_how_far_it_has_come(desk: Desk) -> None:
    for at in range(9):
        (desk.folder / f"clean-{at}.docx").write_bytes(desk.clean.read_bytes())
    written = _on_a_terminal("check", ".", TERM="xterm-256color")
    assert b"/11" in written
    assert b"11 reports: " in written


def test_a_terminal_without_the_characters_is_written_to_all_the_same(desk: Desk) -> None:
    command = [sys.executable, "-m", "reportlint", "check", "draft.docx"]
    variables = environment(PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    done = subprocess.run(command, capture_output=True, env=variables, timeout=60)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"Not ready as a draft" in done.stdout


def test_json_is_utf_8_whatever_the_terminal_is(desk: Desk) -> None:
    command = [sys.executable, "-m", "reportlint", "inspect", "draft.docx", "--format", "json"]
    done = subprocess.run(command, capture_output=True, env=environment(PYTHONIOENCODING="ascii", PYTHONUTF8="0"), timeout=60)
    assert "–" in done.stdout.decode("utf-8")
