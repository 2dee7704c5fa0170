"""Findings as comments: on which words they stand, what they say, and what else stays as it is."""

from __future__ import annotations

import io
from dataclasses import replace

import docx as python_docx
import pytest
from redline import ON, canonical, checker, entries, finding, fixed_result, part, samples, seen, texts
from word import docx, field, ins, p, r, sdt, style, t, tbl, tc, tr

from reportlint.errors import UsageError
from reportlint.model import Span
from reportlint.word.annotate import annotate, clear


def words(data: bytes) -> list[str]:
    """The words that our comments stand on, in reading order."""
    document = seen(data)
    return [document.text(c.span) for c in document.comments if c.author == "reportlint"]


def commented(body: str, span: Span, quote: str = "MARK", **options: object) -> bytes:
    made = annotate(docx(body, **options), fixed_result(finding(span, quote)), ON)  # type: ignore[arg-type]
    assert made.counts == {"exact": 1, "nearest": 0, "not": 0}
    return made.data


@pytest.mark.parametrize(
    "body",
    [
        p("a MARK b"),
        p(content=r("a ") + r("MARK", "<w:b/>") + r(" b")),
        p(content=r("a M", "<w:i/>") + r("AR", "<w:b/>") + r("K b")),
        p(content=r("a ") + f"<w:hyperlink w:anchor='x'>{r('MARK')}</w:hyperlink>" + r(" b")),
        p(content=f"<w:hyperlink w:anchor='x'>{r('a MA')}</w:hyperlink>" + r("RK b")),
        p(content=ins(r("a MARK b"))),
        p(content=r("a ") + ins(r("MA")) + r("RK b")),
        p(content=r("a ") + sdt(r("MARK"), "<w:text/>") + r(" b")),
        sdt(p("a MARK b")),
        p(content=field(" REF x ", r("a MARK b"))),
        p(content=f"<w:fldSimple w:instr='REF x'>{r('a MARK b')}</w:fldSimple>"),
        p(content=f"<w:smartTag>{r('a MARK b')}</w:smartTag>"),
        p(content=r(content=t("a ") + t("MARK") + t(" b"))),
        p(content="<w:r><w:t>  a MARK b  </w:t></w:r>"),
    ],
)
def test_a_comment_stands_on_exactly_its_words(body: str) -> None:
    original = docx(body)
    made = commented(body, Span(1, 2, 6))
    assert words(made) == ["MARK"]
    assert texts(made) == texts(original) == ["a MARK b"]
    assert seen(made).paragraphs == seen(original).paragraphs  # bold is bold, and nothing else is


def test_a_comment_stands_in_a_table_and_in_a_text_box() -> None:
    assert words(commented(p("x") + tbl(tr("one", "a MARK b")), Span(3, 2, 6))) == ["MARK"]
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('a MARK b')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert words(commented(p("x", content=box), Span(2, 2, 6))) == ["MARK"]


def test_a_tab_or_a_break_may_be_part_of_the_words() -> None:
    body = p(content=r("a", content="<w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>"))
    assert words(commented(body, Span(1, 1, 4), "b")) == ["\tb\n"]


def test_an_unfilled_control_is_commented_on_as_a_whole() -> None:
    control = sdt(r("Click here to enter a date."), "<w:showingPlcHdr/><w:date/>")
    made = part(commented(tbl(tr("Name", tc(p(content=control)))), Span(2, 0, 0), "")).decode()
    start, control_at, end = made.index("commentRangeStart"), made.index("<w:sdt>"), made.index("commentRangeEnd")
    assert start < control_at < made.index("</w:sdt>") < end


def test_an_empty_cell_is_commented_on() -> None:
    made = seen(commented(tbl(tr("Name", tc(p()))), Span(2, 0, 0), ""))
    assert made.comments[0].span == Span(2, 0, 0)


def test_what_word_cannot_comment_on_is_commented_on_nearest() -> None:
    note = '<w:footnote w:id="2">' + p("a MARK b") + "</w:footnote>"
    body = p("Title") + p("See", content='<w:r><w:footnoteReference w:id="2"/></w:r>')
    made = annotate(docx(body, footnotes=note), fixed_result(finding(Span(3, 2, 6))), ON)
    assert made.counts["nearest"] == 1
    assert words(made.data) == ["See"]
    section = '<w:sectPr><w:headerReference r:id="rId-header" w:type="default"/></w:sectPr>'
    made = annotate(docx(p("Title") + section, header=p("a MARK b")), fixed_result(finding(Span(2, 2, 6))), ON)
    assert (made.counts["nearest"], words(made.data)) == (1, ["Title"])


def test_a_formula_is_commented_on_whole() -> None:
    body = p(content=r("a ") + "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>" + r(" b"))
    made = annotate(docx(body), fixed_result(finding(Span(1, 3, 4))), ON)
    assert (made.counts["nearest"], words(made.data)) == (1, ["x+y"])


def test_a_comment_says_what_why_how_and_by_which_rule() -> None:
    data = annotate(docx(p("a MARK b")), fixed_result(finding(Span(1, 2, 6))), ON).data
    (comment,) = seen(data).comments
    assert comment.text.split("\n") == ["Error: It is wrong.", "Why: It matters.", "To fix: Mend it.", "Rule: a-rule:subject (A law)"]
    assert (comment.author, comment.date) == ("reportlint", "2025-01-14T00:00:00Z")
    assert b'w:initials="rl"' in part(data, "word/comments.xml")


def test_a_waived_finding_says_so() -> None:
    waived = replace(finding(Span(1, 0, 1)), waiver={"reason": "Agreed", "approved-by": "A. Head"})
    said = seen(annotate(docx(p("abc")), fixed_result(waived), ON).data).comments[0].text
    assert said.startswith("Waived: Agreed (approved by: A. Head).")


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    data = annotate(docx(p("abc")), fixed_result(finding(Span(1, 0, 1), message="A\x0b\x00 <b> & \ud800")), ON).data
    assert seen(data).comments[0].text.startswith("Error: A <b> &")


PERSON = '<w:comment w:id="0" w:author="Ann" w:initials="A"><w:p w14:paraId="00000010"><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>'
_END = '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
ASKED = p(content='<w:commentRangeStart w:id="0"/>' + r("a MARK b") + _END)


def test_peoples_comments_stay_and_the_parts_beside_agree() -> None:
    extended = '<w15:commentEx w15:paraId="00000010" w15:done="0"/>'
    original = docx(ASKED, comments=PERSON, comments_extended=extended)
    made = annotate(original, fixed_result(finding(Span(1, 2, 6))), ON).data
    assert [(c.author, seen(made).text(c.span)) for c in seen(made).comments] == [("Ann", "a MARK b"), ("reportlint", "MARK")]
    assert part(made, "word/commentsExtended.xml").count(b"commentEx ") == 2
    bare, count = clear(made)
    assert count == 1
    for name in ("word/document.xml", "word/comments.xml", "word/commentsExtended.xml"):
        assert canonical(bare, name) == canonical(original, name)


def test_an_answer_to_our_comment_outlives_it() -> None:
    extended = '<w15:commentEx w15:paraId="00000020"/><w15:commentEx w15:paraId="00000010" w15:paraIdParent="00000020"/>'
    ours = PERSON.replace('"0"', '"1"', 1).replace('"Ann"', '"reportlint"').replace("00000010", "00000020")
    bare, count = clear(docx(ASKED, comments=ours + PERSON, comments_extended=extended))
    assert count == 1
    assert [c.author for c in seen(bare).comments] == ["Ann"]
    assert b"paraIdParent" not in part(bare, "word/commentsExtended.xml")


def test_the_reference_style_is_added_once_and_only_where_there_are_styles() -> None:
    styled = docx(p("a MARK b"), styles=style("Normal", name="Normal", default=True))
    once = annotate(styled, fixed_result(finding(Span(1, 2, 6))), ON).data
    assert part(once, "word/styles.xml").count(b"annotation reference") == 1
    twice = annotate(once, fixed_result(finding(Span(1, 2, 6))), ON).data
    assert part(twice, "word/styles.xml") == part(once, "word/styles.xml")
    assert "word/styles.xml" not in entries(annotate(docx(p("a MARK b")), fixed_result(finding(Span(1, 2, 6))), ON).data)


@pytest.mark.parametrize("name", sorted(samples()))
def test_every_report_round_trips(name: str) -> None:
    original, check = samples()[name], checker(name)
    made = annotate(original, check, ON)
    document = seen(made.data)
    assert seen(original).paragraphs == document.paragraphs
    assert made.counts["not"] == 0
    quoted = sorted(" ".join(w.split()) for w in words(made.data))
    assert len(quoted) == len(made.result.findings)
    exact = [f for f in made.result.findings if f.location.quote and not f.location.quote.endswith("…") and f.rule.startswith("plain")]
    assert all(f.location.quote in quoted for f in exact)
    assert annotate(made.data, check, ON).data == made.data
    bare, count = clear(made.data)
    assert count == len(made.result.findings)
    assert canonical(bare) == canonical(original)
    before, after = entries(original), entries(made.data)
    touched = {"word/document.xml", "word/comments.xml", "word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    touched |= {"word/commentsExtended.xml", "word/commentsIds.xml", "word/people.xml"}
    assert [n for n in before if n in after] == [n for n in after if n in before]
    assert all(after[n] == content for n, content in before.items() if n not in touched)


def test_python_docx_opens_what_was_written() -> None:
    made = annotate(samples()["draft-report.docx"], checker(), ON)
    document = python_docx.Document(io.BytesIO(made.data))
    assert len(list(document.comments)) == len(made.result.findings) + 1  # and a colleague's


def test_an_absent_section_is_commented_on_at_the_heading_before_it() -> None:
    name = next(n for n in samples() if n == "styles.docx")
    made = annotate(samples()[name], checker(name), ON)
    missing = [f for f in made.result.findings if f.rule == "section-missing"]
    assert missing
    report = made.result.report
    assert report is not None
    labels = [s.label for s in report.sections if s.label] + ([report.body_title.anchor] if report.body_title else [])
    headings = {" ".join(seen(made.data).text(label).split()) for label in labels}
    comments = [c for c in seen(made.data).comments if "Rule: section-missing" in c.text]
    assert {" ".join(seen(made.data).text(c.span).split()) for c in comments} <= headings


SIGNED = {"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": b"<Signature/>"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"extra": SIGNED}, "digitally signed"),
        ({"settings": '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'}, "protected"),
        ({"settings": '<w:writeProtection w:hash="abc="/>'}, "password"),
    ],
)
def test_a_signed_or_protected_file_is_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        annotate(docx(p("abc"), **options), fixed_result(finding(Span(1, 0, 1))), ON)  # type: ignore[arg-type]


def test_protection_that_is_not_enforced_does_not_matter() -> None:
    settings = '<w:documentProtection w:edit="readOnly" w:enforcement="0"/><w:writeProtection w:recommended="1"/>'
    assert annotate(docx(p("abc"), settings=settings), fixed_result(finding(Span(1, 0, 1))), ON).counts["exact"] == 1
