"""Text boxes, notes, headers and footers, comments, links, images and content controls."""

from __future__ import annotations

import pytest
from word import RELATION, deleted, docx, field, p, r, read, relations, sdt, tbl, tc, texts, tr, xml

from reportlint.formats import docx as reader
from reportlint.model import Comment, Control, Document, Image, Link, Span

ALTERNATE = "<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"


def stories(document: Document) -> list[tuple[str, str]]:
    return [(q.story, q.text) for q in document.paragraphs]


def drawing(content: str, uri: str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape", props: str = "") -> str:
    doc_pr = props or "<wp:docPr id='1' name='Shape 1'/>"
    data = f"<a:graphic><a:graphicData uri='{uri}'>{content}</a:graphicData></a:graphic>"
    return f"<w:drawing><wp:anchor>{doc_pr}{data}</wp:anchor></w:drawing>"


def box(*paragraphs: str) -> str:
    return drawing(f"<wps:wsp><wps:txbx><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></wps:txbx></wps:wsp>")


def vml(*paragraphs: str) -> str:
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></v:textbox></v:shape></w:pict>"


@pytest.mark.parametrize("content", [box(p("in")), vml(p("in")), ALTERNATE.format(box(p("in")), vml(p("in")))])
def test_a_text_box_follows_its_paragraph_and_is_read_once(content: str) -> None:
    document = read(p(content=r("be", content=content) + r("fore")) + p("after"))
    assert stories(document) == [("body", "before"), ("text box", "in"), ("body", "after")]
    assert document.images == ()


def test_text_boxes_in_groups_and_in_text_boxes() -> None:
    group = drawing(
        f"<wpg:wgp>{''.join(f'<wps:wsp><wps:txbx><w:txbxContent>{p(w)}</w:txbxContent></wps:txbx></wps:wsp>' for w in 'ab')}</wpg:wgp>"
    )
    assert texts(read(p(content=r("x", content=group)))) == ["x", "a", "b"]
    assert texts(read(p(content=r("x", content=box(p(content=r("a", content=box(p("b")))), p("c")))))) == ["x", "a", "b", "c"]


def test_a_text_box_in_deleted_or_hidden_text_is_not_seen() -> None:
    gone = f"<w:del w:author='Ann'>{r(content=box(p('gone')))}</w:del>"
    assert texts(read(p("seen", content=gone))) == ["seen"]
    document = read(p("seen", content=r(props="<w:vanish/>", content=box(p("gone")))))
    assert texts(document) == ["seen"]
    assert [h.text for h in document.hidden] == ["gone"]


def test_a_text_box_keeps_its_tables_and_changes() -> None:
    document = read(tbl(tr(tc(p(content=r("cell", content=box(p("in", content=deleted("gone")), tbl(tr("t")))))))))
    assert [(q.story, q.text, q.table) for q in document.paragraphs] == [
        ("body", "cell", 1),
        ("text box", "in", None),
        ("text box", "t", 2),
    ]
    assert document.tables[0].rows[0].cells[0].paragraphs == (1,)


def test_a_text_box_inside_a_header_is_the_header_s() -> None:
    document = read(p("a") + SECTION, header=p(content=r("head", content=box(p("in")))))
    assert stories(document) == [("body", "a"), ("header", "head"), ("header", "in")]


NOTES = f"<w:footnote w:id='0' w:type='separator'>{p('---')}</w:footnote>" + "".join(
    f"<w:footnote w:id='{key}'>{p(text)}</w:footnote>" for key, text in (("1", "First"), ("2", "second"), ("3", "unused"))
)


def test_notes_stand_after_the_body_in_the_order_of_their_references() -> None:
    body = p("a", content=r(content="<w:footnoteReference w:id='2'/>")) + p("b", content=r(content="<w:footnoteReference w:id='1'/>"))
    end = p("c", content=r(content="<w:endnoteReference w:id='1'/>"))
    document = read(body + end, footnotes=NOTES, endnotes=NOTES.replace("w:footnote", "w:endnote"))
    assert stories(document) == [
        ("body", "a"),
        ("body", "b"),
        ("body", "c"),
        ("footnote", "second"),
        ("footnote", "First"),
        ("endnote", "First"),
    ]


def test_a_note_whose_reference_is_deleted_is_not_seen() -> None:
    gone = f"<w:del w:author='Ann'>{r(content='''<w:footnoteReference w:id='1'/>''')}</w:del>"
    assert stories(read(p("a", content=gone), footnotes=NOTES)) == [("body", "a")]


SECTION = "<w:sectPr><w:headerReference r:id='rId-header'/><w:footerReference r:id='rId-footer'/></w:sectPr>"


def test_headers_and_footers_are_read_once_and_only_if_a_section_uses_them() -> None:
    body = p("a", props=SECTION) + p("b") + SECTION
    extra = {"word/header2.xml": xml("w:hdr", p("unused"))}
    document = read(body, header=p("head"), footer=p("foot"), links=(("rId9", "header", "header2.xml"),), extra=extra)
    assert stories(document) == [("body", "a"), ("body", "b"), ("header", "head"), ("footer", "foot")]


def test_a_header_that_is_missing_does_not_stop_the_reading() -> None:
    document = read(p("a") + SECTION, links=(("rId-header", "header", "nowhere.xml"),))
    assert stories(document) == [("body", "a")]
    assert document.notes == ("The part word/nowhere.xml is missing: the file names it as a header.",)


RANGE = "<w:commentRangeStart w:id='{0}'/>{1}<w:commentRangeEnd w:id='{0}'/><w:r><w:commentReference w:id='{0}'/></w:r>"


def comment(key: str, *words: str, author: str = "Ann") -> str:
    paragraphs = "".join(p(w).replace("<w:p>", f"<w:p w14:paraId='P{key}'>") for w in words)
    return f"<w:comment w:id='{key}' w:author='{author}' w:date='2025-01-14T09:00:00Z'>{paragraphs}</w:comment>"


def test_a_comment_stands_on_its_words() -> None:
    document = read(p("See ", content=RANGE.format("1", r("this")) + r(" here")), comments=comment("1", "Which?", "Say so."))
    assert texts(document) == ["See this here"]
    assert document.comments == (Comment(Span(1, 4, 8), "Ann", "Which?\nSay so.", "2025-01-14T09:00:00Z"),)


def test_comments_over_paragraphs_at_a_point_and_nowhere() -> None:
    over = "<w:commentRangeStart w:id='1'/>" + p("One") + p("two") + "<w:commentRangeEnd w:id='1'/>"
    point = p("three", content=r(content="<w:commentReference w:id='2'/>"))
    document = read(over + point, comments=comment("1", "a") + comment("2", "b") + comment("3", "c"))
    assert [(c.span, c.text) for c in document.comments] == [(Span(1, 0, 3), "a"), (Span(1, 0, 0), "c"), (Span(3, 5, 5), "b")]


def test_a_reply_stands_where_the_comment_does() -> None:
    extended = "<w15:commentEx w15:paraId='P1'/><w15:commentEx w15:paraId='P2' w15:paraIdParent='P1'/>"
    both = comment("1", "Why?") + comment("2", "Because.", author="Bob")
    document = read(p("See ", content=RANGE.format("1", r("this"))), comments=both, comments_extended=extended)
    assert [(c.span, c.author, c.text) for c in document.comments] == [(Span(1, 4, 8), "Ann", "Why?"), (Span(1, 4, 8), "Bob", "Because.")]


def test_a_comment_on_deleted_words_stands_where_they_were() -> None:
    document = read(p("See ", content=RANGE.format("1", deleted("that")) + r("this")), comments=comment("1", "Why?"))
    assert document.comments[0].span == Span(1, 4, 4)


LINK = (("rId5", "hyperlink", "https://example.org/a"),)


@pytest.mark.parametrize(
    ("content", "target"),
    [
        (f"<w:hyperlink r:id='rId5'>{r('here')}</w:hyperlink>", "https://example.org/a"),
        (f"<w:hyperlink r:id='rId5' w:anchor='b'>{r('here')}</w:hyperlink>", "https://example.org/a#b"),
        (f"<w:hyperlink w:anchor='b'>{r('here')}</w:hyperlink>", "#b"),
        (f"<w:hyperlink>{r('here')}</w:hyperlink>", ""),
        (f"<w:hyperlink r:id='gone'>{r('here')}</w:hyperlink>", ""),
        (field(' HYPERLINK "https://example.org/a" \\o "tip" ', r("here")), "https://example.org/a"),
        (field(' HYPERLINK \\l "b" ', r("here")), "#b"),
        (f"<w:fldSimple w:instr='HYPERLINK https://example.org/a'>{r('here')}</w:fldSimple>", "https://example.org/a"),
    ],
)
def test_links(content: str, target: str) -> None:
    document = read(p("See ", content=content + r(".")), links=LINK)
    assert texts(document) == ["See here."]
    assert document.links == (Link(Span(1, 4, 8), target),)


def test_a_deleted_link_is_gone() -> None:
    gone = f"<w:del w:author='Ann'><w:hyperlink r:id='rId5'>{r('here')}</w:hyperlink></w:del>"
    assert read(p("x", content=gone), links=LINK).links == ()


PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
DECORATIVE = "<a:extLst><a:ext uri='x'><adec:decorative val='1'/></a:ext></a:extLst>"


def pic(descr: str = "") -> str:
    props = f"<pic:nvPicPr><pic:cNvPr id='2' name='p.png' descr='{descr}'/></pic:nvPicPr>"
    return f"<pic:pic>{props}<pic:blipFill><a:blip/></pic:blipFill></pic:pic>"


@pytest.mark.parametrize(
    ("content", "images"),
    [
        (drawing(pic(), PICTURE, "<wp:docPr name='P' descr='A map' title='Map'/>"), [Image(Span(1, 1, 1), "A map", "Map", False, "P")]),
        (drawing(pic("file.png"), PICTURE, "<wp:docPr name='P'/>"), [Image(Span(1, 1, 1), name="P")]),
        (drawing(pic(), PICTURE, f"<wp:docPr name='P'>{DECORATIVE}</wp:docPr>"), [Image(Span(1, 1, 1), decorative=True, name="P")]),
        (drawing("", "http://schemas.openxmlformats.org/drawingml/2006/chart", "<wp:docPr name='C'/>"), [Image(Span(1, 1, 1), name="C")]),
        (drawing("", "http://schemas.openxmlformats.org/drawingml/2006/diagram", "<wp:docPr name='D'/>"), [Image(Span(1, 1, 1), name="D")]),
        (
            drawing(f"<wpg:wgp>{pic('one')}{pic()}</wpg:wgp>", "urn:group", "<wp:docPr name='G'/>"),
            [Image(Span(1, 1, 1), "one", name="p.png"), Image(Span(1, 1, 1), name="p.png")],
        ),
        (
            drawing(f"<wpg:wgp>{pic()}{pic()}</wpg:wgp>", "urn:group", "<wp:docPr name='G' descr='Both'/>"),
            [Image(Span(1, 1, 1), "Both", name="G")],
        ),
        (
            "<w:pict><v:shape id='s' alt='A map'><v:imagedata o:title='t'/></v:shape></w:pict>",
            [Image(Span(1, 1, 1), "A map", "t", False, "s")],
        ),
        ("<w:object><v:shape id='s'><v:imagedata/></v:shape><o:OLEObject/></w:object>", [Image(Span(1, 1, 1), name="s")]),
        (
            ALTERNATE.format(drawing(pic(), PICTURE, "<wp:docPr name='P'/>"), "<w:pict><v:shape><v:imagedata/></v:shape></w:pict>"),
            [Image(Span(1, 1, 1), name="P")],
        ),
        (drawing("<wps:wsp><wps:spPr/></wps:wsp>"), []),
        ("<w:pict><v:rect o:hr='t'/></w:pict>", []),
    ],
)
def test_images_and_their_alternative_text(content: str, images: list[Image]) -> None:
    assert list(read(p("x", content=r(content=content))).images) == images


def test_images_that_are_deleted_or_hidden_are_not_there() -> None:
    picture = drawing(pic(), PICTURE)
    assert read(p("x", content=f"<w:del w:author='Ann'>{r(content=picture)}</w:del>")).images == ()
    assert read(p("x", content=r(props="<w:vanish/>", content=picture))).images == ()


def test_an_image_in_a_text_box_and_after_hidden_text_has_its_place() -> None:
    picture = r(content=drawing(pic(), PICTURE))
    document = read(p("ab", content=r("hidden", "<w:vanish/>") + r("c") + picture + r(content=box(p("x", content=picture)))))
    assert [i.span for i in document.images] == [Span(1, 3, 3), Span(2, 1, 1)]


def test_controls_say_what_is_in_them() -> None:
    items = "<w:listItem w:displayText='All' w:value='1'/><w:listItem w:value='None'/>"
    props = f"<w:alias w:val='Ward'/><w:tag w:val='ward'/><w:dropDownList>{items}</w:dropDownList>"
    document = read(p("Ward: ", content=sdt(r("All"), props)) + sdt(p("One") + p("two"), "<w:alias w:val='Text'/>"))
    assert document.controls == (
        Control((Span(1, 6, 9),), "Ward", "ward", choices=("All", "None")),
        Control((Span(2, 0, 3), Span(3, 0, 3)), "Text"),
    )


UNFILLED = "<w:alias w:val='Date'/><w:showingPlcHdr/><w:date/>"


def test_the_placeholder_of_an_unfilled_control_is_no_text() -> None:
    document = read(p("On ", content=sdt(r("Click here"), UNFILLED)) + sdt(p("Enter text") + p("here"), UNFILLED) + p("end"))
    assert texts(document) == ["On ", "", "", "end"]
    assert [(c.unfilled, c.placeholder, c.spans) for c in document.controls] == [
        (True, "Click here", (Span(1, 3, 3),)),
        (True, "Enter text\nhere", (Span(2, 0, 0), Span(3, 0, 0))),
    ]
    assert not read(p(content=sdt(r("x"), "<w:showingPlcHdr w:val='0'/>"))).controls[0].unfilled


def test_a_control_around_a_cell_holds_its_paragraphs() -> None:
    document = read(tbl(tr("a", sdt(tc("b", "c"), "<w:tag w:val='x'/>"))))
    assert [c.spans for c in document.controls] == [(Span(2, 0, 1), Span(3, 0, 1))]


def test_links_in_other_stories_use_their_own_relations() -> None:
    note = f"<w:footnote w:id='1'>{p(content=f'''<w:hyperlink r:id='rId5'>{r('here')}</w:hyperlink>''')}</w:footnote>"
    extra = {"word/_rels/footnotes.xml.rels": relations(("rId5", "hyperlink", "https://example.org/note"))}
    data = docx(p("a", content=r(content="<w:footnoteReference w:id='1'/>")), footnotes=note, links=LINK, extra=extra)
    assert reader.read(data).links == (Link(Span(2, 0, 4), "https://example.org/note"),)
    assert RELATION in extra["word/_rels/footnotes.xml.rels"]
