"""What other programs make of what is written: two published validators, LibreOffice and python-docx."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from ooxml_integrity import check as integrity
from openxml_audit import OpenXmlValidator
from redline import ON, checker, finding, fixed_result, samples
from word import abstract, docx, lvl, num, p, r, style, tbl, tr

from reportlint import rulesets
from reportlint.findings import Edit
from reportlint.model import Span
from reportlint.word import new
from reportlint.word.annotate import annotate
from reportlint.word.fix import fix

SOFFICE = shutil.which("soffice")
#: One report in each kind of file; every report would say the same again, and slowly.
_KINDS = ("draft-report", "send-inspection", "strict", "tracked", "controls", "alternate", "split")
SOME = [n for n in sorted(samples()) if n.startswith(_KINDS)]


def faults(folder: Path, data: bytes) -> Counter[str]:
    """What the validators have against a file; numbers and names in what they say are left out."""
    path = folder / "file.docx"
    path.write_bytes(data)
    said = [f"{e.description} {e.part_uri}" for e in OpenXmlValidator().validate(str(path)).errors]
    said += [str(f) for f in integrity(str(path)) if "error" in str(f).lower()]
    return Counter(re.sub(r"\d+ style\(s\).*|\d+|file\.docx", "", s) for s in said)


@pytest.mark.parametrize("name", SOME)
def test_the_validators_find_no_fault_that_was_not_there(name: str, tmp_path: Path) -> None:
    original, check = samples()[name], checker(name)
    before = faults(tmp_path, original)
    assert not faults(tmp_path, annotate(original, check, ON).data) - before
    mended = fix(original, check, ON, suggested=True).data
    assert not faults(tmp_path, mended) - before
    assert not faults(tmp_path, annotate(mended, check, ON).data) - before


def test_the_validators_are_content_with_every_kind_of_edit(tmp_path: Path) -> None:
    styles = style("Normal", name="Normal", default=True)
    body = p("1. Heading") + p("a MARK b") + p("Guidance.") + p("end") + tbl(tr("a", "b"), tr("c", "d"))
    kinds = (
        Edit("style", Span(1, 0, 10), "heading 2"), Edit("number", Span(1, 0, 2), "2."), Edit("replace", Span(2, 2, 6), "word"),
        Edit("delete", Span(3, 0, 9)), Edit("header-row", Span(5, 0, 1)), Edit("property", Span(1, 0, 1), "language=en-GB"),
    )  # fmt: skip
    original = docx(body, styles=styles, numbering=abstract(1, lvl(0, "%1.")) + num(1, 1))
    made = fix(original, fixed_result(finding(Span(1, 0, 1), edits=kinds)), ON)
    assert len(made.changes) == len(kinds)
    assert not faults(tmp_path, made.data) - faults(tmp_path, original)


def test_the_validators_are_content_with_a_blank_report(tmp_path: Path) -> None:
    loaded = rulesets.load("rotherham")
    assert not faults(tmp_path, new.blank(loaded, loaded.templates["cabinet-report"]))


@pytest.mark.skipif(SOFFICE is None and not os.environ.get("CI"), reason="LibreOffice is not installed")
def test_libreoffice_opens_what_was_written(tmp_path: Path) -> None:
    check = checker()
    mended = fix(samples()["draft-report.docx"], check, ON).data
    (tmp_path / "both.docx").write_bytes(annotate(mended, check, ON).data)
    (tmp_path / "box.docx").write_bytes(annotate(docx(p("a MARK b", content=r("x"))), fixed_result(finding(Span(1, 2, 6))), ON).data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / name) for name in ("both.docx", "box.docx")]
    command = [SOFFICE or "soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for name in ("both.pdf", "box.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")
