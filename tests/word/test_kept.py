"""What an edit or a comment does not concern: kept, to the byte, in whatever way a file was put together."""

from __future__ import annotations

import io
import re
import zipfile

import docx as python_docx
import pytest
from redline import ON, accepted, canonical, entries, finding, fixed_result, part, rejected, seen, texts
from word import NAMESPACES, XMLNS, W, deleted, docx, field, ins, p, r, sdt, style, tbl, tc, tr, xml

from reportlint.errors import UnreadableDocument
from reportlint.findings import Edit
from reportlint.model import Span
from reportlint.word._package import open_for_writing
from reportlint.word._part import after
from reportlint.word._tracked import Tracker
from reportlint.word.annotate import annotate, clear
from reportlint.word.fix import fix

NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
DRAWN = '<w:drawing><wp:inline><wp:docPr id="1" name="Map" descr="A map"/></wp:inline></w:drawing>'
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:docPr id='4' name='Box'/><a:graphic><a:graphicData>"
    "<wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
NOTES = f'<w:footnote w:id="2">{p("a MARK b")}</w:footnote>'
WHOLE = xml("w:document", f"<w:body>{p('a MARK b é')}</w:body>")
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
#: Bodies of every sort; each holds "a MARK b" in some paragraph.
SORTS: dict[str, dict[str, object]] = {
    "header": {"body": p("a MARK b") + '<w:sectPr><w:headerReference r:id="rId-header" w:type="default"/></w:sectPr>', "header": p("Top")},
    "image": {"body": p(content=r("a ", content=DRAWN) + r("MARK", content=DRAWN) + r(" b"))},
    "box": {"body": p("x", content=BOX.format(p("a MARK b")))},
    "nested": {"body": tbl(tr(tc(p("x") + tbl(tr("a MARK b", "y")) + p()), "z"))},
    "field": {"body": p(content=field(" PAGE ", r("1")) + r(" a MARK b"))},
    "tracked": {"body": p(content=deleted("gone") + r("a MARK b") + ins(r(" new"))) + p("y", props=f"<w:rPr>{ins('')}</w:rPr>") + p("z")},
    "footnote": {"body": p("See", content=NOTE), "footnotes": NOTES},
    "controls": {"body": sdt(p(content=r("a ") + sdt(r("MARK"), "<w:text/>") + r(" b")), '<w:alias w:val="x"/>')},
    "links": {"body": p(content=r("a ") + f'<w:hyperlink w:anchor="x">{r("MARK")}</w:hyperlink>' + r(" b"))},
    "smart": {"body": p(content='<w:smartTag w:uri="u" w:element="e">' + r("a MARK b") + "</w:smartTag>")},
    "custom": {"body": p("a MARK b"), "extra": {"customXml/item1.xml": "<x><!-- kept --></x>", "word/vbaProject.bin": b"\xd0\xcfmacro"}},
    "no settings": {"body": p("a MARK b"), "styles": style("Normal", name="Normal", default=True)},
    "strict": {"body": "", "document": WHOLE.replace(W, STRICT)},
    "utf-16": {"body": "", "document": WHOLE.replace("UTF-8", "UTF-16").encode("utf-16")},
    "latin": {"body": "", "document": WHOLE.replace("UTF-8", "ISO-8859-1").encode("latin-1")},
    "default namespace": {"body": "", "document": f'<document xmlns="{W}" {XMLNS}><body><p><r><t>a MARK b</t></r></p></body></document>'},
    "other prefix": {"body": "", "document": p("a MARK b").join(
        (f'<w:document xmlns:w="{W}"><w:body>', "</w:body></w:document>")).replace("w:", "q:").replace("xmlns:w", "xmlns:q")},
    "pretty": {"body": "\n <w:p>\n  <w:r>\n   <w:t>\n    a MARK b\n   </w:t>\n  </w:r>\n </w:p>\n"},
    "formatting": {"body": p(content=r("a MARK b", '<w:b/><w:rPrChange w:id="8" w:author="Ann"><w:rPr/></w:rPrChange>'))},
    "comment inside": {"body": p(content="<w:r><w:t>a <!-- x -->MARK b</w:t></w:r>")},
}  # fmt: skip


def made(sort: str) -> tuple[bytes, Span]:
    """A file of this sort, and where "MARK" stands in it."""
    data = docx(**SORTS[sort])  # type: ignore[arg-type]
    found = next(x for x in seen(data).paragraphs if "MARK" in x.text)
    return data, Span(found.ordinal, found.text.index("MARK"), found.text.index("MARK") + 4)


@pytest.mark.parametrize("sort", sorted(SORTS))
def test_comments_leave_every_sort_of_file_as_it_was(sort: str) -> None:
    data, span = made(sort)
    reviewed = annotate(data, fixed_result(finding(span)), ON)
    assert seen(reviewed.data).paragraphs == seen(data).paragraphs
    assert len(seen(reviewed.data).comments) == 1
    assert canonical(clear(reviewed.data)[0]) == canonical(data)
    _only(data, reviewed.data, {"word/document.xml", "word/comments.xml", "word/styles.xml", "[Content_Types].xml"})


@pytest.mark.parametrize("sort", sorted(SORTS))
def test_an_edit_leaves_every_sort_of_file_as_it_was(sort: str) -> None:
    data, span = made(sort)
    mended = fix(data, fixed_result(finding(span, edits=(Edit("replace", span, "word"),))), ON)
    back, before = seen(rejected(mended.data)), seen(data)
    assert (back.paragraphs, back.tables, back.images, back.links) == (before.paragraphs, before.tables, before.images, before.links)
    assert len(seen(mended.data).images) == len(before.images)
    if mended.changes:
        assert seen(accepted(mended.data)).paragraph(span.paragraph).text.count("word") == 1
        assert entries(fix(data, fixed_result(finding(span, edits=(Edit("replace", span, "word"),))), ON, accept=True).data).keys()
    _only(data, mended.data, {"word/document.xml", "word/footnotes.xml"})


def _only(before: bytes, after: bytes, touched: set[str]) -> None:
    old, new = entries(before), entries(after)
    assert [n for n in new if n in old] == list(old)
    assert all(new[n] == content for n, content in old.items() if n not in touched and not n.endswith(".rels"))


def test_what_is_not_edited_is_spelled_as_it_was() -> None:
    odd = (
        "<?xml version='1.0' encoding=\"utf-8\"?>\n<!-- made by hand -->\n"
        f"<w:document xmlns:w='{W}' xmlns:mc=\"{NAMESPACES['mc']}\" xmlns:x='urn:x' mc:Ignorable='x'>"
        "<w:body><w:p  w:rsidR = '00AA00AA' ><w:r><w:t>caf&#233; &#x2013; <![CDATA[a & b]]></w:t></w:r></w:p><w:p></w:p>"
        "<w:p><w:r><w:t>a MARK b</w:t></w:r></w:p>\r\n<w:p /></w:body></w:document>\n<!-- end -->\n"
    ).encode()
    data = docx("", document=odd)
    reviewed = annotate(data, fixed_result(finding(Span(3, 2, 6))), ON).data
    begin, end = odd.index(b"<w:t>a MARK"), odd.index(b" b</w:t>")
    assert part(reviewed).startswith(odd[:begin]) and part(reviewed).endswith(odd[end + len(b" b</w:t>") :])
    assert part(clear(reviewed)[0]) == odd
    edit = Edit("replace", Span(3, 2, 6), "word")
    assert part(fix(data, fixed_result(finding(edit.span, edits=(edit,))), ON).data).startswith(odd[:begin])


def test_a_note_or_picture_in_the_run_of_edited_words_stays() -> None:
    run = r("MARK", content='<w:footnoteReference w:id="2"/>' + DRAWN)
    data = docx(p(content=r("a ", content="") + run + r(" b")), footnotes=NOTES)
    edit = Edit("replace", Span(1, 2, 6), "word")
    mended = part(fix(data, fixed_result(finding(edit.span, edits=(edit,))), ON).data).decode()
    deletions = re.findall(r"<w:del .*?</w:del>", mended)
    assert [("MARK" in d, "footnoteReference" in d, "drawing" in d) for d in deletions] == [(True, False, False)]
    assert "footnoteReference" in mended and "<w:drawing>" in mended


def test_a_file_without_a_paragraph_is_left_alone() -> None:
    data = docx("<w:sectPr/>")
    reviewed = annotate(data, fixed_result(finding(Span(1, 0, 0), "")), ON)
    assert (reviewed.counts["not"], reviewed.data) == (1, data)


def test_a_damaged_part_that_nothing_needs_does_not_stop_the_work() -> None:
    data = docx(p("a MARK b"), extra={"word/header9.xml": "<w:hdr"}, links=(("rId9", "header", "header9.xml"),))
    assert annotate(data, fixed_result(finding(Span(1, 2, 6))), ON).counts["exact"] == 1


def test_a_file_without_its_list_of_parts_is_refused_in_a_sentence() -> None:
    data, buffer = docx(p("a MARK b")), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name, content in entries(data).items():
            if name != "[Content_Types].xml":
                out.writestr(name, content)
    with pytest.raises(UnreadableDocument, match="list of what its parts are"):
        annotate(buffer.getvalue(), fixed_result(finding(Span(1, 2, 6))), ON)


def test_ids_never_meet_those_that_are_there() -> None:
    taken = '<w:bookmarkStart w:id="2147483646" w:name="a"/><w:bookmarkStart w:id="1" w:name="b"/>'
    reviewed = annotate(docx(p("a MARK b", content=taken)), fixed_result(finding(Span(1, 2, 6))), ON).data
    numbers = re.findall(rb'<w:commentRangeStart w:id="(\d+)"', part(reviewed))
    assert [1 < int(n) < 2147483646 for n in numbers] == [True]


def test_a_style_with_an_odd_name_is_no_obstacle() -> None:
    styles = style('A&amp;"B'.replace('"', "&quot;"), name="Normal", default=True) + style(
        "CommentReference", name="Mine", kind="character"
    )
    data = docx(p("Heading") + p("x"), styles=styles)
    edit = Edit("style", Span(1, 0, 7), "heading 2")
    mended = fix(data, fixed_result(finding(edit.span, edits=(edit,))), ON).data
    assert seen(mended).paragraphs[0].outline_level == 2
    python_docx.Document(io.BytesIO(docx(p("x"))))
    assert part(annotate(mended, fixed_result(finding(Span(1, 0, 7))), ON).data, "word/styles.xml").count(b'"CommentReference"') == 1


#: Where a paragraph may be the last.
LAST = ["{}<w:sectPr/>", "{}" + tbl(tr("c")) + p("z"), "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>" + p("z"), sdt("{}") + p("z")]


@pytest.mark.parametrize("around", LAST)
def test_paragraphs_put_in_where_none_follows_fall_back_into_the_one_before(around: str) -> None:
    original = docx(around.replace("{}", p("A", props='<w:jc w:val="center"/>')))
    package = open_for_writing(original)
    tracker, body = Tracker(package, ON), package.body
    anchor = next(body.every("p"))
    new = [tracker.paragraph(body, "New", None, None), tracker.paragraph(body, "Newer", None, None)]
    for paragraph in reversed(new):
        after(anchor, paragraph)
    tracker.hand_on(body, new)
    mended = package.save()
    assert texts(mended)[:3] == texts(accepted(mended))[:3] == ["A", "New", "Newer"]
    assert texts(rejected(mended)) == texts(original)
    assert part(rejected(mended)).count(b'<w:jc w:val="center"/>') == 1
