"""Packages: where the parts are, what is missing, both namespaces, properties, pages, and what is refused."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word import (
    CORE,
    RELATION,
    STRICT_RELATION,
    STRICT_W,
    W,
    abstract,
    docx,
    lvl,
    num,
    numbered,
    p,
    r,
    read,
    relations,
    style,
    tbl,
    texts,
    tr,
    xml,
    zipped,
)

from reportlint.errors import UnreadableDocument
from reportlint.formats import docx as reader

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableDocument) as caught:
        reader.read(data)
    return caught.value.reason, str(caught.value)


@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "xl/odd name.xml", "main.xml"])
def test_the_main_part_may_have_any_name(main: str) -> None:
    assert texts(reader.read(docx(p("x"), main=main))) == ["x"]


@pytest.mark.parametrize(
    "target", ["/word/document.xml", "word/document.xml", "./word/../word/document.xml", "../word/document.xml", "WORD/Document.xml"]
)
def test_relations_may_be_absolute_relative_or_roundabout(target: str) -> None:
    assert texts(reader.read(docx(p("x"), extra={"_rels/.rels": relations(("r", "officeDocument", target))}))) == ["x"]


def test_without_a_relation_the_content_type_says_which_part_is_the_document() -> None:
    assert texts(reader.read(docx(p("x"), main="a/b.xml", extra={"_rels/.rels": relations()}))) == ["x"]
    broken = relations(("r", "officeDocument", "gone.xml")).replace(
        "<Relationship ", '<Relationship Id="q" Type="x/officeDocument"/><Relationship ', 1
    )
    assert texts(reader.read(docx(p("x"), main="a/b.xml", extra={"_rels/.rels": broken}))) == ["x"]


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_macro_documents_and_templates_are_read(kind: str) -> None:
    data = docx(
        p("x"), main_type=kind, links=(("r1", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),)
    )
    document = reader.read(data)
    assert texts(document) == ["x"]
    assert document.notes == ("The file holds macros, which were not read.",)


def test_strict_documents_read_the_same() -> None:
    body = p("x", style="H", props=numbered(1)) + tbl(tr("a", props="<w:tblHeader w:val='true'/>")) + p("b", style="Bold")
    parts = {
        "styles": style("H", name="heading 1") + style("Bold", "<w:rPr><w:b w:val='true'/></w:rPr>"),
        "numbering": abstract(1, lvl(0, "%1.")) + num(1, 1),
    }
    data = docx(body, **parts)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strict = {name: archive.read(name).decode().replace(W, STRICT_W).replace(RELATION, STRICT_RELATION) for name in archive.namelist()}
    assert "purl.oclc.org" in strict["word/document.xml"]
    assert reader.read(zipped(dict(strict))) == reader.read(data)


def test_odd_prefixes_and_encodings() -> None:
    odd = f"<document xmlns='{W}'><body><p><r><t>é</t></r></p></body></document>"
    utf16 = ("<?xml version='1.0' encoding='UTF-16'?>" + odd).encode("utf-16")
    for document in (odd, utf16, odd.encode("utf-16-le"), b"\xef\xbb\xbf" + odd.encode()):
        assert texts(reader.read(docx("", document=document))) == ["é"]


def test_missing_parts_do_not_stop_the_reading() -> None:
    links = tuple(
        (f"r{n}", kind, f"{kind}.xml") for n, kind in enumerate(("styles", "numbering", "theme", "image", "footnotes", "comments"))
    )
    top = relations(("a", "officeDocument", "word/document.xml"), ("b", "metadata/thumbnail", "docProps/thumbnail.jpeg"))
    document = reader.read(docx(p("x", style="Heading2"), links=links, extra={"_rels/.rels": top}))
    assert [(q.text, q.outline_level, q.style_name) for q in document.paragraphs] == [("x", 2, "Heading 2")]
    assert len(document.notes) == 5


def test_relations_that_lead_in_a_circle_or_nowhere() -> None:
    loop = relations(("a", "officeDocument", "document.xml"), ("b", "styles", "document.xml"), ("c", "header", ""))
    assert texts(reader.read(docx(p("x"), extra={"word/_rels/document.xml.rels": loop}))) == ["x"]


def test_notes_say_what_is_not_read() -> None:
    links = (("a", "oleObject", "embeddings/o.bin"), ("b", "aFChunk", "chunk.html"), ("c", "subDocument", "sub.docx"))
    template = {"word/_rels/settings.xml.rels": relations(("t", "attachedTemplate", "file:///C:/Report.dotm"))}
    notes = read(p("x", content="<w:altChunk r:id='b'/>"), links=links, settings="", extra=template).notes
    assert len(notes) == 4
    assert "file:///C:/Report.dotm" in notes[-1]


def test_properties_and_language() -> None:
    core = (
        "<dc:title> Costs </dc:title><dc:creator>Ann</dc:creator><dc:language>cy</dc:language><dcterms:created>2025-01-14</dcterms:created>"
    )
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en-GB'/></w:rPr></w:rPrDefault></w:docDefaults>"
    assert dict(read(p("x"), core=core, styles=defaults).properties) == {
        "title": "Costs",
        "author": "Ann",
        "language": "cy",
        "created": "2025-01-14",
    }
    assert dict(read(p("x"), styles=defaults).properties) == {"language": "en-GB"}
    normal = style("N", "<w:rPr><w:lang w:val='en-US'/></w:rPr>", default=True)
    assert dict(read(p("x"), styles=normal).properties) == {"language": "en-US"}
    runs = r("a", "<w:lang w:val='fr-FR'/>") + r("b", "<w:lang w:val='en-GB'/>") + r("c", "<w:lang w:val='en-GB'/>")
    assert dict(read(p(content=runs)).properties) == {"language": "en-GB"}
    assert dict(read(p("x")).properties) == {}


def test_core_properties_may_lie_anywhere() -> None:
    top = relations(("a", "officeDocument", "word/document.xml"), ("b", CORE, "odd/core.psmdcp"))
    extra = {"odd/core.psmdcp": "<c xmlns:dc='urn:dc'><dc:title>T</dc:title></c>", "_rels/.rels": top}
    assert reader.read(docx(p("x"), extra=extra)).properties["title"] == "T"


RECORDED, PAGE = "<w:lastRenderedPageBreak/>", "<w:br w:type='page'/>"


def pages(body: str, **options: object) -> list[int | None]:
    return [q.page for q in read(body, **options).paragraphs]


def test_pages_are_those_that_word_recorded() -> None:
    body = p("a") + p(content=r(content=RECORDED) + r("b")) + p("c", content=r(content=RECORDED) + r("d")) + p("e")
    assert pages(body) == [1, 2, 2, 3]


def test_a_forced_page_that_word_also_recorded_counts_once() -> None:
    body = (
        p("a", content=r(content=PAGE))
        + p(content=r(content=RECORDED) + r("b"))
        + p("c", props="<w:pageBreakBefore/>")
        + p(content=r(content=RECORDED) + r("d"))
    )
    assert pages(body) == [1, 2, 3, 4]


def test_without_a_recorded_page_there_are_no_page_numbers() -> None:
    assert pages(p("a", content=r(content=PAGE)) + p("b")) == [None, None]


def test_a_row_over_two_pages_counts_one_page() -> None:
    cell = f"<w:tc>{p('a', content=r(content=RECORDED) + r('b'))}</w:tc>"
    assert pages(tbl(tr(cell, cell)) + p("after")) == [1, 1, 2]
    first = f"<w:tc>{p(content=r(content=RECORDED) + r('b'))}</w:tc>"
    assert pages(p("x") + tbl(tr(first, "c")) + p("after")) == [1, 2, 2, 2]


def test_sections_begin_pages_unless_they_run_on() -> None:
    section = "<w:sectPr><w:type w:val='{}'/></w:sectPr>"
    body = (
        p("a", props=section.format("nextPage")) + p("b", props=section.format("continuous")) + p("c", content=r(content=RECORDED) + r("d"))
    )
    assert pages(body + section.format("nextPage")) == [1, 1, 2]
    assert [q.page_break_before for q in read(body + section.format("nextPage")).paragraphs] == [False, False, True]


def test_forced_pages_are_told() -> None:
    styles = style("Cover", "<w:pPr><w:pageBreakBefore/></w:pPr>")
    body = (
        p("a")
        + p("b", props="<w:pageBreakBefore/>")
        + p("c", style="Cover")
        + p("d", style="Cover", props="<w:pageBreakBefore w:val='0'/>")
    )
    body += p(content=r(content=PAGE) + r("e")) + p("f", content=r(content=PAGE)) + p("g")
    document = read(body, styles=styles)
    assert [q.text for q in document.paragraphs if q.page_break_before] == ["b", "c", "e", "g"]
    assert [(q.text, m.start) for q in document.paragraphs for m in q.marks if m.kind == "page-break"] == [("e", 0), ("f", 1)]


def ole(*names: str) -> bytes:
    """The head of a compound file with these names in its directory."""
    directory = b"".join(
        n.encode("utf-16-le").ljust(64, b"\0") + (2 * len(n) + 2).to_bytes(2, "little") + b"\x02" + bytes(61)
        for n in ("Root Entry", *names)
    )
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + directory


@pytest.mark.parametrize(
    ("data", "reason", "says"),
    [
        (b"", "empty", "empty"),
        (b"\0\0  \n", "empty", "empty"),
        (b"Dear all", "not-a-zip", "not a Word document"),
        (b"version https://git-lfs.github.com/spec/v1\n", "not-a-zip", "Git LFS"),
        (b"%PDF-1.7", "not-a-zip", "PDF"),
        (ole("EncryptedPackage", "EncryptionInfo"), "encrypted", "saved with a password"),
        (ole("WordDocument", "1Table"), "legacy-doc", "old .doc format"),
        (ole("Workbook"), "wrong-type", "Excel"),
        (ole("PowerPoint Document"), "wrong-type", "PowerPoint"),
        (ole(), "wrong-type", "old Office file"),
        (zipped({"a.txt": "x"}), "wrong-type", "zip archive"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "wrong-type", "OpenDocument text"),
        (docx("", extra={"word/document.xml": "<w:document"}), "malformed-xml", "word/document.xml"),
        (docx("", styles="<w:style>"), "malformed-xml", "word/styles.xml"),
        (docx("", document=f"<!DOCTYPE d [<!ENTITY e 'x'>]><d xmlns='{W}'>&e;</d>"), "dtd", "document type"),
        (docx("", document="<!DOCTYPE d><d/>"), "dtd", "document type"),
        (docx("", document=b"<?xml version='1.0' encoding='EBCDIC-CP-BE'?><d/>"), "malformed-xml", "word/document.xml"),
        (docx("", document="<other/>"), "no-main-part", "not a Word document"),
        (docx("", document="<workbook/>"), "wrong-type", "Excel workbook"),
        (zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": relations()}), "no-main-part", "main part is missing"),
        (docx("", document="<d>" + "<d>" * 300 + "</d>" * 300 + "</d>"), "too-large", "more than 256 elements within"),
        (docx(p("x"))[:-30], "damaged", "damaged"),
        (docx(p("x"))[:200], "damaged", "damaged"),
    ],
)
def test_what_is_refused_and_what_it_says(data: bytes, reason: str, says: str) -> None:
    found, message = refusal(data)
    assert found == reason
    assert says in message
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("main", "what"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "This is an Excel workbook, not a Word document."),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "This is a PowerPoint presentation"),
    ],
)
def test_another_office_file_renamed_is_called_by_its_name(main: str, what: str) -> None:
    reason, message = refusal(docx("", main="xl/workbook.xml", main_type=main, document="<workbook/>"))
    assert reason == "wrong-type"
    assert what in message


def test_deep_but_lawful_nesting_is_read() -> None:
    inner = p("deep")
    for _ in range(60):
        inner = tbl(tr(f"<w:tc>{inner}</w:tc>"))
    assert "deep" in texts(read(inner))
    control = p("deep")
    for _ in range(120):
        control = f"<w:sdt><w:sdtContent>{control}</w:sdtContent></w:sdt>"
    assert texts(read(control)) == ["deep"]


def test_sniffs_packages_and_old_office_files() -> None:
    assert reader.sniff(docx(p("x")))
    assert reader.sniff(ole("WordDocument"))
    assert not reader.sniff(b"# A report")
    assert not reader.sniff(zipped({"mimetype": "application/epub+zip"}))


SAMPLE = docx(
    p("x", style="H", props=numbered(1)) + tbl(tr("a", "b")),
    styles=style("H", "<w:rPr><w:b/></w:rPr>"),
    numbering=abstract(1, lvl(0, "%1")) + num(1, 1),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=4))
def test_no_bytes_bring_any_other_error(place: int, noise: bytes) -> None:
    damaged = SAMPLE[:place] + noise + SAMPLE[place + len(noise) :]
    try:
        reader.read(damaged)
    except UnreadableDocument as error:
        assert error.reason


NAMES = [
    *("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "sdtPr", "ins", "del", "hyperlink", "pPr", "rPr", "fldChar"),
    *("vMerge", "tcPr", "numPr", "txbxContent", "drawing", "pict", "commentRangeStart", "sectPr", "moveFrom", "customXml"),
    *("gridSpan", "trPr", "showingPlcHdr", "vanish"),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(NAMES), max_size=14))
def test_no_order_of_elements_brings_any_other_error(names: list[str]) -> None:
    body = "".join(f"<w:{n} w:val='q'>" for n in names) + "x" + "".join(f"</w:{n}>" for n in reversed(names))
    reader.read(docx(body))
    flat = "".join(f"<w:{n}><w:p><w:r><w:t>x</w:t></w:r></w:p></w:{n}>" for n in names)
    reader.read(docx(flat))


TYPED = re.compile(r"^((\d+(\.\d+)*\.?|[•-])\s+)+")


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the founding reports are not here")
@pytest.mark.parametrize("name", ["family-help", "send-inspection"])
def test_three_renditions_of_one_report_read_the_same(name: str) -> None:
    readings = [
        [TYPED.sub("", text.strip()) for text in texts(reader.read((REPORTS / f"{name}.{kind}.docx").read_bytes())) if text.strip()]
        for kind in ("word-styles", "typed", "content-controls")
    ]
    assert len(readings[0]) > 50
    assert readings[0] == readings[1] == readings[2]


def test_an_empty_document_has_one_empty_paragraph() -> None:
    for body in ("", "<w:sectPr/>", "<w:p/>"):
        assert texts(read(body)) == [""]
    assert texts(reader.read(docx("", document=xml("w:document", "")))) == [""]


def test_a_page_is_begun_after_a_table_whose_last_cell_is_empty_and_after_an_empty_paragraph() -> None:
    asked = "<w:pageBreakBefore/>"
    table = tbl(tr(f"<w:tc>{p('a')}</w:tc>", f"<w:tc>{p()}</w:tc>"))
    two = p(content=r(content=RECORDED) + r("two"), props=asked)
    body = p("one") + table + two + p("", props=asked) + p("four", props=asked) + table + p() + p("five", props=asked)
    assert {x.text: x.page for x in read(body).flow if len(x.text) > 1} == {"one": 1, "two": 2, "four": 4, "five": 5}


def test_a_break_at_the_end_of_a_paragraph_and_one_before_the_next_make_one_page() -> None:
    body = p(content=r("one") + r(content=PAGE)) + p(content=r(content=RECORDED) + r("two"), props="<w:pageBreakBefore/>")
    assert pages(body) == [1, 2]
