"""annotate and fix on Markdown as they are typed: what they write, what they refuse, and that the original is never harmed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from redline import ROOT

from reportlint.cli import main

DAY = ("--on", "2025-01-14", "--stage", "submission")


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "examples" / "draft-report.md", tmp_path / "draft.md")
    return tmp_path / "draft.md"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    assert "Traceback" not in result.output
    return result


def test_annotate_writes_a_copy_and_clear_gives_the_draft_back(draft: Path) -> None:
    before = draft.read_bytes()
    result = run("annotate", draft, "-o", "reviewed.md", *DAY)
    count = Path("reviewed.md").read_bytes().count(b"<!-- reportlint: ")
    assert (result.exit_code, f"reviewed.md: {count} comments written." in result.output, count > 20) == (0, True, True)
    again = run("annotate", "reviewed.md", "--in-place", *DAY)
    assert f"{count} earlier ones replaced" in again.output and Path("reviewed.before.md").exists()
    assert f"{count} comments taken out" in run("annotate", "reviewed.md", "--clear", "-o", "bare.md").output
    assert Path("bare.md").read_bytes() == draft.read_bytes() == before


def test_fix_makes_edits_outright_shows_them_or_keeps_a_copy(draft: Path) -> None:
    before = draft.read_bytes()
    shown = run("fix", draft, "--diff", *DAY)
    assert shown.exit_code == 0 and "+before" in shown.output and draft.read_bytes() == before
    made = run("fix", draft, "-o", "fixed.md", *DAY)
    assert "edits made outright." in made.output and "--suggested makes them too" in made.output
    assert run("fix", draft, "--in-place", *DAY).exit_code == 0
    assert (Path("draft.before.md").read_bytes(), draft.read_bytes()) == (before, Path("fixed.md").read_bytes())
    assert "nothing to change" in run("fix", draft, "-o", "twice.md", *DAY).output
    assert Path("twice.md").read_bytes() == draft.read_bytes()
    only = run("fix", "draft.before.md", "--diff", "--select", "section-title-changed", *DAY).output
    assert "[section-title-changed:financial]" in only and "plain-english" not in only


@pytest.mark.parametrize("command", ["annotate", "fix"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("draft.md",), "Say where to write"),
        (("draft.md", "-o", "draft.md"), "is the document itself"),
        (("draft.md", "-o", "x.md", "--in-place"), "not both"),
        (("gone.md", "-o", "x.md"), "no such file"),
        (("empty.md", "-o", "x.md"), "file is empty"),
        (("page.html", "-o", "x.html"), "not into this format"),
        (("broken.md", "-o", "x.md"), "damaged"),
        (("draft.md", "-o", "readonly.md"), "read-only"),
        (("draft.md", "-o", "nowhere/x.md"), "could not be written"),
        (("draft.md", "-o", "x.md", "--select", "no-such-rule"), "There is no rule"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_harms_nothing(command: str, arguments: tuple[str, ...], said: str, draft: Path) -> None:
    folder = draft.parent
    (folder / "empty.md").write_bytes(b"\n\n")
    (folder / "page.html").write_text("<!doctype html><html><body><p>x</p></body></html>", encoding="utf-8")
    (folder / "broken.md").write_bytes(b"\xff\xfea\x00b\x00\x00\xd8")
    (folder / "readonly.md").write_bytes(b"kept")
    (folder / "readonly.md").chmod(0o444)
    before = {x.name: x.read_bytes() for x in folder.iterdir()}
    result = run(command, *arguments)
    assert (result.exit_code, said in result.output, result.output.count("\n")) == (2, True, 1), result.output
    assert {x.name: x.read_bytes() for x in folder.iterdir()} == before


def test_plain_text_is_mended_and_not_annotated(draft: Path) -> None:
    Path("draft.txt").write_bytes(draft.read_bytes())
    assert "edits made outright" in run("fix", "draft.txt", "-o", "fixed.txt", *DAY).output
    result = run("annotate", "draft.txt", "-o", "x.txt", *DAY)
    assert (result.exit_code, "Plain text has no comments" in result.output, Path("x.txt").exists()) == (2, True, False)
