"""Pages as Word (filtered and not), LibreOffice, Google Docs and pandoc save them."""

from __future__ import annotations

from reportlint import formats
from reportlint.model import Document, Mark


def saved(body: str, style: str = "") -> Document:
    """A page as Word writes it, in its own encoding."""
    head = f"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'><style><!--{style}--></style>"
    return formats.read(f"<html>\n<head>{head}</head>\n<body lang=EN-GB>{body}</body></html>".encode("cp1252"), "a.htm")


def numbers(document: Document) -> list[tuple[str, str, int | None]]:
    return [(q.number, q.text, q.list_depth) for q in document.paragraphs]


def stories(document: Document) -> list[tuple[str, str]]:
    return [(q.story, q.text) for q in document.paragraphs]


GAP = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span>"


def test_a_filtered_page_keeps_the_numbers_that_word_printed() -> None:
    document = saved(
        f"<h2 style='margin-left:18.0pt'><a name=x></a><a name=y>1.{GAP}Background</a></h2>"
        f"<p class=MsoNormal style='margin-left:36.0pt'>1.1{GAP}The Council’s duty.</p>"
        f"<p class=MsoListParagraph><span style='font-family:Symbol'>·{GAP}</span>a point</p>"
        f"<p class=MsoListParagraph><span style='font-family:\"Courier New\"'>o{GAP.replace('7.0', '7')}</span>a smaller one</p>"
        f"<p class=MsoNormal>Words {GAP} between words that are long enough</p>"
    )
    assert numbers(document)[:4] == [
        ("1.", "Background", 0),
        ("1.1", "The Council’s duty.", 1),
        ("•", "a point", 0),
        ("•", "a smaller one", 0),
    ]


def test_a_filtered_sentence_with_a_small_space_keeps_its_words() -> None:
    document = saved(f"<p class=MsoNormal>A sentence with a gap {GAP}in it.</p>")
    assert document.paragraphs[0].number == ""
    assert document.paragraphs[0].text.startswith("A sentence with a gap")


def test_a_list_told_by_a_style_sheet_and_numbers_ended_by_none() -> None:
    sign = "<span style='mso-fareast-font-family:Arial'><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span></span>"
    ignored = f"<![if !supportLists]>{sign}<![endif]>"
    style = "h2 {mso-list:l3 level1 lfo2; font-weight:bold}"
    document = saved(f"<h2>{ignored}Options<o:p></o:p></h2><h2 style='mso-list:none'>Annex</h2>", style)
    assert numbers(document) == [("2.", "Options", 0), ("", "Annex", None)]


def test_what_word_says_to_itself_is_no_text() -> None:
    document = saved(
        "<!--[if gte mso 9]><xml><w:WordDocument>no</w:WordDocument></xml><![endif]-->"
        "<!--[if supportFields]><span style='mso-element:field-begin'></span> PAGE <![endif]-->"
        "<p class=MsoNormal>One<span style='mso-spacerun:yes'>&nbsp; </span>two<o:p></o:p></p>"
        "<p class=MsoNormal><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>"
        "<w:Sdt DocPart=1><p class=MsoNormal>Controlled<w:sdtPr></w:sdtPr></p></w:Sdt>"
    )
    assert [q.text.replace("\u00a0", " ").split() for q in document.paragraphs] == [["One", "two"], [], ["Controlled"]]


def test_the_signs_of_notes_are_no_text_and_notes_are_a_story_of_their_own() -> None:
    word = (
        "<p>Agreed.<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1' title=''><span class=MsoFootnoteReference>[1]</span></a>"
        "</p>"
        "<div><br clear=all><hr align=left size=1 width='33%'><div id=ftn1><p class=MsoFootnoteText>"
        "<a href='#_ftnref1' name='_ftn1'><span>[1]</span></a> See the survey.</p></div></div>"
    )
    office = (
        "<p>Agreed.<a class='sdfootnoteanc' name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup></a></p>"
        "<div id='sdfootnote1'><p><a class='sdfootnotesym' name='sdfootnote1sym' href='#sdfootnote1anc'>1</a>See the survey.</p></div>"
    )
    docs = (
        "<p>Agreed.<sup><a href='#ftnt1' id='ftnt_ref1'>[1]</a></sup></p>"
        "<hr><div><p><a href='#ftnt_ref1' id='ftnt1'>[1]</a><span>&nbsp;See the survey.</span></p></div>"
    )
    pandoc = (
        "<p>Agreed.<a href='#fn1' class='footnote-ref' id='fnref1' role='doc-noteref'><sup>1</sup></a></p>"
        "<section id='footnotes' class='footnotes' role='doc-endnotes'><hr><ol><li id='fn1'><p>See the survey."
        "<a href='#fnref1' class='footnote-back' role='doc-backlink'>↩︎</a></p></li></ol></section>".replace("↩︎", "&#8617;")
    )
    for page in (word, office, docs, pandoc):
        document = saved(page)
        kept = [(story, text.strip()) for story, text in stories(document) if text]
        assert kept == [("body", "Agreed."), ("footnote", "See the survey.")]
        assert document.links == ()


def test_the_colour_that_an_old_tag_gives_is_seen() -> None:
    assert saved("<p><font color='#0000FF'><i>Explain</i></font> it</p>").paragraphs[0].marks[0] == Mark("colour", 0, 7, "0000FF")


def test_tables_within_tables_of_word_keep_their_places() -> None:
    inner = "<table class=MsoTableGrid border=1><tr><td><p>in</p></td></tr></table>"
    cells = f"<td width=100><p class=MsoNormal><b>Label<o:p></o:p></b></p></td><td><p>before</p>{inner}<p>after</p></td>"
    document = saved(f"<div align=center><table class=MsoNormalTable><tr style='mso-yfti-irow:0'>{cells}</tr></table></div>")
    assert [(q.text, q.table, q.cell) for q in document.paragraphs] == [("Label", 1, 1), ("before", 1, 2), ("in", 2, 1), ("after", 1, 2)]
    assert document.tables[1].parent == 1


KIX = """@import url(https://themes.example/css?kit=a);
.lst-kix_ab1-0 > li:before{content:"" counter(lst-ctn-kix_ab1-0,decimal) ". "}ol.lst-kix_ab1-0{list-style-type:none}
.lst-kix_ab1-1 > li:before{content:"" counter(lst-ctn-kix_ab1-0,decimal) "." counter(lst-ctn-kix_ab1-1,decimal) " "}
ol.lst-kix_ab1-1{list-style-type:none}ul.lst-kix_cd2-0{list-style-type:none}.lst-kix_cd2-0 > li:before{content:"\\0025cf   "}
.c1{font-weight:700}.c2{font-weight:400}"""


def test_lists_by_google_docs_have_the_numbers_that_its_style_sheet_prints() -> None:
    document = saved(
        "<ol class='c0 lst-kix_ab1-0 start' start='1'><li class=c3><h2 style='display:inline'><span>Background</span></h2></li></ol>"
        "<ol class='lst-kix_ab1-1 start' start='1'><li><span class=c2>One</span></li><li><span>Two</span></li></ol>"
        "<ol class='lst-kix_ab1-0' start='2'><li><span class=c1>Issues</span></li></ol>"
        "<ol class='lst-kix_ab1-1 start' start='1'><li><span>Three</span></li></ol>"
        "<ul class='lst-kix_cd2-0 start'><li><span>point</span></li></ul>",
        KIX,
    )
    assert numbers(document) == [
        ("1.", "Background", 0),
        ("1.1", "One", 1),
        ("1.2", "Two", 1),
        ("2.", "Issues", 0),
        ("2.1", "Three", 1),
        ("•", "point", 0),
    ]
    assert document.paragraphs[0].outline_level == 2
    assert document.paragraphs[3].marked("bold")


def test_links_comments_and_page_breaks_by_google_docs_are_what_they_stand_for() -> None:
    document = saved(
        "<p>See <a href='https://www.google.com/url?q=https://a.example/x?y%3D1&amp;sa=D&amp;source=editors'>the page</a>"
        "<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup>.</p><hr style='page-break-before:always;display:none;'><p>Two</p>"
        "<div class=c9><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>Is this so?</span></p></div>"
    )
    assert [(q.text, q.page_break_before) for q in document.paragraphs] == [("See the page.", False), ("Two", True)]
    assert [x.target for x in document.links] == ["https://a.example/x?y=1"]
    assert [c.text for c in document.comments] == ["Is this so?"]


def test_a_page_by_pandoc_has_its_title_sections_and_lists() -> None:
    document = saved(
        "<header id='title-block-header'><h1 class='title'>The Report</h1></header>"
        "<nav id='TOC' role='doc-toc'><ul><li><a href='#a'>Background</a></li></ul></nav>"
        "<h2 data-number='1' id='a'><span class='header-section-number'>1</span> Background</h2>"
        "<ol start='3' type='i'><li><p>one</p></li><li><p>two</p></li></ol>"
        "<table><thead><tr class='header'><th>Role</th><th>Name</th></tr></thead><tbody><tr><td>Chief</td><td>Ann</td></tr></tbody></table>"
    )
    assert numbers(document)[0] == ("", "The Report", None)
    assert numbers(document)[2:5] == [("", "1 Background", None), ("iii.", "one", 0), ("iv.", "two", 0)]
    assert document.paragraphs[1].style_name == "Contents"
    assert [r.header for r in document.tables[0].rows] == [True, False]
