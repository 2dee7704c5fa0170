"""Edits as tracked changes: what each kind writes, what rejecting and accepting make of it, and what is left alone."""

from __future__ import annotations

import io
from dataclasses import replace

import docx as python_docx
import pytest
from redline import ON, accepted, checker, entries, finding, fixed_result, part, rejected, samples, seen, texts
from word import CORE, abstract, deleted, docx, field, ins, lvl, num, numbered, p, r, sdt, style, tbl, tc, tr

from reportlint.amending.rounds import Fixed, diff
from reportlint.errors import UsageError
from reportlint.findings import DocumentResult, Edit
from reportlint.model import Span
from reportlint.word.fix import fix


def edited(body: str, *edits: Edit, suggested: bool = False, accept: bool = False, **options: object) -> Fixed:
    found = finding(edits[0].span, edits=edits)
    return fix(docx(body, **options), fixed_result(found), ON, suggested=suggested, accept=accept)  # type: ignore[arg-type]


def replaced(body: str, start: int = 2, end: int = 6, **options: object) -> Fixed:
    return edited(body, Edit("replace", Span(1, start, end), "word"), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "body",
    [
        p("a MARK b"),
        p(content=r("a M", "<w:i/>") + r("AR", "<w:b/>") + r("K b")),
        p(content=r("a ") + f"<w:hyperlink w:anchor='x'>{r('MARK')}</w:hyperlink>" + r(" b")),
        p(content=f"<w:hyperlink w:anchor='x'>{r('a MA')}</w:hyperlink>" + r("RK b")),
        p(content=r("a ") + sdt(r("MARK"), "<w:text/>") + r(" b")),
        p(content=r("a MA") + '<w:bookmarkStart w:id="7" w:name="x"/>' + r("RK") + '<w:bookmarkEnd w:id="7"/>' + r(" b")),
        p(content=r("a ") + deleted("gone") + r("MARK b")),
        p(content=field(' HYPERLINK "https://example.org" ', r("a MARK b"))),
        p(content=f"""<w:fldSimple w:instr='HYPERLINK "https://example.org"'>{r("a MARK b")}</w:fldSimple>"""),
        sdt(p("a MARK b")),
        tbl(tr("a MARK b")),
    ],
)
def test_words_are_replaced_and_come_back(body: str) -> None:
    original = docx(body)
    made = replaced(body).data
    assert texts(made) == ["a word b"]
    assert seen(rejected(made)).paragraphs == seen(original).paragraphs
    assert texts(accepted(made)) == ["a word b"]
    for kept in (b"bookmarkStart", b"hyperlink", b"<w:sdt>", b"<w:fldChar "):
        assert part(made).count(kept) == part(original).count(kept)


def test_the_new_words_look_like_those_they_replace() -> None:
    made = seen(accepted(replaced(p(content=r("a ") + r("MARK", "<w:b/>") + r(" b"))).data))
    assert [(m.kind, m.start, m.end) for m in made.paragraphs[0].marks] == [("bold", 2, 6)]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (p(content=ins(r("a MARK b"))), "somebody else"),
        (p(content=r("a MARK b"), props="<w:rPr>" + ins("").replace("></w:ins>", "/>") + "</w:rPr>"), "somebody else"),
        (p(content=r("a MA") + field(" REF x ", r("RK")) + r(" b")), "field"),
        (p(content=f"<w:fldSimple w:instr='REF x'>{r('a MARK b')}</w:fldSimple>"), "field"),
        (p(content=field(" REF x ", r("a MARK b"))), "field"),
        (p(content=r("a ") + sdt(r("MARK"), "<w:dropDownList/>") + r(" b")), "chosen from a list"),
        (p(content=r("a ") + sdt(r("MARK"), '<w:lock w:val="contentLocked"/>') + r(" b")), "locked"),
        (p(content=r("a ") + sdt(r("MARK"), '<w:dataBinding w:xpath="/x" w:storeItemID="{1}"/>') + r(" b")), "filled from elsewhere"),
        (p(content=r("a ") + "<m:oMath><m:r><m:t>MARK</m:t></m:r></m:oMath>" + r(" b")), "divided"),
    ],
)
def test_what_must_be_left_alone_is_and_it_is_said(body: str, why: str) -> None:
    made = replaced(body)
    assert entries(made.data) == entries(docx(body))
    assert [why in left.why for left in made.left] == [True]
    assert made.changes == ()


def test_two_edits_in_one_paragraph_do_not_shift_each_other() -> None:
    edits = (Edit("replace", Span(1, 0, 1), "first"), Edit("replace", Span(1, 4, 5), "last"), Edit("delete", Span(1, 2, 3)))
    assert texts(edited(p("a b c"), *edits).data) == ["first last"]


def test_edits_that_need_thought_wait_until_they_are_asked_for() -> None:
    edit = Edit("replace", Span(1, 2, 6), "word", safe=False)
    waiting = edited(p("a MARK b"), edit)
    assert (waiting.changes, entries(waiting.data)) == ((), entries(docx(p("a MARK b"))))
    assert texts(edited(p("a MARK b"), edit, suggested=True).data) == ["a word b"]


def test_a_waived_finding_is_not_mended() -> None:
    waived = replace(finding(Span(1, 0, 1), edits=(Edit("replace", Span(1, 0, 1), "z"),)), waiver={"reason": "x"})
    assert fix(docx(p("abc")), fixed_result(waived), ON).changes == ()


def test_a_whole_paragraph_is_deleted_with_its_mark() -> None:
    body = p("one") + p("Delete this.") + p("two")
    made = edited(body, Edit("delete", Span(2, 0, 12))).data
    assert texts(made) == texts(accepted(made)) == ["one", "two"]
    assert seen(rejected(made)).paragraphs == seen(docx(body)).paragraphs


def test_the_only_paragraph_of_a_cell_stays_when_its_words_go() -> None:
    made = edited(tbl(tr("Delete this.", "x")), Edit("delete", Span(1, 0, 12))).data
    assert texts(accepted(made)) == ["", "x"]


HEADING = style("Heading2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', name="heading 2")


def test_a_typed_heading_becomes_one_and_back() -> None:
    styles = style("Normal", name="Normal", default=True) + HEADING
    body = p("1. Background", props='<w:spacing w:before="60"/>')
    made = edited(body, Edit("style", Span(1, 0, 13), "heading 2"), styles=styles).data
    assert (seen(made).paragraphs[0].outline_level, seen(made).paragraphs[0].number) == (2, "")
    assert b'<w:pStyle w:val="Heading2"/><w:spacing' in part(made)
    assert seen(rejected(made)).paragraphs == seen(docx(body, styles=styles)).paragraphs


def test_a_heading_style_that_is_missing_is_added() -> None:
    made = edited(p("Background"), Edit("style", Span(1, 0, 10), "heading 3"), styles=style("Normal", name="Normal", default=True)).data
    assert (seen(made).paragraphs[0].outline_level, seen(made).paragraphs[0].style_name.lower()) == (3, "heading 3")


def test_a_typed_number_is_not_joined_by_the_styles_own() -> None:
    styles = style("Heading2", f'<w:pPr>{numbered(1)}<w:outlineLvl w:val="1"/></w:pPr>', name="heading 2")
    numbering = abstract(1, lvl(0, "%1.")) + num(1, 1)
    made = edited(p("4. Options"), Edit("style", Span(1, 0, 10), "heading 2"), styles=styles, numbering=numbering).data
    assert (seen(made).paragraphs[0].number, seen(made).paragraphs[0].text) == ("", "4. Options")


@pytest.mark.parametrize(
    ("text", "span", "expected", "after"),
    [("8. Legal", (0, 8), "7.", "7. Legal"), ("8.2.\tWords", (0, 4), "7.1", "7.1.\tWords"), ("(8.2) Words", (0, 5), "7.1", "(7.1) Words")],
)
def test_a_typed_number_is_put_right(text: str, span: tuple[int, int], expected: str, after: str) -> None:
    made = edited(p(text), Edit("number", Span(1, *span), expected)).data
    assert texts(made) == [after]
    assert texts(rejected(made)) == [text]


def test_a_number_that_word_makes_is_left_alone() -> None:
    numbering = abstract(1, lvl(0, "%1.")) + num(1, 1)
    made = edited(p("Words", props=numbered(1)), Edit("number", Span(1, 0, 5), "7."), numbering=numbering)
    assert ["Word makes this number" in left.why for left in made.left] == [True]


def test_a_tables_first_row_is_marked_as_its_header() -> None:
    body = p("x") + tbl(tr("a", "b"), tr("c", "d"))
    made = edited(body, Edit("header-row", Span(4, 0, 1))).data
    assert [row.header for row in seen(made).tables[0].rows] == [True, False]
    assert seen(rejected(made)).tables == seen(docx(body)).tables


def test_title_and_language_are_set_and_said_not_to_be_tracked() -> None:
    edits = (Edit("property", Span(1, 0, 1), "title=Opening hours"), Edit("property", Span(1, 0, 1), "language=en-GB"))
    for core in ("", "<dc:title>Document1</dc:title>"):
        made = edited(p("x"), *edits, core=core)
        assert {"title": "Opening hours", "language": "en-GB"}.items() <= seen(made.data).properties.items()
        assert [c.tracked for c in made.changes] == [False, False]
        assert entries(made.data)["_rels/.rels"].count(CORE.encode()) == 1


def test_accepting_outright_leaves_no_trace() -> None:
    edits = (Edit("replace", Span(2, 2, 6), "word"), Edit("style", Span(1, 0, 5), "heading 2"), Edit("delete", Span(3, 0, 4)))
    made = edited(p("Title") + p("a MARK b") + p("gone") + p("end"), *edits, accept=True, styles=HEADING).data
    assert texts(made) == ["Title", "a word b", "end"]
    assert b"reportlint" not in part(made)
    assert seen(made).revisions == ()


@pytest.mark.parametrize("name", sorted(samples()))
def test_every_report_is_mended_and_can_be_put_back(name: str) -> None:
    original, check = samples()[name], checker(name)
    made = fix(original, check, ON)
    back, before = seen(rejected(made.data)), seen(original)
    assert back.paragraphs == before.paragraphs
    assert (back.tables, back.revisions, back.controls) == (before.tables, before.revisions, before.controls)
    assert texts(accepted(made.data)) == texts(made.data)
    once = check(accepted(made.data))
    left = {f"{left.rule}" for left in made.left}
    assert [f.name for f in once.findings for e in f.edits if e.safe and f.name not in left] == []
    assert fix(made.data, check, ON).data == made.data
    assert texts(fix(original, check, ON, accept=True).data) == texts(made.data)
    _untouched(original, made.data)


def _untouched(original: bytes, made: bytes) -> None:
    before, after = entries(original), entries(made)
    touched = {"word/document.xml", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml", "_rels/.rels", "word/people.xml"}
    assert [n for n in after if n in before] == list(before)
    assert all(after[n] == content for n, content in before.items() if n not in touched)
    python_docx.Document(io.BytesIO(made)) if b"purl.oclc.org" not in before["word/document.xml"] else None


@pytest.mark.parametrize("name", ["styles.docx", "typed.docx", "strict.docx", "controls.docx", "table_cover.docx", "split_runs.docx"])
def test_missing_sections_and_changed_titles_are_put_right(name: str) -> None:
    check = checker(name)
    made = fix(samples()[name], check, ON)
    after = check(made.data)
    assert {f.rule for f in after.findings}.isdisjoint({"section-missing", "section-title-changed", "section-number", "plain-english"})
    assert after.report is not None
    sections = [s for s in after.report.sections if s.id]
    assert [s.id for s in sections] == [s.id for s in after.report.template.sections]
    numbers = [s.number.strip(".") for s in sections]
    assert numbers == [str(n) for n in range(1, len(sections) + 1)]
    legal = next(s for s in sections if s.id == "legal")
    assert {(s.styled, s.level) for s in sections} == {(legal.styled, legal.level)}
    empty = {f.location.section for f in after.findings if f.rule in ("placeholder-text", "section-empty")}
    assert {"legal", "background"} <= empty  # what was put in is unfilled, and said to be
    assert not any(w in "\n".join(texts(made.data)) for w in ("In order to", "prior to"))
    assert "To keep it open before the survey, the Council met on 13 June 2024." in "\n".join(texts(made.data))


def test_the_differences_can_be_read() -> None:
    made = fix(samples()["draft-report.docx"], checker(), ON)
    shown = diff(made)
    assert "-prior to\n+before\n" in shown
    assert "[section-title-changed:financial]" in shown
    assert diff(replace(made, changes=())) == ""


def test_a_check_that_never_ends_is_stopped() -> None:
    turn = iter(range(1000))

    def check(data: bytes) -> DocumentResult:
        found = finding(Span(1, 0, 1), edits=(Edit("replace", Span(1, 0, 1), f"{next(turn)}"),))
        return fixed_result(found)(data)

    assert len(fix(docx(p("abc")), check, ON).changes) < 100


def test_a_signed_file_is_refused() -> None:
    signed = docx(p("abc"), extra={"_xmlsignatures/origin.sigs": b""})
    with pytest.raises(UsageError, match="signed"):
        fix(signed, fixed_result(finding(Span(1, 0, 1), edits=(Edit("replace", Span(1, 0, 1), "z"),))), ON)


def test_a_cell_of_a_merged_row_keeps_its_shape() -> None:
    body = tbl(tr(tc("a MARK b", props='<w:gridSpan w:val="2"/>')), tr("c", "d"))
    assert seen(replaced(body).data).tables == seen(docx(body)).tables
