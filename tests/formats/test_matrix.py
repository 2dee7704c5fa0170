"""One report in every format gives the same findings.

LibreOffice makes the other formats of the Word files, once for all tests. Rules about Word itself are left aside; the
exceptions to the rest are listed with their reasons.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from reportlint import check

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
REPORTS = ROOT.parent / "shared" / "reports"

#: How the word processor makes each format: what it is asked for, and the ending of what comes of it.
MADE = {
    "odt": ("odt", ".odt"),
    "html": ("html:HTML (StarWriter)", ".html"),
    "pdf": ("pdf", ".pdf"),
    "tagged pdf": ('pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}', ".pdf"),
}

#: Rules about how a document was made in Word, or about what some formats cannot hold.
WORD = {
    "tracked-changes-left", "comments-left", "hidden-text", "heading-unstyled", "heading-level-skipped", "image-alt-missing",
    "table-header-missing", "table-header-blank", "table-merged", "link-text-unclear", "list-unstyled",
    "document-title-missing", "document-language-missing",
}  # fmt: skip

#: (report, format): the findings that differ, and why they may.
EXCEPTIONS: Mapping[tuple[str, str], tuple[set[str], str]] = {
    ("send-inspection", "md"): ({"section-number:climate"}, "the number was typed wrongly, and Word's own numbers cannot be wrong"),
    ("send-inspection", "html"): ({"section-number:options"}, "LibreOffice begins a numbered list anew after what interrupts it"),
    ("cabinet-report", "html"): ({"section-number:options"}, "LibreOffice begins a numbered list anew after what interrupts it"),
}


def sources() -> dict[str, Path]:
    """The Word files by the reports' names."""
    found = {path.stem: path for path in sorted(EXAMPLES.glob("*.docx"))}
    return found | {path.name.split(".")[0]: path for path in sorted(REPORTS.glob("*.word-styles.docx"))}


CASES = [(report, form) for report in sources() for form in ("md", *MADE)]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a folder for each format, in which all reports lie."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("matrix")
    for form, (asked, _) in MADE.items():
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", asked]
        files = [str(path) for path in sources().values()]
        subprocess.run([*command, "--outdir", str(folder / form), *files], check=True, capture_output=True, timeout=240)
    return folder


@cache
def findings(path: Path) -> frozenset[str]:
    """What is found, rules about Word aside."""
    result = check(path, stage="submission")
    assert not result.documents[0].faults
    return frozenset(f.name for f in result.documents[0].findings if f.rule not in WORD)


def written(report: str, form: str, made: Path) -> Path:
    source = sources()[report]
    if form == "md":
        return source.with_name(f"{report}.md")
    return made / form / f"{source.stem}{MADE[form][1]}"


@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize(("report", "form"), CASES)
def test_the_findings_are_those_in_word(report: str, form: str, made: Path) -> None:
    word, other = findings(sources()[report]), findings(written(report, form, made))
    differing, _ = EXCEPTIONS.get((report, form), (set(), ""))
    assert word ^ other == differing


@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("report", sorted(sources()))
def test_an_opendocument_text_tells_what_the_word_file_tells(report: str, made: Path) -> None:
    """Rules about Word itself, too: nothing is lost between the two."""
    word, other = (check(path, stage="submission").documents[0] for path in (sources()[report], written(report, "odt", made)))
    assert {f.name for f in word.findings} == {f.name for f in other.findings}


def test_every_exception_is_of_a_report_and_a_format_that_are_tried() -> None:
    if REPORTS.is_dir():
        assert set(EXCEPTIONS) <= set(CASES)
