"""`reportlint audit` as people use it: what it says, and how it ends."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportlint.cli import main

from .conftest import rows

EXAMPLES = Path(__file__).parents[2] / "examples"


def audit(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["audit", *arguments])


@pytest.fixture
def desk(here: Path) -> Path:
    (here / "in").mkdir()
    for name in ("clean-report.docx", "draft-report.docx"):
        shutil.copy(EXAMPLES / name, here / "in" / name)
    return here


def test_it_says_what_it_did_and_an_audit_is_no_gate(desk: Path) -> None:
    done = audit("in", "-o", "a.db")
    assert done.exit_code == 0
    assert done.stdout.startswith("2 documents in a.db: 2 read, 0 unchanged.\n1 error, ")
    assert audit("in", "-o", "a.db").stdout.startswith("2 documents in a.db: 0 read, 2 unchanged.\n")


@pytest.mark.parametrize(("least", "status"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_the_exit_status_is_that_of_the_worst_finding(desk: Path, least: str, status: int) -> None:
    assert audit("in", "-o", "a.db", "--fail-on", least).exit_code == status
    again = audit("in", "-o", "a.db", "--fail-on", least)
    assert again.exit_code == status and "0 read" in again.stdout


def test_a_document_that_cannot_be_read_weighs_more_than_any_finding(desk: Path) -> None:
    (desk / "in" / "bad.docx").write_bytes(b"PK\3\4")
    done = audit("in", "-o", "a.db", "--fail-on", "error")
    assert done.exit_code == 2
    assert "1 document could not be read" in done.stdout


def test_choices_reach_the_rules(desk: Path) -> None:
    assert audit("in", "-o", "a.db", "--stage", "publication", "--select", "heading-unstyled", "--on", "2026-04-01").exit_code == 0
    documents, findings = rows("a.db")
    assert {f[2] for f in findings} == {"heading-unstyled"}
    assert {d[-4:-2] for d in documents} == {("publication", "2026-04-01")}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("in",), "-o"),
        (("missing", "-o", "a.db"), "no such file"),
        (("in", "-o", "a.txt"), "ends in one of"),
        (("in", "-o", "no/such/folder/a.db"), "could not be written"),
        (("in", "-o", "a.db", "--ruleset", "atlantis"), "no ruleset 'atlantis'"),
        (("in", "-o", "a.db", "--select", "no-such-rule"), "no rule 'no-such-rule'"),
        (("in", "-o", "a.db", "--engine", "dask"), "--scheduler"),
        (("in", "-o", "a.db", "--scheduler", "tcp://127.0.0.1:1"), "--engine dask"),
        (("in", "-o", "a.db", "--engine", "magic"), "magic"),
        (("in", "-o", "a.db", "--on", "tomorrow"), "2025-01-14"),
        (("in", "-o", "a.db", "--jobs", "0"), "--jobs"),
        (("nosuch://x", "-o", "a.db"), "leads nowhere"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(desk: Path, arguments: tuple[str, ...], words: str) -> None:
    done = audit(*arguments)
    assert done.exit_code == 2
    assert words in done.stderr and "Traceback" not in done.stderr and "fault of its own" not in done.stderr
    assert not list(desk.glob("a.*"))


def test_a_source_that_leads_to_nothing_is_not_passed_over_in_silence(desk: Path) -> None:
    done = audit("in", "missing", "-o", "a.db")
    assert done.exit_code == 2
    assert "missing: there is no such file." in done.stderr and "2 documents" in done.stdout
