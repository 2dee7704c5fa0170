"""Plain text: lines, lists and tables, and signs that mean themselves."""

from __future__ import annotations

from reportlint.formats import text
from reportlint.model import Document


def read(source: str) -> Document:
    return text.read(source.encode())


def texts(source: str) -> list[str]:
    return [p.text for p in read(source).paragraphs]


def test_signs_mean_themselves() -> None:
    source = "# Title\n\n**not bold** *nor this*\n\n[words](target) https://example.org &amp;\n\n{--kept--} <!-- kept -->"
    document = read(source)
    assert [p.text for p in document.paragraphs] == source.split("\n\n")
    assert not document.links
    assert not any(p.marks or p.outline_level for p in document.paragraphs)


def test_every_line_of_a_cover_is_a_paragraph() -> None:
    assert texts("Public Report\nSelect Commission\n\nReport Title") == ["Public Report", "Select Commission", "Report Title"]


def test_a_line_that_continues_a_full_one_is_joined_to_it() -> None:
    long = "The committee is asked to consider the contents of this report and"
    assert texts(f"{long}\nto note them.") == [f"{long} to note them."]
    assert len(texts(f"{long}:\nto note them.")) == 2
    assert len(texts(f"{long}\n\nto note them.")) == 2


def test_tabbed_lines_are_a_table_and_numbered_paragraphs_are_not() -> None:
    assert len(read("\tName\tDate\nDirector\tA. Person\t1/2/25").tables[0].rows) == 2
    document = read("1.1\tFirst.\n1.2\tSecond.\n\n\tindented\n\tindented")
    assert not document.tables
    assert [p.text for p in document.paragraphs] == ["1.1\tFirst.", "1.2\tSecond.", "indented", "indented"]


def test_bullets_and_numbered_runs_are_lists() -> None:
    document = read("- one\n  - two\n\n1. A\n2. B")
    assert [(p.text, p.number, p.list_depth) for p in document.paragraphs] == [
        ("one", "•", 0),
        ("two", "•", 1),
        ("A", "1.", 0),
        ("B", "2.", 0),
    ]


def test_plain_text_claims_to_record_nothing() -> None:
    assert read("text").records == frozenset()
