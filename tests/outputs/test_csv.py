"""What a spreadsheet reads of a result."""

from __future__ import annotations

import csv
import io

import pytest

from reportlint.findings import Result
from reportlint.outputs import csv as output

from .results import WAIVER, document, finding, location, result, unreadable


def _rows(result: Result) -> list[dict[str, str]]:
    """The rows as a reader of the file's bytes gets them."""
    text = output.render(result).encode().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_finding_is_a_row() -> None:
    (row,) = _rows(result(document(finding(message='Say "£5", not 5.'))))
    assert row == {
        "path": "papers/draft.docx",
        "rule": "section-missing",
        "subject": "legal",
        "severity": "error",
        "place": "Section 7, paragraph 7.1 (page 4)",
        "page": "4",
        "quote": "There are none.",
        "message": 'Say "£5", not 5.',
        "fix": "Add the heading 'Legal implications'.",
        "why": "Members must see every implication before they decide.",
        "source": "Report template",
        "fingerprint": "0123456789abcdef",
        "waived": "",
    }


def test_the_file_begins_with_the_mark_that_excel_needs_and_lines_end_as_the_standard_says() -> None:
    data = output.render(result(document())).encode()
    assert data.startswith(b"\xef\xbb\xbfpath,rule,")
    assert data.endswith(b",waived\r\n")


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+44 1709", "'+44 1709"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\n\x00 =1", "'=1"),
        ("＝1", "'＝1"),
        ("a;=1;b", "a;'=1;b"),
        ("a = b - c", "a = b - c"),
        ("two\nlines", "two lines"),
    ],
)
def test_no_cell_is_a_formula(cell: str, safe: str) -> None:
    (row,) = _rows(result(document(finding(location=location(quote=cell)))))
    assert row["quote"] == safe


def test_a_cell_is_no_longer_than_a_spreadsheet_takes() -> None:
    (row,) = _rows(result(document(finding(message="x" * 40_000))))
    assert len(row["message"]) == 32_767
    assert row["message"].endswith("x…")


def test_a_waiver_has_its_column() -> None:
    (row,) = _rows(result(document(finding(waiver=WAIVER))))
    assert row["waived"].startswith("Waived: Agreed with the chair")


def test_what_could_not_be_done_has_a_row() -> None:
    rows = _rows(result(unreadable(findings=()), document(faults=("dates-real: ValueError",))))
    assert [(r["path"], r["severity"]) for r in rows] == [("papers/broken.docx", "error"), ("papers/draft.docx", "error")]
    assert rows[0]["message"] == "The file could not be read."
