"""Tables: cells on their grid, merges, nesting, headers."""

from __future__ import annotations

from word import p, read, sdt, tbl, tc, texts, tr

from reportlint.model import Cell, Document, Hidden, Span

RESTART, CONTINUE = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"


def cells(document: Document, table: int = 1) -> list[list[tuple[int, int, int, bool, str]]]:
    """(column, span, rows, continued, text) of each cell, row by row."""
    rows = document.tables[table - 1].rows
    return [[(c.column, c.span, c.rows, c.continued, document.cell_text(c)) for c in row.cells] for row in rows]


def test_paragraphs_know_their_table_row_and_cell() -> None:
    document = read(p("before") + tbl(tr("a", tc("b", "c")), tr("d", "e")) + p("after"))
    assert [(q.text, q.table, q.row, q.cell) for q in document.paragraphs] == [
        ("before", None, None, None),
        ("a", 1, 1, 1),
        ("b", 1, 1, 2),
        ("c", 1, 1, 2),
        ("d", 1, 2, 1),
        ("e", 1, 2, 2),
        ("after", None, None, None),
    ]
    table = document.tables[0]
    assert (table.ordinal, table.first, table.last, table.parent) == (1, 2, 6, None)
    assert table.rows[0].cells == (Cell((2,), 1), Cell((3, 4), 2))


def test_nested_tables_lie_within_their_cell() -> None:
    document = read(tbl(tr(tc("a", tbl(tr("in")), "b"), "c")) + tbl(tr("next")))
    assert [(q.text, q.table) for q in document.paragraphs] == [("a", 1), ("in", 2), ("b", 1), ("c", 1), ("next", 3)]
    outer, inner, _ = document.tables
    assert (outer.first, outer.last, inner.first, inner.parent) == (1, 4, 2, 1)
    assert outer.rows[0].cells[0].paragraphs == (1, 3)


def test_a_cell_without_a_paragraph_gets_one() -> None:
    document = read(tbl(tr("<w:tc/>", tc(tbl(tr("in"))))))
    assert [(q.text, q.table, q.cell) for q in document.paragraphs] == [("", 1, 1), ("in", 2, 1), ("", 1, 2)]


def test_a_cell_of_hidden_text_keeps_an_empty_paragraph() -> None:
    hidden = "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>gone</w:t></w:r></w:p>"
    document = read(tbl(tr(f"<w:tc>{hidden}</w:tc>", "b")))
    assert texts(document) == ["", "b"]
    assert document.hidden == (Hidden(Span(1, 0, 0), "gone"),)


def test_spans_and_rows_that_begin_late() -> None:
    body = tbl(tr(tc("a", props="<w:gridSpan w:val='2'/>"), "b"), tr("c", props="<w:gridBefore w:val='2'/><w:gridAfter w:val='1'/>"))
    assert cells(read(body)) == [[(1, 2, 1, False, "a"), (3, 1, 1, False, "b")], [(3, 1, 1, False, "c")]]


def test_a_span_that_is_no_number_counts_as_one() -> None:
    bad = "<w:gridSpan w:val='{}'/>"
    body = tbl(tr(tc("a", props=bad.format("x")), tc("b", props=bad.format("0")), tc("c", props=bad.format("9999999")), "d"))
    assert [(c[0], c[1]) for c in cells(read(body))[0]] == [(1, 1), (2, 1), (3, 1), (4, 1)]


def test_text_beneath_a_vertical_merge_is_not_seen() -> None:
    body = tbl(tr(tc("a", props=RESTART), "b"), tr(tc("gone", props=CONTINUE), "c"), tr(tc("", props=CONTINUE), "d"))
    document = read(body)
    assert cells(document) == [
        [(1, 1, 3, False, "a"), (2, 1, 1, False, "b")],
        [(1, 1, 1, True, ""), (2, 1, 1, False, "c")],
        [(1, 1, 1, True, ""), (2, 1, 1, False, "d")],
    ]
    assert document.hidden == (Hidden(Span(3, 0, 0), "gone", "merged"),)


def test_a_continuation_with_nothing_above_is_a_cell_of_its_own() -> None:
    body = tbl(tr(tc("a", props=CONTINUE), "b"), tr(tc("c", props=CONTINUE), "d"), tr("e", "f"))
    assert [[c[3:] for c in row] for row in cells(read(body))] == [
        [(False, "a"), (False, "b")],
        [(False, "c"), (False, "d")],
        [(False, "e"), (False, "f")],
    ]


def test_merges_go_by_the_grid_not_by_the_count_of_cells() -> None:
    body = tbl(
        tr("a", tc("b", props=RESTART)),
        tr(tc("gone", props=CONTINUE), props="<w:gridBefore w:val='1'/>"),
        tr(tc("c", props=CONTINUE), "d"),
    )
    assert cells(read(body)) == [
        [(1, 1, 1, False, "a"), (2, 1, 2, False, "b")],
        [(2, 1, 1, True, "")],
        [(1, 1, 1, False, "c"), (2, 1, 1, False, "d")],
    ]


def test_old_horizontal_merges() -> None:
    body = tbl(tr(tc("a", props="<w:hMerge w:val='restart'/>"), tc("gone", props="<w:hMerge/>"), "b"))
    document = read(body)
    assert cells(document) == [[(1, 2, 1, False, "a"), (3, 1, 1, False, "b")]]
    assert [h.how for h in document.hidden] == ["merged"]


def test_a_tracked_merge_is_as_if_accepted() -> None:
    tracked = "<w:cellMerge w:author='Ann' w:vMerge='{}'/>"
    body = tbl(tr(tc("a", props=tracked.format("rest"))), tr(tc("gone", props=tracked.format("cont"))))
    assert [[c[2:] for c in row] for row in cells(read(body))] == [[(2, False, "a")], [(1, True, "")]]


def test_header_rows_repeat_from_the_top_only() -> None:
    header = "<w:tblHeader/>"
    body = tbl(tr("a", props=header), tr("b", props=header), tr("c"), tr("d", props=header))
    assert [row.header for row in read(body).tables[0].rows] == [True, True, False, False]
    assert not read(tbl(tr("a", props="<w:tblHeader w:val='false'/>"))).tables[0].rows[0].header


def test_header_rows_within_content_controls_count() -> None:
    assert read(tbl(sdt(tr("a", props="<w:tblHeader/>")), tr("b"))).tables[0].rows[0].header


def test_title_and_description() -> None:
    table = read(tbl(tr("a"), props="<w:tblCaption w:val='Costs'/><w:tblDescription w:val='By year'/>")).tables[0]
    assert (table.title, table.description) == ("Costs", "By year")
