"""Which format reads a file, and which files are refused in which words."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reportlint import formats
from reportlint.errors import UnreadableDocument

ROOT = Path(__file__).parents[2]
TEXT = b"1. Background\n\n1.1 Nothing.\n"


def refused(data: bytes, name: str) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        formats.read(data, name)
    return caught.value


def word() -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{kind}" Target="word/document.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>Hello</w:t></w:r></w:p></w:body></w:document>',
        )
    return held.getvalue()


def test_the_suffixes_are_those_of_the_formats() -> None:
    assert {".docx", ".md", ".txt"} <= set(formats.SUFFIXES)
    assert list(formats.SUFFIXES) == sorted(formats.SUFFIXES)


@pytest.mark.parametrize(("name", "format_"), [("a.md", "markdown"), ("A.MD", "markdown"), ("a.txt", "text"), ("-", "markdown")])
def test_text_is_read_by_its_suffix(name: str, format_: str) -> None:
    assert formats.read(TEXT, name).format == format_


@pytest.mark.parametrize("name", ["a.docx", "a.md", "a.txt", "-", "a.unknown", "a"])
def test_a_word_file_is_read_as_word_whatever_its_name(name: str) -> None:
    document = formats.read(word(), name)
    assert (document.format, document.paragraphs[0].text) == ("docx", "Hello")


@pytest.mark.parametrize("data", [b"", b"\n  \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert refused(data, "a.docx").reason == "empty"


def test_a_git_lfs_pointer_is_refused_with_the_remedy() -> None:
    error = refused(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "a.docx")
    assert error.reason == "lfs-pointer"
    assert "git lfs pull" in str(error)


def test_a_pdf_is_refused_by_name() -> None:
    error = refused(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0", "a.docx")
    assert error.reason == "pdf"
    assert "This is a PDF" in str(error)


@pytest.mark.parametrize(
    ("data", "what"),
    [(TEXT, "plain text"), (b"<!DOCTYPE html>\n<p>Hello", "web page"), (b"\n<html><body>", "web page"), (b"{\\rtf1 Hello}", "RTF")],
)
def test_a_docx_that_is_something_else_is_refused_saying_what(data: bytes, what: str) -> None:
    error = refused(data, "a.docx")
    assert error.reason == "wrong-type"
    assert what in str(error)
    assert "its name ends in .docx" in str(error)


@pytest.mark.parametrize("data", [b"{\\rtf1 Hello}", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"text\0text", b"\x01\x02\x03abc"])
@pytest.mark.parametrize("name", ["a.md", "a.txt", "-"])
def test_what_is_not_text_is_not_read_as_text(data: bytes, name: str) -> None:
    assert refused(data, name).reason == "wrong-type"


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.docx", "a.pdf"])
def test_a_web_page_is_not_read_under_the_name_of_another_format(name: str) -> None:
    error = refused(b"<html><body><p>x</p></body></html>", name)
    assert error.reason == "wrong-type"
    assert "web page" in str(error)


@pytest.mark.parametrize("name", ["-", "report", "report.aspx", "report.doc"])
def test_a_web_page_is_read_under_a_name_that_promises_nothing_else(name: str) -> None:
    assert formats.read(b"<html><body><p>x</p></body></html>", name).format == "html"


def test_reading_text_imports_no_xml_parser() -> None:
    code = "import sys; from reportlint import formats; formats.read(b'x', 'a.md'); sys.exit('lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_text_with_an_unknown_suffix_is_refused() -> None:
    assert refused(TEXT, "a.csv").reason == "wrong-type"


def test_a_spreadsheet_is_refused_even_as_markdown() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    refused(held.getvalue(), "a.md")


def test_an_old_word_file_is_refused() -> None:
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_any_usual_encoding_is_understood(encoding: str) -> None:
    document = formats.read("Café “yes”\r\nNext".encode(encoding), "a.txt")
    assert [p.text for p in document.paragraphs] == ["Café “yes”", "Next"]


def test_a_flat_opendocument_file_is_refused_with_the_remedy() -> None:
    flat = b"<?xml version='1.0' encoding='UTF-8'?>\n\n<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>"
    for name in ("a.fodt", "a.xml", "a.html"):
        error = refused(flat, name)
        assert error.reason == "wrong-type"
        assert "save as .odt" in str(error)
