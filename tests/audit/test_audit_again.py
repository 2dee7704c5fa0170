"""An audit that is made again reads what is new or has changed, and nothing else."""

from __future__ import annotations

import os
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from reportlint import api
from reportlint.errors import UsageError

from .conftest import rows, run

TOWN = Path(__file__).parents[2] / "rules"
KEPT = pytest.mark.parametrize("to", ["a.db", "tables"])


@pytest.fixture
def archive(here: Path, reports: Path) -> Path:
    """A folder `in` with a dozen reports, one of them in a zip archive."""
    for n, file in enumerate(sorted(p for p in reports.rglob("*") if p.is_file())[:11]):
        (here / "in").mkdir(exist_ok=True)
        shutil.copy(file, here / "in" / f"{n:02}{file.suffix}")
    with zipfile.ZipFile(here / "in" / "old.zip", "w") as made:
        made.write(here / "in" / "00.docx" if (here / "in" / "00.docx").exists() else here / "in" / "00.md", "inner.docx")
    return here / "in"


def _town(here: Path) -> Path:
    """A copy of Rotherham's ruleset, without its changes to single rules."""
    town = here / "town"
    shutil.copytree(TOWN / "rotherham", town)
    head = (town / "ruleset.yaml").read_text("utf-8").replace("name: rotherham", "name: town")
    (town / "ruleset.yaml").write_text(head.partition("rules:")[0], "utf-8")
    return town


@KEPT
def test_nothing_is_opened_when_nothing_has_changed(archive: Path, to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run("in", to=to)
    before = rows(to)
    monkeypatch.setattr("reportlint.audit.reading.opened", lambda location: pytest.fail(f"{location} was opened"))
    again = run("in", to=to)
    assert (first.read, again.read, again.same, again.documents) == (12, 0, 0, 12)
    assert rows(to) == before


@KEPT
def test_bytes_that_are_the_same_are_not_judged_again(archive: Path, to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("in", to=to)
    before = rows(to, stamps=False)
    for file in archive.iterdir():
        os.utime(file, (1, 1))
    monkeypatch.setattr(api.Run, "document", lambda run, source: pytest.fail(f"{source[0]} was judged"))
    again = run("in", to=to)
    assert (again.read, again.same) == (0, 12)
    assert rows(to, stamps=False) == before
    monkeypatch.setattr("reportlint.audit.reading.opened", lambda location: pytest.fail(f"{location} was opened"))
    assert run("in", to=to).same == 0


@KEPT
def test_what_changed_came_or_went_is_as_in_an_audit_from_nothing(archive: Path, to: str) -> None:
    run("in", to=to)
    files = sorted(archive.glob("[0-9]*"))
    shutil.copy(files[5], files[2].with_name("02-new" + files[5].suffix))
    files[3].write_bytes(files[6].read_bytes() if files[3].suffix == files[6].suffix else b"No report at all.")
    files[4].unlink()
    with zipfile.ZipFile(archive / "old.zip", "a") as made:
        made.write(files[7], "another" + files[7].suffix)
    again = run("in", to=to)
    assert (again.read, again.gone, again.documents) == (3, 1, 13)
    run("in", to="fresh" if to == "tables" else "fresh.db")
    assert rows(to) == rows("fresh" if to == "tables" else "fresh.db")


def test_a_change_that_keeps_size_and_time_is_seen(archive: Path) -> None:
    file = archive / "99.md"
    file.write_text("# A title\n\nSome words.\n", "utf-8")
    run("in")
    state = file.stat()
    file.write_text("# A title\n\nSome w0rds.\n", "utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert run("in").read == 1


def test_other_rules_stages_and_choices_are_another_question(archive: Path, here: Path) -> None:
    for file in sorted(archive.glob("[0-9]*"))[3:]:
        file.unlink()
    town = _town(here)
    run("in", ruleset=str(town))
    assert run("in", ruleset=str(town)).read == 0
    rule = "rules:\n  summary-length:\n    severity: {draft: error}\n"
    with (town / "ruleset.yaml").open("a", encoding="utf-8") as file:
        file.write(rule)
    assert run("in", ruleset=str(town)).read == 4
    assert run("in", ruleset=str(town), stage="publication").read == 4
    assert run("in", ruleset=str(town), stage="publication", on=date(2025, 1, 1)).read == 4
    assert run("in", ruleset=str(town), stage="publication", on=date(2025, 1, 1), ignore=("sentence-length",)).read == 4
    assert run("in", ruleset=str(town), stage="publication", on=date(2025, 1, 1), ignore=("sentence-length",)).read == 0


def test_what_could_not_be_read_is_tried_again(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "bad.docx").write_bytes(b"PK\3\4junk")
    assert run("in").unreadable == 1
    assert run("in").read == 1
    shutil.copy(Path(__file__).parents[2] / "examples" / "clean-report.docx", archive / "bad.docx")
    assert run("in").unreadable == 0


def test_an_audit_keeps_its_day_while_the_same_rules_are_in_force(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Days(date):
        now = date(2026, 3, 1)

        @classmethod
        def today(cls) -> date:
            return cls.now

    monkeypatch.setattr(api, "date", Days)
    run("in")
    Days.now = date(2026, 9, 9)
    assert run("in").read == 0
    assert {row[-3] for row in rows("a.db")[0]} == {"2026-03-01"}
    Days.now = date(2027, 1, 2)
    assert run("in").read == 12


def test_a_rule_that_comes_into_force_moves_the_day(archive: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Days(date):
        now = date(2026, 3, 1)

        @classmethod
        def today(cls) -> date:
            return cls.now

    monkeypatch.setattr(api, "date", Days)
    town = _town(here)
    with (town / "ruleset.yaml").open("a", encoding="utf-8") as file:
        file.write("rules:\n  summary-length:\n    from: 2026-04-01\n")
    run("in", ruleset=str(town))
    Days.now = date(2026, 3, 31)
    assert run("in", ruleset=str(town)).read == 0
    Days.now = date(2026, 4, 1)
    assert run("in", ruleset=str(town)).read == 12


@KEPT
def test_sources_that_cannot_be_looked_at_lose_nothing(archive: Path, here: Path, to: str) -> None:
    (here / "other").mkdir()
    shutil.copy(archive / "old.zip", here / "other" / "more.zip")
    run("in", "other", to=to)
    (here / "other").rename(here / "away")
    told: list[str] = []
    summary = run("in", "other", to=to, tell=told.append)
    assert summary.gone == 0 and summary.documents == 13 and len(told) == 1
    (here / "away").rename(here / "other")
    assert run("in", "other", to=to).documents == 13


@KEPT
def test_an_audit_of_other_sources_is_not_mixed_in(archive: Path, here: Path, to: str) -> None:
    run("in", to=to)
    before = rows(to)
    (here / "other").mkdir()
    shutil.copy(archive / "old.zip", here / "other" / "more.zip")
    with pytest.raises(UsageError, match="is an audit of in"):
        run("other", to=to)
    assert rows(to) == before
    assert run("in", "other", to=to).read == 1
    assert run("other", to=to, anew=True).documents == 1


@pytest.mark.parametrize("to", ["a.db", "tables", "notes.txt", "dot.parquet"])
def test_what_is_no_audit_is_left_as_it_is(archive: Path, here: Path, to: str) -> None:
    if to == "tables":
        (here / to).mkdir()
        (here / to / "letter.txt").write_text("Dear all", "utf-8")
    else:
        (here / to).write_bytes(b"Dear all")
    for anew in (False, True):
        with pytest.raises(UsageError):
            run("in", to=to, anew=anew)
    kept = here / to / "letter.txt" if to == "tables" else here / to
    assert kept.read_bytes() == b"Dear all"
