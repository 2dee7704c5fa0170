"""Parts of a document: everything that points into it points to the same words as before."""

from __future__ import annotations

from dataclasses import replace

from reportlint.agenda.slices import parts
from reportlint.formats import markdown
from reportlint.model import Document, Mark

TEXT = """
One [a link](https://example.org/1)

| Head | Other |
|------|-------|
| left | right |

Two ![a picture](p.png) words{>>Ann: why?<<}

| Later | Table |
|-------|-------|
| near  | far   |

Three [more](https://example.org/2) and [unseen]{.hidden}
"""


def _document() -> Document:
    return markdown.read(TEXT.encode(), notation=True)


def _all(document: Document) -> list[tuple[int, str]]:
    return [(p.ordinal, p.text) for p in document.paragraphs]


def test_the_whole_is_the_document_itself() -> None:
    document = _document()
    assert parts(document, [(1, len(document.paragraphs))]) == [document]


def test_parts_hold_every_paragraph_once_and_count_from_one() -> None:
    document = _document()
    cut = next(p.ordinal for p in document.paragraphs if p.text.startswith("Two"))
    first, second = parts(document, [(1, cut - 1), (cut, len(document.paragraphs))])
    assert [t for _, t in (*_all(first), *_all(second))] == [p.text for p in document.paragraphs]
    assert [n for n, _ in _all(second)] == list(range(1, len(second.paragraphs) + 1))
    assert (first.before, second.before) == (0, cut - 1)


def test_links_pictures_comments_and_tables_move_along() -> None:
    document = _document()
    cut = next(p.ordinal for p in document.paragraphs if p.text.startswith("Two"))
    first, second = parts(document, [(1, cut - 1), (cut, len(document.paragraphs))])
    assert [(x.target, first.text(x.span)) for x in first.links] == [("https://example.org/1", "a link")]
    assert [(x.target, second.text(x.span)) for x in second.links] == [("https://example.org/2", "more")]
    assert not first.images and [i.alt for i in second.images] == ["a picture"]
    assert [c.author for c in second.comments] == ["Ann"] and len(second.hidden) == 1
    table = second.tables[0]
    assert table.ordinal == 1
    assert [second.cell_text(c) for r in table.rows for c in r.cells] == ["Later", "Table", "near", "far"]
    assert {p.table for p in second.paragraphs} == {None, 1}
    assert second.paragraph(table.first).text == "Later" and second.paragraph(table.last).text == "far"


def test_a_part_of_a_part_still_counts_from_the_whole() -> None:
    document = _document()
    outer = parts(document, [(3, len(document.paragraphs))])[0]
    inner = parts(outer, [(2, 4)])[0]
    assert inner.before == 3
    assert [p.text for p in inner.paragraphs] == [p.text for p in document.paragraphs[3:6]]


def test_a_table_that_is_cut_keeps_the_cells_that_are_there() -> None:
    document = _document()
    inside = document.tables[0].first + 1
    first, second = parts(document, [(1, inside), (inside + 1, len(document.paragraphs))])
    assert first.tables[0].last == inside
    assert [first.cell_text(c) for r in first.tables[0].rows for c in r.cells][:2] == ["Head", "Other"]
    assert second.paragraph(1).table is None


def test_marks_stay_with_their_paragraphs() -> None:
    document = _document()
    marked = replace(document.paragraphs[-1], marks=(Mark("bold", 0, 5),))
    document = replace(document, paragraphs=(*document.paragraphs[:-1], marked))
    last = parts(document, [(len(document.paragraphs), len(document.paragraphs))])[0]
    assert last.paragraphs[0].marks == (Mark("bold", 0, 5),)
