"""Files that cannot be read get one plain sentence and exit status 2, and nothing else is lost."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import EXAMPLES, Desk, Run

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELATIONS = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_MAIN = "word/document.xml"


def _changed(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The clean report with its parts changed."""
    with zipfile.ZipFile(EXAMPLES / "clean-report.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return whole.getvalue()


def _ole(*streams: str) -> bytes:
    """The head of an OLE file, with the names of its streams in its directory."""
    head = bytearray(1536)
    head[:8] = _OLE
    head[24:34] = bytes.fromhex("3e000300feff09000600")
    head[44:52] = bytes.fromhex("0100000001000000")
    for at, name in enumerate(("Root Entry", *streams)):
        entry = name.encode("utf-16-le")
        head[1024 + 128 * at : 1024 + 128 * at + len(entry)] = entry
        head[1024 + 128 * at + 64 : 1024 + 128 * at + 66] = (len(entry) + 2).to_bytes(2, "little")
        head[1024 + 128 * at + 66] = 2 if at else 5
    return bytes(head)


def _workbook() -> bytes:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return _zipped({
        _TYPES: b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" '
        b'ContentType="' + kind + b'"/></Types>',
        _RELATIONS: b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="'
        + relation + b'" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
    })  # fmt: skip


def _clean() -> bytes:
    return (EXAMPLES / "clean-report.docx").read_bytes()


def _bomb() -> bytes:
    return _changed(lambda parts: parts.update({_MAIN: b"<a>" + b" " * (70 << 20) + b"</a>"}))


BAD = {
    "not-a-zip.docx": (lambda: b"\x00\x01\x02\x03 nothing that is known" * 40, "not a"),
    "encrypted.docx": (lambda: _ole("EncryptionInfo", "EncryptedPackage"), "password"),
    "legacy.doc": (lambda: _ole("WordDocument", "1Table"), "old"),
    "workbook.docx": (_workbook, "Excel"),
    "damaged.docx": (lambda: _clean()[:-2000], "damaged"),
    "without-main.docx": (lambda: _changed(lambda parts: parts.pop(_MAIN)), ""),
    "malformed.docx": (lambda: _changed(lambda parts: parts.update({_MAIN: parts[_MAIN][:-300]})), "not well-formed"),
    "dtd.docx": (
        lambda: _changed(lambda parts: parts.update({_MAIN: b'<!DOCTYPE w [<!ENTITY a "b">]>' + parts[_MAIN].split(b"?>", 1)[-1]})),
        "document type definition",
    ),
    "bomb.docx": (_bomb, "swells"),
    "empty.docx": (lambda: b"", "empty"),
    "pointer.docx": (lambda: b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "git lfs pull"),
    "paper.docx": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
}  # fmt: skip


@pytest.fixture
def bad(desk: Desk, request: pytest.FixtureRequest) -> Path:
    path = desk.folder / str(request.param)
    path.write_bytes(BAD[path.name][0]())
    return path


@pytest.mark.parametrize("bad", BAD, indirect=True)
def test_one_sentence_and_nothing_else_is_lost(run: Run, desk: Desk, bad: Path) -> None:
    result = run("check", "draft.docx", bad.name, "clean.docx", "--format", "json")
    assert result.exit_code == 2
    draft, unread, clean = json.loads(result.stdout)["documents"]
    assert [draft["status"], unread["status"], clean["status"]] == ["fail", "unreadable", "pass"]
    (finding,) = unread["findings"]
    assert (finding["rule"], finding["severity"], unread["format"]) == ("document-unreadable", "error", None)
    assert BAD[bad.name][1] in finding["message"]
    assert finding["message"].endswith(".")


@pytest.mark.parametrize("bad", BAD, indirect=True)
def test_it_is_said_in_the_text(run: Run, bad: Path) -> None:
    result = run("check", bad.name)
    assert result.exit_code == 2
    assert "Not checked: the file could not be read." in result.stdout
    assert "Ready" not in result.stdout


@pytest.mark.parametrize("bad", BAD, indirect=True)
@pytest.mark.parametrize("options", ["--select plain-english", "--ignore document-unreadable", "--fail-on never"])
def test_no_option_passes_it(run: Run, bad: Path, options: str) -> None:
    result = run("check", bad.name, *options.split())
    assert result.exit_code == 2
    assert "Not checked" in result.stdout


@pytest.mark.parametrize("bad", BAD, indirect=True)
def test_inspect_says_it_too(run: Run, bad: Path) -> None:
    result = run("inspect", bad.name, "--format", "json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert BAD[bad.name][1] in result.stderr


def test_a_missing_file(run: Run, desk: Desk) -> None:
    result = run("check", "clean.docx", "no-such.docx", "--format", "json")
    assert result.exit_code == 2
    clean, missing = json.loads(result.stdout)["documents"]
    assert (clean["status"], missing["status"]) == ("pass", "unreadable")
    assert missing["findings"][0]["message"] == "There is no such file."


def test_text_that_fits_no_template_fails_but_was_read(run: Run, desk: Desk) -> None:
    (desk.folder / "letter.md").write_text("Dear Sir or Madam\n\nThank you for your letter.\n")
    result = run("check", "letter.md", "--select", "plain-english")
    assert result.exit_code == 1
    assert "[template-unrecognised]" in result.stdout
    assert "Not ready as a draft: 1 error." in result.stdout


def test_a_file_of_unknown_suffix_is_tried_by_what_it_holds(run: Run, desk: Desk) -> None:
    desk.clean.rename(desk.folder / "report.bak")
    assert run("check", "report.bak").exit_code == 0
