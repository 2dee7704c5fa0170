"""The page for people: that it holds the report, every finding once and beside its place, and nothing that runs or is fetched."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html as reader

import reportlint
from reportlint.findings import DocumentResult, Severity, Stage
from reportlint.model import (
    Cell,
    Comment,
    Control,
    Document,
    Image,
    Link,
    Mark,
    Paragraph,
    Revision,
    Row,
    Span,
    Story,
    Table,
)  # fmt: skip
from reportlint.outputs import html

from .results import HOSTILE, WAIVER, clean, document, finding, hostile, location, mixed, result, unreadable

EXAMPLES = Path(__file__).parents[2] / "examples"


def _page(*documents: DocumentResult) -> reader.HtmlElement:
    return reader.document_fromstring(html.render(result(*documents)))


def _text(element: reader.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _read(*texts: str, **views: object) -> Document:
    return Document("docx", tuple(Paragraph(n, t) for n, t in enumerate(texts, 1)), **views)  # type: ignore[arg-type]


def _with(read: Document, *spans: Span) -> DocumentResult:
    """This document with a finding for each of these places."""
    places = [location(span=span, paragraph=span.paragraph) for span in spans]
    return document(*(finding(fingerprint=f"{n}", message=f"Wrong {n}.", location=w) for n, w in enumerate(places)), document=read)


def _one(page: reader.HtmlElement, path: str) -> reader.HtmlElement:
    (found,) = page.xpath(path)
    return found


@pytest.fixture(scope="module")
def draft() -> reportlint.Result:
    return reportlint.check(EXAMPLES / "draft-report.docx", stage="submission", on=date(2026, 4, 28))


@pytest.fixture
def draft_page(draft: reportlint.Result) -> reader.HtmlElement:
    return reader.document_fromstring(html.render(draft))


def test_every_finding_is_there_once_with_its_fix_its_reason_and_its_place(
    draft: reportlint.Result, draft_page: reader.HtmlElement
) -> None:
    (checked,) = draft.documents
    notes = draft_page.xpath("//*[contains(concat(' ', @class, ' '), ' note ')]")
    assert len(notes) == len(checked.findings) > 20
    for found, note in zip(checked.findings, sorted(notes, key=lambda n: int(n.get("id").rpartition("-")[2])), strict=True):
        shown = _text(note)
        for words in (found.message, found.fix, found.why, found.source, found.name, found.location.text):
            assert " ".join(words.split()) in shown
    assert len(draft_page.xpath("//li[contains(@class, 'entry')]")) == len(notes)


def test_a_note_stands_beside_the_words_it_is_about(draft: reportlint.Result, draft_page: reader.HtmlElement) -> None:
    (checked,) = draft.documents
    for number, found in enumerate(checked.findings, 1):
        note = _one(draft_page, f"//*[@id='d1-note-{number}']")
        band = note.xpath("ancestor::*[@class='band']")[0]
        assert band.xpath(f".//*[contains(@class, 'first')]//a[@id='d1-place-{number}']"), found.name
        marked = "".join(m.text_content() for m in draft_page.xpath("//mark") if f"d1-note-{number}" in m.get("data-notes").split())
        assert checked.document is not None
        assert found.location.span is not None
        if found.location.quote:
            assert marked == checked.document.text(found.location.span)
        else:
            assert not marked


def test_the_whole_document_is_there_in_reading_order(draft: reportlint.Result, draft_page: reader.HtmlElement) -> None:
    sheet = _one(draft_page, "//*[@class='sheet']")
    for apart in sheet.xpath(".//*[contains(@class, 'notes') or contains(@class, 'ref')]"):
        apart.drop_tree()
    shown, at = " ".join(sheet.text_content().split()), 0
    read = draft.documents[0].document
    assert read is not None
    for paragraph in read.paragraphs:
        if paragraph.ordinal in (50, 52, 54):  # where a deletion, a comment and a link's target stand between the words
            continue
        words = " ".join(paragraph.text.split())
        assert words in shown[at:], paragraph.ordinal
        at = shown.index(words, at) + len(words)


def test_every_link_leads_to_something_in_the_page_and_every_id_is_unique(draft_page: reader.HtmlElement) -> None:
    ids = draft_page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = draft_page.xpath("//a/@href")
    assert len(targets) > 100
    assert {t.removeprefix("#") for t in targets} <= set(ids)


def test_an_entry_leads_to_the_place_the_place_to_the_note_and_the_note_back() -> None:
    page = _page(_with(_read("Some words here."), Span(1, 5, 10)))
    assert _one(page, "//li[@id='d1-entry-1']//a").get("href") == "#d1-place-1"
    assert _one(page, "//a[@id='d1-place-1']").get("href") == "#d1-note-1"
    assert _one(page, "//*[@id='d1-note-1']//a").get("href") == "#d1-entry-1"
    assert _one(page, "//mark").text_content() == "words"


def test_the_checklist_begins_with_what_weighs_most() -> None:
    weights = [finding(severity=s, message=f"{s} here") for s in (Severity.INFO, Severity.WARNING, Severity.ERROR)]
    page = _page(document(*weights, finding(waiver=WAIVER)))
    headings = [_text(h) for h in page.xpath("//*[contains(@class, 'group')]/h3")]
    assert headings == ["Errors (1)", "Warnings (1)", "For information (1)", "Waived (1)"]
    assert "Agreed with the chair" in _text(_one(page, "//*[@id='d1-note-4']"))


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (document(), "Ready for submission"),
        (document(finding(severity=Severity.WARNING)), "Ready for submission"),
        (document(finding()), "Not ready for submission"),
        (document(finding(severity=Severity.WARNING), status="fail"), "Not ready for submission"),
        (document(faults=("dates-real: ValueError",)), "Not judged in full for submission"),
        (unreadable(), "Not checked for submission"),
    ],
)
def test_the_verdict_stands_on_top(one: DocumentResult, verdict: str) -> None:
    page = _page(one)
    assert _text(_one(page, "//*[@class='verdict']")) == verdict
    assert page.findtext(".//title", "").startswith(verdict)


def test_an_unreadable_document_says_why_and_what_to_do() -> None:
    panel = _text(_one(_page(unreadable()), "//*[contains(@class, 'panel')]"))
    assert "The file is damaged." in panel
    assert "Save it again." in panel


def test_several_reports_are_listed_with_their_verdicts() -> None:
    page = reader.document_fromstring(html.render(mixed()))
    assert [a.get("href") for a in page.xpath("//nav//a")] == ["#d1", "#d2", "#d3", "#d4"]
    assert [t.text for t in page.xpath("//nav//strong")] == ["Not judged in full", "Not ready", "Not checked", "Ready"]
    assert _text(_one(page, "//h1")) == "1 of 4 reports ready for submission"
    assert len(page.xpath("//article")) == 4


def test_no_report_at_all_is_a_page_too() -> None:
    assert _text(_one(_page(), "//h1")) == "0 of 0 reports ready for submission"


def test_overlapping_findings_mark_each_its_own_words() -> None:
    page = _page(_with(_read("abcdefgh"), Span(1, 0, 4), Span(1, 2, 6), Span(1, 3, 3)))
    pieces = [(m.text_content(), m.get("data-notes")) for m in page.xpath("//mark")]
    marked = {n: "".join(t for t, notes in pieces if n in notes.split()) for n in ("d1-note-1", "d1-note-2")}
    assert marked == {"d1-note-1": "abcd", "d1-note-2": "cdef"}
    assert len(page.xpath("//a[contains(@class, 'ref')]")) == 3


def test_what_is_missing_is_shown_where_it_belongs() -> None:
    absent = finding(location=location(text="After section 1", span=Span(1, 0, 5), paragraph=1, quote=""))
    page = _page(document(absent, document=_read("First", "Second")))
    assert not page.xpath("//mark")
    gap = _one(page, "//p[contains(@class, 'gap')]")
    assert gap.getprevious().text_content() == "First"
    assert _one(gap, ".//a").get("id") == "d1-place-1"


def test_a_finding_whose_place_is_not_in_the_document_is_not_lost() -> None:
    page = _page(_with(_read("Only"), Span(9, 0, 4)))
    assert _one(page, "//li[@id='d1-entry-1']//a").get("href") == "#d1-note-1"
    assert "Wrong 0." in _text(_one(page, "//*[@id='d1-note-1']"))


def test_headings_keep_their_order_and_never_skip_a_level() -> None:
    levels = (2, 4, None, 1, 9)
    paragraphs = tuple(Paragraph(n, f"T{n}", outline_level=level) for n, level in enumerate(levels, 1))
    page = _page(document(document=Document("docx", paragraphs)))
    found = [(h.tag, h.text_content()) for h in page.xpath("//*[@class='sheet']//*[starts-with(name(), 'h')]")]
    assert found == [("h3", "T1"), ("h4", "T2"), ("h3", "T4"), ("h4", "T5")]


def test_a_typed_heading_of_a_section_is_a_heading(draft_page: reader.HtmlElement) -> None:
    headings = [_text(h) for h in draft_page.xpath("//*[@class='sheet']//h4")]
    assert any(h.startswith("7. Legal Advice and Implications") for h in headings)


def test_lists_tables_and_looks_are_what_they_are() -> None:
    paragraphs = (
        Paragraph(1, "bold and slanted", marks=(Mark("bold", 0, 4), Mark("italic", 9, 16))),
        Paragraph(2, "one", number="•", list_depth=0),
        Paragraph(3, "two", number="(a)", list_depth=1),
        Paragraph(4, "Head", table=1, row=1, cell=1),
        Paragraph(5, "Wide", table=1, row=2, cell=1),
        Paragraph(6, "In a box", story="text box"),
    )
    rows = (Row((Cell((4,), 1), Cell((), 2)), header=True), Row((Cell((5,), 1, span=2),)))
    page = _page(document(document=Document("docx", paragraphs, tables=(Table(1, rows, 4, 5),))))
    assert [_one(page, f"//p/{name}").text_content() for name in ("b", "i")] == ["bold", "slanted"]
    assert [_text(li) for li in page.xpath("//*[@class='sheet']//ul/li")] == ["• one", "(a) two"]
    assert _one(page, "//th").get("scope") == "col"
    assert _one(page, "//td[@colspan='2']").text_content() == "Wide"
    assert _text(_one(page, "//p[@class='box']")) == "In a box"


def test_what_a_reader_of_the_words_would_miss_is_shown() -> None:
    read = _read(
        "a sum of £5", "see here", "", "Answer: ",
        revisions=(Revision("deletion", Span(1, 9, 9), "A", "£4"), Revision("insertion", Span(1, 9, 11), "A", "£5")),
        links=(Link(Span(2, 4, 8), "https://example.org/x"),),
        images=(Image(Span(3, 0, 0), alt="A map"), Image(Span(3, 0, 0)), Image(Span(3, 0, 0), decorative=True)),
        comments=(Comment(Span(2, 0, 3), "B", "Which page?"),),
        controls=(Control((Span(4, 8, 8),), unfilled=True, placeholder="Choose one"),),
    )  # fmt: skip
    shown = _text(_one(_page(document(document=read)), "//*[@class='sheet']"))
    for words in (
        "a sum of £4£5", "here (https://example.org/x)", "Picture: A map", "Picture without alternative text",
        "Picture, marked as decorative", "Comment by B: Which page?", "Answer: Choose one",
    ):  # fmt: skip
        assert words in shown


@pytest.mark.parametrize("story", ["footnote", "endnote", "header", "footer"])
def test_what_stands_beside_the_text_follows_it(story: Story) -> None:
    page = _page(document(document=Document("docx", (Paragraph(1, "Aside", story=story), Paragraph(2, "Text")))))
    first, title, last = (_text(p) for p in page.xpath("//*[@class='sheet']//p"))
    assert (first, last) == ("Text", "Aside")
    assert title.lower().startswith(story) or title == f"Page {story}"


def test_hostile_words_are_only_words() -> None:
    views = [{"links": (Link(Span(1, 0, 1), text),), "images": (Image(Span(1, 0, 0), alt=text),)} for text in HOSTILE]
    read = [_with(_read(text, **view), Span(1, 0, 3)) for text, view in zip(HOSTILE, views, strict=True)]
    for page in (html.render(hostile()), html.render(result(*read))):
        assert "<script>alert" not in page
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
        tree = reader.document_fromstring(page)
        assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
        assert not tree.xpath("//img | //iframe | //object | //embed | //link | //base | //svg | //@style")
        assert not [a for a in tree.xpath("//@*") if a.attrname.startswith("on")]


def test_nothing_is_fetched_and_only_what_the_page_brings_along_runs() -> None:
    linked = _read("click", links=(Link(Span(1, 0, 5), "javascript:alert(1)"), Link(Span(1, 0, 5), "https://example.org")))
    page = _page(document(document=linked))
    assert not page.xpath("//@src")
    assert all(h.startswith("#") for h in page.xpath("//@href"))
    policy = _one(page, "//meta[@http-equiv='Content-Security-Policy']")
    assert policy.getprevious().get("charset") == "utf-8"
    given = dict(part.split(" ", 1) for part in policy.get("content").split("; "))
    assert given["default-src"] == "'none'"
    for name in ("script", "style"):
        text = _one(page, f"//{name}").text
        assert given[f"{name}-src"] == f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
        assert not re.search(r"https?:|url\(|@import|eval|innerHTML", text)


def test_the_same_result_gives_the_same_page(draft: reportlint.Result) -> None:
    again = reportlint.check(EXAMPLES / "draft-report.docx", stage="submission", on=date(2026, 4, 28))
    assert html.render(draft) == html.render(again)


def test_a_long_paragraph_full_of_changes_does_not_take_long() -> None:
    """Twenty thousand pieces: a count of steps that grew with their square would not come to an end here."""
    marks = tuple(Mark("bold", n, n + 1) for n in range(0, 40_000, 2))
    page = html.render(result(document(document=Document("docx", (Paragraph(1, "x" * 40_000, marks=marks),)))))
    assert page.count("<b>") == 20_000


def test_the_stage_and_the_day_are_named() -> None:
    page = reader.document_fromstring(html.render(result(document(), stage=Stage.PUBLICATION)))
    assert "Ready for publication" in _text(page)
    assert "14 January 2025" in _text(page)
    assert "Ready" in html.render(clean())
