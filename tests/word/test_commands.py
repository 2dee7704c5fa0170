"""annotate, fix and new as they are typed: what they write, what they refuse, and that the original is never harmed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from redline import ROOT, seen
from word import docx, p

from reportlint.cli import main

DAY = ("--on", "2025-01-14", "--stage", "submission")


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "examples" / "draft-report.docx", tmp_path / "draft.docx")
    return tmp_path / "draft.docx"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    assert "Traceback" not in result.output
    return result


def test_annotate_writes_a_copy_and_leaves_the_draft(draft: Path) -> None:
    before = draft.read_bytes()
    result = run("annotate", draft, "-o", "reviewed.docx", *DAY)
    assert result.exit_code == 0
    count = sum(c.author == "reportlint" for c in seen(Path("reviewed.docx").read_bytes()).comments)
    assert f"reviewed.docx: {count} comments written" in result.output and count > 20
    assert draft.read_bytes() == before
    again = run("annotate", "reviewed.docx", "-o", "again.docx", *DAY)
    assert f"{count} earlier ones replaced" in again.output
    assert run("annotate", "again.docx", "--clear", "--in-place").exit_code == 0
    assert not [c for c in seen(Path("again.docx").read_bytes()).comments if c.author == "reportlint"]


def test_fix_makes_edits_shows_them_or_keeps_a_copy(draft: Path) -> None:
    before = draft.read_bytes()
    shown = run("fix", draft, "--diff", *DAY)
    assert shown.exit_code == 0 and "+before" in shown.output
    assert draft.read_bytes() == before and [x.name for x in draft.parent.iterdir()] == ["draft.docx"]
    made = run("fix", draft, "-o", "fixed.docx", *DAY)
    assert "edits made as tracked changes, but for title" in made.output
    assert "--suggested makes them too" in made.output
    place = run("fix", draft, "--in-place", *DAY)
    assert place.exit_code == 0
    assert (draft.parent / "draft.before.docx").read_bytes() == before
    assert draft.read_bytes() == Path("fixed.docx").read_bytes()
    assert "nothing to change" in run("fix", draft, "-o", "twice.docx", *DAY).output
    assert Path("twice.docx").read_bytes() == draft.read_bytes()


def test_select_and_ignore_choose_the_edits(draft: Path) -> None:
    only = run("fix", draft, "--diff", "--select", "section-title-changed", *DAY).output
    assert "[section-title-changed:financial]" in only and "plain-english" not in only
    assert "section-title-changed" not in run("fix", draft, "--diff", "--ignore", "section-title-changed", *DAY).output


@pytest.mark.parametrize("suffix", ["docx", "md"])
def test_new_writes_a_blank_report_once(suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"report.{suffix}"
    assert run("new", "--template", "scrutiny-report", "-o", target).exit_code == 0
    data = target.read_bytes()
    assert "Background" in (data.decode() if suffix == "md" else "\n".join(x.text for x in seen(data).paragraphs))
    assert run("new", "--template", "scrutiny-report", "-o", target).exit_code == 2
    assert run("new", "--template", "scrutiny-report", "-o", target, "--force").exit_code == 0


def test_a_slip_in_a_templates_name_is_answered(tmp_path: Path) -> None:
    result = run("new", "--template", "cabinet-reprot", "-o", tmp_path / "x.docx")
    assert (result.exit_code, "Did you mean 'cabinet-report'?" in result.output) == (2, True)


@pytest.mark.parametrize("command", ["annotate", "fix"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("draft.docx",), "Say where to write"),
        (("draft.docx", "-o", "draft.docx"), "is the document itself"),
        (("draft.docx", "-o", "./draft.docx"), "is the document itself"),
        (("draft.docx", "-o", "x.docx", "--in-place"), "not both"),
        (("gone.docx", "-o", "x.docx"), "no such file"),
        ((".", "-o", "x.docx"), "not an ordinary file"),
        (("text.docx", "-o", "x.docx"), "This is not a Word document"),
        (("signed.docx", "-o", "x.docx"), "digitally signed"),
        (("locked.docx", "-o", "x.docx"), "protected against editing"),
        (("draft.docx", "-o", "readonly.docx"), "read-only"),
        (("draft.docx", "-o", "nowhere/x.docx"), "could not be written"),
        (("draft.docx", "-o", "x.docx", "--select", "no-such-rule"), "There is no rule"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_harms_nothing(command: str, arguments: tuple[str, ...], said: str, draft: Path) -> None:
    folder = draft.parent
    (folder / "text.docx").write_text("Only text.", encoding="utf-8")
    (folder / "signed.docx").write_bytes(docx(p("x"), extra={"_xmlsignatures/origin.sigs": b""}))
    (folder / "locked.docx").write_bytes(docx(p("x"), settings='<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'))
    (folder / "readonly.docx").write_bytes(b"kept")
    (folder / "readonly.docx").chmod(0o444)
    before = {x.name: x.read_bytes() for x in folder.iterdir()}
    result = run(command, *arguments)
    assert (result.exit_code, said in result.output, result.output.count("\n")) == (2, True, 1)
    assert {x.name: x.read_bytes() for x in folder.iterdir()} == before
