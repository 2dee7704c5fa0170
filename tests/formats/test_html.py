"""Web pages: what is seen, in which numbers, and pages that Word saved."""

from __future__ import annotations

import pytest

from reportlint import formats
from reportlint.errors import UnreadableDocument
from reportlint.model import Document, Mark


def read(body: str, head: str = "") -> Document:
    return formats.read(f"<!DOCTYPE html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def texts(document: Document) -> list[str]:
    return [q.text for q in document.paragraphs]


def numbers(document: Document) -> list[tuple[str, str, int | None]]:
    return [(q.number, q.text, q.list_depth) for q in document.paragraphs]


def test_white_space_is_one_space_and_blocks_are_paragraphs() -> None:
    document = read("<div>one\n  two<p>three <b> four</b><br>five</p>six</div>\n<pre>a\n  b</pre><p></p><p>&nbsp;</p>")
    assert texts(document) == ["one two", "three four\nfive", "six", "a\n  b", "", ""]


def test_headings_bold_and_colour_are_told_from_tags_and_style_sheets() -> None:
    head = "<style><!-- @page {margin: 1cm} .x, p.y {font-weight: 700} /* no */ .z {color: #00f} --></style>"
    document = read(
        "<h2>Title</h2><p class=y>all</p><p>a<span class=z>b</span></p><p>c<strong style='font-weight:normal'>d</strong></p>", head
    )
    assert [q.outline_level for q in document.paragraphs] == [2, None, None, None]
    assert document.paragraphs[1].marked("bold")
    assert document.paragraphs[2].marks == (Mark("colour", 1, 2, "0000FF"),)
    assert document.paragraphs[3].marks == ()


def test_lists_have_the_numbers_that_a_browser_prints() -> None:
    body = "<ol start=3><li>a<ol type=a><li>b</ol><li value=9><p>c</p><p>d</p></ol><ul><li>e</ul><ol style='list-style:none'><li>f</ol>"
    assert numbers(read(body)) == [("3.", "a", 0), ("a.", "b", 1), ("9.", "c", 0), ("", "d", 0), ("•", "e", 0), ("", "f", 0)]


def test_tables_have_header_rows_and_spans() -> None:
    body = "<table><caption>Visits</caption><thead><tr><th>x<th colspan=2>y</thead><tr><td rowspan=2>a<td>b<td>c<tr><td>d<td>e</table>"
    document = read(body)
    table = document.tables[0]
    assert (texts(document)[0], table.title) == ("Visits", "Visits")
    assert [(r.header, [(c.column, c.span, c.rows) for c in r.cells]) for r in table.rows] == [
        (True, [(1, 1, 1), (2, 2, 1)]),
        (False, [(1, 1, 2), (2, 1, 1), (3, 1, 1)]),
        (False, [(2, 1, 1), (3, 1, 1)]),
    ]


def test_a_first_row_of_header_cells_is_a_header_row_and_a_first_column_is_none() -> None:
    assert [r.header for r in read("<table><tr><th>a<th>b<tr><td>c<td>d</table>").tables[0].rows] == [True, False]
    assert [r.header for r in read("<table><tr><th>a<td>b<tr><th>c<td>d</table>").tables[0].rows] == [False, False]


def test_what_is_not_seen_is_out_and_recorded() -> None:
    body = "<script>no()</script><style>p{}</style><p>a<span style='display:none'>b</span><span style='color:white'>c</span></p>"
    document = read(body + "<div hidden><p>d</p></div><p>e<del>f</del><ins>g</ins></p>")
    assert texts(document) == ["a", "eg"]
    assert [(x.text, x.how) for x in document.hidden] == [("b", "hidden"), ("c", "white"), ("d", "hidden")]
    assert [(r.kind, r.text) for r in document.revisions] == [("deletion", "f"), ("insertion", "g")]


def test_links_and_pictures_are_recorded() -> None:
    document = read("<p>see <a href=' https://a.example '>this <b>page</b></a><img src=x alt='A chart'><img src=y alt=''><img src=z></p>")
    assert [(x.target, document.text(x.span)) for x in document.links] == [("https://a.example", "this page")]
    assert [(i.alt, i.decorative) for i in document.images] == [("A chart", False), ("", True), ("", False)]


def test_title_language_and_author_are_properties() -> None:
    document = read("<p>x", "<title>A\n title</title><meta name=author content=Ann>")
    assert dict(document.properties) == {"title": "A title", "language": "en-GB", "author": "Ann"}


def test_headers_footers_and_notes_are_stories_of_their_own() -> None:
    document = read("<header><p>site</p></header><p>text</p><div id=sdfootnote1><p>below</p></div><footer>foot</footer>")
    assert [(q.text, q.story) for q in document.paragraphs] == [
        ("site", "header"),
        ("text", "body"),
        ("below", "footnote"),
        ("foot", "footer"),
    ]


def word(body: str) -> Document:
    opening = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=windows-1252><!--[if gte mso 9]><xml>'
    return formats.read(f"{opening}<o:x>no</o:x></xml><![endif]--></head><body lang=EN-GB>{body}</body></html>".encode("cp1252"), "a.htm")


def test_a_list_that_word_saved_has_word_s_numbers() -> None:
    mark = "<![if !supportLists]><span style='mso-list:Ignore'>{}<span style='font:7pt'>&nbsp;&nbsp; </span></span><![endif]>"
    first = f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{mark.format('7.')}Legal</p>"
    second = f"<p style='text-indent:-1cm;mso-list:l0 level2 lfo1'>{mark.format('7.1')}The Council’s duty<o:p></o:p></p>"
    third = f"<p style='mso-list:l1 level1 lfo2'>{mark.format('·')}a point</p>"
    assert numbers(word(first + second + third)) == [("7.", "Legal", 0), ("7.1", "The Council’s duty", 1), ("•", "a point", 0)]


def test_word_s_page_breaks_tabs_comments_and_footnotes_are_understood() -> None:
    tab = "<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span>"
    comment = "<a class=msocomanchor href='#_msocom_1'>[A1]</a>"
    listed = "<div style='mso-element:comment-list'><div id='_msocom_1' class=msocomtxt><p>why?</p></div></div>"
    notes = "<div style='mso-element:footnote-list'><div style='mso-element:footnote'><p>below</p></div></div>"
    document = word(f"<p>1.{tab}One{comment}</p><br clear=all style='page-break-before:always'><p>Two</p>{listed}{notes}")
    assert [(q.text, q.story, q.page_break_before) for q in document.paragraphs] == [
        ("1.\tOne", "body", False),
        ("Two", "body", True),
        ("below", "footnote", False),
    ]
    assert [c.text for c in document.comments] == ["why?"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-15"])
def test_any_declared_or_marked_encoding_is_understood(encoding: str) -> None:
    page = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={encoding}'></head><body><p>Café £5</p></body></html>"
    assert texts(formats.read(page.encode(encoding), "a.html")) == ["Café £5"]


def test_a_page_is_read_without_a_name_and_as_a_fragment_with_one() -> None:
    assert formats.read(b"<?xml version='1.0'?><!-- saved --><html><body><p>x</p></body></html>", "-").format == "html"
    assert texts(formats.read(b"<p>one<p>two", "a.html")) == ["one", "two"]


def test_a_page_that_nests_too_deep_is_refused_and_not_cut_short() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read("<div>" * 300 + "deep" + "</div>" * 300 + "<p>after</p>")
    assert caught.value.reason == "too-large"
