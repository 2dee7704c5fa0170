"""What a reader sees of a paragraph: wrappers, changes, fields, characters."""

from __future__ import annotations

import pytest
from word import deleted, docx, field, ins, p, r, read, sdt, t, tbl, tc, texts, tr, xml

from reportlint.formats import docx as reader
from reportlint.model import Revision, Span


def one(content: str, **options: object) -> str:
    """The text of a body's only paragraph with this content."""
    found = texts(read(p(content=content), **options))
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "content",
    [
        r("MARK"),
        sdt(r("MARK")),
        sdt(sdt(r("MARK"))),
        ins(r("MARK")),
        ins(r("MARK"), "moveTo"),
        ins(sdt(r("MARK"))),
        sdt(ins(r("MARK"))),
        f"<w:smartTag>{r('MARK')}</w:smartTag>",
        f"<w:customXml w:element='e'>{r('MARK')}</w:customXml>",
        f"<w:hyperlink w:anchor='a'>{r('MARK')}</w:hyperlink>",
        ins(f"<w:hyperlink w:anchor='a'>{r('MARK')}</w:hyperlink>"),
        f"<w:hyperlink w:anchor='a'>{ins(r('MARK'))}</w:hyperlink>",
        f"<w:fldSimple w:instr='TITLE'>{r('MARK')}</w:fldSimple>",
        f"<w:dir w:val='rtl'>{r('MARK')}</w:dir>",
        f"<w:bdo w:val='rtl'>{r('MARK')}</w:bdo>",
        field(" REF x ", r("MARK")),
        f"{r('MA')}{deleted('gone')}{r('RK')}",
        f"{r('MA')}{ins(r('gone'), 'moveFrom')}{r('RK')}",
        f"{r('MA')}{ins(r('gone'), 'del')}{r('RK')}",
        f"{ins(deleted('gone') + r('MARK'))}",
        f"<w:r><w:t>MA<!-- note -->RK</w:t></w:r>{r()}",
        "<w:r><w:t>MA<?pi x?>RK</w:t></w:r>",
        "<w:r><w:t>MA</w:t><!-- --><w:t>RK</w:t></w:r>",
        "<w:r><w:t><![CDATA[MARK]]></w:t></w:r>",
        "<m:oMath><m:r><m:t>MA</m:t></m:r><m:f><m:num><m:r><m:t>RK</m:t></m:r></m:num></m:f></m:oMath>",
        "<m:oMathPara><m:oMath><m:r><w:rPr/><m:t>MARK</m:t></m:r></m:oMath></m:oMathPara>",
        "<w:r><w:ruby><w:rt><w:r><w:t>guide</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>MARK</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        f"<w:proofErr w:type='spellStart'/>{r('MARK')}<w:bookmarkStart w:id='1' w:name='b'/>",
    ],
)
def test_reads_what_is_seen_in_a_paragraph(content: str) -> None:
    assert one(content) == "MARK"


@pytest.mark.parametrize(
    "body",
    [
        sdt(p("A")) + p("B"),
        sdt(sdt(p("A")) + p("B")),
        f"<w:customXml w:element='e'>{p('A')}</w:customXml>{p('B')}",
        ins(p("A")) + p("B"),
        f"<mc:AlternateContent><mc:Choice Requires='w14'>{p('A')}</mc:Choice><mc:Fallback>{p('no')}</mc:Fallback></mc:AlternateContent>"
        + p("B"),
        ins(p("gone"), "del") + p("A") + p("B"),
        sdt(tbl(tr("A", "B"))),
        tbl(sdt(tr("A", "B"))),
        tbl(tr(sdt(tc("A")), tc("B"))),
        tbl(tr(tc(sdt(p("A"))), tc(p(content=sdt(r("B")))))),
        tbl(f"<w:customXml w:element='e'>{tr('A')}</w:customXml>", tr("B")),
        tbl(tr("A", "B"), tr("gone", props="<w:del w:author='Ann'/>")),
        tbl(tr("A", "B", props="<w:ins w:author='Ann'/>")),
        tbl(tr("A", tc("gone", props="<w:cellDel w:author='Ann'/>"), tc("B", props="<w:cellIns w:author='Ann'/>"))),
        p("A") + tbl(tr("gone", props="<w:del w:author='Ann'/>")) + p("B"),
    ],
)
def test_reads_what_is_seen_among_blocks(body: str) -> None:
    assert texts(read(body)) == ["A", "B"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs_and_the_last_gives_its_properties() -> None:
    gone = "<w:rPr><w:del w:author='Ann'/></w:rPr>"
    document = read(p("One ", style="Heading1", props=gone) + p("two ", props=gone) + p("three", style="Heading2") + p("four"))
    assert texts(document) == ["One two three", "four"]
    assert (document.paragraphs[0].style, document.paragraphs[0].outline_level) == ("Heading2", 2)


def test_a_paragraph_moved_away_is_gone_with_its_mark() -> None:
    away = "<w:rPr><w:moveFrom w:author='Ann'/></w:rPr>"
    document = read(p("One") + p(props=away, content=ins(r("gone"), "moveFrom")) + p("two"))
    assert texts(document) == ["One", "two"]


def test_a_deleted_mark_before_a_table_or_the_end_joins_nothing() -> None:
    gone = "<w:rPr><w:del w:author='Ann'/></w:rPr>"
    document = read(p("One", props=gone) + tbl(tr(tc(p("two", props=gone)), "three")) + p(props=gone, content=deleted("gone")))
    assert texts(document) == ["One", "two", "three"]


def test_a_deleted_mark_joins_across_a_content_control() -> None:
    gone = "<w:rPr><w:del w:author='Ann'/></w:rPr>"
    assert texts(read(p("One ", props=gone) + sdt(p("two")))) == ["One two"]


def test_records_changes_with_their_words_and_places() -> None:
    content = r("Keep ") + deleted("old ") + ins(r("new ")) + r("end")
    document = read(p(content=content))
    assert document.revisions == (
        Revision("deletion", Span(1, 5, 5), "Ann", "old ", "2025-01-14T09:00:00Z"),
        Revision("insertion", Span(1, 5, 9), "Ann", "new ", "2025-01-14T09:00:00Z"),
    )
    assert [(m.kind, m.start, m.end) for m in document.paragraphs[0].marks] == [("inserted", 5, 9)]


def test_records_moves_and_formatting() -> None:
    change = "<w:b/><w:rPrChange w:id='1' w:author='Ann'><w:rPr/></w:rPrChange>"
    content = ins(r("away"), "moveFrom") + r("bold", change) + ins(r("here"), "moveTo")
    kinds = [(v.kind, v.span, v.text) for v in read(p(content=content)).revisions]
    assert kinds == [("move", Span(1, 0, 0), "away"), ("formatting", Span(1, 0, 4), ""), ("move", Span(1, 4, 8), "here")]


def test_a_change_to_a_paragraph_s_formatting_stands_on_the_paragraph() -> None:
    change = "<w:pPrChange w:id='1' w:author='Ann'><w:pPr/></w:pPrChange>"
    tracked = "<w:numPr><w:numId w:val='1'/><w:numberingChange w:author='Bob'/></w:numPr>"
    found = read(p("One", props=change) + p("two", props=tracked)).revisions
    assert [(v.kind, v.author, v.span) for v in found] == [("formatting", "Ann", Span(1, 0, 3)), ("formatting", "Bob", Span(2, 0, 3))]


def test_one_stretch_of_changes_by_one_person_is_one_change() -> None:
    marked = "<w:rPr><w:ins w:author='Ann'/></w:rPr>"
    document = read(p(props=marked, content=ins(r("one ")) + ins(r("two"))) + p(content=ins(r("by Bob"), author="Bob")))
    assert [(v.author, v.text) for v in document.revisions] == [("Ann", "one two"), ("Bob", "by Bob")]


def test_records_an_inserted_and_a_deleted_row() -> None:
    body = tbl(tr("A", "B", props="<w:ins w:author='Ann'/>"), tr("C", "D", props="<w:del w:author='Bob'/>"))
    document = read(body)
    assert [(v.kind, v.author, v.text) for v in document.revisions] == [("insertion", "Ann", "A\nB"), ("deletion", "Bob", "C\nD")]
    assert len(document.tables[0].rows) == 1


def test_a_table_of_deleted_rows_is_no_table() -> None:
    assert read(p("A") + tbl(tr("gone", props="<w:del w:author='Ann'/>"))).tables == ()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:tab/>", "\t"),
        ("<w:ptab/>", "\t"),
        ("<w:br/>", "\n"),
        ("<w:br w:type='textWrapping'/>", "\n"),
        ("<w:cr/>", "\n"),
        ("<w:br w:type='page'/>", ""),
        ("<w:br w:type='column'/>", ""),
        ("<w:noBreakHyphen/>", "\u2011"),
        ("<w:softHyphen/>", "\u00ad"),
        ("<w:sym w:font='Symbol' w:char='F0B7'/>", "•"),
        ("<w:sym w:font='Wingdings' w:char='F0A7'/>", "▪"),
        ("<w:sym w:font='Wingdings' w:char='F0FC'/>", "✓"),
        ("<w:sym w:font='Wingdings' w:char='F0E0'/>", "→"),
        ("<w:sym w:font='Wingdings' w:char='F0E8'/>", "➔"),
        ("<w:sym w:font='Symbol' w:char='F061'/>", "α"),
        ("<w:sym w:font='Symbol' w:char='F0A3'/>", "≤"),
        ("<w:sym w:font='Nobody' w:char='E123'/>", "\ue123"),
        ("<w:sym w:font='Arial' w:char='20AC'/>", "€"),
        ("<w:sym w:font='Arial' w:char='nonsense'/>", ""),
        ("<w:sym w:font='Arial' w:char='D800'/>", ""),
    ],
)
def test_special_characters(content: str, text: str) -> None:
    assert one(r("a", content=content + t("b"))) == f"a{text}b"


def test_spaces_at_the_ends_count_only_where_the_file_keeps_them() -> None:
    runs = "<w:r><w:t> a </w:t><w:t xml:space='preserve'> b\n</w:t><w:t>c d </w:t></w:r>"
    assert one(runs) == "a b c d"
    whole = docx("", document=xml("w:document", f"<w:body>{p(content=runs)}</w:body>", 'xml:space="preserve"'))
    assert texts(reader.read(whole)) == [" a  b c d "]


def test_private_use_characters_of_a_symbol_font_are_spelled_out() -> None:
    assert one(r("\uf0b7", "<w:rFonts w:ascii='Symbol'/>")) == "•"


def test_alternate_content_in_a_run_is_read_once() -> None:
    choice = "<mc:AlternateContent><mc:Choice Requires='{}'><w:t>new</w:t></mc:Choice><mc:Fallback><w:t>old</w:t></mc:Fallback>"
    assert one(f"<w:r>{choice.format('wps')}</mc:AlternateContent></w:r>") == "new"
    assert one(f"<w:r>{choice.format('x')}</mc:AlternateContent></w:r>") == "old"
    assert one(f"<w:r>{choice.format('wps x')}</mc:AlternateContent></w:r>") == "old"
    assert one(f"<w:r>{choice.format('nobody')}</mc:AlternateContent></w:r>") == "old"


def test_an_unknown_wrapper_is_read_only_if_its_content_is_to_be_processed() -> None:
    body = f"<w:body>{p(content='<x:wrap>' + r('in') + '</x:wrap>')}</w:body>"
    assert texts(reader.read(docx("", document=xml("w:document", body, 'mc:Ignorable="x" mc:ProcessContent="x:wrap"')))) == ["in"]
    assert texts(reader.read(docx("", document=xml("w:document", body, 'mc:Ignorable="x"')))) == [""]


BEGIN, SEPARATE, END = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end"))
CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (field("DATE", r("14 January")), "14 January"),
        (field("IF x", r("a ") + field("REF y", r("nested")) + r(" b")), "a nested b"),
        (BEGIN + CODE.format("IF ") + field("REF y", r("in code")) + SEPARATE + r("result") + END, "result"),
        (field("TC hidden"), ""),
        (field("FORMTEXT", r("typed")), "typed"),
        (field("FORMCHECKBOX", data="<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"), "☒"),
        (field("FORMCHECKBOX", data="<w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>"), "☐"),
        (
            field(
                "FORMDROPDOWN",
                data="<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='Yes'/><w:listEntry w:val='No'/></w:ddList></w:ffData>",
            ),
            "No",
        ),
        (field("MACROBUTTON NoMacro [Click here]"), "[Click here]"),
        (field('SYMBOL 252 \\f "Wingdings"'), "✓"),
        (field("SYMBOL 0xZZ"), ""),
        (BEGIN + r("never closed"), "never closed"),
        (END + SEPARATE + r("never begun"), "never begun"),
        (ins(BEGIN, "del") + r("seen") + END, "seen"),
    ],
)
def test_fields_show_their_result(content: str, text: str) -> None:
    assert one(content) == text


def test_a_field_may_span_paragraphs() -> None:
    body = p(content=BEGIN + CODE.format("TOC") + SEPARATE + r("One")) + p("Two") + p(content=r("Three") + END + r(" after"))
    assert texts(read(body)) == ["One", "Two", "Three after"]


def test_a_paragraph_of_nothing_but_field_code_is_not_there() -> None:
    body = p(content=BEGIN + CODE.format("IF a = b")) + p(content=SEPARATE + r("result") + END)
    assert texts(read(body)) == ["result"]
