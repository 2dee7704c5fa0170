"""OpenDocument: text as a reader sees it with every change accepted, numbers as printed, and what is refused."""

from __future__ import annotations

import pytest
from opendoc import h, odt, p, read, root, span, style, texts
from word import zipped

from reportlint import formats
from reportlint.errors import UnreadableDocument
from reportlint.model import Document, Mark, Span

BOLD = style("B", "text", text="fo:font-weight='bold'")
CHANGES = """<text:tracked-changes>
<text:changed-region text:id='c1'><text:deletion><office:change-info><dc:creator>Ann</dc:creator><dc:date>2026-01-05</dc:date>
</office:change-info><text:p>gone</text:p></text:deletion></text:changed-region>
<text:changed-region text:id='c2'><text:insertion><office:change-info><dc:creator>Bob</dc:creator></office:change-info>
</text:insertion></text:changed-region></text:tracked-changes>"""
NUMBERS = """<text:list-style style:name='L'>
<text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>
<text:list-level-style-number text:level='2' style:num-format='1' text:display-levels='2'/>
<text:list-level-style-number text:level='3' style:num-format='a' style:num-prefix='(' style:num-suffix=')'/></text:list-style>
<text:list-style style:name='D'><text:list-level-style-bullet text:level='1' text:bullet-char='-'/></text:list-style>"""


def item(*blocks: str, start: str = "") -> str:
    return f"<text:list-item{start and f' text:start-value={start!r}'}>{''.join(blocks)}</text:list-item>"


def listed(*items: str, style: str = "L", attributes: str = "") -> str:
    return f"<text:list text:style-name='{style}' {attributes}>{''.join(items)}</text:list>"


def numbers(document: Document) -> list[tuple[str, str, int | None]]:
    return [(q.number, q.text, q.list_depth) for q in document.paragraphs]


def refused(data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        formats.read(data, "a.odt")
    return caught.value


def test_white_space_tabs_and_breaks_are_read_as_they_are_printed() -> None:
    body = p("  one\n two<text:s text:c='2'/>three<text:tab/>four<text:line-break/>five <text:span> six</text:span>")
    assert texts(read(body)) == ["one two  three\tfour\nfive six"]


def test_headings_carry_their_level_and_the_style_that_an_author_sees() -> None:
    document = read(
        h("Title", 2, "P1") + p("text"),
        automatic=style("P1", "paragraph", "Heading_20_2"),
        common=style("Heading_20_2", "paragraph", attributes="style:display-name='Heading 2'"),
    )
    first, second = document.paragraphs
    assert (first.outline_level, first.style, first.style_name, second.outline_level) == (2, "Heading_20_2", "Heading 2", None)


def test_bold_comes_from_spans_and_from_the_paragraph_s_style_through_its_parents() -> None:
    bold = style("Strong", "paragraph", text="fo:font-weight='bold'")
    document = read(p("a" + span("bc", "B") + "d") + p("all", "P1"), automatic=BOLD + style("P1", "paragraph", "Strong"), common=bold)
    assert document.paragraphs[0].marks == (Mark("bold", 1, 3),)
    assert document.paragraphs[1].marked("bold")


def test_a_tracked_deletion_is_out_an_insertion_in_and_both_are_recorded() -> None:
    changed = "<text:change-start text:change-id='c2'/>new<text:change-end text:change-id='c2'/>"
    document = read(CHANGES + p("a <text:change text:change-id='c1'/>" + changed + " z"))
    assert texts(document) == ["a new z"]
    assert [(r.kind, r.author, r.text, r.span) for r in document.revisions] == [
        ("deletion", "Ann", "gone", Span(1, 2, 2)),
        ("insertion", "Bob", "new", Span(1, 2, 5)),
    ]


def test_numbers_are_those_that_are_printed() -> None:
    inner = listed(item(p("c")), item(p("d"), p("still d"), listed(item(p("deep")))))
    document = read(listed(item(h("a", 1)), item(h("b", 1), inner), item(p("e"), start="7")), automatic=NUMBERS)
    assert numbers(document) == [
        ("1.", "a", 0),
        ("2.", "b", 0),
        ("2.1", "c", 1),
        ("2.2", "d", 1),
        ("", "still d", 1),
        ("(a)", "deep", 2),
        ("7.", "e", 0),
    ]


def test_a_list_goes_on_where_it_says_so_and_begins_anew_where_not() -> None:
    first = listed(item(p("a")), attributes="xml:id='one'")
    on = listed(item(p("b")), attributes="text:continue-numbering='true'")
    document = read(first + on + listed(item(p("c"))) + listed(item(p("d")), attributes="text:continue-list='one'"), automatic=NUMBERS)
    assert [n for n, _, _ in numbers(document)] == ["1.", "2.", "1.", "3."]


def test_a_bullet_is_a_bullet_and_a_list_header_has_no_number() -> None:
    header = "<text:list text:style-name='L'><text:list-header><text:p>above</text:p></text:list-header></text:list>"
    assert numbers(read(listed(item(p("a")), style="D") + header, automatic=NUMBERS)) == [("•", "a", 0), ("", "above", 0)]


def test_headings_outside_lists_take_the_numbers_of_the_outline() -> None:
    levels = "<text:outline-level-style text:level='1' style:num-format='1' style:num-suffix='.'/>"
    levels += "<text:outline-level-style text:level='2' style:num-format='1' text:display-levels='2'/>"
    document = read(h("a", 1) + h("b", 2) + h("c", 1), common=f"<text:outline-style style:name='Outline'>{levels}</text:outline-style>")
    assert [n for n, _, _ in numbers(document)] == ["1.", "1.1", "2."]


def test_tables_have_header_rows_merged_cells_and_hidden_text_beneath_them() -> None:
    head = "<table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>wide</text:p>"
    head += "</table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>"
    tall = "<table:table-row><table:table-cell table:number-rows-spanned='2'><text:p>tall</text:p></table:table-cell>"
    tall += "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"
    last = "<table:table-row><table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>"
    last += "<table:table-cell><text:p>c</text:p></table:table-cell></table:table-row>"
    document = read(f"<table:table>{head}{tall}{last}</table:table>")
    rows = document.tables[0].rows
    assert [r.header for r in rows] == [True, False, False]
    assert [[(c.column, c.span, c.rows, document.cell_text(c)) for c in r.cells] for r in rows] == [
        [(1, 2, 1, "wide")],
        [(1, 1, 2, "tall"), (2, 1, 1, "b")],
        [(2, 1, 1, "c")],
    ]
    assert [(x.text, x.how) for x in document.hidden] == [("under", "merged")]


def test_hidden_text_and_hidden_sections_are_out_and_recorded() -> None:
    hidden = style("H", "text", text="text:display='none'") + style("W", "text", text="fo:color='#ffffff'")
    section = f"<text:section text:display='none'>{p('secret')}</text:section>"
    document = read(p("a" + span("b", "H") + span("c", "W") + "d") + section, automatic=hidden)
    assert document.paragraphs[0].text == "ad"
    assert [(x.text, x.how) for x in document.hidden] == [("b", "hidden"), ("c", "white"), ("secret", "hidden")]


def test_notes_comments_links_pictures_and_text_boxes_stand_in_their_places() -> None:
    note = "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>below</text:p>"
    note += "</text:note-body></text:note>"
    comment = "<office:annotation office:name='x'><dc:creator>Ann</dc:creator><text:p>why?</text:p></office:annotation>"
    link = "<text:a xlink:href='https://a.example'>here</text:a>"
    frame = "<draw:frame draw:name='F'><draw:image/><svg:title>T</svg:title><svg:desc>A chart</svg:desc></draw:frame>"
    box = "<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>"
    document = read(p(f"go {comment}now<office:annotation-end office:name='x'/> {link}{note}{frame}{box}") + p("end"))
    assert [(q.text, q.story) for q in document.paragraphs] == [
        ("go now here", "body"),
        ("boxed", "text box"),
        ("end", "body"),
        ("below", "footnote"),
    ]
    assert [(c.author, c.text, document.text(c.span)) for c in document.comments] == [("Ann", "why?", "now")]
    assert [(x.target, document.text(x.span)) for x in document.links] == [("https://a.example", "here")]
    assert [(i.alt, i.title) for i in document.images] == [("A chart", "T")]


def test_an_unfilled_placeholder_is_no_text() -> None:
    document = read(p("Date: <text:placeholder text:placeholder-type='text'>&lt;Enter a date&gt;</text:placeholder>"))
    assert texts(document) == ["Date:"]
    assert [(c.unfilled, c.placeholder) for c in document.controls] == [(True, "Enter a date")]


def test_headers_footers_properties_and_page_breaks_are_told() -> None:
    page = "<style:master-page style:name='S'><style:header><text:p>head</text:p></style:header>"
    page += "<style:footer><text:p>foot</text:p></style:footer></style:master-page>"
    language = "<style:text-properties fo:language='en' fo:country='GB'/>"
    document = read(
        p("a") + p("b", "P1"),
        automatic=style("P1", "paragraph", "Standard", paragraph="fo:break-before='page'"),
        common=f"<style:default-style style:family='paragraph'>{language}</style:default-style>",
        master=page,
        meta="<dc:title>A title</dc:title><meta:initial-creator>Ann</meta:initial-creator>",
    )
    assert [(q.text, q.story, q.page_break_before) for q in document.paragraphs] == [
        ("a", "body", False),
        ("b", "body", True),
        ("head", "header", False),
        ("foot", "footer", False),
    ]
    assert dict(document.properties) == {"title": "A title", "author": "Ann", "language": "en-GB"}


def test_an_encrypted_document_is_refused_with_the_remedy() -> None:
    locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    manifest = f"<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>{locked}</manifest:manifest>"
    error = refused(odt(p("x"), **{"META-INF/manifest.xml": manifest}))
    assert error.reason == "encrypted"
    assert "password" in str(error)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "wrong-type"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "damaged"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a>"}, "malformed-xml"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": root("document-content", "")}, "wrong-type"),
    ],
)
def test_what_is_no_text_document_is_refused(parts: dict[str, str], reason: str) -> None:
    assert refused(zipped(parts)).reason == reason


def test_a_small_file_that_asks_for_endless_rows_is_refused() -> None:
    cell = "<table:table-cell table:number-columns-repeated='1000'><text:p>x</text:p></table:table-cell>"
    row = f"<table:table-row table:number-rows-repeated='1000'>{cell}</table:table-row>"
    assert refused(odt(f"<table:table>{row}</table:table>")).reason == "too-large"


def test_an_opendocument_text_is_refused_under_the_name_of_a_word_file() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        formats.read(odt(p("x")), "a.docx")
    assert "OpenDocument" in str(caught.value)
