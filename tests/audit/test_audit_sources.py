"""Where documents come from: folders, patterns, archives; each document once, by path, and none passed over in silence."""

from __future__ import annotations

import os
import shutil
import struct
import zipfile
from pathlib import Path

import pytest

from reportlint import check
from reportlint.audit.entries import listed
from reportlint.audit.listing import Listing
from reportlint.errors import UsageError

from .conftest import rows, run

CLEAN = Path(__file__).parents[2] / "examples" / "clean-report.docx"
NOTE = Path(__file__).parents[2] / "examples" / "clean-report.md"


def paths(target: str = "a.db") -> list[str]:
    return [row[0] for row in rows(target)[0]]


def problem(path: str, target: str = "a.db") -> str:
    """Why a document could not be read."""
    from reportlint.audit.rows import DOCUMENTS

    row = next(dict(zip(DOCUMENTS, r, strict=True)) for r in rows(target)[0] if r[0] == path)
    assert row["status"] == "unreadable"
    return str(row["problem"])


def test_a_folder_is_searched_through_and_through_and_what_is_hidden_left_aside(here: Path) -> None:
    for name in ("in/b/two.md", "in/a.md", "in/b.md", "in/.hidden/x.md", "in/~$a.docx", "in/.x.md", "in/picture.png"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(NOTE, here / name)
    run("in")
    assert paths() == ["in/a.md", "in/b.md", "in/b/two.md"]


def test_patterns_folders_and_files_that_overlap_give_each_document_once(here: Path) -> None:
    (here / "in" / "deep").mkdir(parents=True)
    for name in ("in/one.md", "in/two.md", "in/deep/three.md"):
        shutil.copy(NOTE, here / name)
    summary = run("in/**/*.md", "in", "./in/one.md", str(here / "in" / "two.md"))
    assert paths() == ["in/deep/three.md", "in/one.md", "in/two.md"]
    assert summary.documents == 3


def test_a_named_file_is_read_whatever_its_name(here: Path) -> None:
    shutil.copy(CLEAN, here / "report")
    run("report")
    assert [(r[0], r[5]) for r in rows("a.db")[0]] == [("report", "docx")]


def test_findings_are_those_that_check_finds(here: Path, reports: Path) -> None:
    shutil.copytree(reports, here / "in")
    run("in", stage="submission")
    documents, findings = rows("a.db")
    checked = check([row[0] for row in documents], ruleset="rotherham", stage="submission").documents
    for row, expected in zip(documents, checked, strict=True):
        own = [(f[2], f[3], f[4], f[5]) for f in findings if f[0] == row[0]]
        assert own == [(f.rule, f.subject, f.severity, f.message) for f in expected.findings]


def test_members_of_an_archive_are_read_in_place_and_nothing_is_unpacked(here: Path) -> None:
    with zipfile.ZipFile("in.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(CLEAN, "2024/report.docx")
        archive.write(NOTE, "../../up.md")
        archive.write(NOTE, "/etc/top.md")
        archive.write(NOTE, "__MACOSX/._report.docx")
        archive.writestr("readme.png", b"no report")
    before = {p.name for p in here.iterdir()}
    assert run("in.zip").counts["error"] == 0
    assert paths() == ["in.zip/../../up.md", "in.zip/2024/report.docx", "in.zip/etc/top.md"]
    assert {p.name for p in here.iterdir()} - before == {"a.db"}
    assert not (here.parent.parent / "up.md").exists()


def test_an_archive_in_a_folder_is_looked_into_too(here: Path) -> None:
    (here / "in").mkdir()
    with zipfile.ZipFile("in/old.zip", "w") as archive:
        archive.write(NOTE, "report.md")
    run("in")
    assert paths() == ["in/old.zip/report.md"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_two_documents(here: Path) -> None:
    with zipfile.ZipFile("in.zip", "w") as archive:
        archive.write(NOTE, "report.md")
        archive.write(CLEAN, "report.md")
    run("in.zip")
    assert [(r[0], r[5]) for r in rows("a.db")[0]] == [("in.zip/report.md", "markdown"), ("in.zip/report.md (2)", "docx")]


def test_an_archive_within_an_archive_is_told_of(here: Path) -> None:
    with zipfile.ZipFile("in.zip", "w") as archive:
        archive.write(NOTE, "report.md")
        archive.writestr("inner.zip", b"PK\5\6" + bytes(18))
    assert run("in.zip").unreadable == 1
    assert "within an archive" in problem("in.zip/inner.zip")


def test_a_member_with_a_password_is_told_of(here: Path) -> None:
    with zipfile.ZipFile("in.zip", "w") as archive:
        archive.write(NOTE, "report.md")
    data = bytearray((here / "in.zip").read_bytes())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        struct.pack_into("<H", data, data.index(mark) + at, 1)
    (here / "in.zip").write_bytes(data)
    run("in.zip")
    assert "password" in problem("in.zip/report.md")


def test_a_member_that_swells_is_not_read(here: Path) -> None:
    with zipfile.ZipFile("in.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"a" * (60 << 20))
        archive.write(NOTE, "report.md")
    run("in.zip")
    assert "swells" in problem("in.zip/bomb.txt")
    assert paths() == ["in.zip/bomb.txt", "in.zip/report.md"]


@pytest.mark.parametrize("data", [b"", b"junk", b"PK\3\4 cut short", b"PK\5\6" + b"\xff" * 18])
def test_an_archive_that_cannot_be_taken_apart_is_a_document_that_cannot_be_read(here: Path, data: bytes) -> None:
    (here / "in.zip").write_bytes(data)
    assert run("in.zip").unreadable == 1
    assert "archive" in problem("in.zip")


def test_what_cannot_be_read_is_a_row_with_its_reason(here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / "empty.docx").write_bytes(b"")
    (here / "in" / "junk.docx").write_bytes(b"\x00junk" * 50)
    os.symlink("nowhere.docx", here / "in" / "broken.docx")
    shutil.copy(NOTE, here / "in" / "good.md")
    summary = run("in")
    assert (summary.documents, summary.unreadable) == (4, 3)
    assert "empty" in problem("in/empty.docx") and problem("in/junk.docx") and "could not be opened" in problem("in/broken.docx")
    assert {f[0] for f in rows("a.db")[1]} >= {"in/empty.docx", "in/junk.docx", "in/broken.docx"}


def test_a_file_too_large_to_read_is_known_by_its_hash(here: Path) -> None:
    with (here / "vast.docx").open("wb") as file:
        file.truncate(51 << 20)
    run("vast.docx")
    assert "larger than 50 MB" in problem("vast.docx")
    assert rows("a.db")[0][0][4]


def test_a_name_that_is_no_text_is_read_all_the_same(here: Path) -> None:
    (here / "in").mkdir()
    name = os.fsdecode(b"in/caf\xe9.md")
    try:
        shutil.copy(NOTE, name)
    except (OSError, UnicodeError):
        return  # this system has no such names
    assert run("in").unreadable == 0
    assert paths() == ["in/caf\\udce9.md"]


def test_sources_that_lead_to_nothing_are_told_of(here: Path) -> None:
    (here / "in").mkdir()
    shutil.copy(NOTE, here / "in" / "a.md")
    (here / "bare").mkdir()
    told: list[str] = []
    summary = run("in", "missing", "bare", "*.pdf", tell=told.append)
    assert len(told) == 3 and summary.documents == 1 and len(summary.missed) == 3
    with pytest.raises(UsageError, match="nothing to audit"):
        run("missing", to="b.db")
    assert not (here / "b.db").exists()


def test_urls_are_read_where_a_driver_is(here: Path) -> None:
    import fsspec

    store = fsspec.filesystem("memory")
    store.pipe({"/town/2024/b.md": NOTE.read_bytes(), "/town/a.docx": CLEAN.read_bytes(), "/town/.x/h.md": NOTE.read_bytes()})
    with zipfile.ZipFile("old.zip", "w") as archive:
        archive.write(NOTE, "c.md")
    store.pipe("/town/old.zip", (here / "old.zip").read_bytes())
    run("memory://town")
    assert paths() == ["memory:///town/2024/b.md", "memory:///town/a.docx", "memory:///town/old.zip/c.md"]
    run("memory://town/*.docx", to="b.db")
    assert paths("b.db") == ["memory:///town/a.docx"]
    with pytest.raises(UsageError, match="nothing at"):
        run("memory://elsewhere", to="c.db")
    with pytest.raises(UsageError, match="leads nowhere"):
        run("nosuch://place", to="c.db")


def test_a_listing_holds_each_document_once_by_path(here: Path) -> None:
    for name in ("b.md", "a.md", "c.md"):
        shutil.copy(NOTE, here / name)
    listing = Listing()
    for source in ("b.md", "a.md", "./b.md", str(here / "c.md"), "c.md"):
        listing.add(listed(source, pytest.fail))
    assert list(listing.paths())[-2:] == ["a.md", "b.md"] and len(listing) == 3
    listing.close()
