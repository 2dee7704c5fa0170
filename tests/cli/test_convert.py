"""Old Word files and rich text, made Word documents by LibreOffice if that is asked for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportlint import office
from reportlint.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
pytestmark = pytest.mark.xdist_group("libreoffice")


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report as .doc and as .rtf."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("old")
    for form in ("doc:MS Word 97", "rtf:Rich Text Format"):
        command = [program, f"-env:UserInstallation={(folder / '.profile').as_uri()}", "--headless", "--convert-to", form]
        subprocess.run(
            [*command, "--outdir", str(folder), str(EXAMPLES / "draft-report.docx")], check=True, capture_output=True, timeout=240
        )
    return folder


def _names(path: Path, *options: str) -> tuple[int, str | None, set[str]]:
    done = _run("check", str(path), "--format", "json", "--stage", "submission", "--on", "2026-01-05", *options)
    (document,) = json.loads(done.stdout)["documents"]
    return done.exit_code, document["template"], {f"{f['rule']}:{f['subject']}" for f in document["findings"]}


@pytest.mark.parametrize("suffix", [".doc", ".rtf"])
def test_a_converted_report_has_the_findings_of_the_word_document(old: Path, suffix: str) -> None:
    code, template, found = _names(old / f"draft-report{suffix}", "--convert")
    meant = _names(EXAMPLES / "draft-report.docx")
    assert (code, template) == meant[:2]
    # What the older formats cannot hold apart, the conversion loses.
    made_in_word = ("list-unstyled", "heading-unstyled", "table-", "image-alt", "document-", "hidden-text", "link-text", "tracked")
    assert {f for f in found ^ meant[2] if not f.startswith(made_in_word)} == set()


@pytest.mark.parametrize("suffix", [".doc", ".rtf"])
def test_without_the_option_such_a_file_does_not_pass(old: Path, suffix: str) -> None:
    code, template, found = _names(old / f"draft-report{suffix}")
    assert (code, template) == (2, None)
    assert {f.split(":")[0] for f in found} == {"document-unreadable"}


def test_a_folder_is_searched_for_old_files_too(old: Path) -> None:
    done = _run("check", str(old), "--convert", "--format", "json")
    assert [Path(d["path"]).suffix for d in json.loads(done.stdout)["documents"]] == [".doc", ".rtf"]


def test_what_cannot_be_converted_is_said_and_does_not_pass(tmp_path: Path, old: Path) -> None:
    broken = tmp_path / "broken.doc"
    broken.write_bytes(office._BEGIN[0] + bytes(3000))
    done = _run("check", str(broken), "--convert")
    assert done.exit_code == 2
    assert "LibreOffice could not read this file" in " ".join(done.stdout.split())


def test_a_conversion_that_takes_too_long_is_stopped(old: Path) -> None:
    found = office.converted("slow.doc", (old / "draft-report.doc").read_bytes(), seconds=0.05)
    assert found.made is None and "was stopped" in found.problem


def test_without_libreoffice_the_option_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    report = tmp_path / "report.rtf"
    report.write_text("{\\rtf1 Some words}")
    done = _run("check", str(report), "--convert")
    assert done.exit_code == 2 and "LibreOffice, which would convert the file, was not found" in done.output
