"""PDFs: paragraphs, headings and tables by where they stand and how they look, and what is refused."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType

import pytest
from printer import at, box, column, printed, read, rule, texts

from reportlint import formats, limits
from reportlint.errors import UnreadableDocument

FULL = "The Council has looked at the matter with great care and found that it must act at"
NEXT = "once, because the matter will not wait."


def refused(data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        formats.read(data, "a.pdf")
    return caught.value


def body(*lines: str, y: float = 700) -> str:
    return column(72, y, lines)


def test_lines_are_joined_where_the_next_word_would_not_have_fitted() -> None:
    document = read(body(FULL, FULL, NEXT, "No", "None at all"))
    assert texts(document) == [f"{FULL} {FULL} {NEXT}", "No", "None at all"]
    assert {p.page for p in document.paragraphs} == {1}


def test_a_wider_step_begins_a_paragraph_even_after_a_full_line() -> None:
    assert texts(read(body(FULL, FULL, FULL) + body(FULL, NEXT, y=640))) == [f"{FULL} {FULL} {FULL}", f"{FULL} {NEXT}"]


def test_typed_numbers_begin_paragraphs_and_hang() -> None:
    pieces = "".join(at(72, y, n) + column(108, y, [FULL[:75], NEXT]) for y, n in ((700, "1.1"), (672, "1.2")))
    assert texts(read(pieces)) == [f"1.1\t{FULL[:75]} {NEXT}", f"1.2\t{FULL[:75]} {NEXT}"]


def test_bullets_are_taken_off_and_told() -> None:
    document = read(body("Text:") + at(90, 680, "\u2022") + at(108, 680, "one") + at(90, 666, "\u2022") + at(108, 666, "two"))
    assert [(p.number, p.text, p.list_depth) for p in document.paragraphs] == [("", "Text:", None), ("•", "one", 0), ("•", "two", 0)]


def test_large_letters_head_and_bold_is_marked() -> None:
    page = at(72, 760, "Review", font="B", size=18) + at(72, 730, "Part", font="B", size=14) + at(72, 714, "1. Legal", font="B")
    document = read(page + body(FULL, FULL, NEXT))
    assert [p.outline_level for p in document.paragraphs] == [1, 2, None, None]
    assert [p.marked("bold") for p in document.paragraphs] == [True, True, True, False]


def test_a_bold_line_does_not_run_on_into_plain_text() -> None:
    page = at(72, 714, FULL, font="B", size=11) + body(FULL.lower(), NEXT)
    assert texts(read(page))[0] == FULL


def test_paragraphs_go_on_over_the_page_and_running_lines_are_taken_out() -> None:
    head, foot = at(72, 800, "Agenda pack"), [at(280, 30, f"Page {k} of 2") for k in (1, 2)]
    first = head + body(FULL, FULL, FULL, y=100) + foot[0]
    second = head + body(NEXT, "End.", y=760) + foot[1]
    document = read(first, second)
    flow = [(p.text, p.page) for p in document.flow]
    assert flow == [(f"{FULL} {FULL} {FULL} {NEXT}", 1), ("End.", 2)]
    assert [(p.text, p.story) for p in document.paragraphs if not p.in_flow] == [("Agenda pack", "header"), ("Page 1 of 2", "footer")]
    assert [m.kind for m in document.paragraphs[0].marks] == ["page-break"]


def test_a_page_that_its_author_began_is_known_by_the_room_left_on_the_one_before() -> None:
    document = read(body("Short."), body("More.", y=760), body("And last.", y=60))
    assert [(p.text, p.page, p.page_break_before) for p in document.paragraphs] == [
        ("Short.", 1, False),
        ("More.", 2, True),
        ("And last.", 3, True),
    ]


def test_hyphens_at_line_ends_stay_or_go_as_the_words_of_the_document_tell() -> None:
    words = FULL[:73]
    document = read(body(words + " infor-", "mation and a well-known case", words + " well-", "known to all, information too."))
    assert "information and" in document.paragraphs[0].text
    assert "well-known to all" in document.paragraphs[-1].text


def test_a_table_is_read_by_its_lines_and_wrapped_cells_stay_whole() -> None:
    grid = box((72, 250, 400, 520), (700, 680, 640, 620))
    words = at(255, 686, "Name") + at(405, 686, "Date") + column(77, 666, ["The Director with responsibility", "for this report"], step=13)
    words += at(255, 666, "Helen Strand") + at(405, 666, "05/12/24") + at(77, 626, "Cabinet Member") + at(255, 626, "Cllr Ash")
    document = read(at(72, 740, "Approvals:") + grid + words + at(72, 590, "After."))
    rows = document.tables[0].rows
    assert [[document.cell_text(c) for c in r.cells] for r in rows] == [
        ["", "Name", "Date"],
        ["The Director with responsibility for this report", "Helen Strand", "05/12/24"],
        ["Cabinet Member", "Cllr Ash", ""],
    ]
    assert [(p.text, p.table) for p in document.paragraphs if p.table is None] == [("Approvals:", None), ("After.", None)]


def test_cells_without_a_line_between_them_are_merged() -> None:
    grid = rule(72, 700, 400, 700) + rule(72, 680, 400, 680) + rule(72, 660, 400, 660) + rule(72, 700, 72, 660) + rule(400, 700, 400, 660)
    document = read(grid + rule(200, 680, 200, 660) + at(77, 686, "Both") + at(77, 666, "one") + at(205, 666, "two"))
    assert [[(c.column, c.span) for c in r.cells] for r in document.tables[0].rows] == [[(1, 2)], [(1, 1), (2, 1)]]


def test_a_table_without_lines_is_read_by_its_columns() -> None:
    words = at(250, 700, "Name", font="B") + at(400, 700, "Date", font="B")
    words += (
        column(72, 680, ["The Director who is responsible", "for this report"]) + at(250, 680, "Helen Strand") + at(400, 680, "05/12/24")
    )
    words += at(72, 646, "Cabinet Member") + at(250, 646, "Cllr Ash") + at(400, 646, "09/12/24")
    document = read(body(FULL, NEXT, y=760) + words + body("After.", y=610))
    assert [[document.cell_text(c) for c in r.cells] for r in document.tables[0].rows] == [
        ["", "Name", "Date"],
        ["The Director who is responsible for this report", "Helen Strand", "05/12/24"],
        ["Cabinet Member", "Cllr Ash", "09/12/24"],
    ]


def test_a_table_goes_on_over_the_page_without_its_header_row_again() -> None:
    def table(top: float, *rows: Sequence[str]) -> str:
        ys = [top - 20 * k for k in range(len(rows) + 1)]
        cells = ((77 + 150 * c, y - 14, word) for y, row in zip(ys, rows, strict=False) for c, word in enumerate(row))
        return box((72, 222, 372), ys) + "".join(at(*cell) for cell in cells)

    document = read(body("Start.", y=760) + table(120, ("Name", "Date"), ("a", "b")), table(800, ("Name", "Date"), ("c", "d")))
    assert [[document.cell_text(c) for c in r.cells] for t in document.tables for r in t.rows] == [["Name", "Date"], ["a", "b"], ["c", "d"]]


def test_links_title_and_language_are_told() -> None:
    pages = [at(72, 700, "See the ") + at(120, 700, "strategy")]
    info, catalog = "/Title(A report)/CreationDate(D:20260105090000Z)", "/Lang(en-GB)"
    document = formats.read(printed(pages, info, catalog, [(0, "118 696 200 712", "https://a.example/s")]), "a.pdf")
    assert [(x.target, document.text(x.span)) for x in document.links] == [("https://a.example/s", "strategy")]
    assert dict(document.properties) == {"title": "A report", "created": "2026-01-05T09:00:00", "language": "en-GB"}


def test_coloured_text_that_is_struck_out_is_a_deletion() -> None:
    document = read(at(72, 700, "costs") + at(108, 700, "9", colour="1 0 0") + rule(107, 704, 116, 704) + at(122, 700, "8 pounds"))
    assert texts(document) == ["costs 8 pounds"]
    assert [(r.kind, r.text) for r in document.revisions] == [("deletion", "9")]


def test_what_an_untagged_file_cannot_tell_is_not_claimed() -> None:
    assert read(body("x")).records == {"links", "properties", "pages"}


def tagged(content: str, blank: str = "") -> bytes:
    """A page whose only text is marked as content 0 and tagged as a heading, and a page without text after it."""
    heading, tree = "<</Type/StructElem/S/H2/P 20 0 R/Pg 6 0 R/K 0>>", "<</Type/StructTreeRoot/K[21 0 R]/ParentTree<</Nums[0[21 0 R]]>>>>"
    data = printed([f"/H2<</MCID 0>>BDC\n{content}EMC\n", blank], catalog="/MarkInfo<</Marked true>>/StructTreeRoot 20 0 R")
    extra = b"20 0 obj\n" + tree.encode() + b"\nendobj\n21 0 obj\n" + heading.encode() + b"\nendobj\n"
    # Without its table of places the file is put together again by its objects, as damaged files are.
    return data.replace(b"/Contents 5 0 R", b"/StructParents 0/Contents 5 0 R").replace(b"xref\n0", extra + b"xrex\n0")


def test_tags_tell_what_is_a_heading_and_what_the_file_can_tell() -> None:
    document = formats.read(tagged(at(72, 700, "Plain to look at")), "a.pdf")
    assert [(p.text, p.outline_level) for p in document.paragraphs] == [("Plain to look at", 2)]
    assert {"styles", "lists", "tables", "images"} <= document.records


def test_tags_that_do_not_cover_the_text_are_not_relied_on() -> None:
    document = formats.read(tagged(at(72, 700, "Tagged"), blank=body(FULL, NEXT)), "a.pdf")
    assert "styles" not in document.records
    assert texts(document) == ["Tagged", f"{FULL} {NEXT}"]


def test_a_page_of_pictures_is_noted_and_a_file_of_them_is_refused_as_a_scan() -> None:
    picture = "q 500 0 0 700 40 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID A EI Q\n"
    assert any("Page 2" in note for note in read(body("x"), picture).notes)
    error = refused(printed([picture, picture]))
    assert error.reason == "scanned"
    assert "scan" in str(error)


@pytest.mark.parametrize("number", ["1e30", "-9999999999", "0", "0.0000001"])
def test_numbers_out_of_all_bounds_do_no_harm(number: str) -> None:
    wild = (
        f"BT /R {number} Tf {number} {number} Td (x) Tj ET {number} 0 0 {number} {number} 1 cm 0 0 m {number} 1 l S 0 0 {number} 5 re S\n"
    )
    assert texts(read(body("One"), body("Two") + wild))[:2] == ["One", "Two"]


def test_a_damaged_file_is_refused() -> None:
    assert refused(b"%PDF-1.7\n1 0 obj\n<<").reason == "damaged"


def test_an_encrypted_file_is_refused_with_the_remedy() -> None:
    locked = "/Encrypt<</Filter/Standard/V 1/R 2/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">/P -4>>/ID[<00><00>]"
    error = refused(printed([body("x")], extra=locked))
    assert error.reason == "encrypted"
    assert "password" in str(error)


def test_ten_thousand_pages_are_refused_before_any_is_read() -> None:
    error = refused(printed([""] * (limits.LIMITS.pages + 1)))
    assert error.reason == "too-large"
    assert "more than 1,000 pages" in str(error)


def test_a_pdf_is_refused_under_the_name_of_a_word_file() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        formats.read(printed([body("x")]), "a.docx")
    assert caught.value.reason == "pdf"


def test_without_the_extra_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, g: Mapping[str, object] | None = None, l_: Mapping[str, object] | None = None, *rest: object) -> ModuleType:
        if name.startswith("pypdfium2"):
            raise ImportError(name)
        return real(name, g, l_, *rest)  # type: ignore[arg-type]

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(sys.modules, "pypdfium2.raw", None)
    monkeypatch.setattr(builtins, "__import__", without)
    error = refused(printed([body("x")]))
    assert error.reason == "pdf"
    assert "pip install 'reportlint[pdf]'" in str(error)


def test_a_table_without_lines_has_the_rows_in_which_the_file_holds_it() -> None:
    """Row by row, each cell's lines before the next cell's; lines follow each other alike, and nothing else tells rows apart."""
    rows = [
        (["Committee Name", "and Date"], ["Improving Lives"]),
        (["Title"], ["A Review"]),
        (["Key Decision", "Required"], ["No", "Not yet"]),
        (["Wards"], ["All", "of them"]),
    ]
    content, y = "", 700.0
    for label, value in rows:
        content += column(72, y, label, font="B") + column(222, y, value)
        y -= 14 * max(len(label), len(value))
    document = read(content)
    assert len(document.tables) == 1
    told = [[" ".join(document.cell_text(c).split()) for c in r.cells] for r in document.tables[0].rows]
    assert told == [[" ".join(label), " ".join(value)] for label, value in rows]
