"""What was typed, and the documents that it means."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from desk import Desk, Run


def _paths(run: Run, *arguments: str | Path, status: int = 1) -> list[str]:
    result = run("check", *arguments, "--format", "json")
    assert result.exit_code == status, result.output
    return [d["path"].replace(os.sep, "/") for d in json.loads(result.stdout)["documents"]]


@pytest.fixture
def tree(desk: Desk) -> Path:
    """A folder with reports on several levels, and what is passed over in it."""
    for name in ("b/two.docx", "b/ten.DOCX", "a/one.docx", "top.docx", ".git/hidden.docx", "b/~$two.docx", "b/._two.docx"):
        path = desk.folder / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(desk.clean, path)
    (desk.folder / "tree" / "picture.png").write_bytes(b"\x89PNG")
    return desk.folder / "tree"


def test_the_order_given_is_kept(run: Run, desk: Desk) -> None:
    assert _paths(run, "draft.docx", "clean.docx") == ["draft.docx", "clean.docx"]


def test_a_folder_is_searched_through_and_sorted_by_path(run: Run, tree: Path) -> None:
    assert _paths(run, "tree", status=0) == ["tree/a/one.docx", "tree/b/ten.DOCX", "tree/b/two.docx", "tree/top.docx"]


def test_a_hidden_folder_that_is_named_is_searched(run: Run, tree: Path) -> None:
    assert _paths(run, "tree/.git", status=0) == ["tree/.git/hidden.docx"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("tree/*.docx", ["tree/top.docx"]),
        ("tree/b/*", ["tree/b/ten.DOCX", "tree/b/two.docx"]),
        ("tree/**/t*.docx", ["tree/b/two.docx", "tree/top.docx"]),
        ("tree/*/o?e.docx", ["tree/a/one.docx"]),
        ("tree/[ab]", ["tree/a/one.docx", "tree/b/ten.DOCX", "tree/b/two.docx"]),
    ],
)
def test_patterns(run: Run, tree: Path, pattern: str, expected: list[str]) -> None:
    assert _paths(run, pattern, status=0) == expected


def test_a_name_that_looks_like_a_pattern_is_a_name_first(run: Run, desk: Desk) -> None:
    desk.clean.rename(desk.folder / "report [final].docx")
    assert _paths(run, "report [final].docx", status=0) == ["report [final].docx"]


def test_the_same_file_is_checked_once(run: Run, desk: Desk) -> None:
    assert _paths(run, "draft.docx", "./draft.docx", desk.draft, "*.docx") == ["draft.docx", "clean.docx"]


def test_a_folder_without_reports(run: Run, desk: Desk) -> None:
    (desk.folder / "bare").mkdir()
    result = run("check", "bare")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("No reports were found in bare: reportlint looks for .")
    assert ".docx" in result.stderr


def test_a_folder_without_reports_beside_a_report(run: Run, desk: Desk) -> None:
    (desk.folder / "bare").mkdir()
    result = run("check", "bare", "clean.docx")
    assert result.exit_code == 2
    assert "No reports were found in bare" in result.stderr
    assert "Ready as a draft" in result.stdout


def test_a_lock_file_beside_its_report(run: Run, desk: Desk) -> None:
    (desk.folder / "~$clean.docx").write_bytes(b"\x05Clerk" + b"\0" * 156)
    assert _paths(run, ".") == ["./clean.docx", "./draft.docx"]
    result = run("check", "~$clean.docx")
    assert result.exit_code == 2
    assert "while the report itself is open" in result.stderr


def test_standard_input(run: Run, desk: Desk) -> None:
    result = run("check", "-", "--format", "json", input=desk.draft.read_bytes())
    (document,) = json.loads(result.stdout)["documents"]
    assert (result.exit_code, document["path"], document["format"]) == (1, "-", "docx")


def test_markdown_on_standard_input(run: Run, desk: Desk) -> None:
    from desk import EXAMPLES

    result = run("check", "-", input=(EXAMPLES / "clean-report.md").read_bytes())
    assert result.exit_code == 0, result.output


def test_nothing_on_standard_input(run: Run, desk: Desk) -> None:
    result = run("check", "-", input=b"")
    assert result.exit_code == 2
    assert "The file is empty." in result.stdout
